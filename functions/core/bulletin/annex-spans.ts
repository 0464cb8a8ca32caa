import type { BulletinFigures, Comparison, Sum, TotalFigures } from './bulletin-figures.ts';
import { differenceWords } from './change-sentence.ts';
import { pairTitle } from './pair.ts';
import type { HeadCell, TableCell } from './table.ts';
import { hasData, monthTitle } from './words.ts';

/** True where the same months of last year have anything to show. */
export function hasLastYear({ lastYear }: TotalFigures): boolean {
  return lastYear.months.some(hasData);
}

/** The heads of a table that tells a count month by month, for the pair, and against the pairs it is compared with. */
export function spanHeads({ from, through, totals }: BulletinFigures): HeadCell[] {
  const change = { text: '可比增减', under: '各月都有数的学校' };
  return [
    { text: monthTitle(from) },
    { text: monthTitle(through) },
    { text: '两个月' },
    { text: '上期', under: pairTitle(totals.before) },
    change,
    ...(hasLastYear(totals) ? [{ text: '上年同期', under: pairTitle(totals.lastYear) }, change] : []),
  ];
}

/** Widths beside a first column of `first` parts, which has 20 to 35. */
export function spanWidths({ totals }: BulletinFigures, first: number): number[] {
  return [first, 13, 13, 17, 20, 25, ...(hasLastYear(totals) ? [20, 25] : [])];
}

/** One month, with the schools that gave a number of those expected. */
export function sumCell({ sum, schools, expected }: Sum): TableCell {
  return sum === null ? { text: '无数据', tone: 'quiet' } : { text: String(sum), under: `${schools}/${expected}` };
}

/** Both months, with what each covers. */
export function pairCell({ sum, months }: { readonly sum: number | null; readonly months: readonly Sum[] }): TableCell {
  if (sum === null) return { text: '无数据', tone: 'quiet' };
  return { text: String(sum), under: months.map(({ schools, expected }) => `${schools}/${expected}`).join('\n') };
}

export function changeCell(change: Comparison, unit: string): TableCell {
  return change.is === 'compared'
    ? { text: differenceWords(change, unit), under: `${change.schools}校：${change.before}→${change.now}` }
    : { text: '不作比较', tone: 'quiet' };
}
