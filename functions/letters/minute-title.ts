import { dayTitle, weekdayTitle } from '../../schemas/periods.ts';

/**
 * A moment that was: `2018-09-26T09:00:00+08:00` → `9月26日 09:00`, by the time written there. Midnight is the end of the
 * day before it: `2018-09-26T00:00:00+08:00` and `2018-09-25T24:00` → `9月25日24:00`.
 */
export function minuteTitle(iso: string): string {
  const { date, time } = partsOf(iso);
  return `${dayTitle(date)}${time === '24:00' ? '' : ' '}${time}`;
}

/** A deadline to plan by, with its weekday: `2018-09-26T00:00:00+08:00` → `9月25日 周二 24:00`. */
export function dueTitle(iso: string): string {
  const { date, time } = partsOf(iso);
  return `${weekdayTitle(date)} ${time}`;
}

function partsOf(iso: string): { readonly date: string; readonly time: string } {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(iso);
  const [, date, time] = match ?? [];
  if (date === undefined || time === undefined) throw new RangeError(`not a time: ${iso}`);
  if (time !== '00:00') return { date, time };
  return { date: new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10), time: '24:00' };
}
