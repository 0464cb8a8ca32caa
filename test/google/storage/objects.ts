import { createHash } from 'node:crypto';
import { refusal } from '../errors.ts';

/** An object as it was written; `md5` in base64. */
export interface StoredObject {
  readonly name: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly metadata: unknown;
  readonly md5: string;
  /** Grows with every object written anywhere; microseconds since 1970 or a little more. */
  readonly generation: string;
  readonly time: string;
}

/** Objects by bucket and name; only the newest generation is kept. */
export interface Objects {
  get(bucket: string, name: string): StoredObject | undefined;
  put(bucket: string, made: Pick<StoredObject, 'name' | 'bytes' | 'contentType' | 'metadata'>): StoredObject;
  remove(bucket: string, name: string): void;
  /** In the order of their names' UTF-8 bytes. */
  list(bucket: string): StoredObject[];
}

/** `clock` in milliseconds since 1970. */
export function createObjects(clock: () => number): Objects {
  const buckets = new Map<string, Map<string, StoredObject>>();
  let last = 0n;
  const bucketOf = (bucket: string) => {
    const known = buckets.get(bucket) ?? new Map<string, StoredObject>();
    buckets.set(bucket, known);
    return known;
  };
  return {
    get: (bucket, name) => bucketOf(bucket).get(name),
    put(bucket, made) {
      const now = BigInt(Math.trunc(clock())) * 1000n;
      last = now > last ? now : last + 1n;
      const md5 = createHash('md5').update(made.bytes).digest('base64');
      const stored = { ...made, md5, generation: String(last), time: new Date(clock()).toISOString() };
      bucketOf(bucket).set(made.name, stored);
      return stored;
    },
    remove: (bucket, name) => void bucketOf(bucket).delete(name),
    list: (bucket) =>
      [...bucketOf(bucket).values()].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name))),
  };
}

/** Throws 412 where `ifGenerationMatch` does not hold; 0 means that there must be no object. */
export function checkGeneration(query: URLSearchParams, stored: StoredObject | undefined): void {
  const wanted = query.get('ifGenerationMatch');
  if (wanted === null || wanted === (stored?.generation ?? '0')) return;
  const message = 'At least one of the pre-conditions you specified did not hold.';
  throw refusal(412, 'conditionNotMet', message, { locationType: 'header', location: 'If-Match' });
}
