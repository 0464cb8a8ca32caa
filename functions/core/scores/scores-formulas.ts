import type { BookValue } from '../../../schemas/book.ts';
import { columnLetters } from '../../../schemas/grid.ts';
import type { Indicator, SchoolScore } from './score.ts';
import type { ScoresLayout } from './scores-layout.ts';
import { rounded } from './tenths.ts';
import { noData, sumOf, totalOf, trialTotalOf } from './totals.ts';

/** `C7:R7`; with `$` before the row where it stays. */
function range(row: number, first: number, last: number, fixed = ''): string {
  const end = (column: number): string => `${columnLetters(column)}${fixed}${row + 1}`;
  return `${end(first)}:${end(last)}`;
}

function live(formula: string, result: number | null): BookValue {
  return { formula, result: result ?? noData };
}

/** A dimension's total over the visible cells of a school's row. */
export function dimensionTotal(
  row: number,
  group: ScoresLayout['dimensions'][number],
  score: SchoolScore,
  layout: ScoresLayout,
): BookValue {
  const own = layout.points.filter(({ at }) => group.first <= at && at <= group.last);
  const cells = range(row, group.first, group.last);
  const points = own.flatMap(({ index }) => score.points[index] ?? []);
  return live(`IF(COUNT(${cells})=0,"${noData}",ROUND(SUM(${cells}),1))`, sumOf(points));
}

/** 总分: points of the full marks of the cells that hold a number, of a hundred. */
export function totalFormula(
  row: number,
  layout: ScoresLayout,
  indicators: readonly Indicator[],
  score: SchoolScore,
): BookValue {
  const { first, last, fullRow } = layout;
  const cells = range(row, first, last);
  const full = `SUMPRODUCT(ISNUMBER(${cells})*${range(fullRow, first, last, '$')})`;
  return live(
    `IF(COUNT(${cells})=0,"${noData}",ROUND(SUM(${cells})/${full}*100,1))`,
    totalOf(indicators, score.points),
  );
}

/** 试算总分 and how it differs; only where the layout has them. */
export function trialFormulas(
  row: number,
  layout: ScoresLayout,
  indicators: readonly Indicator[],
  score: SchoolScore,
): readonly BookValue[] {
  const { first, last, trialRow, trialAt, totalAt } = layout;
  if (trialRow === undefined || trialAt === undefined) return [];
  const cells = range(row, first, last);
  const full = `SUMPRODUCT(ISNUMBER(${cells})*${range(trialRow, first, last, '$')})`;
  const points = `SUMPRODUCT(${cells},${range(trialRow + 1, first, last, '$')})`;
  const [trial, total] = [trialTotalOf(indicators, score.points), totalOf(indicators, score.points)];
  const [trialCell, totalCell] = [trialAt, totalAt].map((column) => `${columnLetters(column)}${row + 1}`);
  return [
    live(`IF(COUNT(${cells})=0,"${noData}",ROUND(${points}/${full}*100,1))`, trial),
    live(
      `IF(COUNT(${cells})=0,"${noData}",ROUND(${trialCell}-${totalCell},1))`,
      trial === null || total === null ? null : rounded(trial - total),
    ),
  ];
}

/** 试算系数 of a column: what a point becomes. */
export function ratioFormula(
  { fullRow, trialRow = 0 }: ScoresLayout,
  column: number,
  { full, trial = full }: Indicator,
): BookValue {
  const letters = columnLetters(column);
  return { formula: `${letters}${trialRow + 1}/${letters}${fullRow + 1}`, result: trial / full };
}

/** A dimension's full mark. */
export function fullTotal({ fullRow, points }: ScoresLayout, group: ScoresLayout['dimensions'][number]): BookValue {
  const own = points.filter(({ at }) => group.first <= at && at <= group.last);
  const sum = own.reduce((total, { indicator }) => total + indicator.full, 0);
  return { formula: `ROUND(SUM(${range(fullRow, group.first, group.last)}),1)`, result: rounded(sum) };
}
