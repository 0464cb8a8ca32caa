import type { LetterState } from '../../core/ledger-state.ts';

/** Something that letters add up to, and which of them are in it by now. */
export interface LetterTally<Sum> {
  readonly sum: Sum;
  readonly seen: { readonly letter: LetterState; isCounted: boolean }[];
}

/** What a sum of letters is made of. */
export interface LetterSum<Sum> {
  readonly empty: () => Sum;
  /** Whether a letter counts as it stands now: it changes in place when it is sent, refused or withdrawn. */
  readonly counts: (letter: LetterState) => boolean;
  readonly count: (sum: Sum, letter: LetterState) => void;
}

/**
 * Brings a sum up to date. Each letter of a run asks, and there are thousands: those that are new, or count only now, are
 * added as they are met; all is added anew where one that was counted is gone, took another's place, or counts no more.
 */
export function tallyOf<Sum>(
  before: LetterTally<Sum> | undefined,
  letters: ReadonlyMap<string, LetterState>,
  made: LetterSum<Sum>,
): LetterTally<Sum> {
  const tally = before ?? { sum: made.empty(), seen: [] };
  let at = 0;
  for (const letter of letters.values()) {
    const isCounted = made.counts(letter);
    const known = tally.seen[at];
    at += 1;
    if (!known) tally.seen.push({ letter, isCounted });
    else if (known.letter !== letter || (known.isCounted && !isCounted)) return tallyOf(undefined, letters, made);
    else if (known.isCounted === isCounted) continue;
    else known.isCounted = true;
    if (isCounted) made.count(tally.sum, letter);
  }
  return at < tally.seen.length ? tallyOf(undefined, letters, made) : tally;
}
