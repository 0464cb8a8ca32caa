import type { BookCell } from '../../../schemas/book.ts';
import type { Form } from '../../../schemas/form.ts';
import type { Area } from '../../../schemas/layout.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { type Drawn, number, placed, text } from './drawn.ts';
import { type FormColumn, identityColumns, unreported } from './form-columns.ts';
import type { PeriodView } from './master-view.ts';
import { windowTitle } from './times.ts';

/** A period's totals under the columns they add: what is counted in words, sums, coverage. */
export function totalsCells(form: Form, columns: readonly FormColumn[], period: PeriodView, row: number): BookCell[] {
  const cells = [
    placed(row, 1, text(`${periodTitle(period.period)}合计`, 'strong')),
    placed(row, 2, text(`统计区间 ${windowTitle(period.window)}`)),
    placed(row + 1, 1, text('覆盖（填了数的学校/应报学校）', 'muted')),
    placed(row + 1, 2, text(coverageOf(period))),
  ];
  columns.forEach(({ field }, column) => {
    if (field?.kind !== 'count') return;
    const total = period.totals[`${form.key}_${field.key}`] ?? { sum: 0, schools: 0 };
    cells.push(placed(row, column, sumOf(total)));
    cells.push(placed(row + 1, column, text(`${total.schools}/${period.expected} 校`, 'muted')));
  });
  return cells;
}

/** The words of a period's totals run over the identity columns that scroll. */
export function totalsMerges(row: number): Area[] {
  return [row, row + 1].map((at) => ({ row: at, column: 2, rows: 1, columns: identityColumns - 2 }));
}

/** A sum over no school at all is no number. */
export function sumOf(total: { readonly sum: number; readonly schools: number }): Drawn {
  return total.schools === 0 ? text(unreported, 'muted') : number(total.sum);
}

/** `应报 24 校，已报 17 校（其中零报告 12 校）`. */
export function coverageOf({ expected, reported, zeroReports }: PeriodView): string {
  return `应报 ${expected} 校，已报 ${reported} 校（其中零报告 ${zeroReports} 校）`;
}
