import { approvalOf, isSigned } from '../../core/bulletin/approval.ts';
import { draftDay, type Pair } from '../../core/bulletin/pair.ts';
import { addDays, hasPassed, localDate } from '../../core/calendar.ts';
import type { World } from '../../world.ts';
import { type District, windowOf } from '../district.ts';
import type { BulletinRequest } from './bulletin.ts';
import { areKept, maySend } from './issued-files.ts';
import { draftLetterKey, draftsTouched, isLookedAt, isTold, lastPair, mayTell } from './pair.ts';
import type { BulletinOutcome } from './report.ts';

/** How long after it was issued a bulletin's letters are asked about: by then each went out or stands on 总览. */
const sendingDays = 60;

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
    if (!(await isDue(world, district, pair))) continue;
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
  const drafted = [...world.ledger.state.bulletins.values()].map(({ from, through }) => ({ from, through }));
  const all = last && drafted.every(({ from }) => from !== last.from) ? [...drafted, last] : drafted;
  return all.sort((a, b) => (a.from < b.from ? -1 : 1));
}

async function isDue(world: World, district: District, pair: Pair): Promise<boolean> {
  const known = world.ledger.state.bulletins.get(pair.from);
  if (known?.issued) return !(await areKept(world, known)) || (await isToBeSent(world, district, pair));
  if (isDraftDue(world, district, pair)) return true;
  if (!known) return false;
  const row = approvalOf(district.control.approvals, pair);
  const isAsked = (row !== undefined && isSigned(row)) || known.held !== undefined;
  return isAsked ? !(await isLookedAt(world, district, pair)) : draftsTouched(world, pair);
}

function isDraftDue(world: World, district: District, pair: Pair): boolean {
  if (lastPair(world, district)?.from !== pair.from) return false;
  if (localDate(world.now) < draftDay(windowOf(world, district, pair.through).through, district.holidays)) return false;
  const last = world.ledger.state.bulletins.get(pair.from)?.drafts.at(-1);
  const drafted = last !== undefined && hasPassed(windowOf(world, district, pair.through).due, last.at);
  return !drafted || (!isTold(world, draftLetterKey(pair, last.code)) && mayTell(world, district));
}

async function isToBeSent(world: World, district: District, pair: Pair): Promise<boolean> {
  const issued = world.ledger.state.bulletins.get(pair.from)?.issued;
  if (!issued || !maySend(world, district)) return false;
  if (localDate(world.now) > addDays(localDate(issued.at), sendingDays)) return false;
  const { untold } = await import('./issued-letters.ts');
  return untold(world, district, pair, issued).length > 0;
}
