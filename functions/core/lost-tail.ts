import type { Period } from '../../schemas/periods.ts';
import type { BulletinState } from './bulletin/state.ts';
import type { LedgerState, LetterState } from './ledger-state.ts';

/** What a journal said once and does not say any more: its end was taken away behind the program's back. */
export interface LostTail {
  /** How many events, as far as people see them. */
  readonly events: number;
  /** Time of the last event that is left, and of the last that was known; empty where nobody knows. */
  readonly since: string;
  readonly until: string;
  /** As they were known: letters whose sending is not in the journal any more, and bulletins drafted or issued since. */
  readonly letters: readonly LetterState[];
  readonly bulletins: readonly BulletinState[];
  readonly versions: readonly { readonly school: string; readonly period: Period; readonly version: number }[];
  readonly handedOut: readonly { readonly school: string; readonly period: Period }[];
  /** Reports whose content was read or judged otherwise since: their workbooks tell it again. */
  readonly read: readonly { readonly school: string; readonly period: Period }[];
  readonly runs: LedgerState['runs'];
  /** What we put where: without it our own files would be taken for people's. */
  readonly wrote: readonly { readonly path: string; readonly hash: string }[];
}

/** What a remembered state knew that the journal's own does not; undefined where it knew nothing more. */
export function lostSince(known: LedgerState, journal: LedgerState): LostTail | undefined {
  const letters = [...known.letters.values()].filter(({ key, state }) => journal.letters.get(key)?.state !== state);
  const bulletins = [...known.bulletins.values()].filter((it) => {
    const left = journal.bulletins.get(it.from);
    return it.drafts.length > (left?.drafts.length ?? 0) || (it.issued !== undefined && left?.issued === undefined);
  });
  const reports = [...known.reports].map(([key, report]) => ({ report, left: journal.reports.get(key) }));
  const tail: LostTail = {
    events: known.count - journal.count,
    since: journal.lastAt,
    until: known.lastAt,
    letters,
    bulletins,
    versions: reports.flatMap(({ report: { school, period, accepted }, left }) =>
      accepted && accepted.version > (left?.accepted?.version ?? 0)
        ? [{ school, period, version: accepted.version }]
        : [],
    ),
    read: reports.flatMap(({ report: { school, period, content, state }, left }) =>
      content?.of === left?.content?.of && state === (left?.state ?? 'notStarted') ? [] : [{ school, period }],
    ),
    runs: known.runs.filter(({ id }) => !journal.runs.some((run) => run.id === id)),
    wrote: [...known.wrote].flatMap(([path, hashes]) =>
      hashes.filter((hash) => !journal.wrote.get(path)?.includes(hash)).map((hash) => ({ path, hash })),
    ),
    handedOut: reports.flatMap(({ report: { school, period }, left }) => (left ? [] : [{ school, period }])),
  };
  // Of one length as far as people see, the journal may still lack our own notes of what we wrote.
  const lacksNotes =
    tail.events === 0 &&
    [...known.wrote].some(([path, hashes]) => !journal.wrote.get(path)?.includes(hashes.at(-1) ?? ''));
  return tail.events > 0 || lacksNotes ? tail : undefined;
}

/** A tail of which only its length is known. */
export function lostCount(known: number, journal: LedgerState): LostTail | undefined {
  const events = known - journal.count;
  const nothing = { letters: [], bulletins: [], versions: [], handedOut: [], read: [], runs: [], wrote: [] };
  return events > 0 ? { events, since: journal.lastAt, until: '', ...nothing } : undefined;
}
