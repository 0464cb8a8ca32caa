import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bucket } from '../../../functions/adapters/google/bucket.ts';
import { type Connection, openConnection } from '../../../functions/adapters/google/connection.ts';
import { openBucketLedger } from '../../../functions/adapters/google/ledger.ts';
import { LeaseHeld, LedgerMoved, OperatorError } from '../../../functions/operator-error.ts';
import type { Ledger } from '../../../functions/world.ts';
import type { LedgerEvent } from '../../../schemas/events.ts';
import { type Emulator, startEmulator } from '../../google/emulator.ts';
import { oneMore } from '../ledger-history.ts';
import { bucketAt, connected, losingAnswers } from './bucket-on-emulator.ts';

let emulator: Emulator;
let google: Connection;
beforeAll(async () => {
  emulator = await startEmulator();
  google = await connected(emulator);
});
afterAll(() => emulator.close());

const minute = 60_000;

function stillClock() {
  const clock = {
    at: Date.parse('2018-09-26T09:00:00+08:00'),
    now: () => clock.at,
    wait: async () => {},
    chance: () => 0,
  };
  return clock;
}

const run = (id: string): LedgerEvent => ({ ...oneMore, id });

async function idsIn(bucket: Bucket): Promise<string[]> {
  const ledger = await openBucketLedger(bucket, { holder: '一看', pace: stillClock() });
  const ids: string[] = [];
  for await (const { id } of ledger.all()) ids.push(id);
  expect(ledger.state.runs.map(({ id }) => id)).toEqual(ids);
  return ids;
}

/** Appends in a run of its own, planned again while others come first; what a job does. */
async function appendWhenFree(bucket: Bucket, event: LedgerEvent): Promise<void> {
  for (;;) {
    const ledger = await openBucketLedger(bucket, { holder: event.id, pace: stillClock() });
    try {
      await ledger.append([event]);
      await ledger.settle();
      return;
    } catch (error) {
      if (!(error instanceof LedgerMoved || error instanceof LeaseHeld)) throw error;
    } finally {
      await ledger.close();
    }
  }
}

describe('runs on one bucket', () => {
  it('many at once: every event is there once, and no lease is left', async () => {
    const bucket = bucketAt(google);
    const ids = Array.from({ length: 24 }, (_, index) => `run-${index}`);
    await Promise.all(
      [0, 1, 2, 3].map(async (lane) => {
        for (const id of ids.filter((_, index) => index % 4 === lane)) await appendWhenFree(bucket, run(id));
      }),
    );
    expect((await idsIn(bucket)).toSorted()).toEqual(ids.toSorted());
    expect((await bucket.list('')).map(({ name }) => name)).toEqual([
      ...ids.map((_, index) => `journal-${String(index + 1).padStart(10, '0')}.jsonl`),
      'snapshot.json',
    ]);
  });

  it('one that slept through its lease before its first append plans again', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const slept = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    await slept.begin();
    const awake = await inPlaceOf(bucket, clock);
    await expect(slept.append([run('slept')])).rejects.toThrow(LedgerMoved);
    await expectUnharmed(bucket, awake, ['awake'], slept);
  });

  it('one that slept through its lease after an append ends, whatever its own clock says', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const slept = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    await slept.append([run('first')]);
    const awake = await inPlaceOf(bucket, clock);
    await expect(slept.append([run('slept')])).rejects.toThrow(/^另一次运行接手了这个区/);
    await expect(slept.append([run('slept again')])).rejects.toThrow(LeaseHeld);
    await expectUnharmed(bucket, awake, ['first', 'awake'], slept);
  });

  it('one that sees by its clock how long it slept stops before it writes anything', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const slept = await openBucketLedger(bucket, { holder: '甲', pace: clock });
    await slept.append([run('first')]);
    const awake = await inPlaceOf(bucket, clock);
    const before = await bucket.list('');
    await expect(slept.attach(Buffer.from('a letter'))).rejects.toThrow(LeaseHeld);
    await expect(slept.settle()).rejects.toThrow(LeaseHeld);
    expect(await bucket.list('')).toEqual(before);
    await expectUnharmed(bucket, awake, ['first', 'awake'], slept);
  });

  it('one that settles late leaves the newer snapshot alone', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const slept = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    await slept.append([run('first')]);
    const awake = await inPlaceOf(bucket, clock);
    await awake.settle();
    const newer = (await bucket.read('snapshot.json'))?.generation;
    await slept.settle();
    expect((await bucket.read('snapshot.json'))?.generation).toBe(newer);
    await expectUnharmed(bucket, awake, ['first', 'awake'], slept);
  });

  /** A second run ten minutes later, that takes the first one's lease and appends. */
  async function inPlaceOf(bucket: Bucket, clock: ReturnType<typeof stillClock>): Promise<Ledger> {
    clock.at += 11 * minute;
    const awake = await openBucketLedger(bucket, { holder: '乙', pace: clock });
    await awake.append([run('awake')]);
    return awake;
  }

  async function expectUnharmed(bucket: Bucket, awake: Ledger, ids: readonly string[], slept: Ledger): Promise<void> {
    await slept.close();
    await awake.append([run('more')]);
    await awake.close();
    expect(await idsIn(bucket)).toEqual([...ids, 'more']);
    expect((await bucket.list('lease')).map(({ name }) => name)).not.toContain('lease.json');
  }
});

