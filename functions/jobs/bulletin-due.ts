import { draftDay } from '../core/bulletin/pair.ts';
import { hasPassed, localDate } from '../core/calendar.ts';
import type { World } from '../world.ts';
import type { BulletinOutcome, BulletinRequest } from './bulletin.ts';
import { draftLetterKey, isTold, lastPair, mayTell } from './bulletin-pair.ts';
import { type District, windowOf } from './district.ts';

/**
 * For `run`: drafts on the third working day after the second deadline, once; where the section could not be told then,
 * tells it as soon as the hour is humane. Nothing where nothing is due, without looking at a single report.
 */
export async function bulletinIfDue(
  world: World,
  district: District,
  request: Omit<BulletinRequest, 'period'>,
): Promise<BulletinOutcome | undefined> {
  const pair = lastPair(world, district);
  if (!pair || localDate(world.now) < draftDay(windowOf(world, district, pair.through).through, district.holidays))
    return undefined;
  const last = world.ledger.state.bulletins.get(pair.from)?.drafts.at(-1);
  const drafted = last !== undefined && hasPassed(windowOf(world, district, pair.through).due, last.at);
  if (drafted && (isTold(world, draftLetterKey(pair, last.code)) || !mayTell(world, district))) return undefined;
  // What writes a bulletin is loaded in the two runs a bimonth that need it.
  const { bulletin } = await import('./bulletin.ts');
  return bulletin(world, district, { ...request, period: pair.from });
}
