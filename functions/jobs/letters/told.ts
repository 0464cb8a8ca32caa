import { localDate } from '../../core/calendar.ts';
import type { LedgerState, LetterState } from '../../core/ledger-state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { type LetterTally, tallyOf } from './letter-tally.ts';

/** Follows an item that went to the section in 试运行 instead of to its person: that person is yet to be told. */
const rehearsed = '#trial';

/** The person an item is for: its last part, where that is an address; other items are the section's. */
export function recipientOf(item: string): string | undefined {
  const plain = plainItem(item);
  const last = plain.slice(plain.lastIndexOf('/') + 1);
  return last.includes('@') ? last : undefined;
}

/** An item as the ledger keeps it, by where its letter goes. */
export function itemTo(item: string, to: readonly string[]): string {
  const recipient = recipientOf(item);
  const reached = recipient === undefined || to.some((address) => address.toLowerCase() === recipient.toLowerCase());
  return reached ? item : `${item}${rehearsed}`;
}

/** True where the ledger's item (or letter's key) only rehearsed what its person will be told. */
export function isRehearsal(item: string): boolean {
  return item.endsWith(rehearsed);
}

/** An item's own key, whether it was rehearsed or not. */
export function plainItem(item: string): string {
  return isRehearsal(item) ? item.slice(0, -rehearsed.length) : item;
}

/** Items, each with the day, `YYYY-MM-DD`, whose words it was told in last. */
export type Told = ReadonlyMap<string, string>;

interface Known {
  readonly as: string;
  readonly count: number;
  readonly tally: LetterTally<Map<string, string>>;
}

const tallies = new WeakMap<LedgerState, Known>();

/** What no letter has to say any more: some letter says it already, sent or on its way. */
export function toldItems(world: World, district: District): Told {
  const { state } = world.ledger;
  const { trial, sectionEmail } = district.settings;
  const as = `${trial} ${sectionEmail}`;
  const before = tallies.get(state);
  if (before?.as === as && before.count === state.count) return before.tally.sum;
  const tally = tallyOf<Map<string, string>>(before?.as === as ? before.tally : undefined, state.letters, {
    empty: () => new Map(),
    counts: (letter) => isTelling(letter, sectionEmail),
    count: (told, { items, claimedAt }) => {
      for (const item of items) if (trial || !isRehearsal(item)) told.set(plainItem(item), localDate(claimedAt));
    },
  });
  tallies.set(state, { as, count: state.count, tally });
  return tally.sum;
}

/**
 * Who was told anything of some kinds on a day, or is to be by a letter on its way: addresses in small letters.
 * @param kinds how their items begin
 */
export function remindedOn(
  world: World,
  district: District,
  day: string,
  kinds: readonly string[] = ['remind/'],
): ReadonlySet<string> {
  const reminded = new Set<string>();
  for (const { items, state, at } of world.ledger.state.letters.values()) {
    // One that is on its way may still go out today; of one that was refused or withdrawn nobody heard.
    const isWaiting = state === 'claimed' || state === 'deferred';
    const isOfToday = state === 'sent' && localDate(at) === day;
    if (!isWaiting && !isOfToday) continue;
    for (const item of items)
      if (kinds.some((kind) => item.startsWith(kind)) && (district.settings.trial || !isRehearsal(item)))
        reminded.add((recipientOf(item) ?? '').toLowerCase());
  }
  return reminded;
}

/**
 * Nobody heard a letter that was withdrawn. One that was refused would be refused again: an item for a person names the
 * address, so that a new address is told anew; the section's letters are due again once it has another address.
 */
function isTelling({ state, items, to }: LetterState, sectionEmail: string): boolean {
  if (state === 'withdrawn') return false;
  return state !== 'refused' || to.includes(sectionEmail) || items.some((item) => recipientOf(item) !== undefined);
}
