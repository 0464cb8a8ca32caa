import chineseDays from 'chinese-days';
import { plusDays } from '../year/days.ts';

const asked = new Map<string, boolean>();

/** Worked, as the State Council announced. */
export function works(day: string): boolean {
  const known = asked.get(day) ?? chineseDays.isWorkday(day);
  asked.set(day, known);
  return known;
}

/** The nth working day after a day (before it where negative), itself not counted. */
export function nthWorkingDay(day: string, nth: number): string {
  let [found, left] = [day, Math.abs(nth)];
  while (left > 0) {
    found = plusDays(found, Math.sign(nth));
    if (works(found)) left -= 1;
  }
  return found;
}

/** Every day from one through another. */
export function daysBetween(from: string, through: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= through; day = plusDays(day, 1)) days.push(day);
  return days;
}
