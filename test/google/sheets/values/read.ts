import { type Area, areaIn, formatRange, type Place, placeOf } from '../area.ts';
import { type Rendering, rendered, type Scalar } from '../cell/view.ts';
import type { Dimension, Document, Sheet } from '../document.ts';
import { cellAt, usedArea } from '../grid.ts';
import type { Message } from '../schema/check.ts';

/** How a block of values is asked for; rows of formatted text where nothing is said. */
export interface Reading extends Rendering {
  readonly majorDimension?: Dimension | undefined;
}

/** A ValueRange for an A1 text. */
export const readRange = (document: Document, text: string, reading: Reading): Message =>
  readPlace(placeOf(document, text), reading);

/** A ValueRange for a place: the range is clipped to the grid, empty ends of lines and of the block are left out. */
export function readPlace({ sheet, span }: Place, reading: Reading): Message {
  return readArea(sheet, areaIn(sheet, span, true), reading);
}

export function readArea(sheet: Sheet, area: Area, reading: Reading): Message {
  const values = trimmed(lines(sheet, area, reading));
  return {
    range: formatRange(sheet, area),
    majorDimension: reading.majorDimension ?? 'ROWS',
    ...(values.length > 0 && { values }),
  };
}

function lines(sheet: Sheet, area: Area, reading: Reading): Scalar[][] {
  const { top, bottom, left, right } = usedArea(sheet, area);
  const at = (row: number, column: number) => rendered(cellAt(sheet, row, column), reading);
  const rows = Array.from({ length: bottom - top }, (_, row) => row + top);
  const columns = Array.from({ length: right - left }, (_, column) => column + left);
  return reading.majorDimension === 'COLUMNS'
    ? columns.map((column) => rows.map((row) => at(row, column)))
    : rows.map((row) => columns.map((column) => at(row, column)));
}

function trimmed(block: Scalar[][]): Scalar[][] {
  const short = block.map((line) => line.slice(0, line.findLastIndex((value) => value !== '') + 1));
  return short.slice(0, short.findLastIndex((line) => line.length > 0) + 1);
}
