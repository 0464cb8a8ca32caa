import type {
  BasicFilter,
  DeveloperMetadata,
  Dimension,
  DimensionRange,
  Document,
  GridRange,
  Row,
  Sheet,
} from './document.ts';
import { Invalid } from './errors.ts';

/** Where rows or columns went: what an interval is afterwards, or undefined where nothing of it is left. */
type Shift = (start: number, end: number) => readonly [number, number] | undefined;

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

const inserted =
  (at: number, count: number): Shift =>
  (start, end) => [start >= at ? start + count : start, end > at ? end + count : end];

function removed(from: number, to: number): Shift {
  const moved = (index: number) => (index <= from ? index : Math.max(from, index - (to - from)));
  return (start, end) => {
    const [first, last] = [moved(start), moved(end)];
    return first < last ? [first, last] : undefined;
  };
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

/** Everything that points at lines of the sheet follows them; what points at nothing any more is dropped. */
function shiftReferences(document: Document, sheet: Sheet, dimension: Dimension, shift: Shift): void {
  const { sheetId } = sheet.properties;
  const moved = (range: GridRange) => shiftRange(range, dimension, shift);
  const all = (ranges: readonly GridRange[]) => ranges.flatMap((range) => moved(range) ?? []);
  document.namedRanges = document.namedRanges.flatMap((named) => {
    const range = (named.range.sheetId ?? 0) === sheetId ? moved(named.range) : named.range;
    return range ? [{ ...named, range }] : [];
  });
  document.metadata = document.metadata.flatMap((each) => shiftMetadata(each, sheetId, dimension, shift));
  sheet.merges = all(sheet.merges).filter(isSeveralCells);
  sheet.protectedRanges = sheet.protectedRanges.flatMap((guard) => {
    const range = guard.range && moved(guard.range);
    if (guard.range && !range) return [];
    const open = guard.unprotectedRanges && all(guard.unprotectedRanges);
    return [{ ...guard, ...(range && { range }), ...(open && { unprotectedRanges: open }) }];
  });
  sheet.conditionalFormats = sheet.conditionalFormats
    .map((rule) => ({ ...rule, ranges: all(rule.ranges ?? []) }))
    .filter((rule) => rule.ranges.length > 0);
  sheet.basicFilter = sheet.basicFilter && movedFilter(sheet.basicFilter, moved);
  sheet.tables = sheet.tables.flatMap((table) => {
    const range = moved(table.range);
    return range ? [{ ...table, range }] : [];
  });
  sheet.groups[dimension] = sheet.groups[dimension].flatMap((group) => shiftLines(group, shift));
}

function movedFilter(filter: BasicFilter, moved: (range: GridRange) => GridRange | undefined): BasicFilter | undefined {
  const range = moved(filter.range);
  return range && { ...filter, range };
}

function shiftMetadata(
  metadata: DeveloperMetadata,
  sheetId: number,
  dimension: Dimension,
  shift: Shift,
): readonly DeveloperMetadata[] {
  const lines = metadata.location.dimensionRange;
  if (!lines || (lines.sheetId ?? 0) !== sheetId || lines.dimension !== dimension) return [metadata];
  return shiftLines(lines, shift).map((dimensionRange) => ({
    ...metadata,
    location: { ...metadata.location, dimensionRange },
  }));
}

function shiftLines(lines: DimensionRange, shift: Shift): readonly DimensionRange[] {
  const moved = shift(lines.startIndex ?? 0, lines.endIndex ?? Number.MAX_SAFE_INTEGER);
  return moved ? [{ ...lines, startIndex: moved[0], endIndex: moved[1] }] : [];
}

/** An end that was left open stays open. */
function shiftRange(range: GridRange, dimension: Dimension, shift: Shift): GridRange | undefined {
  const [start, end] =
    dimension === 'ROWS'
      ? (['startRowIndex', 'endRowIndex'] as const)
      : (['startColumnIndex', 'endColumnIndex'] as const);
  if (range[start] === undefined && range[end] === undefined) return range;
  const moved = shift(range[start] ?? 0, range[end] ?? Number.MAX_SAFE_INTEGER);
  if (!moved) return undefined;
  return {
    ...range,
    ...(range[start] !== undefined && { [start]: moved[0] }),
    ...(range[end] !== undefined && { [end]: moved[1] }),
  };
}

const isSeveralCells = ({ startRowIndex = 0, endRowIndex = 0, startColumnIndex = 0, endColumnIndex = 0 }: GridRange) =>
  endRowIndex - startRowIndex > 1 || endColumnIndex - startColumnIndex > 1;
