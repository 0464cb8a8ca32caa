import { periodTitle } from '../../../schemas/periods.ts';
import type { BulletinFigures } from './bulletin-figures.ts';
import { hasData, piecesWords, statusWords } from './words.ts';

/** One month of the trend: incidents with what they cover, or why there are none to show. */
export interface TrendMonth {
  readonly title: string;
  /** `null`: no data, which is no bar at all and not a bar of 0. */
  readonly value: number | null;
  readonly words: string;
  /** Of this pair, not of the one before. */
  readonly now: boolean;
}

/** Incidents of the four months, oldest first. */
export function trendOf({ totals }: BulletinFigures): readonly TrendMonth[] {
  const { incidents, months, before } = totals;
  const all = [
    ...before.months.map((month, index) => ({ month, sum: incidents.before.months[index], now: false })),
    ...months.map((month, index) => ({ month, sum: incidents.months[index], now: true })),
  ];
  return all.map(({ month, sum, now }) => {
    const value = sum?.sum ?? null;
    const why = hasData(month) ? '' : `（${statusWords[month.status]}）`;
    const cover = value === null ? why : `，${sum?.schools}/${sum?.expected}校`;
    return { title: periodTitle(month.period), value, words: `${piecesWords(value)}${cover}`, now };
  });
}
