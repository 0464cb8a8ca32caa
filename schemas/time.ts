const shanghai = 8 * 3_600_000;

/** An instant in milliseconds as the clock in Asia/Shanghai shows it (eight hours ahead all year since 1992): ISO, to the second. */
export function shanghaiTime(milliseconds: number): string {
  return `${new Date(Math.floor(milliseconds / 1000) * 1000 + shanghai).toISOString().slice(0, 19)}+08:00`;
}

/** The day of an ISO instant in Asia/Shanghai, `YYYY-MM-DD`. */
export function shanghaiDay(iso: string): string {
  return shanghaiTime(Date.parse(iso)).slice(0, 10);
}

/** `2018-09-20 14:05` in Asia/Shanghai, as people read it; empty for empty. */
export function shanghaiMinute(iso: string): string {
  return iso === '' ? '' : shanghaiTime(Date.parse(iso)).slice(0, 16).replace('T', ' ');
}
