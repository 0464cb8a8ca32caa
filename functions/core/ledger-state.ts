import type { AcceptedCounts, LedgerEvent, LetterFailed, LetterSent, RunDone, Window } from '../../schemas/events.ts';
import { type Finding, findingKey, type SetAside } from '../../schemas/finding.ts';
import type { Period } from '../../schemas/periods.ts';
import { requestJob } from '../../schemas/requests.ts';
import type { State } from '../../schemas/state.ts';
import { type AddressMark, markAddresses } from './address-marks.ts';
import { applyToBulletins, type BulletinState } from './bulletin/state.ts';
import { localDate } from './calendar.ts';
import { type AnsweredRequests, applyAnswer } from './control/answered-requests.ts';
import { narrativeHash, narrativesOf } from './narratives.ts';
import { applyToPublicPage, type PublicPageState } from './public-page/state.ts';
import { applyScores, type ScoreVersion } from './scores/state.ts';

/** Where an event stands in the journal: segment, first byte and length. */
export type Pointer = readonly [segment: number, offset: number, length: number];

/** 已报版本: a report as it was when right and signed. */
export interface AcceptedVersion {
  version: number;
  of: string;
  /** The reading that was accepted. */
  reading: Pointer;
  hash: string;
  path: string;
  madeAt: string;
  seenAt: string;
  checkCode: string;
  counts: AcceptedCounts;
}

/** A finding that is not raised, since when; `over` where it once was so: what a school explained is remembered. */
export interface SetAsideState extends SetAside {
  readonly since: string;
  over?: true;
}

/** One school's report for one period, as the events add up to. Values stay in the journal, behind pointers. */
export interface ReportState {
  readonly school: string;
  readonly period: Period;
  path: string;
  edition: string;
  window: Window;
  handedOut: Pointer;
  handedOutAt: string;
  /** The last content seen, read or refused. */
  content?: {
    of: string;
    at: Pointer;
    hash: string;
    path: string;
    storedAt: string;
    seenAt: string;
    refused?: { code: string; detail: string };
  };
  state: State;
  /** Since when the report is closed, ISO; absent while it is open. */
  lockedAt?: string;
  recheckOn?: string;
  /** 历史版本 of it was erased when its time was over. */
  versionsErased?: true;
  /** How many 有/无 of 自查表 do not say 有, and how 年度总结 stands, as far as they were judged. */
  notInPlace?: number;
  summary?: State;
  findings: { finding: Finding; since: string }[];
  /** One for each rule and blank, the newest; absent where there never was one. */
  setAside?: SetAsideState[];
  /** The last row of 退回 that was followed, with the content that was asked for again. */
  returned?: { row: string; reason: string; hash: string; at: string };
  /** What it held when it was changed after it was closed; absent where it was not. */
  late?: { at: Pointer; hash: string; path: string; storedAt: string; seenAt: string };
  accepted?: AcceptedVersion;
  /** Hash of the workbook that was filed from 收件箱 last; its original is kept in the school's folder. */
  filed?: string;
  /** The version that `accepted` took the place of. */
  previous?: AcceptedVersion;
}

export interface LetterState {
  readonly key: string;
  readonly items: readonly string[];
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly bytes: string;
  readonly claimedAt: string;
  state: 'claimed' | 'sent' | 'deferred' | 'refused' | 'withdrawn';
  at: string;
  note: string;
  /** How often it was tried and put off; absent where it never was. */
  putOff?: number;
  /** Its refusal was one of those that stopped the post: it goes after the others. */
  doubted?: true;
}

/** A letter that was refused for its address, the server's words, and whether that proved to be the sender's fault. */
export interface RefusedKey {
  readonly key: string;
  readonly said: string;
  readonly acquitted?: true;
}

/** What all events add up to. Plain data: it is saved as JSON, as a cache. */
export interface LedgerState {
  /** Time of the last event, ISO; empty before the first. */
  lastAt: string;
  /** Number of events that people can see in the master: all but our own notes of files written. */
  count: number;
  /** By `<period>/<school>`. */
  readonly reports: Map<string, ReportState>;
  /** By key. */
  readonly letters: Map<string, LetterState>;
  /** 联系异常, by address in small letters. */
  readonly addresses: Map<string, AddressMark>;
  /** Since when no letter has gone out because of a fault of ours or of the server, and what it was; absent while they do. */
  postStopped?: { readonly since: string; readonly why: string };
  /** Keys of the last letters that were refused for their addresses since one was sent, oldest first. */
  refusedRow?: readonly RefusedKey[];
  /** The newest day on which a server answered letters, and how many it took or refused that day. */
  posted?: { readonly day: string; readonly count: number };
  /** By the first month of the pair. */
  readonly bulletins: Map<Period, BulletinState>;
  /** 公开页; absent while nothing was ever published. */
  publicPage?: PublicPageState;
  /** Hashes we wrote, by path, newest last. */
  readonly wrote: Map<string, string[]>;
  /** Hashes of what each school wrote in its own words, by period and school, for the newest three periods. */
  readonly narratives: Map<Period, Map<string, readonly string[]>>;
  /** What became of the rows of 办理请求; absent where none was ever answered. */
  requests?: AnsweredRequests;
  /** Scores as they were published, oldest first; absent where none ever were. */
  scores?: ScoreVersion[];
  readonly runs: { id: string; at: string; job: string; period: Period; summary: string }[];
}

