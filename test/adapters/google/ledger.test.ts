import { afterAll, beforeAll } from 'vitest';
import type { Bucket } from '../../../functions/adapters/google/bucket.ts';
import type { Connection } from '../../../functions/adapters/google/connection.ts';
import { openBucketLedger } from '../../../functions/adapters/google/ledger.ts';
import { type Emulator, startEmulator } from '../../google/emulator.ts';
import { type LedgerPlace, ledgerContract } from '../ledger-contract.ts';
import { bucketAt, connected } from './bucket-on-emulator.ts';

let emulator: Emulator;
let google: Connection;
beforeAll(async () => {
  emulator = await startEmulator();
  google = await connected(emulator);
});
afterAll(() => emulator.close());

const pace = { now: Date.now, wait: async () => {}, chance: () => 0 };

ledgerContract('a bucket', async () => placeIn(bucketAt(google)));

function placeIn(bucket: Bucket): LedgerPlace {
  const generationOf = async (name: string) =>
    (await bucket.list(name)).find((found) => found.name === name)?.generation;
  return {
    // Packs so small that a short history fills several.
    open: () => openBucketLedger(bucket, { holder: '一次运行', pace }, 3),
    look: async () => new Map((await bucket.list('')).map(({ name, generation }) => [name, generation])),
    read: async (name) => (await bucket.read(name))?.bytes,
    put: async (name, bytes) => {
      const generation = await generationOf(name);
      if (generation !== undefined) await bucket.remove(name, generation);
      if (bytes !== undefined) await bucket.create(name, bytes);
    },
  };
}
