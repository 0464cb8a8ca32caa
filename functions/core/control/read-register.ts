import { type ControlColumn, shownText } from '../../../schemas/control-cells.ts';
import type { ControlProblem } from '../../../schemas/control-problem.ts';
import type { ControlTab, RowOf } from '../../../schemas/control-tab.ts';
import { cellOf, findTable, type Grid, placeOf, readColumn, type Table } from './read-table.ts';

/** A row as values, with its number in the sheet, from 0. */
export interface RegisterRow<R> {
  readonly row: number;
  readonly values: R;
}

/** A tab's rows as values; a row with a problem is listed and left out. */
export interface RegisterRead<R> {
  readonly rows: readonly RegisterRow<R>[];
  readonly table: Table;
  readonly problems: readonly ControlProblem[];
}

const blankText = new Set(['text', 'line', 'name', 'code', 'phone', 'mail', 'rule']);

/** Reads any tab of the control workbook by its declaration. */
export function readRegister<T extends ControlTab>(tab: T, grid: Grid): RegisterRead<RowOf<T>> {
  const table = findTable(grid, tab.columns);
  if (table.problems.some(({ is }) => is === 'columnsMissing')) return { rows: [], table, problems: table.problems };
  const reads = table.rows.map((row) => ({ row, ...readRow(tab, table, row) }));
  return {
    table,
    rows: reads.filter(({ problems }) => problems.length === 0).map(({ row, values }) => ({ row, values })),
    problems: [...table.problems, ...reads.flatMap(({ problems }) => problems)],
  };
}

/** The same without the rows that a comparison found wrong, each with its problem. */
export function without<R>(
  read: RegisterRead<R>,
  wrong: readonly RegisterRow<R>[],
  problem: (row: RegisterRow<R>) => ControlProblem,
): RegisterRead<R> {
  return {
    ...read,
    rows: read.rows.filter((row) => !wrong.includes(row)),
    problems: [...read.problems, ...wrong.map(problem)],
  };
}

/** The same without the rows that say again what a row above them says in a column. */
export function withoutRepeats<R>(
  read: RegisterRead<R>,
  { key, title }: Pick<ControlColumn, 'key' | 'title'>,
  of: (values: R) => string,
): RegisterRead<R> {
  const first = new Map<string, RegisterRow<R>>();
  for (const row of read.rows) if (!first.has(of(row.values))) first.set(of(row.values), row);
  const repeated = read.rows.filter((row) => first.get(of(row.values)) !== row);
  return without(read, repeated, ({ row, values }) => ({
    is: 'twice',
    at: placeOf(read.table, row, key),
    title,
    found: shownText(cellOf(read.table, row, key)),
    first: placeOf(read.table, first.get(of(values))?.row ?? row, key),
  }));
}

function readRow<T extends ControlTab>(tab: T, table: Table, row: number) {
  const problems: ControlProblem[] = [];
  const values = tab.columns.map((column) => {
    const said = readColumn(table, row, column);
    if (said && 'problem' in said) problems.push(said.problem);
    const blank = blankText.has(column.kind) ? '' : undefined;
    return [column.key, said && 'value' in said ? said.value : blank];
  });
  return { values: Object.fromEntries(values) as RowOf<T>, problems };
}
