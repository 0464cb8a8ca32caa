/** What one cell holds: text, a number (dates are serial numbers of the 1900 system unless `date1904`), a boolean, or nothing. */
export type Cell = string | number | boolean | null;

/** One tab as values: `cells[row][column]`, both from 0, ragged; what is not there is empty. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly (readonly Cell[])[];
}

/** A workbook without meaning: tabs in their order and the defined names that point at exactly one cell of a known tab. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly names: ReadonlyMap<string, CellRef>;
  /** True where day 0 is 1904-01-01 (old Macs): a date's serial then is 1,462 less than elsewhere. */
  readonly date1904: boolean;
}

/** A place in a workbook; row and column from 0. */
export interface CellRef {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** `0` → `A`, `26` → `AA`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let n = column; n >= 0; n = Math.floor(n / 26) - 1) letters = String.fromCharCode(65 + (n % 26)) + letters;
  return letters;
}

/** Column of `A` is 0, of `AA` 26; NaN where the text is no column. */
export function columnIndex(letters: string): number {
  if (!/^[A-Za-z]{1,3}$/.test(letters)) return Number.NaN;
  let n = 0;
  for (const letter of letters.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64;
  return n - 1;
}

/** `{sheet: 自查表, row: 3, column: 1}` → `自查表!B4`, the way findings and explain name a cell. */
export function cellAddress(ref: CellRef): string {
  return `${ref.sheet}!${columnLetters(ref.column)}${ref.row + 1}`;
}

/** `B4`, `$B$4` → row 3, column 1; undefined where the text is no single cell. */
export function parseA1(text: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  return { row: Number(match[2]) - 1, column: columnIndex(match[1]) };
}

/** The cell at a place of a tab; null where the tab ends before it. */
export function cellAt(sheet: Sheet | undefined, row: number, column: number): Cell {
  return sheet?.cells[row]?.[column] ?? null;
}