export function emptyState(): LedgerState {
  return {
    lastAt: '',
    count: 0,
    reports: new Map(),
    letters: new Map(),
    addresses: new Map(),
    bulletins: new Map(),
    wrote: new Map(),
    narratives: new Map(),
    runs: [],
  };
}

export function reportKey(school: string, period: Period): string {
  return `${period}/${school}`;
}

/** The hash of what a report's workbook was last seen to hold, judged or not. */
export function seenHash(report: ReportState): string | undefined {
  return (report.late ?? report.content)?.hash;
}

/** Takes one event in. Doing it twice leaves the same state, so a repeated append is harmless. */
export function applyEvent(state: LedgerState, event: LedgerEvent, at: Pointer): void {
  if (event.type !== 'wrote') {
    state.count += 1;
    state.lastAt = event.at;
  }
  switch (event.type) {
    case 'handedOut': {
      const key = reportKey(event.school, event.period);
      if (state.reports.has(key)) return;
      state.reports.set(key, {
        school: event.school,
        period: event.period,
        path: event.path,
        edition: event.edition,
        window: event.window,
        handedOut: at,
        handedOutAt: event.at,
        state: 'notStarted',
        findings: [],
      });
      return;
    }
    case 'read':
    case 'refused':
    case 'judged':
    case 'raised':
    case 'cleared':
    case 'setAside':
    case 'takenUp':
    case 'returned':
    case 'accepted':
    case 'locked':
    case 'reopened':
    case 'changedClosed':
    case 'versionsErased': {
      const report = state.reports.get(reportKey(event.school, event.period));
      if (report) applyToReport(report, event, at);
      if (report && event.type === 'read') noteNarratives(state, event);
      return;
    }
    case 'filed': {
      const report = state.reports.get(reportKey(event.school, event.period));
      if (report) report.filed = event.hash;
      return;
    }
    case 'letterClaimed': {
      // What was withdrawn or refused may be due again: it is a letter anew, with its own bytes and time.
      const known = state.letters.get(event.key)?.state;
      if (known !== undefined && known !== 'withdrawn' && known !== 'refused') return;
      state.letters.delete(event.key);
      const { key, items, to, subject, messageId, bytes } = event;
      state.letters.set(key, {
        key,
        items,
        to,
        subject,
        messageId,
        bytes,
        claimedAt: event.at,
        state: 'claimed',
        at: event.at,
        note: '',
      });
      return;
    }
    case 'letterSent':
    case 'letterFailed': {
      const letter = state.letters.get(event.key);
      if (!letter) return;
      markAddresses(state.addresses, event, letter.to);
      notePost(state, letter, event);
      letter.state = event.type === 'letterSent' ? 'sent' : event.state;
      letter.note = event.type === 'letterSent' ? event.where : event.why;
      letter.at = event.at;
      return;
    }
    case 'wrote': {
      const hashes = (state.wrote.get(event.path) ?? []).filter((hash) => hash !== event.hash);
      state.wrote.set(event.path, [...hashes, event.hash].slice(-4));
      return;
    }
    case 'bulletinDrafted':
    case 'bulletinEdited':
    case 'bulletinHeld':
    case 'bulletinIssued':
      applyToBulletins(state.bulletins, event);
      return;
    case 'pagePublished':
    case 'pageWithdrawn':
    case 'pageOffice':
    case 'pageLines':
      state.publicPage = applyToPublicPage(state.publicPage, event);
      return;
    case 'scoresPublished':
      applyScores(state, event);
      return;
    case 'requestAnswered':
      applyAnswer(state, event);
      noteRun(state, { ...event, job: requestJob(event.request) });
      return;
    case 'tailLost':
      // What was drawn from the lost events must not look newer than what is drawn from now on.
      state.count += event.events;
      return;
    case 'run':
      noteRun(state, event);
      return;
  }
}

function noteRun({ runs }: LedgerState, { id, at, job, period, summary }: Omit<RunDone, 'type'>): void {
  if (runs.some((run) => run.id === id)) return;
  runs.push({ id, at, job, period, summary });
  if (runs.length > 500) runs.shift();
}

/** Says so before the letter takes its new state: the same event again is not counted again. */
function notePost(state: LedgerState, letter: LetterState, event: LetterSent | LetterFailed): void {
  const outcome = event.type === 'letterSent' ? 'sent' : event.state;
  if ((outcome === 'sent' || outcome === 'refused') && letter.state !== outcome) {
    const day = localDate(event.at);
    const { posted } = state;
    // A clock that was set back does not begin a day anew.
    state.posted = posted && posted.day >= day ? { ...posted, count: posted.count + 1 } : { day, count: 1 };
  }
  if (event.type === 'letterSent') delete state.postStopped;
  else if (event.stopped !== undefined) state.postStopped ??= { since: event.at, why: event.stopped };
  if (event.type === 'letterFailed') noteFailure(state, letter, event);
  else delete state.refusedRow;
}

