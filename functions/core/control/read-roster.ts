import type { ControlProblem } from '../../../schemas/control-problem.ts';
import { type RosterKey, rosterColumns, type School } from '../../../schemas/roster.ts';
import { findTable, type Grid, placeOf, readColumn, type Table } from './read-table.ts';

/** The schools of a register and everything that is wrong with it, at once. */
export interface RosterRead {
  /** Every row that names a school; what is wrong in it is blank. */
  readonly schools: readonly School[];
  readonly problems: readonly ControlProblem[];
}

interface RowRead {
  readonly row: number;
  readonly school: School;
  readonly problems: readonly ControlProblem[];
}

/** Reads 学校名册 from a grid of cells: the tab of the control workbook, or a file given to `init`. */
export function readRoster(grid: Grid): RosterRead {
  const table = findTable(grid, rosterColumns);
  const rows = table.columns.size === 0 ? [] : table.rows.map((row) => readSchool(table, row));
  const headless = table.problems.some(({ is }) => is === 'columnsMissing');
  const empty: ControlProblem[] = rows.length === 0 && !headless ? [{ is: 'rowsMissing', sheet: grid.sheet }] : [];
  const { kept, problems } = dropRepeated(table, rows);
  return {
    schools: kept.filter(({ school }) => school.code !== '' && school.name !== '').map(({ school }) => school),
    problems: [...table.problems, ...empty, ...problems],
  };
}

function readSchool(table: Table, row: number): RowRead {
  const problems: ControlProblem[] = [];
  const values = rosterColumns.map((column): [RosterKey, string | number] => {
    const said = readColumn(table, row, column);
    if (said && 'problem' in said) problems.push(said.problem);
    const value = said && 'value' in said ? said.value : undefined;
    if (column.kind === 'count') return [column.key, typeof value === 'number' ? value : 0];
    return [column.key, typeof value === 'string' ? value : ''];
  });
  const school = Object.fromEntries(values) as unknown as School;
  return { row, school, problems: [...problems, ...endsBeforeStart(table, row, school)] };
}

function endsBeforeStart(table: Table, row: number, { activeFrom, activeThrough }: School): ControlProblem[] {
  if (activeFrom === '' || activeThrough === '' || activeFrom <= activeThrough) return [];
  return [
    {
      is: 'notAllowed',
      at: placeOf(table, row, 'activeThrough'),
      title: '停用月份',
      found: activeThrough,
      allowed: `不早于启用月份 ${activeFrom} 的月份，或留空`,
    },
  ];
}

/** One school a code: the first row keeps it. Codes that file systems take for the same one would share a folder. */
function dropRepeated(table: Table, rows: readonly RowRead[]): { kept: RowRead[]; problems: ControlProblem[] } {
  const first = new Map<string, RowRead>();
  const problems: ControlProblem[] = [];
  for (const read of rows) {
    problems.push(...read.problems);
    const found = read.school.code;
    const key = found === '' ? `row ${read.row}` : found.normalize('NFKC').toLowerCase();
    const earlier = first.get(key);
    if (!earlier) first.set(key, read);
    else
      problems.push({
        is: earlier.school.code === found ? 'twice' : 'sameFolder',
        at: placeOf(table, read.row, 'code'),
        title: '学校编码',
        found,
        first: placeOf(table, earlier.row, 'code'),
      });
  }
  return { kept: [...first.values()], problems };
}
