import type { Entry } from '../../../schemas/registers/entry.ts';
import type { Clock, Register, Says } from '../../../schemas/registers/register.ts';
import { type TimeLimit, warnDays } from '../../../schemas/registers/time-limits.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { addDays, addWorkingDays, type HolidayTable, previousWorkingDay, workingDayFrom } from '../calendar.ts';

/** 灯: 绿 in time, 黄 soon due, 红 overdue; 完成 done, 超期完成 done too late; 未开始 waits for what comes before it. */
export type Light = '未开始' | '绿' | '黄' | '红' | '完成' | '超期完成';

/** How a clock of a row stands on a day. Days are `YYYY-MM-DD`. */
export interface ClockState {
  readonly clock: Clock;
  readonly light: Light;
  /** The day from which it runs, its last day, and the day from which the light is yellow; absent before it has begun. */
  readonly from?: string;
  readonly due?: string;
  readonly warnsOn?: string;
  readonly doneOn?: string;
}

/** What the days of clocks follow from. */
export interface ClockRules {
  readonly timeLimits: readonly TimeLimit[];
  readonly holidays: HolidayTable;
}

/** True where nothing of a row runs any more, whatever is blank in it: it is closed, proved untrue, or decided against. */
export function isOver({ closed, over, untrue }: Register, entry: Entry): boolean {
  return (closed !== undefined && entry.values[closed] !== undefined) || says(entry, over) || says(entry, untrue);
}

/** True where a row says so. */
export function says({ values }: Entry, what: Says | undefined): boolean {
  return what !== undefined && values[what.column] === what.is;
}

/** Each clock of a row, in the order of the declaration, as it stands on `today`; of one without a last day, none. */
export function clocksOf(register: Register, entry: Entry, today: string, rules: ClockRules): readonly ClockState[] {
  const stopped = isOver(register, entry);
  return register.clocks.flatMap((clock) => clockOf(register, clock, entry, today, rules, stopped) ?? []);
}

function clockOf(
  register: Register,
  clock: Clock,
  entry: Entry,
  today: string,
  rules: ClockRules,
  stopped: boolean,
): ClockState | undefined {
  const { values } = entry;
  const from = dayAt(values, clock.from);
  const doneOn = dayAt(values, clock.done);
  if (!isAsked(clock, entry)) return undefined;
  if (from === undefined) return stopped || doneOn !== undefined ? undefined : { clock, light: '未开始' };
  const limit = limitOf(register.name, clock, from, rules.timeLimits);
  const typed = clock.due === undefined ? undefined : dayAt(values, clock.due);
  const regular = typed ?? (limit && lastDay(from, limit, rules.holidays));
  if (regular === undefined) return undefined;
  const due = extended(regular, clock.extended === undefined ? undefined : dayAt(values, clock.extended));
  const warnsOn = warningDay(due, limit?.warn ?? warnDays, rules.holidays);
  const state = { clock, from, due, warnsOn };
  if (doneOn !== undefined) return { ...state, doneOn, light: doneOn > due ? '超期完成' : '完成' };
  if (stopped) return undefined;
  return { ...state, light: today > due ? '红' : today >= warnsOn ? '黄' : '绿' };
}

/** Whether there is anything to do: a count says that there is, and the row says nothing that excludes it. */
function isAsked({ needs, where, unless }: Clock, entry: Entry): boolean {
  if (needs !== undefined && !(Number(entry.values[needs] ?? 0) > 0)) return false;
  return (where === undefined || says(entry, where)) && !says(entry, unless);
}

/** Nothing runs out before 延期至; what begins after it runs out later anyway. */
function extended(due: string, until: string | undefined): string {
  return until !== undefined && until > due ? until : due;
}

function dayAt(values: Entry['values'], column: string): string | undefined {
  const day = values[column];
  return typeof day === 'string' && day !== '' ? day : undefined;
}

/** The last day of a register's window that something else than a row begins on `from`. */
export function windowEnd(
  { name, window }: Required<Pick<Register, 'name' | 'window'>>,
  from: string,
  rules: ClockRules,
): string {
  return lastDay(from, limitOf(name, window, from, rules.timeLimits) ?? window.within, rules.holidays);
}

/** The newest row of 办理时限 that was in force when the clock began to run, else what the declaration says. */
export function limitOf(
  register: string,
  clock: Pick<Clock, 'title' | 'within'>,
  from: string,
  limits: readonly TimeLimit[],
): Pick<TimeLimit, 'days' | 'unit' | 'warn'> | undefined {
  const rows = limits.filter(
    (row) =>
      foldLabel(row.register) === foldLabel(register) &&
      foldLabel(row.clock) === foldLabel(clock.title) &&
      (row.since ?? '') <= from,
  );
  const newest = rows.reduce<TimeLimit | undefined>(
    (last, row) => (last === undefined || (row.since ?? '') >= (last.since ?? '') ? row : last),
    undefined,
  );
  return newest ?? (clock.within && { ...clock.within, warn: warnDays });
}

/** The day it begins is not counted; a last day that is not worked moves on to one that is. */
function lastDay(from: string, { days, unit }: Pick<TimeLimit, 'days' | 'unit'>, holidays: HolidayTable): string {
  return unit === '工作日' ? addWorkingDays(from, days, holidays) : workingDayFrom(addDays(from, days), holidays);
}

function warningDay(due: string, warn: number, holidays: HolidayTable): string {
  let day = due;
  for (let count = 0; count < warn; count += 1) day = previousWorkingDay(day, holidays);
  return day;
}
