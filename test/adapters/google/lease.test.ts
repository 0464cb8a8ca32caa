import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bucket } from '../../../functions/adapters/google/bucket.ts';
import type { Connection } from '../../../functions/adapters/google/connection.ts';
import { takeLease } from '../../../functions/adapters/google/lease.ts';
import { LeaseHeld } from '../../../functions/operator-error.ts';
import { type Emulator, startEmulator } from '../../google/emulator.ts';
import { bucketAt, connected } from './bucket-on-emulator.ts';

let emulator: Emulator;
let google: Connection;
beforeAll(async () => {
  emulator = await startEmulator();
  google = await connected(emulator);
});
afterAll(() => emulator.close());

const minute = 60_000;
const morning = Date.parse('2018-09-26T09:00:00+08:00');

/** A clock that stands until it is set. */
function stillClock() {
  const clock = { at: morning, now: () => clock.at, wait: async () => {}, chance: () => 0 };
  return clock;
}

const words = async (bucket: Bucket) => (await bucket.read('lease.json'))?.bytes.toString('utf8');

describe('a lease in a bucket', () => {
  it('is held by one at a time and given back without a trace', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const lease = await takeLease(bucket, '主机 甲', clock);
    clock.at += 9 * minute;
    const refused = takeLease(bucket, '主机 乙', clock);
    await expect(refused).rejects.toThrow(LeaseHeld);
    await expect(refused).rejects.toThrow(
      /^另一次运行正在处理这个区（主机 甲，开始于 2018-09-26 09:00），请稍后再试。.*2018-09-26 09:10 后就能接手。$/,
    );
    await lease.giveBack();
    expect(await bucket.list('')).toEqual([]);
    await (await takeLease(bucket, '主机 乙', clock)).giveBack();
  });

  it('that ran out goes to one of many takers, and the one who slept is told and takes nothing away', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const slept = await takeLease(bucket, '主机 甲', clock);
    clock.at += 10 * minute;
    const takers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => takeLease(bucket, `主机 ${index}`, clock)),
    );
    const taken = takers.filter((taker) => taker.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    for (const taker of takers) if (taker.status === 'rejected') expect(taker.reason).toBeInstanceOf(LeaseHeld);
    const held = await words(bucket);
    await expect(slept.keep()).rejects.toThrow(/^另一次运行接手了这个区/);
    await slept.giveBack();
    expect(await words(bucket)).toBe(held);
    for (const taker of taken) await taker.value.giveBack();
    expect(await bucket.list('')).toEqual([]);
  });

  it('is lengthened when a third of it is used, and only then', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const lease = await takeLease(bucket, '主机 甲', clock);
    const taken = await bucket.list('');
    clock.at += 3 * minute;
    await lease.keep();
    expect(await bucket.list('')).toEqual(taken);
    for (let minutes = 0; minutes < 40; minutes += 4) {
      clock.at += 4 * minute;
      await lease.keep();
    }
    expect(JSON.parse((await words(bucket)) ?? '')).toEqual({
      holder: '主机 甲',
      since: '2018-09-26T09:00:00+08:00',
      until: '2018-09-26T09:53:00+08:00',
    });
    await lease.giveBack();
    expect(await bucket.list('')).toEqual([]);
  });

  it('that somebody took away by hand is not held any more', async () => {
    const [bucket, clock] = [bucketAt(google), stillClock()];
    const lease = await takeLease(bucket, '主机 甲', clock);
    for (const { name, generation } of await bucket.list('')) await bucket.remove(name, generation);
    clock.at += 5 * minute;
    await expect(lease.keep()).rejects.toThrow(LeaseHeld);
    await lease.giveBack();
  });

  it.each(['', '{"until":', 'null', '{"until":"soon"}', '{"holder":"x"}'])(
    'that says nothing (%s) is nobody’s',
    async (nothing) => {
      const [bucket, clock] = [bucketAt(google), stillClock()];
      await bucket.create('lease.json', Buffer.from(nothing));
      const lease = await takeLease(bucket, '主机 甲', clock);
      expect(await words(bucket)).toContain('主机 甲');
      await lease.giveBack();
    },
  );
});
