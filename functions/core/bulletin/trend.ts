import { periodTitle } from '../../../schemas/periods.ts';
import type { BulletinFigures, MonthFigures, Sum } from './bulletin-figures.ts';
import { hasData, piecesWords, statusWords } from './words.ts';

/** One month of the trend: incidents with what they cover, or why there are none to show. */
export interface TrendMonth {
  readonly title: string;
  /** `null`: no data, which is no bar at all and not a bar of 0. */
  readonly value: number | null;
  readonly words: string;
  /** Of which pair: this one, the one before, the same of last year. */
  readonly of: 'now' | 'before' | 'lastYear';
}

/** Incidents of the four months, oldest first, after last year's two where there are any. */
export function trendOf({ totals }: BulletinFigures): readonly TrendMonth[] {
  const { incidents, months, before, lastYear } = totals;
  const shown = (of: TrendMonth['of'], all: readonly MonthFigures[], sums: readonly Sum[]): TrendMonth[] =>
    all.map((month, index) => trendMonth(of, month, sums[index]));
  return [
    ...(lastYear.months.some(hasData) ? shown('lastYear', lastYear.months, incidents.lastYear.months) : []),
    ...shown('before', before.months, incidents.before.months),
    ...shown('now', months, incidents.months),
  ];
}

function trendMonth(of: TrendMonth['of'], month: MonthFigures, sum: Sum | undefined): TrendMonth {
  const value = sum?.sum ?? null;
  const why = hasData(month) ? '' : `（${statusWords[month.status]}）`;
  const cover = value === null ? why : `，${sum?.schools}/${sum?.expected}校`;
  return { title: periodTitle(month.period), value, words: `${piecesWords(value)}${cover}`, of };
}
