import { type Area, areaIn, formatRange, intersection, placeOf } from '../area.ts';
import type { Sheet } from '../document.ts';
import type { Edit } from '../edit.ts';
import { cellAt, usedArea } from '../grid.ts';
import { insert, resize } from '../shift.ts';
import { asRows, type ValueRange, type Writing, type Written, writeBlock } from './write.ts';

/** What an append answers: the table that was found, and what was written behind it. */
export interface Appended {
  readonly tableRange?: string;
  readonly written: Written;
}

/**
 * Writes behind the last table of a range, in its first column; where the range holds none, at the range's first cell.
 * The grid grows where it has to; with `insertRows` what lies below is pushed down.
 */
export function append(edit: Edit, text: string, given: ValueRange, writing: Writing, insertRows: boolean): Appended {
  const place = placeOf(edit.document, text);
  const { sheet } = place;
  const area = areaIn(sheet, place.span, true);
  const table = tablesOf(sheet).findLast((each) => intersection(each, area));
  const corner = { row: table?.bottom ?? area.top, column: table?.left ?? area.left };
  const rows = asRows(given);
  if (insertRows && table && rows.length > 0 && corner.row < sheet.properties.gridProperties.rowCount) {
    insert(edit.document, sheet, 'ROWS', corner.row, rows.length);
  }
  const width = Math.max(0, ...rows.map((row) => row.length));
  grow(edit, sheet, corner.row + rows.length, corner.column + width);
  const written = writeBlock(edit, { sheet, span: {} }, corner, given, writing);
  return { ...(table && { tableRange: formatRange(sheet, table) }), written };
}

/** Makes room for cells up to a row and column. */
export function grow(edit: Edit, sheet: Sheet, rows: number, columns: number): void {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  resize(edit.document, sheet, { rowCount: Math.max(rows, rowCount), columnCount: Math.max(columns, columnCount) });
}

/** The tables of a sheet: blocks of filled cells that touch each other, corners included, in reading order. */
function tablesOf(sheet: Sheet): Area[] {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  const used = usedArea(sheet, { top: 0, bottom: rowCount, left: 0, right: columnCount });
  let blocks: Area[] = [];
  for (let row = 0; row < used.bottom; row += 1) {
    for (let column = 0; column < used.right; column += 1) {
      if (cellAt(sheet, row, column)?.userEnteredValue) blocks = joined(blocks, cellArea(row, column));
    }
  }
  return blocks.sort((one, two) => one.top - two.top || one.left - two.left);
}

const cellArea = (row: number, column: number): Area => ({
  top: row,
  bottom: row + 1,
  left: column,
  right: column + 1,
});

function joined(blocks: readonly Area[], added: Area): Area[] {
  let block = added;
  let others = [...blocks];
  for (;;) {
    const around = { top: block.top - 1, bottom: block.bottom + 1, left: block.left - 1, right: block.right + 1 };
    const near = others.filter((each) => intersection(each, around));
    if (near.length === 0) return [...others, block];
    others = others.filter((each) => !near.includes(each));
    block = [block, ...near].reduce(union);
  }
}

const union = (one: Area, two: Area): Area => ({
  top: Math.min(one.top, two.top),
  bottom: Math.max(one.bottom, two.bottom),
  left: Math.min(one.left, two.left),
  right: Math.max(one.right, two.right),
});
