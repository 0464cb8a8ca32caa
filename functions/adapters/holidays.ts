import type { Holiday } from '../../schemas/control.ts';
import { type HolidayTable, isWeekday } from '../core/calendar.ts';
import { withTypedHolidays } from '../core/control/typed-holidays.ts';

/** What is known of public holidays in China, with the rows of 节假日 over it. */
export async function knownHolidays(rows: readonly Holiday[]): Promise<HolidayTable> {
  announced ??= announcedHolidays();
  return withTypedHolidays(await announced, rows);
}

// Made of the library's data once: they never change while a program runs.
let announced: Promise<HolidayTable> | undefined;

// The library's data alone: its code takes ten times as long to load, and calls every weekday of a year it knows nothing
// about a working day.
async function announcedHolidays(): Promise<HolidayTable> {
  const { default: announced } = await import('chinese-days/dist/chinese-days.json', { with: { type: 'json' } });
  const daysOff = new Set(Object.keys(announced.holidays));
  const makeUpDays = new Set(Object.keys(announced.workdays));
  // New Year is announced with the rest of its own year, so these two stand in the data only once the year's notice does.
  const covers = (year: number): boolean => daysOff.has(`${year}-05-01`) && daysOff.has(`${year}-10-01`);
  return {
    covers,
    isWorkingDay: (date) => {
      if (daysOff.has(date)) return false;
      if (makeUpDays.has(date)) return true;
      return covers(Number(date.slice(0, 4))) ? isWeekday(date) : undefined;
    },
  };
}
