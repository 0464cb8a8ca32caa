import { type Form, fieldsOf } from '../../../schemas/form.ts';
import { monthlyForms } from '../../../schemas/forms.ts';
import type { Area } from '../../../schemas/layout.ts';
import { type FormColumn, formColumns } from './form-columns.ts';
import type { MasterRow, MasterView, PeriodView } from './master-view.ts';

/** Rows a period's totals take: the sums, and how many schools each of them covers. */
export const totalsHeight = 2;

/** Where everything of a form's tab stands; rows from 0. */
export interface FormTable {
  readonly form: Form;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly MasterRow[];
  readonly headerRow: number;
  /** The cells of the rows; one empty row where there are none. */
  readonly data: Area;
  /** First rows of the periods' totals: the newest above the header, all of them below the table; none without counts. */
  readonly totals: readonly { readonly period: PeriodView; readonly row: number }[];
}

/** Works out a form's table from the view: the tab, its names and `figureAt` follow from it. */
export function formTable(view: MasterView, form: Form): FormTable {
  const columns = formColumns(form);
  const counts = columns.some(({ field }) => field?.kind === 'count');
  const rows = rowsFor(view, form);
  const headerRow = counts ? 2 + totalsHeight : 2;
  const data = { row: headerRow + 1, column: 0, rows: Math.max(1, rows.length), columns: columns.length };
  return { form, columns, rows, headerRow, data, totals: counts ? totalsOf(view.periods, data) : [] };
}

function totalsOf(periods: readonly PeriodView[], data: Area): FormTable['totals'] {
  const below = data.row + data.rows + 2;
  return [
    ...periods.slice(0, 1).map((period) => ({ period, row: 2 })),
    ...periods.map((period, index) => ({ period, row: below + index * totalsHeight })),
  ];
}

/** A monthly form has a row for each school and period; others only where a school wrote something. */
function rowsFor(view: MasterView, form: Form): readonly MasterRow[] {
  if (monthlyForms.some(({ key }) => key === form.key)) return view.rows;
  const keys = fieldsOf(form).flatMap(({ key, given }) => (given ? [] : [`${form.key}_${key}`]));
  return view.rows.filter(({ values }) => keys.some((key) => (values[key]?.value ?? null) !== null));
}
