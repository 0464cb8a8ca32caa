import { setImmediate } from 'node:timers/promises';
import type { Pace } from '../../../functions/adapters/google/calls.ts';

/** Time that passes as soon as everybody waits for it, in the order of the waits; minutes take milliseconds. */
export interface FastPace extends Pace {
  /** Every wait so far, in milliseconds. */
  readonly waits: readonly number[];
}

/** A clock of its own from a second after 1970 on; `chance` is always the same. */
export function fastPace(chance = 0.5): FastPace {
  const waiting: { readonly at: number; readonly resolve: () => void }[] = [];
  const waits: number[] = [];
  let now = 1000;
  let passing = false;

  const pass = async (): Promise<void> => {
    passing = true;
    while (waiting.length > 0) {
      await setImmediate();
      waiting.sort((one, other) => one.at - other.at);
      const next = waiting.shift();
      now = Math.max(now, next?.at ?? now);
      next?.resolve();
    }
    passing = false;
  };

  return {
    waits,
    now: () => now,
    chance: () => chance,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return new Promise((resolve) => {
        waiting.push({ at: now + milliseconds, resolve });
        if (!passing) void pass();
      });
    },
  };
}
