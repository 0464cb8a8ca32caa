/** A month as `2018-09`; its reports say what happened in its window. */
export type Period = string;

const pattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

export function isPeriod(text: string): text is Period {
  return pattern.test(text);
}

/** Year and month (1–12) of a period. */
export function periodParts(period: Period): { year: number; month: number } {
  const match = pattern.exec(period);
  if (!match) throw new RangeError(`not a period: ${period}`);
  return { year: Number(match[1]), month: Number(match[2]) };
}

/** The period `count` months later (earlier where negative). */
export function addMonths(period: Period, count: number): Period {
  const { year, month } = periodParts(period);
  const months = year * 12 + month - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}

/** `2018-09` → `2018年09月`, the name of its workbooks. */
export function periodName(period: Period): string {
  const { year, month } = periodParts(period);
  return `${year}年${String(month).padStart(2, '0')}月`;
}

/** `2018-09` → `2018年9月`, as people write it. */
export function periodTitle(period: Period): string {
  const { year, month } = periodParts(period);
  return `${year}年${month}月`;
}

/** `2018-09-05` → `9月5日`. */
export function dayTitle(date: string): string {
  const [, month, day] = date.split('-');
  return `${Number(month)}月${Number(day)}日`;
}

/** `2018-09-25` → `9月25日 周二`: a day to come is looked up by its weekday. */
export function weekdayTitle(date: string): string {
  const weekday = '日一二三四五六'[new Date(`${date}T00:00:00Z`).getUTCDay()];
  return `${dayTitle(date)} 周${weekday}`;
}
