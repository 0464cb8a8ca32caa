import { withFields } from '../cell/change.ts';
import type { Cell, Dimension, DimensionRange, Sheet } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells, copyOf, usedArea } from '../grid.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { countOf, insert, move, remove } from '../shift.ts';
import { existing, type Lines, linesOf } from './lines.ts';
import { requestMask } from './request-mask.ts';

/** New lines look like the one before them, or like the one that they push away. */
function insertDimension(edit: Edit, { range, inheritFromBefore }: Lines & { inheritFromBefore?: boolean }): undefined {
  const { sheet, dimension, start, end } = linesOf(edit, range);
  const count = countOf(sheet, dimension);
  if (start > count)
    throw new Invalid(`range.startIndex[${start}] must not be greater than the number of lines[${count}]`);
  if (inheritFromBefore && start === 0) throw new Invalid('inheritFromBefore cannot be true at index 0.');
  touchLines(edit, sheet, dimension, Math.min(start, count - 1));
  insert(edit.document, sheet, dimension, start, end - start);
  inherit(sheet, dimension, start, end, inheritFromBefore ? start - 1 : end);
}

function inherit(sheet: Sheet, dimension: Dimension, start: number, end: number, model: number): void {
  const rows = dimension === 'ROWS';
  const whole = { top: 0, bottom: sheet.rows.length, left: 0, right: countOf(sheet, 'COLUMNS') };
  const source = usedArea(
    sheet,
    rows ? { ...whole, top: model, bottom: model + 1 } : { ...whole, left: model, right: model + 1 },
  );
  const cells = copyOf(sheet, source);
  const target = rows ? { ...source, top: start, bottom: end } : { ...source, left: start, right: end };
  if (cells.length === 0) return;
  changeCells(sheet, target, (_, row, column) =>
    lookOf(rows ? cells[0]?.[column - source.left] : cells[row - source.top]?.[0]),
  );
}

function lookOf(cell: Cell | undefined): Cell | undefined {
  const { userEnteredFormat, dataValidation } = cell ?? {};
  const look = { ...(userEnteredFormat && { userEnteredFormat }), ...(dataValidation && { dataValidation }) };
  return withFields(undefined, look, 'all');
}

function deleteDimension(edit: Edit, { range }: Lines): undefined {
  const { sheet, dimension, start, end } = linesOf(edit, range);
  const count = countOf(sheet, dimension);
  const [one, all] = dimension === 'ROWS' ? ['row', 'rows'] : ['column', 'columns'];
  if (end > count) {
    const tried = `Tried to delete ${one} index ${Math.max(start, count)} but there are only ${count} ${all}.`;
    throw new Invalid(`Cannot delete a ${one} that doesn't exist. ${tried}`);
  }
  if (end - start >= count) throw new Invalid(`You can't delete all the ${all} on the sheet.`);
  const { frozenRowCount = 0, frozenColumnCount = 0 } = sheet.properties.gridProperties;
  const frozen = dimension === 'ROWS' ? frozenRowCount : frozenColumnCount;
  if (start <= frozen && end === count && frozen > 0) {
    throw new Invalid(`Sorry, it is not possible to delete all non-frozen ${all}.`);
  }
  for (let at = start; at < end; at += 1) touchLines(edit, sheet, dimension, at);
  remove(edit.document, sheet, dimension, start, end);
}

interface Append {
  readonly sheetId?: number;
  readonly dimension?: Dimension;
  readonly length?: number;
}

function appendDimension(edit: Edit, { sheetId, dimension, length = 0 }: Append): undefined {
  const { sheet } = linesOf(edit, { ...(sheetId && { sheetId }), ...(dimension && { dimension }), endIndex: 1 });
  if (!dimension || length < 1) throw new Invalid('length must be greater than 0.');
  insert(edit.document, sheet, dimension, countOf(sheet, dimension), length);
}

function moveDimension(
  edit: Edit,
  { source, destinationIndex = 0 }: { source?: DimensionRange; destinationIndex?: number },
): undefined {
  const { sheet, dimension, start, end } = existing(edit, source);
  if (destinationIndex > countOf(sheet, dimension))
    throw new Invalid(`destinationIndex[${destinationIndex}] is beyond the grid.`);
  if (destinationIndex > start && destinationIndex < end)
    throw new Invalid('destinationIndex must not be within the source.');
  for (let at = start; at < end; at += 1) touchLines(edit, sheet, dimension, at);
  move(edit.document, sheet, dimension, start, end, destinationIndex);
}

function updateDimensionProperties(edit: Edit, request: Lines & { properties?: Message; fields?: string }): undefined {
  const mask = requestMask(request.fields, 'DimensionProperties');
  const { sheet, dimension, start, end } = existing(edit, request.range);
  const lines = sheet.dimensions[dimension];
  for (let at = start; at < end; at += 1) {
    touchLines(edit, sheet, dimension, at);
    const { developerMetadata: _, ...kept } = overlay(lines[at], request.properties, mask, 'DimensionProperties');
    lines[at] = Object.keys(kept).length > 0 ? kept : undefined;
  }
}

function touchLines(edit: Edit, sheet: Sheet, dimension: Dimension, at: number): void {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  const whole = { top: 0, bottom: rowCount, left: 0, right: columnCount };
  touch(
    edit,
    sheet,
    dimension === 'ROWS' ? { ...whole, top: at, bottom: at + 1 } : { ...whole, left: at, right: at + 1 },
  );
}

export const dimensionRequests = {
  insertDimension,
  deleteDimension,
  appendDimension,
  moveDimension,
  updateDimensionProperties,
};
