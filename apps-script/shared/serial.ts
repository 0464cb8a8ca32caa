import type { Cell } from '../../schemas/grid.ts';

const day = 86_400_000;

/**
 * A value as the service gives it, as the Sheets API would: nothing for an empty text, and a date as its serial number.
 * @param zone the spreadsheet's time zone, in which the service made a moment of the day
 */
export function plainCell(value: unknown, zone: string): Cell {
  if (Object.prototype.toString.call(value) === '[object Date]')
    return serialOf(Utilities.formatDate(value as Date, zone, 'yyyy-MM-dd HH:mm:ss'));
  if (value === '' || value === null || value === undefined) return null;
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

/** `2018-09-20 12:00:00` → 43363.5. */
function serialOf(time: string): number {
  const [, year, month, date, hour, minute, second] = (/^(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)$/.exec(time) ?? []).map(
    Number,
  );
  const moment = Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1, hour ?? 0, minute ?? 0, second ?? 0);
  return (moment - Date.UTC(1899, 11, 30)) / day;
}
