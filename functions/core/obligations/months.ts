import type { Obligation } from '../../../schemas/control.ts';
import type { Window } from '../../../schemas/events.ts';
import { addMonths, type Period, periodParts } from '../../../schemas/periods.ts';
import type { Settings } from '../../../schemas/settings.ts';
import { type HolidayTable, periodWindow } from '../calendar.ts';
import { kindOf } from './obligations.ts';

/** What the dates of a district follow from. */
export interface DistrictCalendar {
  readonly settings: Pick<Settings, 'deadlineDay' | 'deadlineInclusive' | 'deadlineRolls' | 'summaryMonth'>;
  /** Rows of 报送事项. */
  readonly obligations: readonly Obligation[];
  readonly holidays: HolidayTable;
  /** Windows of the months that were handed out. */
  readonly windows: ReadonlyMap<Period, Window>;
}

/**
 * True for a month whose report is asked for: those of the rows for 自查表 and 月报表 in 报送事项 (T3: vacation months are
 * left out there). Without such a row, every month (S35).
 */
export function isMonthAsked(obligations: readonly Obligation[], period: Period): boolean {
  const rows = obligations.filter((row) => kindOf(row) === 'monthlyReport');
  return rows.length === 0 || rows.some(({ months }) => months.includes(periodParts(period).month));
}

/** The first month of the district that was handed out; none before that. */
export function firstMonth(windows: DistrictCalendar['windows']): Period | undefined {
  let first: Period | undefined;
  for (const period of windows.keys()) if (first === undefined || period < first) first = period;
  return first;
}

/** The month that was handed out last before a period: 上月, where no vacation lies between. */
export function monthBefore(windows: DistrictCalendar['windows'], period: Period): Period | undefined {
  let last: Period | undefined;
  for (const other of windows.keys()) if (other < period && (last === undefined || other > last)) last = other;
  return last;
}

/**
 * The window with which a month is handed out now: from the day after the last window that was, so that the days of a
 * vacation, or of a month in which nobody ran the program, are counted too (T1).
 */
export function windowToHandOut(calendar: DistrictCalendar, period: Period): Window {
  const before = monthBefore(calendar.windows, period);
  return calendar.windows.get(period) ?? windowAfter(calendar, period, before && calendar.windows.get(before)?.through);
}

/** The window of any month: as it was handed out, else as it will be if those before it are handed out in their time. */
export function plannedWindow(calendar: DistrictCalendar, period: Period): Window {
  const known = calendar.windows.get(period);
  if (known) return known;
  const last = monthBefore(calendar.windows, period);
  const asked = askedBefore(calendar.obligations, period);
  if (last !== undefined && last >= asked) return windowToHandOut(calendar, period);
  return windowAfter(calendar, period, windowAfter(calendar, asked).through);
}

/** A month that was handed out and whose window holds the end of this one: its days are counted there. */
export function countedIn(calendar: DistrictCalendar, period: Period): Period | undefined {
  const { through } = plannedWindow(calendar, period);
  for (const [other, { from }] of calendar.windows) if (other > period && from <= through) return other;
  return undefined;
}

function windowAfter(calendar: DistrictCalendar, period: Period, previousThrough?: string): Window {
  const { settings, holidays, windows } = calendar;
  return periodWindow(period, settings, holidays, firstMonth(windows) ?? period, previousThrough);
}

/** The next month after a period that is asked for; some month always is. */
export function askedAfter(obligations: readonly Obligation[], period: Period): Period {
  return nextAsked(obligations, period, 1);
}

function askedBefore(obligations: readonly Obligation[], period: Period): Period {
  return nextAsked(obligations, period, -1);
}

function nextAsked(obligations: readonly Obligation[], period: Period, step: 1 | -1): Period {
  let found = addMonths(period, step);
  while (!isMonthAsked(obligations, found)) found = addMonths(found, step);
  return found;
}
