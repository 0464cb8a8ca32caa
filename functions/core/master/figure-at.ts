import { isPeriod, type Period } from '../../../schemas/periods.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { formTable, totalsHeight } from './form-table.ts';
import type { MasterView } from './master-view.ts';
import { headline, headlineTitle } from './overview-counts.ts';
import { overviewTab } from './overview-tab.ts';

/** What a cell of the master shows: a blank of one school's report, or a period's total where `school` is left out. */
export interface Figure {
  readonly period: Period;
  readonly form: string;
  readonly field: string;
  readonly school?: string;
}

/** Which figure stands in a cell of 总览, 自查汇总, 月报汇总 or 总结汇总; undefined where it is none. Row and column from 0. */
export function figureAt(view: MasterView, tab: string, row: number, column: number): Figure | undefined {
  if (tab === masterTabs.overview) return overviewFigure(view, row, column);
  const form = view.forms.find(({ key }) =>
    Object.entries(masterTabs).some(([of, name]) => of === key && name === tab),
  );
  if (!form) return undefined;
  const table = formTable(view, form);
  const field = table.columns[column]?.field;
  if (!field) return undefined;
  const total = table.totals.find((it) => row >= it.row && row < it.row + totalsHeight);
  if (total)
    return field.kind === 'count' ? { period: total.period.period, form: form.key, field: field.key } : undefined;
  const shown = table.rows[row - table.headerRow - 1];
  return shown && { period: shown.period, form: form.key, field: field.key, school: shown.school.code };
}

/** A sum of 总览: the month stands at the left of its row, what is summed in the nearest head above. */
function overviewFigure(view: MasterView, row: number, column: number): Figure | undefined {
  const { cells } = overviewTab(view);
  const period = cells.find((cell) => cell.row === row && cell.column === 0)?.value;
  const head = cells.findLast((cell) => cell.row < row && cell.column === column && cell.style === 'columnHead')?.value;
  const field = headline.find((key) => headlineTitle(view.forms, key) === head);
  return field && isPeriod(String(period))
    ? { period: String(period) as Period, form: 'monthlyReport', field }
    : undefined;
}
