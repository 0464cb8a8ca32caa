import { draftDay, type Pair } from '../../core/bulletin/pair.ts';
import { isYearly } from '../../core/bulletin/paper.ts';
import { hasPassed, localDate } from '../../core/calendar.ts';
import type { World } from '../../world.ts';
import { type District, windowOf } from '../district.ts';
import type { BulletinRequest } from './bulletin.ts';
import { isPaperDue } from './is-due.ts';
import { lastPair } from './pair.ts';
import type { BulletinOutcome } from './report.ts';

/**
 * For `run`: drafts on the third working day after the second deadline, once, and tells the section as soon as the hour is
 * humane; follows an approval, looks at a draft that somebody edited, and sends what was issued. Nothing where nothing is
 * due, without looking at a single report.
 */
export async function bulletinIfDue(
  world: World,
  district: District,
  request: Omit<BulletinRequest, 'period'>,
): Promise<BulletinOutcome | undefined> {
  const outcomes: BulletinOutcome[] = [];
  for (const pair of pairsUnderWay(world, district)) {
    if (!(await isPaperDue(world, district, pair, isDrafted(world, district, pair)))) continue;
    // What writes a bulletin is loaded in the few runs a bimonth that need it.
    const { bulletin } = await import('./bulletin.ts');
    outcomes.push(await bulletin(world, district, { ...request, period: pair.from }));
  }
  const last = outcomes.at(-1);
  return (
    last && {
      report: last.report,
      letters: outcomes.flatMap(({ letters }) => letters),
      busy: outcomes.flatMap(({ busy }) => busy),
    }
  );
}

/** Pairs with a draft, and the last one whose second deadline has passed, oldest first. */
function pairsUnderWay(world: World, district: District): readonly Pair[] {
  const last = lastPair(world, district);
  const drafted = [...world.ledger.state.bulletins.values()]
    .filter((paper) => !isYearly(paper))
    .map(({ from, through }) => ({ from, through }));
  const all = last && drafted.every(({ from }) => from !== last.from) ? [...drafted, last] : drafted;
  return all.sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Whether the draft that is due of a pair was made; undefined while none is. */
function isDrafted(world: World, district: District, pair: Pair): boolean | undefined {
  if (lastPair(world, district)?.from !== pair.from) return undefined;
  if (localDate(world.now) < draftDay(windowOf(world, district, pair.through).through, district.holidays))
    return undefined;
  const last = world.ledger.state.bulletins.get(pair.from)?.drafts.at(-1);
  return last !== undefined && hasPassed(windowOf(world, district, pair.through).due, last.at);
}
