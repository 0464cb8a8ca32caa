import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { periodOf } from '../../functions/core/calendar.ts';
import { type Documents, jobs } from '../../functions/jobs/jobs.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import type { DistrictStore, Drawn, World } from '../../functions/world.ts';

/** Changes what a job may touch, for one run. */
export type Around = (world: World) => World;

const drawings = new Map<string, Promise<Drawn>>();
const kept = 100;

/** The same store, drawing a book that was drawn lately only once: drawing is most of a run's time. */
export function drawnOnce(world: World): World {
  return withStore(world, {
    draw: (book) => {
      const key = JSON.stringify(book);
      const drawn = drawings.get(key) ?? world.store.draw(book);
      // Used last, forgotten last: one process goes through many files, each with books of its own.
      drawings.delete(key);
      drawings.set(key, drawn);
      for (const oldest of drawings.keys()) if (drawings.size > kept) drawings.delete(oldest);
      return drawn;
    },
  });
}

/** A world whose store does some things another way. */
export function withStore(world: World, other: Partial<DistrictStore>): World {
  const store = new Proxy(world.store, {
    get: (target, name) => {
      if (Object.hasOwn(other, name)) return Reflect.get(other, name);
      const member = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { ...world, store };
}

/** One job in this process, as the command line does it. */
export async function inProcess<K extends 'handOut' | 'validate' | 'consolidate' | 'remind' | 'run'>(
  job: K,
  district: string,
  now: string,
  around: Around = drawnOnce,
  env: Readonly<Record<string, string>> = {},
): Promise<Documents[K]> {
  const at = now.length === 16 ? `${now}:00+08:00` : now;
  const { document } = await withDistrict(
    async () => around(await openWorld({ district, now: at, dryRun: false, env, log: () => {} })),
    knownHolidays,
    (world, opened) => jobs[job](world, opened, { period: periodOf(at), dryRun: false }),
  );
  return document;
}
