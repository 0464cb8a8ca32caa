import type { LedgerEvent } from '../../schemas/events.ts';
import type { FailureCode } from '../../schemas/failures.ts';
import type { Form } from '../../schemas/form.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import type { Workbook } from '../../schemas/grid.ts';
import type { Period } from '../../schemas/periods.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import { localDate } from '../core/calendar.ts';
import { checkCode, eventId } from '../core/event-id.ts';
import { type Case, judge, ownRules } from '../core/judge.ts';
import { type ReportState, reportKey, seenHash } from '../core/ledger-state.ts';
import { type Locator, locatorOf, readForms } from '../core/locate/locate.ts';
import { redactReading } from '../core/pii/redact-reading.ts';
import { otherPeriodMeant } from '../core/rules/monthly-report-rules.ts';
import { type Answers, understand } from '../core/understand.ts';
import type { World } from '../world.ts';
import { type District, formsOf, periodBefore, windowOf } from './district.ts';
import type { Candidate, Stray } from './find-reports.ts';
import { monthMadeBefore } from './month-made.ts';
import { Neighbourhood } from './neighbourhood.ts';
import { readingAt } from './readings.ts';
import { standingReturn } from './returns.ts';
import { followUp, mustRetell } from './tell-schools.ts';
import { notWritten } from './troubles.ts';
import type { TypedReading } from './typed-reading.ts';
import { refusalEvents, type Verdict, verdictEvents } from './verdict-events.ts';

/** Judges the reports of a run: readings → findings → events, appended in batches, each followed by its files. */
export class Judging {
  readonly read: Record<Period, number> = {};
  readonly strays: Stray[] = [];
  readonly busy = new Set<string>();
  readonly #world: World;
  readonly #district: District;
  readonly #today: string;
  readonly #rejudgeAll: boolean;
  readonly #schools: ReadonlyMap<string, School>;
  readonly #neighbourhood: Neighbourhood;
  readonly #locators = new Map<string, Locator>();
  /** Answers accepted in this run, ahead of the ledger, by `<period>/<school>`. */
  readonly #accepted = new Map<string, Answers>();
  /** Readings of this batch as typed where they were redacted, by `<period>/<school>`. */
  readonly #typed = new Map<string, TypedReading>();
  readonly #counts = new Map<LedgerEvent['type'], number>();
  /** What this batch comes to; a report may be judged anew before it is committed. */
  readonly #verdicts = new Map<ReportState, Verdict>();
  /** Reports that are to be judged again for what another one says now. */
  readonly #again = new Set<ReportState>();
  #events: LedgerEvent[] = [];
  #touched = new Set<ReportState>();

  constructor(world: World, district: District, rejudgeAll: boolean) {
    this.#world = world;
    this.#district = district;
    this.#today = localDate(world.now);
    this.#rejudgeAll = rejudgeAll;
    this.#schools = new Map(district.roster.map((school) => [school.code, school]));
    this.#neighbourhood = new Neighbourhood(world, district);
  }

  get summary(): string {
    const count = (type: LedgerEvent['type']): number => this.#counts.get(type) ?? 0;
    return `读取 ${count('read')} 份，读不出 ${count('refused')} 份，新报送 ${count('accepted')} 份，问题新增 ${count('raised')} 条、消除 ${count('cleared')} 条`;
  }

