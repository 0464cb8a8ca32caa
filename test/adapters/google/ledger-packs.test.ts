import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bucket } from '../../../functions/adapters/google/bucket.ts';
import type { Connection } from '../../../functions/adapters/google/connection.ts';
import { openBucketLedger } from '../../../functions/adapters/google/ledger.ts';
import type { Ledger } from '../../../functions/world.ts';
import type { LedgerEvent } from '../../../schemas/events.ts';
import { type Emulator, startEmulator } from '../../google/emulator.ts';
import { oneMore } from '../ledger-history.ts';
import { bucketAt, connected } from './bucket-on-emulator.ts';

let emulator: Emulator;
let google: Connection;
beforeAll(async () => {
  emulator = await startEmulator();
  google = await connected(emulator);
});
afterAll(() => emulator.close());

const pace = { now: Date.now, wait: async () => {}, chance: () => 0 };
const open = (bucket: Bucket): Promise<Ledger> => openBucketLedger(bucket, { holder: '一次运行', pace }, 10);
const run = (id: string): LedgerEvent => ({ ...oneMore, id });

/** 35 appends of two events each by seven runs. */
async function longJournal(): Promise<{ bucket: Bucket; ids: string[] }> {
  const bucket = bucketAt(google);
  const ids = Array.from({ length: 70 }, (_, index) => `run-${index}`);
  for (let from = 0; from < ids.length; from += 10) {
    const ledger = await open(bucket);
    for (let at = from; at < from + 10; at += 2) await ledger.append(ids.slice(at, at + 2).map(run));
    await ledger.settle();
    await ledger.close();
  }
  return { bucket, ids };
}

async function idsOf(ledger: Ledger): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of ledger.all()) ids.push(id);
  return ids;
}

async function put(bucket: Bucket, name: string, bytes: Buffer | undefined): Promise<void> {
  const there = await bucket.read(name);
  if (there) await bucket.remove(name, there.generation);
  if (bytes) await bucket.create(name, bytes);
}

describe('packs of a long journal', () => {
  it('are made as it grows, and save most of the requests of reading it', async () => {
    const { bucket, ids } = await longJournal();
    const packs = (await bucket.list('pack-')).map(({ name }) => name).filter((name) => name.startsWith('pack-'));
    expect(packs).toEqual(['pack-0000000010.jsonl', 'pack-0000000020.jsonl', 'pack-0000000030.jsonl']);
    const ledger = await open(bucket);
    const before = emulator.requests.length;
    expect(await idsOf(ledger)).toEqual(ids);
    // Each pack and the last object that it repeats; five objects that no pack has yet.
    expect(emulator.requests.length - before).toBe(3 * 2 + 5);
  });

  it.each<[string, (pack: Buffer) => Buffer | undefined]>([
    ['is gone', () => undefined],
    ['is empty', () => Buffer.alloc(0)],
    ['was cut', (pack) => pack.subarray(0, -2)],
    ['says nothing', () => Buffer.from('null\n')],
    [
      'holds fewer than it should',
      (pack) => Buffer.from(`[${pack.length - 9}]\n${pack.toString('latin1').slice(0, 20)}`),
    ],
    ['is of another ledger', (pack) => Buffer.from(pack.toString('latin1').replaceAll('run-', 'not-'), 'latin1')],
  ])('do no harm where one %s', async (_, harm) => {
    const { bucket, ids } = await longJournal();
    const ledger = await open(bucket);
    const name = 'pack-0000000020.jsonl';
    await put(bucket, name, harm((await bucket.read(name))?.bytes ?? Buffer.alloc(0)));
    expect(await idsOf(ledger)).toEqual(ids);
    await put(bucket, 'snapshot.json', undefined);
    expect((await open(bucket)).state.runs.map(({ id }) => id)).toEqual(ids);
  });

  it('are not believed where the journal was put back from a backup and went on in another way', async () => {
    const { bucket, ids } = await longJournal();
    for (const { name } of await bucket.list('journal-0000000015'))
      if (name.startsWith('journal-')) await put(bucket, name, undefined);
    const others = Array.from({ length: 20 }, (_, index) => `other-${index}`);
    const ledger = await open(bucket);
    for (const id of others) await ledger.append([run(id)]);
    await ledger.settle();
    await ledger.close();
    expect(await idsOf(await open(bucket))).toEqual([...ids.slice(0, 28), ...others]);
  });
});
