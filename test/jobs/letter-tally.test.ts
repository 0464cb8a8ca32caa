import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LetterState } from '../../functions/core/ledger-state.ts';
import { type LetterSum, type LetterTally, tallyOf } from '../../functions/jobs/letters/letter-tally.ts';

/** How often each item was sent. */
const sent: LetterSum<Map<string, number>> = {
  empty: () => new Map(),
  counts: ({ state }) => state === 'sent',
  count: (sum, { items }) => {
    for (const item of items) sum.set(item, (sum.get(item) ?? 0) + 1);
  },
};

/** The same, added up by somebody who remembers nothing. */
function anew(letters: ReadonlyMap<string, LetterState>): Map<string, number> {
  const sum = sent.empty();
  for (const letter of letters.values()) if (sent.counts(letter)) sent.count(sum, letter);
  return sum;
}

function claimed(key: string, at: number): LetterState {
  const words = { subject: '', messageId: '', bytes: '', note: '' };
  return { key, items: [key, `${key}/${at}`], to: [], ...words, claimedAt: `${at}`, state: 'claimed', at: `${at}` };
}

describe('what letters add up to', () => {
  it('is what it would be if all were added anew, whatever happens to them', () => {
    const act = fc.tuple(fc.constantFrom('claim', 'sent', 'withdrawn', 'refused', 'ask'), fc.nat({ max: 5 }));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const letters = new Map<string, LetterState>();
        let tally: LetterTally<Map<string, number>> | undefined;
        for (const [at, [what, which]] of acts.entries()) {
          const key = `k${which}`;
          const letter = letters.get(key);
          if (what === 'ask') {
            tally = tallyOf(tally, letters, sent);
            expect(tally.sum).toEqual(anew(letters));
          } else if (what === 'claim') {
            // As the ledger does: a letter anew stands at the end.
            letters.delete(key);
            letters.set(key, claimed(key, at));
          } else if (letter) letter.state = what;
        }
        expect(tallyOf(tally, letters, sent).sum).toEqual(anew(letters));
      }),
    );
  });

  it('goes once through what it has counted', () => {
    const letters = new Map([0, 1, 2].map((at) => [`k${at}`, { ...claimed(`k${at}`, at), state: 'sent' as const }]));
    const counted: string[] = [];
    const made: typeof sent = { ...sent, count: (_sum, { key }) => counted.push(key) };
    const tally = tallyOf(undefined, letters, made);
    letters.set('k3', { ...claimed('k3', 3), state: 'sent' });
    tallyOf(tally, letters, made);
    expect(counted).toEqual(['k0', 'k1', 'k2', 'k3']);
  });
});
