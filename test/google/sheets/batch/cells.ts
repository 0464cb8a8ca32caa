import { type Area, gridArea, sheetById } from '../area.ts';
import { withFields, withFieldsAlike } from '../cell/change.ts';
import type { Cell, GridRange } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells } from '../grid.ts';
import type { Mask } from '../schema/mask.ts';
import { findTable } from '../tables.ts';
import { grow } from '../values/append.ts';
import { checkCondition } from './condition.ts';
import { requestMask } from './request-mask.ts';

interface Rows {
  readonly rows?: readonly { readonly values?: readonly Cell[] }[];
  readonly fields?: string;
}

interface Start {
  readonly sheetId?: number;
  readonly rowIndex?: number;
  readonly columnIndex?: number;
}

/** Cells of the range that the rows do not cover are emptied of the masked fields. */
function updateCells(edit: Edit, request: Rows & { readonly range?: GridRange; readonly start?: Start }): undefined {
  const { rows = [], range, start } = request;
  const mask = cellMask(request);
  if (!range === !start) throw new Invalid('Exactly one of start and range must be set.');
  const area = range ? gridArea(edit.document, range) : startingAt(edit, start ?? {}, rows);
  const { sheet } = area;
  checkFits(rows, area);
  touch(edit, sheet, area);
  const emptied = withFieldsAlike({}, mask);
  changeCells(sheet, area, (cell, row, column) => {
    const given = rows[row - area.top]?.values?.[column - area.left];
    return given ? withFields(cell, given, mask) : emptied(cell);
  });
}

function startingAt(edit: Edit, { sheetId, rowIndex = 0, columnIndex = 0 }: Start, rows: NonNullable<Rows['rows']>) {
  const sheet = sheetById(edit.document, sheetId);
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  const grid = { top: rowIndex, bottom: rowCount, left: columnIndex, right: columnCount };
  checkFits(rows, grid);
  const width = Math.max(0, ...rows.map(({ values = [] }) => values.length));
  return { sheet, ...grid, bottom: rowIndex + rows.length, right: columnIndex + width };
}

function checkFits(rows: NonNullable<Rows['rows']>, area: Area): void {
  const beyond = (line: string, index: number, last: number) => {
    throw new Invalid(`Attempting to write ${line}: ${index}, beyond the last requested ${line} of: ${last}`);
  };
  if (area.top + rows.length > area.bottom) beyond('row', area.bottom, area.bottom - 1);
  for (const { values = [] } of rows) {
    if (area.left + values.length > area.right) beyond('column', area.right, area.right - 1);
  }
}

function repeatCell(edit: Edit, request: { range?: GridRange; cell?: Cell; fields?: string }): undefined {
  const mask = cellMask({ ...request, rows: [{ values: [request.cell ?? {}] }] });
  const { sheet, ...area } = gridArea(edit.document, request.range, true);
  touch(edit, sheet, area);
  changeCells(sheet, area, withFieldsAlike(request.cell ?? {}, mask));
}

/** Rows behind the last one that holds anything, in a grid that grows. */
function appendCells(edit: Edit, request: Rows & { readonly sheetId?: number; readonly tableId?: string }): undefined {
  const { rows = [], tableId } = request;
  const mask = cellMask(request);
  const table = tableId === undefined ? undefined : findTable(edit.document, tableId);
  if (tableId !== undefined && !table) throw new Invalid(`No table with id: ${tableId}`);
  const sheet = table?.sheet ?? sheetById(edit.document, request.sheetId);
  const top = table
    ? table.area.bottom
    : sheet.rows.findLastIndex((row) => row?.some((cell) => cell?.userEnteredValue)) + 1;
  const left = table?.area.left ?? 0;
  const width = Math.max(0, ...rows.map(({ values = [] }) => values.length));
  grow(edit, sheet, top + rows.length, left + width);
  const area = { top, bottom: top + rows.length, left, right: left + width };
  touch(edit, sheet, area);
  changeCells(sheet, area, (cell, row, column) =>
    withFields(cell, rows[row - top]?.values?.[column - left] ?? {}, mask),
  );
}

function cellMask({ rows = [], fields }: Rows): Mask {
  const mask = requestMask(fields, 'CellData');
  for (const { values = [] } of rows) {
    for (const cell of values) checkCell(cell);
  }
  return mask;
}

function checkCell({ userEnteredValue = {}, dataValidation }: Cell): void {
  if (Object.keys(userEnteredValue).length > 1) throw new Invalid('A value may be of one kind only.');
  if ((userEnteredValue.stringValue?.length ?? 0) > 50_000) {
    throw new Invalid('Your input contains more than the maximum of 50000 characters in a single cell.');
  }
  if (dataValidation) checkCondition(dataValidation.condition);
}

export const cellRequests = { updateCells, repeatCell, appendCells };
