import { parseDate } from './dates.ts';
import type { Cell } from './grid.ts';
import { isPeriod } from './periods.ts';
import { foldAnswer } from './text.ts';

type Typed = Exclude<Cell, null>;

/** First and last day, both counted. */
export interface Days {
  readonly from: string;
  readonly through: string;
}

/** A date as `YYYY-MM-DD`; undefined where the cell is none. */
export function readDate(cell: Typed, date1904: boolean): string | undefined {
  const answer = parseDate(cell, { date1904 });
  return answer.is === 'value' ? String(answer.value) : undefined;
}

/** One day, or a run of days: `2018-10-01至2018-10-07`, `2018年10月1日—7日`. */
export function readDays(cell: Typed, date1904: boolean): Days | undefined {
  const single = readDate(cell, date1904);
  if (single !== undefined) return { from: single, through: single };
  const [first = '', last = '', ...more] = foldAnswer(String(cell)).split(/\s*(?:至|到|~|—+|–)\s*/);
  const from = more.length === 0 ? readDate(first, date1904) : undefined;
  if (from === undefined) return undefined;
  const [year, month] = from.split('-');
  const through = [last, `${year}年${last}`, `${year}年${month}月${last}`]
    .map((text) => readDate(text, date1904))
    .find((date) => date !== undefined);
  return through !== undefined && through >= from ? { from, through } : undefined;
}

/** A day of every year (`09-01` → itself) or of one year (`2018-09-01`). */
export function readYearDay(cell: Typed, date1904: boolean): string | undefined {
  const yearly = typeof cell === 'string' ? /^(\d{1,2})(?:[-/.]|月)(\d{1,2})日?$/.exec(foldAnswer(cell)) : null;
  // 2000 is a leap year, so that 02-29 is a day.
  return yearly ? readDate(`2000-${yearly[1]}-${yearly[2]}`, date1904)?.slice(5) : readDate(cell, date1904);
}

/** `2018-09`, 2018年9月, 201809, and the date that a spreadsheet program makes of a typed month. */
export function readPeriod(cell: Typed, date1904: boolean): string | undefined {
  const text = foldAnswer(String(cell)).replace(/\s/g, '');
  // Typed as 2018.1 or as 2018.10: a spreadsheet program drops the zero of a number.
  if (/^20\d{2}\.1$/.test(text)) return undefined;
  const parts = /^(20\d{2})[-/年.](\d{1,2})月?$/.exec(text) ?? /^(20\d{2})(\d{2})$/.exec(text);
  if (!parts) return readDate(cell, date1904)?.slice(0, 7);
  const period = `${parts[1]}-${parts[2]?.padStart(2, '0')}`;
  return isPeriod(period) ? period : undefined;
}
