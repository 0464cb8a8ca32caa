import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { LedgerState } from '../../core/ledger-state.ts';
import type { LedgerCache } from '../../world.ts';

/** Raised when the shape of the state changes: an older snapshot is then ignored. */
export const snapshotEdition = 2;

/** The state after so many bytes of each segment, and what may be forgotten. A cache: deleting it costs one reading. */
export interface Snapshot {
  readonly edition: number;
  readonly lengths: readonly number[];
  readonly tail: string;
  readonly state: LedgerState;
  readonly cache: LedgerCache;
}

/** JSON in one line, its checksum in the line before; maps are lists of pairs. */
export function snapshotText(snapshot: Snapshot): string {
  const { state, cache, ...rest } = snapshot;
  const line = `${JSON.stringify({
    ...rest,
    state: {
      ...state,
      reports: [...state.reports.values()],
      letters: [...state.letters.values()],
      bulletins: [...state.bulletins.values()],
      wrote: [...state.wrote],
    },
    cache: { files: [...cache.files], marks: [...cache.marks] },
  })}\n`;
  return `${checksum(Buffer.from(line))}\n${line}`;
}

function checksum(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}

/** The snapshot and its text; undefined where there is none or it cannot be used: it is only a cache. */
export function readSnapshot(path: string): (Snapshot & { readonly text: string }) | undefined {
  try {
    const bytes = readFileSync(path);
    if (bytes.toString('latin1', 0, 9) !== `${checksum(bytes.subarray(9))}\n`) return undefined;
    const text = bytes.toString('utf8');
    const { state, cache, ...rest } = JSON.parse(text.slice(9));
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
        bulletins: new Map(state.bulletins.map((it: { from: string }) => [it.from, it])),
        wrote: new Map(state.wrote),
      },
      cache: { files: new Map(cache.files), marks: new Map(cache.marks) },
    };
  } catch {
    return undefined;
  }
}
