import type { Bucket } from '../../../functions/adapters/google/bucket.ts';
import { bucketOf } from '../../../functions/adapters/google/bucket-storage.ts';
import type { Send } from '../../../functions/adapters/google/calls.ts';
import { type Connection, openConnection } from '../../../functions/adapters/google/connection.ts';
import type { Emulator } from '../../google/emulator.ts';

/** A connection that knows no Google but the emulator. */
export function connected({ url }: Emulator): Promise<Connection> {
  return openConnection({ SHEETS_ROOT_URL: url, DRIVE_ROOT_URL: url, STORAGE_ROOT_URL: url });
}

/** A district's part of a bucket on the emulator, by default of one that nobody else has. */
export function bucketAt(
  { storage, send, roots }: Connection,
  place: { readonly bucket?: string; readonly prefix?: string; readonly send?: Send } = {},
): Bucket {
  count += 1;
  const { bucket = `ledger-${count}`, prefix = 'demo/' } = place;
  const rootUrl = roots.storage === undefined ? {} : { rootUrl: roots.storage };
  return bucketOf(storage, place.send ?? send, { bucket, prefix, ...rootUrl });
}

let count = 0;

/** A send whose answers to uploads are lost after they were applied, as many as are asked for, and which then asks again. */
export function losingAnswers(send: Send, times: number): Send {
  let left = times;
  return (call) =>
    send({
      ...call,
      send: async () => {
        const heard = await call.send();
        if (left <= 0) return heard;
        left -= 1;
        return call.send();
      },
    });
}
