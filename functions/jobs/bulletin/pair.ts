import { type Pair, pairOf } from '../../core/bulletin/pair.ts';
import type { Paper } from '../../core/bulletin/paper.ts';
import { hasPassed, withinMailHours } from '../../core/calendar.ts';
import type { World } from '../../world.ts';
import { type District, handedOutPeriods, windowOf } from '../district.ts';
import { shows } from '../shown-events.ts';

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

/** What the section must be told once: this draft of this paper. */
export function draftLetterKey({ from, through }: Paper, code: string): string {
  return `bulletin/${from}..${through}/draft/${code}`;
}

/** True where some letter tells it already, sent or not. */
export function isTold(world: World, item: string): boolean {
  return [...world.ledger.state.letters.values()].some(({ items }) => items.includes(item));
}

/** Remembers what a paper's approval and drafts were judged by, so that they are not looked at again while it stays. */
export async function lookedAt(world: World, district: District, paper: Paper): Promise<void> {
  world.ledger.mark(`bulletin/${paper.from}`, await seenNow(world, district, paper));
}

/** True where nothing changed since a paper was looked at: no event, no register, no deadline, no draft's file. */
export async function isLookedAt(world: World, district: District, paper: Paper): Promise<boolean> {
  return world.ledger.cache.marks.get(`bulletin/${paper.from}`) === (await seenNow(world, district, paper));
}

/** True where somebody wrote to a draft's file since the paper was looked at. */
export async function draftsTouched(world: World, paper: Paper): Promise<boolean> {
  const mark = world.ledger.cache.marks.get(`bulletin/${paper.from}`) ?? '';
  return !mark.endsWith(await stampsOf(world, paper));
}

async function seenNow(world: World, district: District, paper: Paper): Promise<string> {
  return `${shows(world, district)} ${await stampsOf(world, paper)}`;
}

async function stampsOf(world: World, { from }: Paper): Promise<string> {
  const paths = new Set(world.ledger.state.bulletins.get(from)?.drafts.map(({ path }) => path));
  return (await Promise.all([...paths].map(async (path) => (await world.store.stamp(path)) ?? '-'))).join(' ');
}
