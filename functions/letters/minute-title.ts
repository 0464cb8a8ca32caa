import { weekdayTitle } from '../../schemas/periods.ts';

/**
 * `2018-09-26T09:00:00+08:00` → `9月26日 周三 09:00`, by the time written there. Midnight is the end of the day before it:
 * `2018-09-26T00:00:00+08:00` and `2018-09-25T24:00` → `9月25日 周二 24:00`.
 */
export function minuteTitle(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(iso);
  const [, date, time] = match ?? [];
  if (date === undefined || time === undefined) throw new RangeError(`not a time: ${iso}`);
  if (time === '24:00') return `${weekdayTitle(date)} 24:00`;
  if (time !== '00:00') return `${weekdayTitle(date)} ${time}`;
  const before = new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return `${weekdayTitle(before)} 24:00`;
}
