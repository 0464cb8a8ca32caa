import { type HolidayTable, isWorkingDay } from '../calendar.ts';

/** Working days after one day through another, both `YYYY-MM-DD`; negative where the other is earlier. */
export type WorkingDays = (from: string, through: string) => number;

const dayLength = 86_400_000;
/** A year typed wrongly is no reason to count for a thousand years. */
const farthest = 3_660;

/** Counts working days; each day is looked up once, however many rows ask. */
export function workingDayCounter(holidays: HolidayTable): WorkingDays {
  const until = new Map<number, number>();
  let [first, last] = [0, -1];
  const worked = (day: number): number =>
    isWorkingDay(new Date(day * dayLength).toISOString().slice(0, 10), holidays) ? 1 : 0;
  const countAt = (day: number): number => {
    if (last < first) {
      [first, last] = [day, day];
      until.set(day, 0);
    }
    for (; last < day; last += 1) until.set(last + 1, (until.get(last) ?? 0) + worked(last + 1));
    for (; first > day; first -= 1) until.set(first - 1, (until.get(first) ?? 0) - worked(first));
    return until.get(day) ?? 0;
  };
  return (from, through) => {
    const start = indexOf(from);
    const end = Math.max(start - farthest, Math.min(start + farthest, indexOf(through)));
    return countAt(end) - countAt(start);
  };
}

function indexOf(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayLength);
}
