import type { LedgerState } from './ledger-state.ts';

/** A letter that was refused for its address, in the server's words. */
export interface RefusedLetter {
  readonly key: string;
  readonly to: readonly string[];
  readonly said: string;
  readonly state: 'refused' | 'deferred';
  /** It proved to be the sender's fault, and is to go again. */
  readonly acquitted?: true;
}

/** The letters that were refused for their addresses since one was sent, by any run, oldest first. */
export function refusedRow({ refusedRow: row = [], letters }: LedgerState): readonly RefusedLetter[] {
  return row.flatMap(({ key, said, acquitted }) => {
    const letter = letters.get(key);
    if (!letter) return [];
    const { to } = letter;
    return [acquitted ? { key, to, said, state: 'deferred', acquitted } : { key, to, said, state: 'refused' }];
  });
}
