import { isWorked, plusDays } from '../year/days.ts';

/** The nth working day after a day (before it where negative), itself not counted. */
export function nthWorkingDay(day: string, nth: number): string {
  let [found, left] = [day, Math.abs(nth)];
  while (left > 0) {
    found = plusDays(found, Math.sign(nth));
    if (isWorked(found)) left -= 1;
  }
  return found;
}

/** Every day from one through another. */
export function daysBetween(from: string, through: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= through; day = plusDays(day, 1)) days.push(day);
  return days;
}
