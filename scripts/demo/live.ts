import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { periodOf } from '../../functions/core/calendar.ts';
import type { District } from '../../functions/jobs/district.ts';
import { handOut } from '../../functions/jobs/hand-out.ts';
import type { LetterOutcome } from '../../functions/jobs/letters/post.ts';
import { type RunReport, run } from '../../functions/jobs/run.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import type { Log, World } from '../../functions/world.ts';
import { dayTitle, type Period } from '../../schemas/periods.ts';
import { type Paper, papersOf } from './papers.ts';
import { perform } from './school-hand.ts';
import { registersTyped } from './section-story.ts';
import type { Spent, Stage } from './stage.ts';
import { acts, clocks } from './story.ts';

/** What came of two months: the last run's report, and every letter with the time of its run. */
export interface Lived {
  readonly last: RunReport;
  readonly letters: readonly (LetterOutcome & { readonly at: string })[];
  /** What each run asked of Google; empty in a folder. */
  readonly spent: readonly (Spent & { readonly at: string })[];
}

/** Lives through the story: at each clock the schools have done their part, and the district's program runs once. */
export async function live(stage: Stage, log: Log): Promise<Lived> {
  const papers = new Map<string, Paper>();
  const letters: Lived['letters'][number][] = [];
  const spent: Lived['spent'][number][] = [];
  let last: RunReport | undefined;
  let before = '';
  for (const now of clocks) {
    const period = periodOf(now);
    stage.turn(now);
    const isNew = period !== before.slice(0, 7);
    if (isNew) await handOutApart(stage, now, period);
    const due = acts.filter(({ at }) => before < at && at <= now);
    for (const act of due.sort((a, b) => (a.at < b.at ? -1 : 1))) {
      stage.turn(act.at);
      await perform(stage, papers, act);
    }
    const typed = registersTyped(now);
    if (typed.length > registersTyped(before).length) await stage.section(typed);
    stage.turn(now);
    const report = await inDistrict(stage, now, async (world, district) => {
      const ran = await run(world, district, period, false);
      if (isNew) for (const [key, paper] of await papersOf(world, district, period)) papers.set(key, paper);
      return ran.report;
    });
    letters.push(...report.letters.map((letter) => ({ ...letter, at: now })));
    if (stage.spent) spent.push({ at: now, ...stage.spent() });
    log(`${dayTitle(now.slice(0, 10))}：学校存了 ${due.length} 次，发信 ${report.letters.length} 封`);
    last = report;
    before = now;
  }
  if (!last) throw new RangeError('the story has no clocks');
  return { last, letters, spent };
}

/** Before the run that reads them, where the files of a hand-out must be given the story's hour. */
async function handOutApart({ handedOut, ...stage }: Stage, now: string, period: Period): Promise<void> {
  if (!handedOut) return;
  const { created } = await inDistrict(stage, now, (world, district) => handOut(world, district, period));
  handedOut(created);
}

/** The stage's environment alone: whatever the machine is set up for, a demo's letters go to its outbox. */
function inDistrict<T>(
  { district, env }: Pick<Stage, 'district' | 'env'>,
  now: string,
  work: (world: World, opened: District) => Promise<T>,
): Promise<T> {
  return withDistrict(() => openWorld({ district, now, dryRun: false, env, log: () => {} }), knownHolidays, work);
}
