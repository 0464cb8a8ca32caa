import { draftDay, type Pair, pairOf } from '../core/bulletin/pair.ts';
import { hasPassed, localDate, withinMailHours } from '../core/calendar.ts';
import type { World } from '../world.ts';
import type { BulletinOutcome, BulletinRequest } from './bulletin.ts';
import { type District, handedOutPeriods, windowOf } from './district.ts';

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

/** The last pair whose second deadline has passed; of months before the first hand-out there is none. */
export function lastPair(world: World, district: District): Pair | undefined {
  return handedOutPeriods(world)
    .map(pairOf)
    .findLast(({ through }) => hasPassed(windowOf(world, district, through).due, world.now));
}

/** The section has an address and the hour is humane. */
export function mayTell(world: World, { settings, holidays }: District): boolean {
  return settings.sectionEmail !== '' && withinMailHours(world.now, settings, holidays);
}

/** What the section must be told once: this draft of this pair. */
export function draftLetterKey({ from, through }: Pair, code: string): string {
  return `bulletin/${from}..${through}/draft/${code}`;
}

/** True where some letter tells it already, sent or not. */
export function isTold(world: World, item: string): boolean {
  return [...world.ledger.state.letters.values()].some(({ items }) => items.includes(item));
}
