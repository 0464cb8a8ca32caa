import type { Window } from '../../schemas/events.ts';
import { addMonths, dayTitle, type Period } from '../../schemas/periods.ts';
import type { Settings } from '../../schemas/settings.ts';
import { shanghaiTime } from '../../schemas/time.ts';

/** Which days are worked: `undefined` is a day of which nothing is known; `covers` says whose year is known as a whole. */
export interface HolidayTable {
  isWorkingDay(date: string): boolean | undefined;
  covers(year: number): boolean;
}

type DeadlineRule = Pick<Settings, 'deadlineDay' | 'deadlineInclusive' | 'deadlineRolls'>;
type MailHours = Pick<Settings, 'mailFromTime' | 'mailUntilTime'>;

const day = 86_400_000;
const zone = '+08:00';

/** Statutory holidays that fall on the same date every year; the others follow the moon or the sun. */
const fixedHolidays = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

// The longest holidays take nine days. A deadline that would roll further meets a vacation typed as 休, and windows of
// two periods would end on the same day.
const rollsWithin = 14;

/**
 * 统计区间 and deadline of a period (T1): from the day after the previous deadline through its own; the first period of a
 * district starts on the 1st. `due` is the first instant that is too late: the 25th, 24:00, is `…-26T00:00:00+08:00`.
 * @param previousThrough last day of the previous window as it was handed out, where the rule has changed since
 */
export function periodWindow(
  period: Period,
  rule: DeadlineRule,
  holidays: HolidayTable,
  firstPeriod?: Period,
  previousThrough?: string,
): Window {
  const through = lastDay(period, rule, holidays);
  const from =
    period === firstPeriod
      ? firstOfMonth(period, through)
      : addDays(previousThrough ?? lastDay(addMonths(period, -1), rule, holidays), 1);
  return { from: earlier(from, through), through, due: endOfDay(through) };
}

/** `8月26日—9月25日`. */
export function windowDays({ from, through }: Pick<Window, 'from' | 'through'>): string {
  return `${dayTitle(from)}—${dayTitle(through)}`;
}

/** `统计区间：8月26日—9月25日　请于9月25日24:00前报送`, as printed on the forms. */
export function windowWords(window: Window): string {
  return `统计区间：${windowDays(window)}　请于${dueWords(window.due)}前报送`;
}

/** A deadline as people say it: `9月25日24:00` for midnight. */
export function dueWords(due: string): string {
  const time = localTime(due);
  return time === '00:00' ? `${dayTitle(addDays(localDate(due), -1))}24:00` : `${dayTitle(localDate(due))}${time}`;
}

/** The end of a day, 24:00 in Shanghai, as the first instant after it. */
export function endOfDay(date: string): string {
  return `${addDays(date, 1)}T00:00:00${zone}`;
}

/** True from the very instant of `due` on: what comes at 24:00 is late. */
export function hasPassed(due: string, now: string): boolean {
  return instantOf(now) >= instantOf(due);
}

/** The instant an ISO time names, in milliseconds; one without an offset is Shanghai's, whatever the machine's zone. */
export function instantOf(iso: string): number {
  const timed = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? `${iso}T00:00` : iso;
  const instant = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/i.test(timed) ? timed : `${timed}${zone}`);
  if (Number.isNaN(instant)) throw new RangeError(`not a time: ${iso}`);
  return instant;
}

/** The date in Shanghai, `YYYY-MM-DD`. */
export function localDate(now: string): string {
  // As the ledger writes its times, thousands of which are asked for their day in one run.
  if (/^\d{4}-\d{2}-\d{2}T(?!24).*\+08:00$/.test(now)) return now.slice(0, 10);
  return shanghaiTime(instantOf(now)).slice(0, 10);
}

/** The time of day in Shanghai, `HH:mm`. */
export function localTime(now: string): string {
  return shanghaiTime(instantOf(now)).slice(11, 16);
}

/** The period of the month it is in Shanghai. */
export function periodOf(now: string): Period {
  return localDate(now).slice(0, 7);
}

