import type { Pace } from './calls.ts';

/** Lets work start in the order it came, as far as a quota has room. */
export interface Turns {
  <T>(work: () => Promise<T>): Promise<T>;
  /** Starts nothing for so many milliseconds. */
  pause(milliseconds: number): void;
}

/** What a quota has room for: so many pieces of work at once, whose places stay taken `rest` milliseconds after each ended. */
export interface Room {
  readonly places: number;
  readonly rest: number;
}

/** How many requests of one kind Google Sheets takes from one user in a minute. */
const perMinute = 60;

/**
 * Sheets' quota: at most 60 in any 60 s, whatever a request takes on its way. A place is counted from the answer, not from
 * the start: Google counts a request somewhere in between. The quarter second is for timers that fire early.
 */
export const sheetsRoom: Room = { places: perMinute, rest: 60_250 };

/**
 * Drive has room for thousands a minute, but makes files and shares one after the other: six at once, at a third of a
 * second each, are a tenth of that and more than it ever finished sooner.
 */
export const driveRoom: Room = { places: 6, rest: 0 };

/** Cloud Storage has no quota that we could reach; twelve at once read a ledger in few round trips with few sockets. */
export const storageRoom: Room = { places: 12, rest: 0 };

/** First come, first served; as many at once as there are free places. */
export function createTurns(pace: Pace, room: Room): Turns {
  // When each place is free again; infinity while its work goes on.
  const freeAt = new Array<number>(room.places).fill(0);
  let pausedUntil = 0;
  let line: Promise<unknown> = Promise.resolve();
  let wake = (): void => {};

  const takePlace = async (): Promise<number> => {
    for (;;) {
      const place = freeAt.indexOf(Math.min(...freeAt));
      const startsAt = Math.max(freeAt[place] ?? 0, pausedUntil);
      const now = pace.now();
      if (startsAt <= now) {
        freeAt[place] = Number.POSITIVE_INFINITY;
        return place;
      }
      if (Number.isFinite(startsAt)) await pace.wait(startsAt - now);
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  };

  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const turn = line.then(takePlace);
    line = turn.catch(() => {});
    const place = await turn;
    try {
      return await work();
    } finally {
      freeAt[place] = pace.now() + room.rest;
      wake();
    }
  };

  const pause = (milliseconds: number): void => {
    pausedUntil = Math.max(pausedUntil, pace.now() + milliseconds);
  };

  return Object.assign(inTurn, { pause });
}

/**
 * How long so many requests of Sheets take, in words for a person: `约 5 分钟`. Reads and writes have quotas of their own
 * and are taken to go on side by side.
 */
export function estimate(reads: number, writes: number): string {
  const minutes = Math.ceil(Math.max(reads, writes) / perMinute);
  return minutes <= 1 ? '不到 1 分钟' : `约 ${minutes} 分钟`;
}
