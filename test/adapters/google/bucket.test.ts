import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../functions/adapters/google/connection.ts';
import { openBucketLedger } from '../../../functions/adapters/google/ledger.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import { type Emulator, startEmulator } from '../../google/emulator.ts';
import { bucketAt, connected, losingAnswers } from './bucket-on-emulator.ts';

let emulator: Emulator;
let google: Connection;
beforeAll(async () => {
  emulator = await startEmulator();
  google = await connected(emulator);
});
afterAll(() => emulator.close());

const text = (bytes: Buffer | undefined): string | undefined => bytes?.toString('utf8');

describe('a bucket', () => {
  it('gives back the bytes it was given, and the generation they are', async () => {
    const bucket = bucketAt(google);
    const bytes = Buffer.from([...Array.from({ length: 256 }, (_, byte) => byte), ...Buffer.from('\r\n--x--\r\n')]);
    const generation = await bucket.create('a/b c.bin', bytes);
    const stored = await bucket.read('a/b c.bin');
    expect(stored?.bytes.equals(bytes)).toBe(true);
    expect(stored?.generation).toBe(generation);
    expect(await bucket.read('a/b')).toBeUndefined();
  });

  it('writes only over what it is told to expect', async () => {
    const bucket = bucketAt(google);
    const first = (await bucket.create('x', Buffer.from('1'))) ?? '';
    expect(await bucket.create('x', Buffer.from('2'))).toBeUndefined();
    const second = (await bucket.replace('x', Buffer.from('3'), first)) ?? '';
    expect(await bucket.replace('x', Buffer.from('4'), first)).toBeUndefined();
    await bucket.remove('x', first);
    expect(text((await bucket.read('x'))?.bytes)).toBe('3');
    await bucket.remove('x', second);
    expect(await bucket.read('x')).toBeUndefined();
    expect(await bucket.replace('x', Buffer.from('5'), second)).toBeUndefined();
    await bucket.remove('x', second);
  });

  it('knows an upload of its own again whose answer was lost, and takes nobody else’s for it', async () => {
    const name = 'ledger-lost-answers';
    const deaf = bucketAt(google, { bucket: name, send: losingAnswers(google.send, 1) });
    const made = await deaf.create('x', Buffer.from('1'));
    expect(made).toBe((await deaf.read('x'))?.generation);
    const deafAgain = bucketAt(google, { bucket: name, send: losingAnswers(google.send, 1) });
    const replaced = await deafAgain.replace('x', Buffer.from('1'), made ?? '');
    expect(replaced).toBe((await deaf.read('x'))?.generation);
    expect(replaced).not.toBe(made);
    expect(await deafAgain.create('x', Buffer.from('1'))).toBeUndefined();
  });

  it('lists from a name on, and keeps districts apart', async () => {
    const name = 'ledger-of-two';
    const [one, two] = [bucketAt(google, { bucket: name, prefix: '甲区/' }), bucketAt(google, { bucket: name })];
    for (const each of ['b', 'a', 'c']) await one.create(each, Buffer.from(each));
    await two.create('b', Buffer.from('other'));
    expect((await one.list('b')).map((found) => found.name)).toEqual(['b', 'c']);
    expect((await two.list('')).map((found) => found.name)).toEqual(['b']);
    expect((await two.list(''))[0]?.generation).toBe((await two.read('b'))?.generation);
    expect(text((await one.read('b'))?.bytes)).toBe('b');
  });

  it('lists more than one answer holds', async () => {
    const bucket = bucketAt(google);
    const names = Array.from({ length: 1_003 }, (_, index) => String(index).padStart(4, '0'));
    await Promise.all(names.map((name) => bucket.create(name, Buffer.from(name))));
    expect((await bucket.list('0001')).map(({ name }) => name)).toEqual(names.slice(1));
  });

  it.each([
    ['that is missing', 'missing-bucket', /^没有名为“missing-bucket”的存储桶.*LEDGER_BUCKET.*$/],
    [
      'that is not ours to use',
      'denied-bucket',
      /^没有读写存储桶“denied-bucket”的权限.*roles\/storage\.objectAdmin.*$/,
    ],
  ])('%s is an operator’s to mend, in one line', async (_, bucket, words) => {
    const opening = openBucketLedger(bucketAt(google, { bucket }), { holder: '一次运行', pace: stillPace });
    await expect(opening).rejects.toThrow(OperatorError);
    await expect(opening).rejects.toThrow(words);
  });
});

const stillPace = { now: () => 0, wait: async () => {}, chance: () => 0 };
