import { annualSummary } from '../../schemas/annual-summary.ts';
import type { Window } from '../../schemas/events.ts';
import type { Form } from '../../schemas/form.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import { addMonths, type Period, periodParts } from '../../schemas/periods.ts';
import { expectedSchools, type School } from '../../schemas/roster.ts';
import type { Settings } from '../../schemas/settings.ts';
import { endOfDay, type HolidayTable, periodWindow } from '../core/calendar.ts';
import type { ReportState } from '../core/ledger-state.ts';
import type { Control } from '../core/read-control.ts';
import type { World } from '../world.ts';
import { readDecisions } from './decisions.ts';

/** What people decided in the control workbook, read once a run. */
export interface District {
  readonly settings: Settings;
  readonly roster: readonly School[];
  readonly holidays: HolidayTable;
  readonly control: Control;
  /** Hash of the control workbook's bytes: what was judged with it is judged again when it changes. */
  readonly controlHash: string;
  /** Windows by period, as handed out where they were; `windowOf` fills in the others. */
  readonly windows: Map<Period, Window>;
}

/** How the calendar learns holidays: the built-in table with the register's rows over it. */
export type HolidaySource = (rows: Control['holidays']) => Promise<HolidayTable>;

/** Reads 区级设置.xlsx. Throws one operator's error that lists every wrong setting and row. */
export async function readDistrict(world: World, holidaySource: HolidaySource): Promise<District> {
  const { control, hash } = await readDecisions(world);
  return {
    settings: control.settings,
    roster: control.roster,
    holidays: await holidaySource(control.holidays),
    control,
    controlHash: hash,
    windows: new Map([...world.ledger.state.reports.values()].map(({ period, window }) => [period, window])),
  };
}

/** The first period of the district: the month of its first hand-out; none before that. */
export function firstPeriod(world: World): Period | undefined {
  let first: Period | undefined;
  for (const { period } of world.ledger.state.reports.values())
    if (first === undefined || period < first) first = period;
  return first;
}

/** 统计区间 and deadline of a period: as printed on its reports, else by the rule of 设置. */
export function windowOf(world: World, district: District, period: Period): Window {
  const known = district.windows.get(period);
  if (known) return known;
  const before = district.windows.get(addMonths(period, -1))?.through;
  const window = periodWindow(period, district.settings, district.holidays, firstPeriod(world) ?? period, before);
  district.windows.set(period, window);
  return window;
}

/** A report's own deadline: the one of 延期 where the section gave one (the last row counts), else the one handed out. */
export function deadlineOf(
  district: District,
  report: Pick<ReportState, 'school' | 'period' | 'window'>,
): Pick<Window, 'through' | 'due'> {
  const extension = district.control.extensions.findLast(
    ({ school, period }) => school === report.school && period === report.period,
  );
  return extension ? { through: extension.due, due: endOfDay(extension.due) } : report.window;
}

/** The forms of a period: the two annexes, with 年度总结 in its month. */
export function formsOf(settings: Settings, period: Period): readonly Form[] {
  return periodParts(period).month === settings.summaryMonth ? [...monthlyForms, annualSummary] : monthlyForms;
}

/** 应报 of a period, by code. */
export function schoolsOf(district: District, period: Period): readonly School[] {
  return expectedSchools(district.roster, period, district.settings.villageSchoolsReport).sort((a, b) =>
    a.code < b.code ? -1 : 1,
  );
}

/** Periods that were handed out, oldest first. */
export function handedOutPeriods(world: World): readonly Period[] {
  return [...new Set([...world.ledger.state.reports.values()].map(({ period }) => period))].sort();
}
