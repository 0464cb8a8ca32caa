import type { Window } from '../../../schemas/events.ts';
import { isPeriod, type Period } from '../../../schemas/periods.ts';
import type { School } from '../../../schemas/roster.ts';
import { periodOf } from '../../core/calendar.ts';
import { type ReportState, reportKey } from '../../core/ledger-state.ts';
import { extendedDue, type YearlyObligation, yearlyObligations } from '../../core/obligations/due.ts';
import { isMonthAsked } from '../../core/obligations/months.ts';
import type { World } from '../../world.ts';
import { calendarOf, type District, deadlineOf, handedOutPeriods, schoolsOf } from '../district.ts';

/** One thing that one school still owes. */
export interface Duty {
  /** Names it in the keys of letters: `2018-09` for the month's report, `checklist-2018`. */
  readonly key: string;
  /** What is owed where it is not the month's report. */
  readonly obligation?: YearlyObligation;
  readonly school: School;
  /** Where it is filled in. */
  readonly report: ReportState;
  /** Where it was filled in last, which for the checklist may be an earlier month's report. */
  readonly last: ReportState;
  readonly deadline: Pick<Window, 'through' | 'due'>;
}

/** Everything that is owed and not done: the months' reports, oldest first, then what is due once a year. */
export function openDuties(world: World, district: District): readonly Duty[] {
  return [
    ...handedOutPeriods(world).flatMap((period) => monthDuties(world, district, period)),
    ...yearlyOf(world, district).flatMap((obligation) => yearlyDuties(world, district, obligation)),
  ];
}

/** What a school owes by the key of the matter; undefined where it does not owe it any more. */
export function openDuty(world: World, district: District, key: string, code: string): Duty | undefined {
  const school = district.roster.filter((it) => it.code === code);
  const obligation = yearlyOf(world, district).find((it) => it.key === key);
  const only = { ...district, roster: school };
  if (obligation) return yearlyDuties(world, only, obligation)[0];
  return isPeriod(key) ? monthDuties(world, only, key)[0] : undefined;
}

/** The deadlines of what is due once a year, ISO. */
export function yearlyDues(world: World, district: District): readonly string[] {
  return yearlyOf(world, district).map(({ due }) => due);
}

/**
 * Until which day a report must stay open for this school, `YYYY-MM-DD`: its own last one, or that of 年度总结 in it, which
 * has no other place.
 */
export function lastDayOf(world: World, district: District): (report: ReportState) => string {
  const riding = yearlyOf(world, district).filter(({ kind }) => kind === 'annualSummary');
  return (report) =>
    riding
      .filter(({ ridesIn }) => ridesIn === report.period)
      .map((it) => extendedDue(district.control.extensions, report.school, it.period, [it.title], it).through)
      .concat(deadlineOf(district, report).through)
      .reduce((last, day) => (day > last ? day : last));
}

function yearlyOf(world: World, district: District): readonly YearlyObligation[] {
  return yearlyObligations(calendarOf(world, district), periodOf(world.now));
}

function monthDuties(world: World, district: District, period: Period): readonly Duty[] {
  if (!isMonthAsked(district.control.obligations, period)) return [];
  return schoolsOf(district, period).flatMap((school) => {
    const report = world.ledger.state.reports.get(reportKey(school.code, period));
    if (!report || report.accepted || report.lockedAt !== undefined) return [];
    return [{ key: period, school, report, last: report, deadline: deadlineOf(district, report) }];
  });
}

function yearlyDuties(world: World, district: District, obligation: YearlyObligation): readonly Duty[] {
  const { key, kind, period, ridesIn, title } = obligation;
  const periods = kind === 'annualSummary' ? [ridesIn] : handedOutPeriods(world).filter((it) => it >= ridesIn);
  return schoolsOf(district, ridesIn).flatMap((school) => {
    const reports = periods.flatMap((it) => world.ledger.state.reports.get(reportKey(school.code, it)) ?? []);
    const report = reports.findLast(({ lockedAt }) => lockedAt === undefined);
    if (!report || reports.some((it) => isDone(kind, it))) return [];
    const deadline = extendedDue(district.control.extensions, school.code, period, [title], obligation);
    const last = reports.findLast((it) => it.notInPlace !== undefined) ?? report;
    return [{ key, obligation, school, report, last, deadline }];
  });
}

/** The checklist is done with the first report in which nothing lacks: what is given up later is asked about (A2-REG). */
function isDone(kind: YearlyObligation['kind'], { notInPlace, summary }: ReportState): boolean {
  return kind === 'annualSummary' ? summary === 'submitted' : notInPlace === 0;
}