describe('answers that are lost', () => {
  it('leave one object an append, and the run goes on', async () => {
    const name = 'ledger-deaf';
    const bucket = bucketAt(google, { bucket: name, send: losingAnswers(google.send, 100) });
    const ledger = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    await ledger.append([run('1'), run('2')]);
    await ledger.append([run('3')]);
    await ledger.attach(Buffer.from('a letter'));
    await ledger.settle();
    await ledger.close();
    const plain = bucketAt(google, { bucket: name });
    expect(await idsIn(plain)).toEqual(['1', '2', '3']);
    expect((await plain.list('b')).map((found) => found.name)).toEqual([
      'journal-0000000001.jsonl',
      'journal-0000000002.jsonl',
      'snapshot.json',
    ]);
  });

  it('and every other fault of a bad day: the same ledger in the end', async () => {
    const bad = await startEmulator({
      faults: '429=0.05,500=0.05,503=0.05,html=0.05,drop=0.1,dropAfter=0.15,storage,seed=7',
    });
    try {
      const hasty = { now: Date.now, wait: async () => void (await setImmediate()), chance: () => 0 };
      const env = { SHEETS_ROOT_URL: bad.url, DRIVE_ROOT_URL: bad.url, STORAGE_ROOT_URL: bad.url };
      const bucket = bucketAt(await openConnection(env, hasty));
      const ids = Array.from({ length: 60 }, (_, index) => `run-${index}`);
      for (const id of ids) await appendWhenFree(bucket, run(id));
      expect(await idsIn(bucket)).toEqual(ids);
      expect(bad.requests.filter(({ status }) => status === 0).length).toBeGreaterThan(20);
    } finally {
      await bad.close();
    }
  });
});

describe('a journal in a bucket', () => {
  const first = 'journal-0000000001.jsonl';

  async function threeAppends(): Promise<Bucket> {
    const bucket = bucketAt(google);
    const ledger = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    for (const id of ['1', '2', '3']) await ledger.append([run(id), run(`${id}b`)]);
    await ledger.close();
    return bucket;
  }

  const put = async (bucket: Bucket, name: string, bytes: Buffer | undefined): Promise<void> => {
    const there = await bucket.read(name);
    if (there) await bucket.remove(name, there.generation);
    if (bytes) await bucket.create(name, bytes);
  };

  it.each<[string, string, (bytes: Buffer) => Buffer | undefined, RegExp]>([
    ['its first object is gone', first, () => undefined, /少了 journal-0000000001\.jsonl/],
    ['one between is gone', 'journal-0000000002.jsonl', () => undefined, /少了 journal-0000000002\.jsonl/],
    [
      'a byte was changed',
      first,
      (bytes) => Buffer.from(bytes.with(bytes.indexOf(10) + 1, 0)),
      /0001\.jsonl 第 \d+ 字节/,
    ],
    ['a line is no event', first, () => Buffer.from('[1,2]\n'), /0001\.jsonl 第 0 字节/],
    ['its end was cut off', first, (bytes) => bytes.subarray(0, -3), /0001\.jsonl 第 \d+ 字节/],
    ['an object is empty', first, () => Buffer.alloc(0), /0001\.jsonl 第 0 字节/],
  ])('says where it is damaged: %s', async (_, name, harm, words) => {
    const bucket = await threeAppends();
    await put(bucket, name, harm((await bucket.read(name))?.bytes ?? Buffer.alloc(0)));
    const opening = openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    await expect(opening).rejects.toThrow(OperatorError);
    await expect(opening).rejects.toThrow(words);
    await expect(opening).rejects.toThrow(/^台账损坏：[^\n]*备份[^\n]*$/);
  });

  it('put back from an older backup is believed, not the snapshot that knows more', async () => {
    const bucket = await threeAppends();
    const ledger = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    await ledger.settle();
    await ledger.close();
    await put(bucket, 'journal-0000000003.jsonl', undefined);
    expect(await idsIn(bucket)).toEqual(['1', '1b', '2', '2b']);
    await put(bucket, 'journal-0000000003.jsonl', Buffer.from(`${JSON.stringify(run('another'))}\n`));
    expect(await idsIn(bucket)).toEqual(['1', '1b', '2', '2b', 'another']);
  });

  it('is opened with two requests where the snapshot is up to date, and read from memory where it was just read', async () => {
    const bucket = await threeAppends();
    const ledger = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    await ledger.settle();
    await ledger.close();
    const counted = async (work: () => Promise<unknown>): Promise<number> => {
      const before = emulator.requests.length;
      await work();
      return emulator.requests.length - before;
    };
    let again = ledger;
    const open = async () => {
      again = await openBucketLedger(bucket, { holder: '甲', pace: stillClock() });
    };
    expect(await counted(open)).toBe(2);
    expect(await counted(() => again.settle().then(() => again.close()))).toBe(0);
    const readAll = async () => {
      for await (const { type } of again.all()) expect(type).toBe('run');
    };
    expect(await counted(readAll)).toBe(3);
    expect(await counted(readAll)).toBe(0);
    // The lease, a look whether the ledger grew, the append, the snapshot, the lease again.
    expect(await counted(() => again.append([run('4')]))).toBe(3);
    expect(await counted(() => again.append([run('5')]))).toBe(1);
    expect(await counted(() => again.settle().then(() => again.close()))).toBe(2);
  });
});