/** A humane hour: on a working day, from 发信时段开始 until just before 发信时段结束. */
export function withinMailHours(
  now: string,
  { mailFromTime, mailUntilTime }: MailHours,
  holidays: HolidayTable,
): boolean {
  const time = localTime(now);
  return isWorkingDay(localDate(now), holidays) && mailFromTime <= time && time < mailUntilTime;
}

/** Worked as announced; in a year nobody knows, Monday to Friday without the holidays of fixed date. */
export function isWorkingDay(date: string, holidays: HolidayTable): boolean {
  return holidays.isWorkingDay(date) ?? (isWeekday(date) && !fixedHolidays.has(date.slice(5)));
}

/** Monday to Friday. */
export function isWeekday(date: string): boolean {
  return ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
}

/** First working day after the date, itself left out. */
export function nextWorkingDay(date: string, holidays: HolidayTable): string {
  return addWorkingDays(date, 1, holidays);
}

/** Last working day before the date, itself left out. */
export function previousWorkingDay(date: string, holidays: HolidayTable): string {
  return addWorkingDays(date, -1, holidays);
}

/** The date itself where it is worked, else the next day that is. */
export function workingDayFrom(date: string, holidays: HolidayTable): string {
  return isWorkingDay(date, holidays) ? date : nextWorkingDay(date, holidays);
}

/** The date itself where it is worked, else the last day that is. */
export function workingDayUntil(date: string, holidays: HolidayTable): string {
  return isWorkingDay(date, holidays) ? date : previousWorkingDay(date, holidays);
}

/** The `count`-th working day after the date, before it where negative; the date itself is never counted. */
export function addWorkingDays(date: string, count: number, holidays: HolidayTable): string {
  const step = Math.sign(count);
  let found = date;
  for (let left = Math.abs(count); left > 0; ) {
    found = addDays(found, step);
    if (isWorkingDay(found, holidays)) left -= 1;
  }
  return found;
}

export function addDays(date: string, count: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + count * day).toISOString().slice(0, 10);
}

/** Monday of the week that a day is in. */
export function mondayOf(date: string): string {
  return addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The first working day of the week that a day is in, or the day itself where there was none before it. */
export function firstOfWeek(date: string, holidays: HolidayTable): string {
  for (let day = mondayOf(date); day < date; day = addDays(day, 1)) if (isWorkingDay(day, holidays)) return day;
  return date;
}

/** How many working days lie after a day, up to and with another; 0 where that is not later. */
export function workingDaysUntil(after: string, until: string, holidays: HolidayTable): number {
  let count = 0;
  for (let day = addDays(after, 1); day <= until; day = addDays(day, 1)) if (isWorkingDay(day, holidays)) count += 1;
  return count;
}

/** The year, within sixty days of the date, whose holidays nobody knows: the section should type them into 节假日. */
export function unknownYear(date: string, holidays: HolidayTable): number | undefined {
  return [date, addDays(date, 60)].map((at) => Number(at.slice(0, 4))).find((year) => !holidays.covers(year));
}

/** The last day on which a period may be reported: rolled first, and with 当天算按时 = 否 the day before that. */
function lastDay(period: Period, rule: DeadlineRule, holidays: HolidayTable): string {
  const rolled = roll(`${period}-${String(rule.deadlineDay).padStart(2, '0')}`, rule.deadlineRolls, holidays);
  return rule.deadlineInclusive ? rolled : addDays(rolled, -1);
}

function roll(date: string, rolls: DeadlineRule['deadlineRolls'], holidays: HolidayTable): string {
  if (rolls === '不变') return date;
  const step = rolls === '顺延' ? 1 : -1;
  for (let away = 0; away <= rollsWithin; away += 1)
    if (isWorkingDay(addDays(date, step * away), holidays)) return addDays(date, step * away);
  return date;
}

/** A deadline on the 1st may end before its own month begins; the first window then starts with the month it ends in. */
function firstOfMonth(period: Period, through: string): string {
  return earlier(`${period}-01`, `${through.slice(0, 7)}-01`);
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
