import type { Rung } from '../../schemas/control.ts';
import type { Window } from '../../schemas/events.ts';
import { addDays, addWorkingDays, type HolidayTable, hasPassed, workingDayFrom, workingDayUntil } from './calendar.ts';

// Hundreds of reports share a deadline, and a run asks for each of them.
const known = new WeakMap<HolidayTable, Map<string, string>>();

/** The day a rung is due: up to the deadline it moves back to a working day, after it forward. */
export function rungDay(rung: Rung, through: string, holidays: HolidayTable): string {
  const days = known.get(holidays) ?? new Map<string, string>();
  known.set(holidays, days);
  const key = `${rung.side}${rung.days}${rung.unit} ${through}`;
  const day = days.get(key) ?? countedDay(rung, through, holidays);
  days.set(key, day);
  return day;
}

function countedDay(rung: Rung, through: string, holidays: HolidayTable): string {
  const step = (count: number): string =>
    rung.unit === '工作日' ? addWorkingDays(through, count, holidays) : addDays(through, count);
  switch (rung.side) {
    case '前':
      return workingDayUntil(step(-rung.days), holidays);
    case '当天':
      return workingDayUntil(through, holidays);
    case '后':
      // Nothing is late on the last day itself.
      return workingDayFrom(step(Math.max(rung.days, 1)), holidays);
  }
}

/**
 * The one rung that is due on a day: the highest whose day has come. After a pause the ones below it are stale and never
 * sent, and once the deadline has passed nobody is told that it is coming.
 * @param now ISO instant; today is its day in Asia/Shanghai
 */
export function rungDue(
  ladder: readonly Rung[],
  window: Pick<Window, 'through' | 'due'>,
  now: string,
  today: string,
  holidays: HolidayTable,
): Rung | undefined {
  const late = hasPassed(window.due, now);
  return ladder
    .filter((rung) => rung.enabled === '是' && (rung.side === '后') === late)
    .map((rung) => ({ rung, day: rungDay(rung, window.through, holidays) }))
    .filter(({ day }) => day <= today)
    .sort((a, b) => (a.day === b.day ? a.rung.rung - b.rung.rung : a.day < b.day ? -1 : 1))
    .at(-1)?.rung;
}
