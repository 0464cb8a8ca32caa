import { setImmediate } from 'node:timers/promises';
import { Stopped } from './operator-error.ts';
import type { DistrictStore, Mailer, Pacer, World } from './world.ts';

/** Questions that cost nothing, and the end of a run's own writes: they never begin anything. */
const harmless: ReadonlySet<keyof DistrictStore> = new Set(['saves', 'timeFor', 'settle']);

/**
 * The same world until somebody asks for an end: then whatever would begin a new step (read, draw, put in place, compose,
 * hand in) throws `Stopped` instead, and what was begun is finished and goes into the ledger, which is never refused.
 */
export function stoppable(world: World, stopping: AbortSignal): World {
  const { store, mailer, pacer } = world;
  // A signal is only heard between two turns of the event loop; work in a folder might not leave it one.
  const begin = async (): Promise<void> => {
    await setImmediate();
    if (stopping.aborted) throw new Stopped();
  };
  return {
    ...world,
    store: guarded(store, begin),
    mailer: guardedMailer(mailer, begin),
    ...(pacer ? { pacer: guardedPacer(pacer, stopping, begin) } : {}),
    drawDocument: async (...document) => {
      await begin();
      return world.drawDocument(...document);
    },
  };
}

type Begin = () => Promise<void>;

/** Every method by the same rule: what a store learns to do later is a step too. */
function guarded(store: DistrictStore, begin: Begin): DistrictStore {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target);
      if (typeof method !== 'function') return method;
      if (harmless.has(name as keyof DistrictStore)) return method.bind(target);
      return async (...what: unknown[]): Promise<unknown> => {
        await begin();
        return method.apply(target, what);
      };
    },
  });
}

function guardedMailer(mailer: Mailer, begin: Begin): Mailer {
  return {
    ...(mailer.allows ? { allows: mailer.allows } : {}),
    ...(mailer.check ? { check: mailer.check } : {}),
    close: () => mailer.close(),
    compose: async (...letter) => {
      await begin();
      return mailer.compose(...letter);
    },
    deliver: async (claim) => {
      await begin();
      return mailer.deliver(claim);
    },
  };
}

/** A letter that waits for its minute is not begun yet. */
function guardedPacer(pacer: Pacer, stopping: AbortSignal, begin: Begin): Pacer {
  return {
    turn: async (perMinute) => {
      await begin();
      let stop: () => void = () => {};
      const stopped = new Promise<never>((_, fail) => {
        stop = () => fail(new Stopped());
        stopping.addEventListener('abort', stop, { once: true });
      });
      try {
        return await Promise.race([pacer.turn(perMinute), stopped]);
      } finally {
        stopping.removeEventListener('abort', stop);
      }
    },
  };
}