function noteFailure(state: LedgerState, letter: LetterState, event: LetterFailed): void {
  const { refusedRow = [] } = state;
  const { key } = event;
  const others = refusedRow.filter((it) => it.key !== key);
  const said = event.state === 'refused' ? event.badAddresses?.[0]?.said : undefined;
  if (said !== undefined) state.refusedRow = [...others, { key, said }].slice(-2);
  else if (event.state === 'deferred' && event.doubted)
    state.refusedRow = refusedRow.map((it) => (it.key === key ? { ...it, acquitted: true } : it));
  else if (others.length < refusedRow.length) state.refusedRow = others;
  if (event.state !== 'deferred') return;
  if (event.doubted) letter.doubted = true;
  const isNew = letter.state !== 'deferred' || letter.at !== event.at;
  if (isNew && (event.doubted || event.stopped === undefined)) letter.putOff = (letter.putOff ?? 0) + 1;
}

const periodsOfNarratives = 3;

function noteNarratives({ narratives }: LedgerState, event: LedgerEvent & { type: 'read' }): void {
  const { school, period, reading } = event;
  const ofPeriod = narratives.get(period) ?? new Map<string, readonly string[]>();
  const hashes = [...new Set(Object.values(narrativesOf(reading)).map(narrativeHash))];
  if (hashes.length > 0) ofPeriod.set(school, hashes);
  else ofPeriod.delete(school);
  narratives.set(period, ofPeriod);
  const [oldest, ...others] = [...narratives.keys()].sort();
  if (oldest !== undefined && others.length >= periodsOfNarratives) narratives.delete(oldest);
}

type EventOfReport = Extract<
  LedgerEvent,
  {
    type:
      | 'read'
      | 'refused'
      | 'judged'
      | 'raised'
      | 'cleared'
      | 'setAside'
      | 'takenUp'
      | 'returned'
      | 'accepted'
      | 'locked'
      | 'reopened'
      | 'changedClosed'
      | 'versionsErased';
  }
>;

function applyToReport(report: ReportState, event: EventOfReport, at: Pointer): void {
  switch (event.type) {
    case 'read':
    case 'refused': {
      const { id: of, hash, path } = event;
      const storedAt = event.type === 'read' ? event.storedAt : event.at;
      report.content = { of, at, hash, path, storedAt, seenAt: event.at };
      if (event.type === 'refused') report.content.refused = { code: event.code, detail: event.detail };
      return;
    }
    case 'judged':
      report.state = event.state;
      if (event.recheckOn === undefined) delete report.recheckOn;
      else report.recheckOn = event.recheckOn;
      if (event.notInPlace === undefined) delete report.notInPlace;
      else report.notInPlace = event.notInPlace;
      if (event.summary === undefined) delete report.summary;
      else report.summary = event.summary;
      return;
    case 'locked':
      report.lockedAt = event.at;
      report.state = 'locked';
      return;
    case 'versionsErased':
      report.versionsErased = true;
      return;
    case 'reopened':
      delete report.lockedAt;
      // What was typed meanwhile is read now, like any change.
      delete report.late;
      // What it is now is judged from what was read last, in the run that opens it.
      report.recheckOn = event.at.slice(0, 10);
      if (!report.content) report.state = 'notStarted';
      return;
    case 'raised':
      if (!report.findings.some(({ finding }) => findingKey(finding) === findingKey(event.finding)))
        report.findings.push({ finding: event.finding, since: event.at });
      return;
    case 'cleared':
      report.findings = report.findings.filter(({ finding }) => findingKey(finding) !== findingKey(event.finding));
      return;
    case 'setAside': {
      const { finding, why, text, value } = event;
      report.setAside = [
        ...(report.setAside ?? []).filter((it) => !isSameRule(it.finding, finding)),
        { finding, why, text, value, since: event.at },
      ];
      return;
    }
    case 'takenUp':
      for (const it of report.setAside ?? []) if (findingKey(it.finding) === findingKey(event.finding)) it.over = true;
      return;
    case 'returned': {
      const { row, reason, hash } = event;
      report.returned = { row, reason, hash, at: event.at };
      return;
    }
    case 'changedClosed': {
      const { hash, path, storedAt } = event;
      report.late = { at, hash, path, storedAt, seenAt: event.at };
      return;
    }
    case 'accepted':
      // A version is accepted in the run that read it, so the content in hand is the one it speaks of.
      if (report.content?.of !== event.of) return;
      if (report.accepted && report.accepted.version !== event.version) report.previous = report.accepted;
      report.accepted = {
        version: event.version,
        of: event.of,
        reading: report.content.at,
        hash: event.hash,
        path: event.path,
        madeAt: event.madeAt,
        seenAt: event.at,
        checkCode: event.checkCode,
        counts: event.counts,
      };
      return;
  }
}

function isSameRule(a: Finding, b: Finding): boolean {
  return a.form === b.form && a.field === b.field && a.code === b.code;
}
