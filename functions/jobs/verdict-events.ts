import type { LedgerEvent, ReportJudged } from '../../schemas/events.ts';
import type { FailureCode } from '../../schemas/failures.ts';
import { type Finding, findingKey, type SetAside } from '../../schemas/finding.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { State } from '../../schemas/state.ts';
import { countsOf } from '../core/counts-of.ts';
import { eventId } from '../core/event-id.ts';
import type { Judgement } from '../core/judge.ts';
import type { ReportState } from '../core/ledger-state.ts';
import { notInPlace } from '../core/obligations/done.ts';
import type { StandingReturn } from './returns.ts';

/** What a report comes to: which reading was judged, of which content, and how. */
export interface Verdict {
  /** Id of the reading's event. */
  readonly of: string;
  readonly reading: Reading;
  readonly content: { readonly path: string; readonly hash: string; readonly storedAt: string };
  readonly judgement: Judgement;
  /** Of 年度总结 by itself; none where the workbook has none. */
  readonly summary: Judgement | undefined;
  readonly returned: StandingReturn;
  /** Right, signed, and not asked for again by the section. */
  readonly isAccepted: boolean;
  /** 校验码 of the content. */
  readonly code: string;
  /** When the month in it was made, where that was before this content; else it was made with it. */
  readonly madeAt?: string;
}

/** What a verdict adds to the ledger: nothing where it says what the ledger says already. */
export function verdictEvents(report: ReportState, now: string, verdict: Verdict): readonly LedgerEvent[] {
  const { of, judgement, summary, returned, isAccepted, code } = verdict;
  const findings = [...judgement.findings, ...(summary?.findings ?? [])];
  const setAside = [...judgement.setAside, ...(summary?.setAside ?? [])];
  return [
    ...returnEvents(report, now, returned),
    ...stateEvents(report, now, of, {
      state: returned.stands ? 'returned' : judgement.state,
      ...(judgement.recheckOn === undefined ? {} : { recheckOn: judgement.recheckOn }),
      ...inPlace(
        judgement.state === 'notStarted' ? undefined : notInPlace(judgement.answers).length,
        summary?.state === 'notStarted' ? undefined : summary?.state,
      ),
    }),
    ...findingEvents(report, now, of, findings),
    ...setAsideEvents(report, now, of, setAside),
    ...(isAccepted && report.accepted?.checkCode !== code ? [acceptedEvent(report, now, verdict)] : []),
  ];
}

/** What a workbook that cannot be read adds to the ledger. */
export function refusalEvents(
  report: ReportState,
  now: string,
  { path, hash, code, detail }: { path: string; hash: string; code: FailureCode; detail: string },
): readonly LedgerEvent[] {
  const { school, period } = report;
  const id = eventId('refused', school, period, hash, code, report.content?.of ?? '');
  // An untouched hand-out that vanished says nothing about the school's work.
  const state = code === 'F-MISSING' && report.state === 'notStarted' ? 'notStarted' : 'invalid';
  return [
    { type: 'refused', id, at: now, school, period, path, hash, code, detail },
    // A workbook that cannot be read now takes nothing back of what was in place.
    ...stateEvents(report, now, id, { state, ...inPlace(report.notInPlace, report.summary) }),
    ...findingEvents(report, now, id, []),
    ...setAsideEvents(report, now, id, []),
  ];
}

function returnEvents(
  { school, period, content }: ReportState,
  at: string,
  { isNew, row }: StandingReturn,
): readonly LedgerEvent[] {
  if (!row || !isNew) return [];
  const hash = content?.hash ?? '';
  const id = eventId('returned', school, period, row.key, hash);
  return [{ type: 'returned', id, at, school, period, row: row.key, reason: row.reason, hash }];
}

type Judged = Pick<ReportJudged, 'state' | 'recheckOn' | 'notInPlace' | 'summary'>;

function inPlace(lacking: number | undefined, summary: State | undefined): Pick<Judged, 'notInPlace' | 'summary'> {
  return { ...(lacking === undefined ? {} : { notInPlace: lacking }), ...(summary === undefined ? {} : { summary }) };
}

function stateEvents(report: ReportState, at: string, of: string, judged: Judged): readonly LedgerEvent[] {
  const { school, period } = report;
  const { state, recheckOn = '', notInPlace: lacking = '', summary = '' } = judged;
  const says = [state, recheckOn, lacking, summary];
  const said = [report.state, report.recheckOn ?? '', report.notInPlace ?? '', report.summary ?? ''];
  if (says.every((it, index) => it === said[index])) return [];
  return [
    { type: 'judged', id: eventId('judged', school, period, of, ...says, at), at, school, period, of, ...judged },
  ];
}

function findingEvents(
  { school, period, findings: standing }: ReportState,
  at: string,
  of: string,
  findings: readonly Finding[],
): readonly LedgerEvent[] {
  const before = new Map(standing.map(({ finding }) => [findingKey(finding), finding]));
  const after = new Map(findings.map((finding) => [findingKey(finding), finding]));
  const event = (type: 'cleared' | 'raised', key: string, finding: Finding): LedgerEvent => {
    return { type, id: eventId(type, school, period, of, key, at), at, school, period, finding };
  };
  return [
    ...[...before].flatMap(([key, finding]) => (after.has(key) ? [] : [event('cleared', key, finding)])),
    ...[...after].flatMap(([key, finding]) => (before.has(key) ? [] : [event('raised', key, finding)])),
  ];
}

function setAsideEvents(
  { school, period, setAside: standing = [] }: ReportState,
  at: string,
  of: string,
  setAside: readonly SetAside[],
): readonly LedgerEvent[] {
  const before = new Map(standing.filter(({ over }) => !over).map((it) => [asideKey(it), it]));
  const after = new Map(setAside.map((it) => [asideKey(it), it]));
  const takenUp = [...before].filter(([key]) => !after.has(key));
  const fresh = [...after].filter(([key]) => !before.has(key));
  return [
    ...takenUp.map(([key, { finding }]): LedgerEvent => {
      return { type: 'takenUp', id: eventId('takenUp', school, period, of, key, at), at, school, period, finding };
    }),
    ...fresh.map(([key, { finding, why, text, value }]): LedgerEvent => {
      const id = eventId('setAside', school, period, of, key, at);
      return { type: 'setAside', id, at, school, period, finding, why, text, value };
    }),
  ];
}

function asideKey({ finding, why, text, value }: SetAside): string {
  return [findingKey(finding), why, text, value].join('|');
}

function acceptedEvent({ school, period, accepted }: ReportState, at: string, verdict: Verdict): LedgerEvent {
  const { of, content, code, judgement, madeAt } = verdict;
  const version = (accepted?.version ?? 0) + 1;
  return {
    type: 'accepted',
    id: eventId('accepted', school, period, version, code),
    at,
    school,
    period,
    version,
    of,
    path: content.path,
    hash: content.hash,
    madeAt: madeAt ?? (Date.parse(content.storedAt) <= Date.parse(at) ? content.storedAt : at),
    checkCode: code,
    counts: countsOf(judgement.answers),
  };
}
