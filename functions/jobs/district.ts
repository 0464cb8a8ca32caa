import { annualSummary } from '../../schemas/annual-summary.ts';
import type { Window } from '../../schemas/events.ts';
import type { Form } from '../../schemas/form.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import { type Period, periodParts } from '../../schemas/periods.ts';
import type { Register } from '../../schemas/registers/register.ts';
import { registers as declaredRegisters } from '../../schemas/registers/registers.ts';
import { expectedSchools, type School } from '../../schemas/roster.ts';
import type { Settings } from '../../schemas/settings.ts';
import type { HolidayTable } from '../core/calendar.ts';
import type { Control } from '../core/control/read-control.ts';
import { eventId } from '../core/event-id.ts';
import type { LedgerState, ReportState } from '../core/ledger-state.ts';
import { extendedDue, monthlyNames } from '../core/obligations/due.ts';
import { type DistrictCalendar, firstMonth, monthBefore, plannedWindow } from '../core/obligations/months.ts';
import { signalsOf } from '../core/registers/signals.ts';
import type { World } from '../world.ts';
import { type Apart, readApartRegisters } from './apart/read-apart.ts';
import { readDecisions } from './decisions.ts';

/** What people decided in the control workbook, read once a run. */
export interface District {
  readonly settings: Settings;
  readonly roster: readonly School[];
  readonly holidays: HolidayTable;
  readonly control: Control;
  /** The registers that it was read by. */
  readonly registers: readonly Register[];
  /** Hash of the control workbook's bytes. */
  readonly controlHash: string;
  /** What is judged with it is judged again when it changes; requests decide nothing, of registers only what X-SIG hears. */
  readonly decisionsHash: string;
  /** Registers in workbooks of their own: they lead to letters to their owners, and to nothing else. */
  readonly apart: Apart;
}

/** How the calendar learns holidays: the built-in table with the register's rows over it. */
export type HolidaySource = (rows: Control['holidays']) => Promise<HolidayTable>;

/** Reads 区级设置.xlsx. Throws one operator's error that lists every wrong setting and row. */
export async function readDistrict(
  world: World,
  holidaySource: HolidaySource,
  registers: readonly Register[] = declaredRegisters,
): Promise<District> {
  const { control, hash } = await readDecisions(world, registers);
  return {
    settings: control.settings,
    roster: control.roster,
    holidays: await holidaySource(control.holidays),
    control,
    registers,
    controlHash: hash,
    decisionsHash: decisionsHashOf(control, registers),
    apart: await readApartRegisters(world),
  };
}

// The same workbook is understood once and read by many runs of one process.
const decided = new WeakMap<Control, string>();

function decisionsHashOf(control: Control, declared: readonly Register[]): string {
  const { requests, registers, remarks, sections, timeLimits, scheme, scorePublications, ...judging } = control;
  const hash = decided.get(control) ?? eventId('decisions', JSON.stringify([judging, signalsOf(registers, declared)]));
  decided.set(control, hash);
  return hash;
}

// Asked for with every report, and changed by a hand-out alone: worked out once for so many reports.
const handedOut = new WeakMap<LedgerState, { readonly reports: number; readonly windows: Map<Period, Window> }>();

/** Windows of the months that were handed out, by period. */
export function windowsOf({ ledger: { state } }: World): ReadonlyMap<Period, Window> {
  const known = handedOut.get(state);
  if (known?.reports === state.reports.size) return known.windows;
  const windows = new Map<Period, Window>();
  for (const { period, window } of state.reports.values()) windows.set(period, window);
  handedOut.set(state, { reports: state.reports.size, windows });
  return windows;
}

/** What the dates of a district follow from. */
export function calendarOf(world: World, { settings, control, holidays }: District): DistrictCalendar {
  return { settings, obligations: control.obligations, holidays, windows: windowsOf(world) };
}

/** The first period of the district: the month of its first hand-out; none before that. */
export function firstPeriod(world: World): Period | undefined {
  return firstMonth(windowsOf(world));
}

/** The period that was handed out last before another: 上月, where no vacation lies between. */
export function periodBefore(world: World, period: Period): Period | undefined {
  return monthBefore(windowsOf(world), period);
}

/** 统计区间 and deadline of a period: as printed on its reports, else as they will be by the rule of 设置. */
export function windowOf(world: World, district: District, period: Period): Window {
  return plannedWindow(calendarOf(world, district), period);
}

/** A report's own deadline: the one of 延期 where the section gave one (the last row counts), else the one handed out. */
export function deadlineOf(
  district: District,
  { school, period, window }: Pick<ReportState, 'school' | 'period' | 'window'>,
): Pick<Window, 'through' | 'due'> {
  return extendedDue(district.control.extensions, school, period, monthlyNames(district.control.obligations), window);
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
  return [...windowsOf(world).keys()].sort();
}
