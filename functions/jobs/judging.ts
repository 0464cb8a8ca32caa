import type { AcceptedCounts, LedgerEvent } from '../../schemas/events.ts';
import type { FailureCode } from '../../schemas/failures.ts';
import { type Finding, findingKey, type SetAside } from '../../schemas/finding.ts';
import type { Form } from '../../schemas/form.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import { addMonths, type Period } from '../../schemas/periods.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import type { State } from '../../schemas/state.ts';
import { localDate } from '../core/calendar.ts';
import { countsOf } from '../core/counts-of.ts';
import { checkCode, eventId } from '../core/event-id.ts';
import { judge } from '../core/judge.ts';
import { type ReportState, reportKey, seenHash } from '../core/ledger-state.ts';
import { type Locator, locatorOf, readForms } from '../core/locate.ts';
import { redactReading } from '../core/pii/redact-reading.ts';
import { otherPeriodMeant } from '../core/rules/monthly-report-rules.ts';
import { type Answers, understand } from '../core/understand.ts';
import type { World } from '../world.ts';
import { type District, formsOf, windowOf } from './district.ts';
import type { Candidate, Stray } from './find-reports.ts';
import { Neighbourhood } from './neighbourhood.ts';
import { readingAt } from './readings.ts';
import { returnOf } from './returns.ts';
import { followUp, mustRetell } from './tell-schools.ts';
import { notWritten } from './troubles.ts';
import type { TypedReading } from './typed-reading.ts';

/** Judges the reports of a run: readings → findings → events, appended in batches, each followed by its files. */
export class Judging {
  readonly read: Record<Period, number> = {};
  readonly strays: Stray[] = [];
  readonly busy = new Set<string>();
  readonly #world: World;
  readonly #district: District;
  readonly #today: string;
  readonly #rejudgeAll: boolean;
  readonly #locators = new Map<string, Locator>();
  /** Answers accepted in this run, ahead of the ledger, by `<period>/<school>`. */
  readonly #accepted = new Map<string, Answers>();
  /** Readings of this batch as typed where they were redacted, by `<period>/<school>`. */
  readonly #typed = new Map<string, TypedReading>();
  readonly #neighbourhood: Neighbourhood;
  /** Reports that are to be judged again for what another one says now. */
  readonly #again = new Set<ReportState>();
  readonly #counts = new Map<LedgerEvent['type'], number>();
  #events: LedgerEvent[] = [];
  #touched = new Set<ReportState>();

  constructor(world: World, district: District, rejudgeAll: boolean) {
    this.#world = world;
    this.#district = district;
    this.#today = localDate(world.now);
    this.#rejudgeAll = rejudgeAll;
    this.#neighbourhood = new Neighbourhood(world, district);
  }

  get summary(): string {
    const count = (type: LedgerEvent['type']): number => this.#counts.get(type) ?? 0;
    return `读取 ${count('read')} 份，读不出 ${count('refused')} 份，新报送 ${count('accepted')} 份，问题新增 ${count('raised')} 条、消除 ${count('cleared')} 条`;
  }

  get pending(): number {
    return this.#touched.size;
  }

