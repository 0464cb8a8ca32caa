import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' };

const day = 86_400_000;

/** The day so many days later. */
export function plusDays(date: string, count: number): string {
  return new Date(Date.parse(date) + count * day).toISOString().slice(0, 10);
}

/** `2018-09-03` and minutes after its midnight (any number) as the clock in Shanghai shows it. */
export function clockAt(date: string, minutes: number): string {
  return `${new Date(Date.parse(date) + minutes * 60_000).toISOString().slice(0, 19)}+08:00`;
}

/** Worked, as the State Council announced: by its lists and the weekday alone, whatever zone this machine is in. */
export function isWorked(date: string): boolean {
  if (date in announced.workdays) return true;
  return !(date in announced.holidays) && ![0, 6].includes(new Date(date).getUTCDay());
}
