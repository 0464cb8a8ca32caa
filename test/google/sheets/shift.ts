import type { Dimension, Document, Row, Sheet } from './document.ts';
import { Invalid } from './errors.ts';
import { inserted, removed, shiftReferences } from './references.ts';

const CELL_LIMIT = 10_000_000;

/** Puts empty rows or columns before `at`. A range that they fall into grows; one that starts there moves on. */
export function insert(document: Document, sheet: Sheet, dimension: Dimension, at: number, count: number): void {
  setCount(document, sheet, dimension, countOf(sheet, dimension) + count);
  spliceLines(sheet, dimension, at, 0, count);
  shiftReferences(document, sheet, dimension, inserted(at, count));
}

/** Takes rows or columns away, and with them what stood for nothing else. */
export function remove(document: Document, sheet: Sheet, dimension: Dimension, start: number, end: number): void {
  setCount(document, sheet, dimension, countOf(sheet, dimension) - (end - start));
  spliceLines(sheet, dimension, start, end - start, 0);
  shiftReferences(document, sheet, dimension, removed(start, end));
}

/** Moves rows or columns before `to`, counted as before the move. */
export function move(
  document: Document,
  sheet: Sheet,
  dimension: Dimension,
  start: number,
  end: number,
  to: number,
): void {
  const count = end - start;
  const target = to > start ? to - count : to;
  moveLines(sheet, dimension, start, count, target);
  const away = removed(start, end);
  const back = inserted(target, count);
  shiftReferences(document, sheet, dimension, (from, until) => {
    if (from >= start && until <= end) return [from - start + target, until - start + target];
    const stays = from <= start && end <= until && from <= target && target + count <= until;
    if (stays) return [from, until];
    const rest = away(from, until);
    return rest && back(...rest);
  });
}

/** Sets the size of a grid: rows first, against the old columns, as Google does. What is cut off is gone. */
export function resize(
  document: Document,
  sheet: Sheet,
  size: { readonly rowCount: number; readonly columnCount: number },
): void {
  for (const [dimension, count] of [
    ['ROWS', size.rowCount],
    ['COLUMNS', size.columnCount],
  ] as const) {
    const now = countOf(sheet, dimension);
    if (count < now) remove(document, sheet, dimension, count, now);
    else setCount(document, sheet, dimension, count);
  }
}

export function countOf(sheet: Sheet, dimension: Dimension): number {
  const { rowCount, columnCount } = sheet.properties.gridProperties;
  return dimension === 'ROWS' ? rowCount : columnCount;
}

/** Refuses a document that would hold more cells than Google allows, empty ones counted. */
export function checkCells(document: Document): void {
  const cells = document.sheets.reduce(
    (sum, { properties: { gridProperties: grid } }) => sum + grid.rowCount * grid.columnCount,
    0,
  );
  if (cells <= CELL_LIMIT) return;
  throw new Invalid(
    `This action would increase the number of cells in the workbook above the limit of ${CELL_LIMIT} cells.`,
  );
}

function setCount(document: Document, sheet: Sheet, dimension: Dimension, count: number): void {
  const grows = count > countOf(sheet, dimension);
  const size = dimension === 'ROWS' ? { rowCount: count } : { columnCount: count };
  sheet.properties = { ...sheet.properties, gridProperties: { ...sheet.properties.gridProperties, ...size } };
  if (grows) checkCells(document);
}

function spliceLines(sheet: Sheet, dimension: Dimension, at: number, gone: number, added: number): void {
  spliceSparse(sheet.dimensions[dimension], at, gone, added);
  if (dimension === 'ROWS') spliceSparse(sheet.rows, at, gone, added);
  else sheet.rows = sheet.rows.map((row) => row && spliced(row, at, gone, added));
}

function spliced(row: Row, at: number, gone: number, added: number): Row {
  const copy = [...row];
  spliceSparse(copy, at, gone, added);
  return copy;
}

/** Lists end with what was last written: behind that there is nothing to move. */
function spliceSparse<T>(list: (T | undefined)[], at: number, gone: number, added: number): void {
  if (at < list.length) list.splice(at, gone, ...Array.from<undefined>({ length: added }));
}

function moveLines(sheet: Sheet, dimension: Dimension, start: number, count: number, target: number): void {
  const moved = <T>(list: readonly (T | undefined)[]): (T | undefined)[] => {
    const rest = [...list];
    rest.length = Math.max(rest.length, start + count, target + count);
    rest.splice(target, 0, ...rest.splice(start, count));
    return rest;
  };
  sheet.dimensions[dimension] = moved(sheet.dimensions[dimension]);
  if (dimension === 'ROWS') sheet.rows = moved(sheet.rows);
  else sheet.rows = sheet.rows.map((row) => row && moved(row));
}
