import type { LedgerState } from './ledger-state.ts';

/** A letter that was refused for its address, in the server's words. */
export interface RefusedLetter {
  readonly key: string;
  readonly to: readonly string[];
  readonly said: string;
  readonly state: 'refused';
}

/** The letters that were refused for their addresses since one was sent, by any run, oldest first. */
export function refusedRow({ refusedRow: keys = [], letters, addresses }: LedgerState): readonly RefusedLetter[] {
  const said = new Map([...addresses.values()].map((mark) => [mark.letter, mark.said]));
  return keys.flatMap((key) => {
    const letter = letters.get(key);
    const words = said.get(key);
    return letter && words !== undefined ? [{ key, to: letter.to, said: words, state: 'refused' }] : [];
  });
}