  get pending(): number {
    return new Set([...this.#touched, ...this.#verdicts.keys()]).size;
  }

  async take(candidate: Candidate, school: School): Promise<void> {
    const { report } = candidate;
    if (report.lockedAt !== undefined) {
      if (candidate.is === 'file') this.#keepLate(candidate);
      return;
    }
    if (candidate.is === 'file') {
      this.read[report.period] = (this.read[report.period] ?? 0) + 1;
      const opened = candidate.content.opened();
      if (!opened.ok) this.#refuse(report, candidate.path, candidate.content.hash, opened.code, opened.detail);
      else await this.#takeReading(candidate, school, opened.workbook);
      return;
    }
    if (candidate.is === 'failure') {
      this.#refuseCandidate(candidate);
      return;
    }
    const isUnsettled = this.#world.ledger.unsettled.has(reportKey(report.school, report.period));
    if (isUnsettled || mustRetell(this.#world, report)) {
      this.#touched.add(report);
      // What a run that was cut short owed to other reports is not known any more.
      this.#judgeLater(this.#neighbourhood.relatedTo(report));
    }
    if (this.#rejudgeAll || (report.recheckOn !== undefined && report.recheckOn <= this.#today))
      await this.#judgeAgain(report, school);
  }

  /** The reading of a workbook as it may leave the school; as typed only for the school's own 历史版本 (invariant 12). */
  #readingOf({ report, content }: Candidate & { is: 'file' }, workbook: Workbook): Reading {
    const forms = formsOf(this.#district.settings, report.period);
    const typed = readForms(workbook, this.#locator(forms));
    const reading = redactReading(forms, typed);
    if (reading !== typed)
      this.#typed.set(reportKey(report.school, report.period), { hash: content.hash, reading: typed });
    return reading;
  }

  #locator(forms: readonly Form[]): Locator {
    const key = forms.map((form) => form.key).join();
    const locator = this.#locators.get(key) ?? locatorOf(forms);
    this.#locators.set(key, locator);
    return locator;
  }

  /** What was typed into a closed report is kept for the section, as far as it can be read; nothing is judged by it. */
  #keepLate(candidate: Candidate & { is: 'file' }): void {
    const { report, path, content } = candidate;
    const opened = content.opened();
    if (!opened.ok) return;
    const reading = this.#readingOf(candidate, opened.workbook);
    const { school, period } = report;
    const { hash, storedAt } = content;
    const id = eventId('changedClosed', school, period, hash, seenHash(report) ?? '');
    const at = this.#world.now;
    this.#add(report, { type: 'changedClosed', id, at, school, period, path, hash, storedAt, reading });
  }

  async #takeReading(candidate: Candidate & { is: 'file' }, school: School, workbook: Workbook): Promise<void> {
    const { report, path, content } = candidate;
    const reading = this.#readingOf(candidate, workbook);
    const forms = formsOf(this.#district.settings, report.period);
    const meant = otherPeriodMeant(understand(forms, reading), report.period, (period) =>
      windowOf(this.#world, this.#district, period),
    );
    if (meant) {
      const detail = `标题月份和填报日期都是 ${meant} 的，不是 ${report.period} 的。`;
      this.#refuse(report, path, content.hash, 'L-WHO', detail);
      return;
    }
    const { school: code, period } = report;
    const { hash, storedAt } = content;
    const id = eventId('read', code, period, hash, report.content?.of ?? '');
    const at = this.#world.now;
    this.#add(report, { type: 'read', id, at, school: code, period, path, hash, storedAt, reading });
    this.#judgeLater(this.#neighbourhood.noteReading(report, reading));
    await this.#judge(report, school, { of: id, reading, content: { path, hash, storedAt } });
  }

  /** Judges what a report held last: in this batch, else as the ledger has it. */
  async #judgeAgain(report: ReportState, school: School): Promise<void> {
    const inHand = this.#verdicts.get(report);
    const reading = inHand ? inHand.reading : await readingAt(this.#world, report.content?.at);
    if (inHand) await this.#judge(report, school, inHand);
    else if (reading && report.content)
      await this.#judge(report, school, { of: report.content.of, reading, content: report.content });
  }

  async #judge(
    report: ReportState,
    school: School,
    { of, reading, content }: Pick<Verdict, 'of' | 'reading' | 'content'>,
  ): Promise<void> {
    const event = await this.#world.ledger.read(report.handedOut);
    const given: Omit<Case, 'forms'> = {
      reading,
      given: event.type === 'handedOut' ? event.given : {},
      period: report.period,
      window: report.window,
      today: this.#today,
      school,
      previous: await this.#acceptedAnswers(report.school, periodBefore(this.#world, report.period)),
      around: this.#neighbourhood.around(report, school),
    };
    // 年度总结 is an obligation of its own: blank or wrong, it never changes the month's state.
    const judgement = judge({ ...given, forms: monthlyForms });
    const others = formsOf(this.#district.settings, report.period).filter((form) => !monthlyForms.includes(form));
    const summary = others.length === 0 ? undefined : judge({ ...given, forms: others }, ownRules);
    const returned = standingReturn(this.#district, report, content.hash);
    const isAccepted = judgement.state === 'submitted' && !returned.stands;
    const key = reportKey(report.school, report.period);
    if (isAccepted) this.#accepted.set(key, judgement.answers);
    else this.#accepted.delete(key);
    const code = checkCode(
      JSON.stringify([
        report.school,
        report.period,
        understand(formsOf(this.#district.settings, report.period), reading),
        reading.explanations,
      ]),
    );
    this.#judgeLater(this.#neighbourhood.noteJudged(report, judgement, code, isAccepted));
    const isNews = isAccepted && report.accepted?.checkCode !== code;
    const madeAt = isNews && summary ? await monthMadeBefore(this.#world, report, reading) : undefined;
    this.#verdicts.set(report, {
      ...{ of, reading, content, judgement, summary, returned, isAccepted, code },
      ...(madeAt === undefined ? {} : { madeAt }),
    });
  }

  #judgeLater(reports: readonly ReportState[]): void {
    for (const report of reports) this.#again.add(report);
  }

  async #acceptedAnswers(school: string, period: Period | undefined): Promise<Answers | undefined> {
    if (period === undefined) return undefined;
    const key = reportKey(school, period);
    const inHand = this.#accepted.get(key);
    if (inHand) return inHand;
    const before = this.#world.ledger.state.reports.get(key);
    const reading = await readingAt(this.#world, before?.accepted?.reading);
    return reading && understand(formsOf(this.#district.settings, period), reading);
  }

  #refuseCandidate(candidate: Candidate & { is: 'failure' }): void {
    const { report, path, hash, code, detail } = candidate;
    if (code === 'F-BUSY') this.busy.add(reportKey(report.school, report.period));
    else this.#refuse(report, path, hash, code, detail);
  }

  #refuse(report: ReportState, path: string, hash: string, code: FailureCode, detail: string): void {
    for (const event of refusalEvents(report, this.#world.now, { path, hash, code, detail })) this.#add(report, event);
  }

  #add(report: ReportState, event: LedgerEvent): void {
    this.#counts.set(event.type, (this.#counts.get(event.type) ?? 0) + 1);
    this.#events.push(event);
    this.#touched.add(report);
  }

  /** Judges those that follow from what was read, oldest first, until nothing follows any more. */
  async #judgeRelated(): Promise<void> {
    while (this.#again.size > 0) {
      const round = [...this.#again].sort((a, b) => (a.period < b.period ? -1 : 1));
      this.#again.clear();
      for (const report of round) {
        const school = this.#schools.get(report.school);
        // What cannot be read, now or since before, has no judgement.
        const isRefused = this.#touched.has(report) && !this.#verdicts.has(report) && this.#isRefusedNow(report);
        if (school && report.lockedAt === undefined && !isRefused) await this.#judgeAgain(report, school);
      }
    }
  }

  #isRefusedNow({ school, period }: ReportState): boolean {
    return this.#events.some((event) => event.type === 'refused' && event.school === school && event.period === period);
  }

  /** The append is the commit point; what schools see is written after it, and rolled forward if that was cut short. */
  async commit(): Promise<void> {
    await this.#judgeRelated();
    for (const [report, verdict] of this.#verdicts)
      for (const event of verdictEvents(report, this.#world.now, verdict)) this.#add(report, event);
    this.#verdicts.clear();
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
