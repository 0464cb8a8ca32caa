import {
  allowedWords,
  type CellRead,
  type ControlColumn,
  type Misfit,
  readCell,
  shownText,
  typedIn,
} from '../../../schemas/control-cells.ts';
import type { ControlProblem, Place } from '../../../schemas/control-problem.ts';
import type { Cell } from '../../../schemas/grid.ts';
import { foldLabel } from '../../../schemas/text.ts';

/** A grid of cells people typed a table into; `sheet` names it in messages, a file of its own has none. */
export interface Grid {
  readonly cells: readonly (readonly Cell[])[];
  readonly sheet?: string | undefined;
  readonly date1904?: boolean | undefined;
}

/** A table found in a grid by its header, with the rows below that hold something. */
export interface Table {
  readonly grid: Grid;
  /** Where each column stands, by key; columns may be in any order, and others between them. */
  readonly columns: ReadonlyMap<string, number>;
  readonly rows: readonly number[];
  readonly problems: readonly ControlProblem[];
}

/** One cell of a row as understood: blank, a value, or a problem. */
export type Said = { readonly value: Extract<CellRead, { ok: true }>['value'] } | { readonly problem: ControlProblem };

/** People write a title and a remark above a header, seldom more. */
const headerWithin = 20;

/** Finds the header, whatever the order, spaces and width of its words, and says what is wrong with it. */
export function findTable(grid: Grid, columns: readonly ControlColumn[]): Table {
  const header = bestHeader(grid, columns);
  const at = header === undefined ? new Map<string, number>() : columnsOf(grid.cells[header] ?? [], columns);
  const missing = columns.filter(({ key, required }) => required && !at.has(key)).map(({ title }) => title);
  const rows = [...grid.cells.keys()].filter(
    (row) =>
      header !== undefined &&
      row > header &&
      [...at.values()].some((column) => typedIn(grid.cells[row]?.[column] ?? null) !== undefined),
  );
  return {
    grid,
    columns: at,
    rows,
    problems: [
      ...(missing.length > 0 ? [{ is: 'columnsMissing' as const, sheet: grid.sheet, titles: missing }] : []),
      ...(header === undefined ? [] : repeatedColumns(grid, header, columns)),
    ],
  };
}

/** Reads one cell of a row by its column's kind; undefined where it is blank and may be. */
export function readColumn(table: Table, row: number, column: ControlColumn): Said | undefined {
  if (!table.columns.has(column.key)) return undefined;
  const typed = typedIn(cellOf(table, row, column.key));
  if (typed === undefined) return column.filled ? misfit('notAllowed', '') : undefined;
  const read = readCell(column.kind, typed, column.choices, table.grid.date1904);
  return read.ok ? { value: read.value } : misfit(read.why, shownText(typed));

  function misfit(is: Misfit, found: string): Said {
    const allowed = allowedWords(column.kind, column.choices);
    return { problem: { is, at: placeOf(table, row, column.key), title: column.title, found, allowed } };
  }
}

/** The place of a column's cell in a row, for problems found by comparing rows. */
export function placeOf(table: Table, row: number, key: string): Place {
  return { sheet: table.grid.sheet, row, column: table.columns.get(key) ?? 0 };
}

/** The cell of a column in a row; null where the table has no such column. */
export function cellOf(table: Table, row: number, key: string): Cell {
  const column = table.columns.get(key);
  return column === undefined ? null : (table.grid.cells[row]?.[column] ?? null);
}

/** The first row that names every column that must be there, else the one that names most. */
function bestHeader({ cells }: Grid, columns: readonly ControlColumn[]): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [row, header] of cells.slice(0, headerWithin).entries()) {
    const named = columnsOf(header, columns);
    if (named.size > most) [best, most] = [row, named.size];
    if (columns.every(({ key, required }) => !required || named.has(key))) return row;
  }
  return best;
}

function columnsOf(header: readonly Cell[], columns: readonly ControlColumn[]): Map<string, number> {
  const words = foldedWords(header);
  return new Map(
    columns.map(({ key, title }) => [key, words.indexOf(foldLabel(title))] as const).filter(([, at]) => at >= 0),
  );
}

function foldedWords(header: readonly Cell[]): string[] {
  return header.map((cell) => foldLabel(shownText(cell)));
}

function repeatedColumns(grid: Grid, row: number, columns: readonly ControlColumn[]): ControlProblem[] {
  const words = foldedWords(grid.cells[row] ?? []);
  return columns.flatMap(({ title }) => {
    const word = foldLabel(title);
    const first = words.indexOf(word);
    const others = [...words.keys()].filter((column) => column > first && words[column] === word);
    return others.map((column) => ({
      is: 'columnTwice' as const,
      at: { sheet: grid.sheet, row, column },
      title,
      first: { sheet: grid.sheet, row, column: first },
    }));
  });
}
