import { setTimeout } from 'node:timers/promises';
import type { Pacer } from '../../world.ts';

/** Time that passes, in milliseconds. */
export interface Timer {
  now(): number;
  wait(milliseconds: number): Promise<unknown>;
}

const machine: Timer = { now: () => performance.now(), wait: (milliseconds) => setTimeout(milliseconds) };

// A quarter second more, for timers that fire early.
const minute = 60_250;

/** A run in the cloud is ended after half an hour, and reading a district's reports takes its part of that. */
const longest = 10 * 60_000;

/** For one run: at most so many letters in any minute. It waits ten minutes in all; what is left is for the next run. */
export function createPacer(timer: Timer = machine): Pacer {
  const gone: number[] = [];
  let waited = 0;
  return {
    turn: async (perMinute) => {
      const before = gone.at(-perMinute);
      const rest = before === undefined ? 0 : before + minute - timer.now();
      if (rest > 0) {
        if (waited + rest > longest) return false;
        waited += rest;
        await timer.wait(rest);
      }
      gone.push(timer.now());
      return true;
    },
  };
}
