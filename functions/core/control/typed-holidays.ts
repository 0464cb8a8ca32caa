import type { Holiday } from '../../../schemas/control.ts';
import { addDays, type HolidayTable } from '../calendar.ts';

/** Statutory days off a year before 2025, 13 since; a year's notice never names fewer. */
const fewestDaysOff = 11;

/** What the section typed into 节假日 over what is known anyway; a day in several rows is as the last one says. */
export function withTypedHolidays(known: HolidayTable, rows: readonly Holiday[]): HolidayTable {
  const worked = new Map<string, boolean>();
  for (const { days, type } of rows)
    for (let date = days.from; date <= days.through; date = addDays(date, 1)) worked.set(date, type === '班');
  return {
    isWorkingDay: (date) => worked.get(date) ?? known.isWorkingDay(date),
    covers: (year) => known.covers(year) || isWholeYear(worked, year),
  };
}

/** A few typed days are not a year's notice: that names 国庆节 and at least the statutory number of days. */
function isWholeYear(worked: ReadonlyMap<string, boolean>, year: number): boolean {
  const off = [...worked].filter(([date, isWorked]) => !isWorked && date.startsWith(`${year}-`));
  return worked.get(`${year}-10-01`) === false && off.length >= fewestDaysOff;
}
