import { type Pair, pairOf } from '../core/bulletin/pair.ts';
import { hasPassed, withinMailHours } from '../core/calendar.ts';
import type { World } from '../world.ts';
import { type District, handedOutPeriods, windowOf } from './district.ts';

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
