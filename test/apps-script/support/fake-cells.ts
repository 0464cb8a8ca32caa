import type { Cell } from '../../../schemas/grid.ts';

/** One tab of a fake spreadsheet: what people typed, and what lies on it. Rows and columns from 0. */
export interface FakeTab {
  readonly name: string;
  readonly cells: Cell[][];
  readonly notes: Map<string, string>;
  /** Formulas that the script set; what they come to is put into the cells by a test. */
  readonly formulas: Map<string, string>;
  readonly grounds: Map<string, string>;
  /** Places whose numbers are shown as dates: the service gives moments there. */
  readonly dates: Set<string>;
}

export function placeOf(row: number, column: number): string {
  return `${row},${column}`;
}

export function newTab(name: string, cells: readonly (readonly Cell[])[] = []): FakeTab {
  return {
    name,
    cells: cells.map((row) => [...row]),
    notes: new Map(),
    formulas: new Map(),
    grounds: new Map(),
    dates: new Set(),
  };
}

export function put(tab: FakeTab, row: number, column: number, value: Cell): void {
  while (tab.cells.length <= row) tab.cells.push([]);
  const line = tab.cells[row] as Cell[];
  while (line.length <= column) line.push(null);
  line[column] = value;
}

const day = 86_400_000;

/** What the service gives for a cell: an empty text for nothing, a moment in Shanghai where a number is shown as a date. */
export function givenValue(tab: FakeTab, row: number, column: number): string | number | boolean | Date {
  const value = tab.cells[row]?.[column] ?? null;
  if (value === null) return '';
  const isDate = typeof value === 'number' && tab.dates.has(placeOf(row, column));
  return isDate ? new Date(Date.UTC(1899, 11, 30) + value * day - 8 * 3_600_000) : value;
}

/** Rows and columns that hold something. */
export function extent({ cells }: FakeTab): { readonly rows: number; readonly columns: number } {
  const rows = cells.findLastIndex((row) => row.some((cell) => cell !== null)) + 1;
  const columns = Math.max(0, ...cells.map((row) => row.findLastIndex((cell) => cell !== null) + 1));
  return { rows: Math.max(1, rows), columns: Math.max(1, columns) };
}
