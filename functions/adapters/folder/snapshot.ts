import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { type LedgerState, reportKey } from '../../core/ledger-state.ts';
import type { LedgerCache, RememberedControl } from '../../world.ts';
import { fullReport, type LeanReport, leanReport, SharedValues } from './lean-report.ts';

/** Raised when the shape of the state changes: an older snapshot is then ignored. */
export const snapshotEdition = 3;

/** The state after so many bytes of each segment, and what may be forgotten. A cache: deleting it costs one reading. */
export interface Snapshot {
  readonly edition: number;
  readonly lengths: readonly number[];
  readonly tail: string;
  readonly state: LedgerState;
  readonly cache: LedgerCache;
}

/** What stands in the file: maps are lists of pairs, and reports are lean. */
interface Written extends Omit<Snapshot, 'state' | 'cache'> {
  readonly shared: readonly unknown[];
  readonly reports: readonly LeanReport[];
  /** Stamps of the reports' workbooks, in the order of the reports; empty where `files` tells, or nobody knows. */
  readonly stamps: readonly string[];
  readonly state: Omit<LedgerState, 'reports' | 'letters' | 'addresses' | 'wrote' | 'bulletins' | 'narratives'> & {
    readonly letters: Parts<LedgerState['letters']>[1][];
    readonly addresses: readonly Parts<LedgerState['addresses']>[];
    readonly wrote: Parts<LedgerState['wrote']>[];
    readonly bulletins: Parts<LedgerState['bulletins']>[1][];
    readonly narratives: readonly (readonly [period: string, ofSchools: Parts<OfSchools>[]])[];
  };
  readonly files: readonly Parts<LedgerCache['files']>[];
  readonly marks: readonly Parts<LedgerCache['marks']>[];
  readonly control?: RememberedControl;
}

type OfSchools = Parts<LedgerState['narratives']>[1];

type Parts<M> = M extends ReadonlyMap<infer K, infer V> ? [K, V] : never;

/** JSON in one line, its checksum in the line before: all ASCII, which is read and parsed in half the time. */
export function snapshotText({ state, cache, ...rest }: Snapshot): string {
  const { reports, letters, addresses, wrote, bulletins, narratives, ...plain } = state;
  const shared = new SharedValues();
  const files = new Map(cache.files);
  const stamps = [...reports.values()].map((report) => {
    const { content } = report;
    const file = content && files.get(content.path);
    if (file?.hash !== content?.hash || file?.claims !== reportKey(report.school, report.period)) return '';
    files.delete(content?.path ?? '');
    return file.stamp;
  });
  const written: Written = {
    ...rest,
    reports: [...reports.values()].map((report) => leanReport(report, shared)),
    shared: shared.values,
    stamps,
    state: {
      ...plain,
      letters: [...letters.values()],
      addresses: [...addresses],
      wrote: [...wrote],
      bulletins: [...bulletins.values()],
      narratives: [...narratives].map(([period, ofSchools]) => [period, [...ofSchools]]),
    },
    files: [...files],
    marks: [...cache.marks],
    ...(cache.control ? { control: cache.control } : {}),
  };
  const line = `${inAscii(JSON.stringify(written))}\n`;
  return `${checksum(Buffer.from(line, 'latin1'))}\n${line}`;
}

function inAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function checksum(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}

/** The snapshot in a file and its text; undefined where there is none or it cannot be used: it is only a cache. */
export function readSnapshot(path: string): (Snapshot & { readonly text: string }) | undefined {
  try {
    return parseSnapshot(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** What a snapshot's bytes say, and their text; undefined where they cannot be used. */
export function parseSnapshot(bytes: Buffer): (Snapshot & { readonly text: string }) | undefined {
  try {
    const text = bytes.toString('latin1');
    if (text.slice(0, 9) !== `${checksum(bytes.subarray(9))}\n`) return undefined;
    const written: Written = JSON.parse(text.slice(9));
    const { shared, reports, stamps, state, files, marks, control, ...rest } = written;
    if (rest.edition !== snapshotEdition) return undefined;
    const known = { reports: new Map(), files: new Map(files) } as const;
    for (const [index, lean] of reports.entries()) {
      const report = fullReport(lean, shared);
      const key = reportKey(report.school, report.period);
      known.reports.set(key, report);
      const { content } = report;
      const stamp = stamps[index];
      if (content && stamp) known.files.set(content.path, { stamp, hash: content.hash, claims: key });
    }
    return {
      ...rest,
      text,
      state: {
        ...state,
        reports: known.reports,
        letters: new Map(state.letters.map((letter) => [letter.key, letter])),
        addresses: new Map(state.addresses),
        wrote: new Map(state.wrote),
        bulletins: new Map(state.bulletins.map((bulletin) => [bulletin.from, bulletin])),
        narratives: new Map(state.narratives.map(([period, ofSchools]) => [period, new Map(ofSchools)])),
      },
      cache: { files: known.files, marks: new Map(marks), ...(control ? { control } : {}) },
    };
  } catch {
    return undefined;
  }
}
