import type { LedgerEvent } from '../../../schemas/events.ts';
import type { Entry } from './log.ts';
import { type Policy, policyWith } from './policy.ts';
import type { Decisions, Row } from './world-of-schools.ts';

/** A school's report of a month. */
export interface Report {
  readonly school: string;
  readonly period: string;
  /** The last day on which it is in time, as handed out. */
  readonly due: string;
  untouched: boolean;
  /** Since which entry of the log it is in, and the newest version. */
  accepted?: { readonly since: number; readonly version: number; readonly at: string };
  cases: number;
  /** Its self-check lacks nothing; its 年度总结 is right and signed. */
  complete: boolean;
  summed: boolean;
  /** Names what the section asked again, while the school has not changed it. */
  returned?: string;
}

/** A letter as it was claimed; where in the log. */
export interface Claim {
  readonly key: string;
  readonly items: readonly string[];
  readonly at: number;
  readonly day: string;
  state: 'onTheWay' | 'over' | 'withdrawn';
}

/** A letter that reached the server. */
export interface Copy {
  readonly claim: Claim;
  readonly hash: string;
  /** Nobody can know whether it arrived: its answer was lost, or its run died with it. */
  inFlight: boolean;
}

/** A run, since it last looked at what stands. */
export interface Run {
  readonly now: string;
  begun: number;
  known: Known;
  /** Items whose letter was tried and not taken. */
  readonly failed: Set<string>;
  failures: number;
  /** The server lets nobody in, or has to be taken for one that does not. */
  shut: boolean;
  last?: Copy;
}

/** What the section has decided by now. */
export interface Known {
  readonly decisions: Decisions;
  readonly policy: Policy;
  readonly rows: ReadonlyMap<string, Row>;
}

/** All that the judge knows so far. */
export class Knowledge {
  readonly reports = new Map<string, Report>();
  /** Reports without an accepted version. */
  readonly open = new Set<Report>();
  /** Reports whose receipts may still be owed. */
  readonly unreceipted = new Set<Report>();
  /** Reports whose urgent letter is still owed. */
  readonly criminal = new Set<Report>();
  readonly everCriminal = new Set<Report>();
  readonly returned = new Set<Report>();
  /** By Message-ID. */
  readonly claims = new Map<string, Claim>();
  /** Reports of each school, oldest first. */
  readonly ofSchool = new Map<string, Report[]>();
  /** Reminders, by address and day of the claim: the earliest claim. */
  readonly remindersOf = new Map<string, number>();
  /** Reminders on their way: whose they are. */
  readonly onTheWay = new Map<Claim, string>();
  /** What the server has, by item. */
  readonly copies = new Map<string, Copy[]>();
  readonly runs = new Map<number, Run>();
  /** Months that were handed out, the first one first. */
  readonly months = new Set<string>();
  #known: Known | undefined;
  readonly #byKey = new Map<string, Claim>();

  decide(decisions: Decisions): void {
    const rows = new Map(decisions.rows.map((row) => [row.code, row]));
    this.#known = { decisions, rows, policy: policyWith(decisions.days) };
    // A new address is told of what is still news.
    for (const report of this.reports.values()) if (report.accepted) this.unreceipted.add(report);
  }

  begin({ run, now }: Entry & { is: 'began' }, at: number): void {
    if (!this.#known) throw new Error('a run before any decision');
    const before = this.runs.get(run);
    if (before) Object.assign(before, { begun: at, known: this.#known });
    else this.runs.set(run, { now, begun: at, known: this.#known, failed: new Set(), failures: 0, shut: false });
  }

  learn(event: LedgerEvent, at: number): void {
    if (event.type === 'handedOut') {
      const { school, period, window } = event;
      this.months.add(period);
      const report: Report = {
        school,
        period,
        due: window.through,
        untouched: true,
        cases: 0,
        complete: false,
        summed: false,
      };
      this.reports.set(`${period}/${school}`, report);
      this.open.add(report);
      this.ofSchool.set(school, [...(this.ofSchool.get(school) ?? []), report]);
    }
    const report = 'school' in event ? this.reports.get(`${event.period}/${event.school}`) : undefined;
    if (report) this.#learnOf(report, event, at);
    else this.#learnOfLetter(event, at);
  }

  #learnOf(report: Report, event: LedgerEvent, at: number): void {
    switch (event.type) {
      case 'read':
      case 'refused':
        report.untouched = false;
        delete report.returned;
        this.returned.delete(report);
        if (event.type === 'read') report.cases = Number(event.reading.found.monthlyReport_incidentsCriminal?.raw ?? 0);
        return;
      case 'judged':
        report.complete = event.notInPlace === 0;
        report.summed = event.summary === 'submitted';
        return;
      case 'returned':
        report.returned = event.row;
        this.returned.add(report);
        return;
      case 'raised':
        if (event.finding.code !== 'A3-CRIM') return;
        this.criminal.add(report);
        this.everCriminal.add(report);
        return;
      case 'accepted':
        report.accepted = { since: report.accepted?.since ?? at, version: event.version, at: event.at };
        this.open.delete(report);
        this.unreceipted.add(report);
    }
  }

  #learnOfLetter(event: LedgerEvent, at: number): void {
    switch (event.type) {
      case 'letterClaimed': {
        const { key, items, messageId, to } = event;
        const claim: Claim = { key, items, at, day: event.at.slice(0, 10), state: 'onTheWay' };
        this.claims.set(messageId, claim);
        this.#byKey.set(key, claim);
        const address = to[0]?.toLowerCase() ?? '';
        if (!items.some((item) => item.startsWith('remind/'))) return;
        this.onTheWay.set(claim, address);
        const day = `${address} ${claim.day}`;
        this.remindersOf.set(day, this.remindersOf.get(day) ?? at);
        return;
      }
      case 'letterSent':
      case 'letterFailed': {
        const claim = this.#byKey.get(event.key);
        if (!claim) return;
        const state = event.type === 'letterSent' ? 'sent' : event.state;
        claim.state = state === 'withdrawn' ? 'withdrawn' : state === 'deferred' ? 'onTheWay' : 'over';
        if (claim.state !== 'onTheWay') this.onTheWay.delete(claim);
        else if (claim.key.startsWith('remind/')) this.onTheWay.set(claim, claim.key.split('/').at(-1) ?? '');
      }
    }
  }
}

/** Whether a school owes reports of a month. */
export function isActive({ from, through }: Row, period: string): boolean {
  return (from === '' || from <= period) && (through === '' || period <= through);
}

/** The last day on which a report is in time, more time given or not. */
export function dueOf({ school, period, due }: Report, { decisions }: Known): string {
  return decisions.extensions.findLast((it) => it.school === school && it.period === period)?.due ?? due;
}
