import type { AcceptedVersion, ReportState } from '../../core/ledger-state.ts';

type Content = NonNullable<ReportState['content']>;

/** The number of a shared value. */
type Shared = number;
/** Where a version says the same as the content it was made of. */
type Same = 0;

/**
 * A report as the snapshot writes it. Thousands of them say the same window and hour, and an accepted version mostly
 * repeats the content: each is said once, or a snapshot of 5,000 reports takes as long to read as all of their files.
 */
export type LeanReport = Omit<ReportState, 'edition' | 'window' | 'handedOutAt' | 'content' | 'accepted'> & {
  edition: Shared;
  window: Shared;
  handedOutAt: Shared;
  content?: Omit<Content, 'path' | 'seenAt'> & { path: string | Same; seenAt: Shared };
  accepted?: { [K in Exclude<keyof AcceptedVersion, 'counts'>]: AcceptedVersion[K] | Same } & { counts: LeanCounts };
};

/** Incidents, handled, pupils, sessions: names would take more room than numbers. */
type LeanCounts = readonly (number | null)[];

/** Values that stand in many reports, each written once. */
export class SharedValues {
  readonly values: unknown[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(value: unknown): Shared {
    const key = JSON.stringify(value);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

export function leanReport(report: ReportState, shared: SharedValues): LeanReport {
  const { content, accepted, ...rest } = report;
  return {
    ...rest,
    edition: shared.numberOf(report.edition),
    window: shared.numberOf(report.window),
    handedOutAt: shared.numberOf(report.handedOutAt),
    ...(content ? { content: leanContent(report, content, shared) } : {}),
    ...(accepted ? { accepted: leanVersion(accepted, content) } : {}),
  };
}

function leanContent(report: ReportState, content: Content, shared: SharedValues): NonNullable<LeanReport['content']> {
  return {
    ...content,
    path: content.path === report.path ? 0 : content.path,
    seenAt: shared.numberOf(content.seenAt),
  };
}

function leanVersion(version: AcceptedVersion, content: Content | undefined): NonNullable<LeanReport['accepted']> {
  const { incidents, handled, students, sessions } = version.counts;
  const counts = [incidents, handled, students, sessions];
  if (!content) return { ...version, counts };
  const unlessSame = <T>(value: T, other: T): T | Same => (String(value) === String(other) ? 0 : value);
  return {
    ...version,
    of: unlessSame(version.of, content.of),
    reading: unlessSame(version.reading, content.at),
    hash: unlessSame(version.hash, content.hash),
    path: unlessSame(version.path, content.path),
    madeAt: unlessSame(version.madeAt, content.storedAt),
    seenAt: unlessSame(version.seenAt, content.seenAt),
    counts,
  };
}

/** The report again, in place: what is said elsewhere is put back. */
export function fullReport(lean: LeanReport, shared: readonly unknown[]): ReportState {
  const report = lean as unknown as ReportState;
  report.edition = shared[lean.edition] as ReportState['edition'];
  report.window = shared[lean.window] as ReportState['window'];
  report.handedOutAt = shared[lean.handedOutAt] as ReportState['handedOutAt'];
  const { content, accepted } = report;
  const [incidents = null, handled = null, students = null, sessions = null] = lean.accepted?.counts ?? [];
  if (accepted) accepted.counts = { incidents, handled, students, sessions };
  if (!content) return report;
  content.seenAt = shared[lean.content?.seenAt ?? 0] as Content['seenAt'];
  content.path ||= report.path;
  if (!accepted) return report;
  accepted.of ||= content.of;
  accepted.reading ||= content.at;
  accepted.hash ||= content.hash;
  accepted.path ||= content.path;
  accepted.madeAt ||= content.storedAt;
  accepted.seenAt ||= content.seenAt;
  return report;
}