  async take(candidate: Candidate, school: School): Promise<void> {
    const { report } = candidate;
    if (report.lockedAt !== undefined) {
      if (candidate.is === 'file') this.#keepLate(candidate);
      return;
    }
    if (candidate.is === 'file') {
      const opened = candidate.content.opened();
      this.read[report.period] = (this.read[report.period] ?? 0) + 1;
      if (!opened.ok) this.#refuse(report, candidate.path, candidate.content.hash, opened.code, opened.detail);
      else {
        const forms = formsOf(this.#district.settings, report.period);
        const typed = readForms(opened.workbook, this.#locator(forms));
        // From here on nothing but the school's own 历史版本 sees what was typed (invariant 12).
        const reading = redactReading(forms, typed);
        if (reading !== typed)
          this.#typed.set(reportKey(report.school, report.period), { hash: candidate.content.hash, reading: typed });
        await this.#takeReading(candidate, school, forms, reading);
      }
      return;
    }
    if (candidate.is === 'failure') {
      this.#refuseCandidate(candidate);
      return;
    }
    if (this.#world.ledger.unsettled.has(reportKey(report.school, report.period))) this.#touched.add(report);
    if (mustRetell(this.#world, report)) this.#touched.add(report);
    if (this.#rejudgeAll || (report.recheckOn !== undefined && report.recheckOn <= this.#today))
      await this.#judgeAgain(report, school);
  }

  /** Judges those that follow from what was read in this run, oldest first, until nothing follows any more. */
  async finish(): Promise<void> {
    await this.commit();
    const schools = new Map(this.#district.roster.map((school) => [school.code, school]));
    while (this.#again.size > 0) {
      const round = [...this.#again].sort((a, b) => (a.period < b.period ? -1 : 1));
      this.#again.clear();
      for (const report of round) {
        const school = schools.get(report.school);
        if (school && report.lockedAt === undefined) await this.#judgeAgain(report, school);
      }
      await this.commit();
    }
  }

  async #judgeAgain(report: ReportState, school: School): Promise<void> {
    const reading = await readingAt(this.#world, report.content?.at);
    if (reading && report.content)
      await this.#judge(report, school, formsOf(this.#district.settings, report.period), reading, report.content.of);
  }

  /** What was typed into a closed report is kept for the section, as far as it can be read; nothing is judged by it. */
  #keepLate({ report, path, content }: Candidate & { is: 'file' }): void {
    const opened = content.opened();
    if (!opened.ok) return;
    const { school, period } = report;
    const forms = formsOf(this.#district.settings, period);
    const reading = redactReading(forms, readForms(opened.workbook, this.#locator(forms)));
    const { hash, storedAt } = content;
    const id = eventId('changedClosed', school, period, hash, seenHash(report) ?? '');
    this.#add(report, {
      type: 'changedClosed',
      id,
      at: this.#world.now,
      school,
      period,
      path,
      hash,
      storedAt,
      reading,
    });
  }

  #locator(forms: readonly Form[]): Locator {
    const key = forms.map((form) => form.key).join();
    const locator = this.#locators.get(key) ?? locatorOf(forms);
    this.#locators.set(key, locator);
    return locator;
  }

  async #takeReading(
    candidate: Candidate & { is: 'file' },
    school: School,
    forms: readonly Form[],
    reading: Reading,
  ): Promise<void> {
    const { report, path, content } = candidate;
    const meant = otherPeriodMeant(understand(forms, reading), report.period, (period) =>
      windowOf(this.#world, this.#district, period),
    );
    if (meant) {
      this.#refuse(
        report,
        path,
        content.hash,
        'L-WHO',
        `标题月份和填报日期都是 ${meant} 的，不是 ${report.period} 的。`,
      );
      return;
    }
    const { school: code, period } = report;
    const id = eventId('read', code, period, content.hash, report.content?.of ?? '');
    this.#add(report, {
      type: 'read',
      id,
      at: this.#world.now,
      school: code,
      period,
      path,
      hash: content.hash,
      storedAt: content.storedAt,
      reading,
    });
    this.#judgeLater(this.#neighbourhood.noteReading(report, reading));
    await this.#judge(report, school, forms, reading, id, { path, hash: content.hash, storedAt: content.storedAt });
  }

  async #judge(
    report: ReportState,
    school: School,
    forms: readonly Form[],
    reading: Reading,
    of: string,
    fresh?: { path: string; hash: string; storedAt: string },
  ): Promise<void> {
    const event = await this.#world.ledger.read(report.handedOut);
    const judgement = judge({
      // 年度总结 is an obligation of its own: blank or wrong, it never changes the month's state.
      forms: monthlyForms,
      reading,
      given: event.type === 'handedOut' ? event.given : {},
      period: report.period,
      window: report.window,
      today: this.#today,
      school,
      previous: await this.#acceptedAnswers(report.school, addMonths(report.period, -1)),
      around: this.#neighbourhood.around(report, school),
    });
    this.#judgeLater(this.#neighbourhood.noteJudged(report, judgement));
    const content = fresh ?? report.content;
    const isReturned = this.#isReturned(report, content?.hash ?? '');
    this.#setState(report, of, isReturned ? 'returned' : judgement.state, judgement.recheckOn);
    this.#setFindings(report, of, judgement.findings);
    this.#setAside(report, of, judgement.setAside);
    if (isReturned || judgement.state !== 'submitted' || !content) return;
    const code = checkCode(
      JSON.stringify([report.school, report.period, understand(forms, reading), reading.explanations]),
    );
    this.#accepted.set(reportKey(report.school, report.period), judgement.answers);
    if (report.accepted?.checkCode !== code) this.#accept(report, of, content, code, countsOf(judgement.answers));
  }

  #judgeLater(reports: readonly ReportState[]): void {
    for (const report of reports) this.#again.add(report);
  }

  /**
   * True while a report holds what it held when its row of 退回 was first seen. The section looked at what the run before
   * had read: what the school changed since then answers the row already.
   */
  #isReturned(report: ReportState, hash: string): boolean {
    const row = returnOf(this.#district, report);
    if (!row) return false;
    if (report.returned?.row === row.key) return report.returned.hash === hash;
    const { school, period } = report;
    const asked = report.content?.hash ?? '';
    const id = eventId('returned', school, period, row.key, asked);
    const event = { type: 'returned', id, at: this.#world.now, school, period } as const;
    this.#add(report, { ...event, row: row.key, reason: row.reason, hash: asked });
    return asked === hash;
  }

  async #acceptedAnswers(school: string, period: Period): Promise<Answers | undefined> {
    const key = reportKey(school, period);
    const inHand = this.#accepted.get(key);
    if (inHand) return inHand;
    const before = this.#world.ledger.state.reports.get(key);
    const reading = await readingAt(this.#world, before?.accepted?.reading);
    return reading && understand(formsOf(this.#district.settings, period), reading);
  }

  #accept(
    report: ReportState,
    of: string,
    content: { path: string; hash: string; storedAt: string },
    code: string,
    counts: AcceptedCounts,
  ): void {
    const { school, period } = report;
    this.#judgeLater(this.#neighbourhood.noteAccepted(report, counts));
    const version = (report.accepted?.version ?? 0) + 1;
    const madeAt = Date.parse(content.storedAt) <= Date.parse(this.#world.now) ? content.storedAt : this.#world.now;
    this.#add(report, {
      type: 'accepted',
      id: eventId('accepted', school, period, version, code),
      at: this.#world.now,
      school,
      period,
      version,
      of,
      path: content.path,
      hash: content.hash,
      madeAt,
      checkCode: code,
      counts,
    });
  }

  #refuseCandidate(candidate: Candidate & { is: 'failure' }): void {
    const { report, path, hash, code, detail } = candidate;
    if (code === 'F-BUSY') this.busy.add(reportKey(report.school, report.period));
    else this.#refuse(report, path, hash, code, detail);
  }

  #refuse(report: ReportState, path: string, hash: string, code: FailureCode, detail: string): void {
    const { school, period } = report;
    const id = eventId('refused', school, period, hash, code, report.content?.of ?? '');
    this.#add(report, { type: 'refused', id, at: this.#world.now, school, period, path, hash, code, detail });
    // An untouched hand-out that vanished says nothing about the school's work.
    this.#setState(report, id, code === 'F-MISSING' && report.state === 'notStarted' ? 'notStarted' : 'invalid');
    this.#setFindings(report, id, []);
    this.#setAside(report, id, []);
  }

  #setState(report: ReportState, of: string, state: State, recheckOn?: string): void {
    if (report.state === state && report.recheckOn === recheckOn) return;
    const { school, period } = report;
    const id = eventId('judged', school, period, of, state, recheckOn ?? '', this.#world.now);
    const event = { type: 'judged', id, at: this.#world.now, school, period, of, state } as const;
    this.#add(report, recheckOn === undefined ? event : { ...event, recheckOn });
  }

  #setFindings(report: ReportState, of: string, findings: readonly Finding[]): void {
    const { school, period } = report;
    const before = new Map(report.findings.map(({ finding }) => [findingKey(finding), finding]));
    const after = new Map(findings.map((finding) => [findingKey(finding), finding]));
    const at = this.#world.now;
    for (const [key, finding] of before)
      if (!after.has(key))
        this.#add(report, {
          type: 'cleared',
          id: eventId('cleared', school, period, of, key, at),
          at,
          school,
          period,
          finding,
        });
    for (const [key, finding] of after)
      if (!before.has(key))
        this.#add(report, {
          type: 'raised',
          id: eventId('raised', school, period, of, key, at),
          at,
          school,
          period,
          finding,
        });
  }

  #setAside(report: ReportState, of: string, setAside: readonly SetAside[]): void {
    const { school, period } = report;
    const standing = (report.setAside ?? []).filter(({ over }) => !over);
    const before = new Map(standing.map((it) => [asideKey(it), it]));
    const after = new Map(setAside.map((it) => [asideKey(it), it]));
    const at = this.#world.now;
    for (const [key, { finding }] of before)
      if (!after.has(key)) {
        const id = eventId('takenUp', school, period, of, key, at);
        this.#add(report, { type: 'takenUp', id, at, school, period, finding });
      }
    for (const [key, it] of after)
      if (!before.has(key)) {
        const { finding, why, text, value } = it;
        const id = eventId('setAside', school, period, of, key, at);
        this.#add(report, { type: 'setAside', id, at, school, period, finding, why, text, value });
      }
  }

  #add(report: ReportState, event: LedgerEvent): void {
    this.#counts.set(event.type, (this.#counts.get(event.type) ?? 0) + 1);
    this.#events.push(event);
    this.#touched.add(report);
  }

  /** The append is the commit point; what schools see is written after it, and rolled forward if that was cut short. */
  async commit(): Promise<void> {
    await this.#world.ledger.append(this.#events);
    const touched = [...this.#touched];
    this.#events = [];
    this.#touched = new Set();
    const notKept = await followUp(this.#world, this.#district, touched, this.#typed);
    this.#typed.clear();
    this.strays.push(...notKept.map(({ report, path }) => notWritten(report.school, path)));
    if (touched.length > 0)
      this.#world.log(`校验：${Object.values(this.read).reduce((sum, count) => sum + count, 0)} 份`);
  }
}

function asideKey({ finding, why, text, value }: SetAside): string {
  return [findingKey(finding), why, text, value].join('|');
}
