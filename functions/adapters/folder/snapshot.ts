import { readFileSync } from 'node:fs';
import type { LedgerState } from '../../core/ledger-state.ts';
import type { LedgerCache } from '../../world.ts';
import { systemCode } from './durable-file.ts';

/** Raised when the shape of the state changes: an older snapshot is then ignored. */
export const snapshotEdition = 1;

/** The state after so many bytes of each segment, and what may be forgotten. A cache: deleting it costs one reading. */
export interface Snapshot {
  readonly edition: number;
  readonly lengths: readonly number[];
  readonly tail: string;
  readonly state: LedgerState;
  readonly cache: LedgerCache;
}

/** JSON in one line; maps are lists of pairs. */
export function snapshotText(snapshot: Snapshot): string {
  const { state, cache, ...rest } = snapshot;
  return `${JSON.stringify({
    ...rest,
    state: {
      ...state,
      reports: [...state.reports.values()],
      letters: [...state.letters.values()],
      wrote: [...state.wrote],
    },
    cache: { files: [...cache.files], marks: [...cache.marks] },
  })}\n`;
}

/** The snapshot and its text; undefined where there is none or it cannot be used. */
export function readSnapshot(path: string): (Snapshot & { readonly text: string }) | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { state, cache, ...rest } = JSON.parse(text);
    if (rest.edition !== snapshotEdition) return undefined;
    return {
      ...rest,
      text,
      state: {
        ...state,
        reports: new Map(
          state.reports.map((it: { school: string; period: string }) => [`${it.period}/${it.school}`, it]),
        ),
        letters: new Map(state.letters.map((it: { key: string }) => [it.key, it])),
        wrote: new Map(state.wrote),
      },
      cache: { files: new Map(cache.files), marks: new Map(cache.marks) },
    };
  } catch {
    return undefined;
  }
}
