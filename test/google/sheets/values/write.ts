import { letters } from '../a1.ts';
import { type Area, areaIn, formatRange, type Place, placeOf } from '../area.ts';
import { type Input, withInput } from '../cell/change.ts';
import type { Scalar } from '../cell/view.ts';
import type { Dimension, Sheet } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells } from '../grid.ts';
import type { Message } from '../schema/check.ts';
import { type Reading, readArea } from './read.ts';

/** A ValueRange as it is sent. */
export interface ValueRange {
  readonly range?: string;
  readonly majorDimension?: Dimension;
  readonly values?: readonly (readonly unknown[])[];
}

/** How values are written and whether they are answered. */
export interface Writing {
  readonly input: Input;
  /** How the written block is answered; undefined leaves it out. */
  readonly answer?: Reading | undefined;
}

/** What was written where: the sheet, the block, and the cells of it that were not skipped. */
export interface Written {
  readonly sheet: Sheet;
  readonly block: Area;
  readonly cells: readonly { readonly row: number; readonly column: number }[];
  readonly answer: Message;
}

/** Writes a block at an A1 range: one cell is its corner, several cells are its bounds. */
export function writeRange(edit: Edit, text: string, given: ValueRange, writing: Writing): Written {
  const place = placeOf(edit.document, text);
  return writeBlock(edit, place, cornerOf(place), given, writing);
}

/** Writes a block at a corner within a place. Null skips a cell, the empty text empties it. */
export function writeBlock(edit: Edit, place: Place, corner: Corner, given: ValueRange, writing: Writing): Written {
  const rows = asRows(given);
  const { sheet } = place;
  const block = blockOf(place, corner, rows);
  areaIn(sheet, block, false);
  touch(edit, sheet, block);
  const cells: { row: number; column: number }[] = [];
  changeCells(sheet, block, (cell, row, column) => {
    const value = rows[row - corner.row]?.[column - corner.column];
    if (value === null || value === undefined) return cell;
    cells.push({ row, column });
    return withInput(cell, value, writing.input);
  });
  return { sheet, block, cells, answer: answerOf(sheet, block, cells, given, writing) };
}

export interface Corner {
  readonly row: number;
  readonly column: number;
}

function cornerOf({ sheet, span }: Place): Corner {
  const { top, left } = areaIn(sheet, span, true);
  return { row: top, column: left };
}

function blockOf({ sheet, span }: Place, { row, column }: Corner, rows: readonly (readonly unknown[])[]): Area {
  const height = Math.max(1, rows.length);
  const width = Math.max(1, ...rows.map((each) => each.length));
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  const { top = 0, bottom = rowCount, left = 0, right = columnCount } = span;
  const bounded = bottom - top > 1 || right - left > 1;
  const range = formatRange(sheet, span);
  const within = `Requested writing within range [${range}], but tried writing to`;
  if (bounded && row + height > bottom) throw new Invalid(`${within} row [${bottom + 1}]`);
  if (bounded && column + width > right) throw new Invalid(`${within} column [${letters(right)}]`);
  return { top: row, bottom: row + height, left: column, right: column + width };
}

/** Values as rows whatever their major dimension; what is no scalar is refused. */
export function asRows({ values = [], majorDimension }: ValueRange): (Scalar | null)[][] {
  const lines = values.map((line, at) => line.map((value, column) => scalar(value, at, column)));
  if (majorDimension !== 'COLUMNS') return lines;
  const height = Math.max(0, ...lines.map((line) => line.length));
  return Array.from({ length: height }, (_, row) => lines.map((line) => line[row] ?? null));
}

function scalar(value: unknown, line: number, at: number): Scalar | null {
  if (typeof value !== 'object' || value === null) return value as Scalar | null;
  const kind = Array.isArray(value) ? 'list_value' : 'struct_value';
  throw new Invalid(`Invalid values[${line}][${at}]: ${kind} ${JSON.stringify(value)}`);
}

function answerOf(sheet: Sheet, block: Area, cells: Written['cells'], given: ValueRange, { answer }: Writing): Message {
  const updated = { ...answer, majorDimension: given.majorDimension };
  return {
    updatedRange: formatRange(sheet, block),
    ...counts('updated', cells),
    ...(answer && { updatedData: readArea(sheet, block, updated) }),
  };
}

/** `updatedRows`, `updatedColumns`, `updatedCells` of what was not skipped; noughts are left out. */
function counts(prefix: string, cells: Written['cells']): Message {
  return Object.fromEntries(
    Object.entries({
      [`${prefix}Rows`]: new Set(cells.map(({ row }) => row)).size,
      [`${prefix}Columns`]: new Set(cells.map(({ column }) => column)).size,
      [`${prefix}Cells`]: cells.length,
    }).filter(([, count]) => count > 0),
  );
}

/** The totals over several blocks: rows and columns are counted once a sheet. */
export function totals(blocks: readonly Written[]): Message {
  const sheets = new Map<Sheet, { rows: Set<number>; columns: Set<number> }>();
  for (const { sheet, cells } of blocks) {
    const seen = sheets.get(sheet) ?? { rows: new Set(), columns: new Set() };
    sheets.set(sheet, seen);
    for (const { row, column } of cells) {
      seen.rows.add(row);
      seen.columns.add(column);
    }
  }
  const sum = (of: (seen: { rows: Set<number>; columns: Set<number> }) => number) =>
    [...sheets.values()].reduce((total, seen) => total + of(seen), 0);
  return Object.fromEntries(
    Object.entries({
      totalUpdatedRows: sum(({ rows }) => rows.size),
      totalUpdatedColumns: sum(({ columns }) => columns.size),
      totalUpdatedCells: blocks.reduce((total, { cells }) => total + cells.length, 0),
      totalUpdatedSheets: sheets.size,
    }).filter(([, count]) => count > 0),
  );
}
