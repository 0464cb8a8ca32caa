import type { Answer } from './answer.ts';
import { parseCount } from './counts.ts';
import type { Cell } from './grid.ts';
import { foldAnswer } from './text.ts';

const unreadable: Answer = { is: 'unreadable', why: 'notDate' };
const day = 86_400_000;
const epoch1900 = Date.UTC(1899, 11, 30);

/** What else tells a date: how its workbook counts days, and the year of a day without one, `2018`. */
export interface DateContext {
  readonly date1904?: boolean;
  readonly year?: string | undefined;
}

/**
 * A date as people type it: a spreadsheet's serial, 2018.9.3, 2018-9-3, 2018/9/3, 2018年9月3日, 二〇一八年九月三日,
 * 20180903; 9月3日 where the year is known.
 */
export function parseDate(cell: Exclude<Cell, null>, { date1904 = false, year }: DateContext = {}): Answer {
  if (typeof cell === 'number') return dateOfSerial(cell, date1904);
  if (typeof cell === 'boolean') return unreadable;
  const bare = bareDate(cell);
  const text = year !== undefined && isYearless(bare) ? `${year}年${bare}` : bare;
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(text) ?? /^(20\d{2})(\d{2})(\d{2})$/.exec(text);
  return parts ? calendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) : unreadable;
}

/** True for a day and month whose year is not said: 9月3日. */
export function lacksYear(cell: Cell): boolean {
  return typeof cell === 'string' && isYearless(bareDate(cell));
}

function isYearless(text: string): boolean {
  return /^\d{1,2}月\d{1,2}[日号]?$/.test(text);
}

/** Without time of day, day of the week, gaps and brackets, in Arabic digits. */
function bareDate(cell: string): string {
  const text = foldAnswer(cell)
    .replace(/(?:\s+|T|(?<=日|号))\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?$/, '')
    .replace(/\s/g, '')
    .replace(/[(]?(?:星期|周)[一二三四五六日天][)]?$/, '');
  const chinese =
    /^(?:([〇零○一二三四五六七八九]{4})年)?([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]$/.exec(
      text,
    );
  if (!chinese) return text;
  const [, year, month = '', dayOfMonth = ''] = chinese;
  const digits = [...(year ?? '')]
    .map((digit) => '〇一二三四五六七八九'.indexOf(digit.replace(/[零○]/, '〇')))
    .join('');
  return `${year ? `${digits}年` : ''}${numberOf(month)}月${numberOf(dayOfMonth)}日`;
}

function numberOf(text: string): string {
  const count = parseCount(text);
  return count.is === 'value' ? String(count.value) : text;
}

function dateOfSerial(serial: number, date1904: boolean): Answer {
  if (serial > 20_000_000 && serial < 21_000_000 && Number.isInteger(serial))
    return calendarDate(Math.floor(serial / 10_000), Math.floor(serial / 100) % 100, serial % 100);
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (days < 36_526 || days > 73_050) return unreadable;
  return { is: 'value', value: new Date(epoch1900 + days * day).toISOString().slice(0, 10) };
}

function calendarDate(year: number, month: number, dayOfMonth: number): Answer {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth && year >= 2000 && year < 2100;
  return real ? { is: 'value', value: date.toISOString().slice(0, 10) } : unreadable;
}

/** `2018-09-03` → its serial number in the 1900 system. */
export function serialOfDate(date: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - epoch1900) / day);
}
