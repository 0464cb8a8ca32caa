import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pace } from '../../../functions/adapters/google/calls.ts';
import {
  createTurns,
  driveRoom,
  estimate,
  type Room,
  sheetsRoom,
  type Turns,
} from '../../../functions/adapters/google/pacing.ts';
import { fastPace } from './pacing-clock.ts';

interface Request {
  /** Milliseconds after the request before. */
  readonly after: number;
  /** How long it takes, and when within it the server counts it (0 to 1). */
  readonly takes: number;
  readonly countedAt: number;
  readonly fails: boolean;
}

const request: fc.Arbitrary<Request> = fc.record({
  after: fc.oneof({ weight: 30, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 60_000 })),
  takes: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 0, max: 400 }) }, fc.integer({ min: 0, max: 200_000 })),
  countedAt: fc.double({ min: 0, max: 1, noNaN: true }),
  fails: fc.boolean(),
});

interface Seen {
  /** Numbers of the requests as they started. */
  readonly order: readonly number[];
  /** When the server counted each, ascending. */
  readonly counted: readonly number[];
  readonly most: number;
}

async function serve(pace: Pace, turns: Turns, requests: readonly Request[]): Promise<Seen> {
  const order: number[] = [];
  const counted: number[] = [];
  const ends: Promise<unknown>[] = [];
  let underWay = 0;
  let most = 0;
  for (const [number, { after, takes, countedAt, fails }] of requests.entries()) {
    if (after > 0) await pace.wait(after);
    const work = async (): Promise<void> => {
      order.push(number);
      underWay += 1;
      most = Math.max(most, underWay);
      counted.push(pace.now() + takes * countedAt);
      if (takes > 0) await pace.wait(takes);
      underWay -= 1;
      if (fails) throw new Error('refused');
    };
    ends.push(turns(work).catch(() => {}));
  }
  await Promise.all(ends);
  return { order, counted: counted.sort((one, other) => one - other), most };
}

/** The most that fell into any 60 s, both ends included. */
function mostInAMinute(times: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [at, time] of times.entries()) {
    while (time - (times[first] ?? 0) > 60_000) first += 1;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

const opened = (room: Room) => {
  const pace = fastPace();
  return { pace, turns: createTurns(pace, room) };
};

test('whenever requests come and however long they take, Sheets counts at most 60 of them in any 60 seconds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 50, maxLength: 250, size: 'max' }), async (requests) => {
      const { pace, turns } = opened(sheetsRoom);
      const { order, counted } = await serve(pace, turns, requests);
      expect(order).toEqual(requests.map((_, number) => number));
      expect(mostInAMinute(counted)).toBeLessThanOrEqual(60);
    }),
    { numRuns: 60 },
  );
});

test('sixty start at once, and three hundred are through after four minutes and a second', async () => {
  const { pace, turns } = opened(sheetsRoom);
  const begin = pace.now();
  const quick = { after: 0, takes: 0, countedAt: 0, fails: false };
  const { counted } = await serve(pace, turns, new Array(300).fill(quick));
  expect(counted.filter((at) => at === begin)).toHaveLength(60);
  expect(mostInAMinute(counted)).toBe(60);
  expect((counted.at(-1) ?? 0) - begin).toBeLessThanOrEqual(241_000);
});

test('sixty that are long on their way leave no room for sixty quick ones behind them', async () => {
  const { pace, turns } = opened(sheetsRoom);
  const quick = { after: 0, takes: 0, countedAt: 0, fails: false };
  const slow = { ...quick, takes: 20_000, countedAt: 1 };
  const { counted } = await serve(pace, turns, [...new Array(60).fill(slow), ...new Array(60).fill(quick)]);
  expect(mostInAMinute(counted)).toBe(60);
});

test('nothing starts in a pause, not even what was about to', async () => {
  const { pace, turns } = opened(sheetsRoom);
  const begin = pace.now();
  const started: number[] = [];
  await turns(async () => turns.pause(65_000));
  turns.pause(30_000);
  await Promise.all([1, 2, 3].map(() => turns(async () => started.push(pace.now()))));
  expect(started).toEqual([begin + 65_000, begin + 65_000, begin + 65_000]);
});

test('Drive is asked six things at once and no more', async () => {
  const { pace, turns } = opened(driveRoom);
  const slow = { after: 0, takes: 300, countedAt: 0, fails: true };
  const { most, order } = await serve(pace, turns, new Array(40).fill(slow));
  expect(most).toBe(6);
  expect(order).toHaveLength(40);
});

test('the operator is told minutes, not requests', () => {
  expect(estimate(0, 3)).toBe('不到 1 分钟');
  expect(estimate(60, 60)).toBe('不到 1 分钟');
  expect(estimate(300, 20)).toBe('约 5 分钟');
  expect(estimate(20, 301)).toBe('约 6 分钟');
});
