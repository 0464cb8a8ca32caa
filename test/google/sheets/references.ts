import type {
  BasicFilter,
  DeveloperMetadata,
  Dimension,
  DimensionRange,
  Document,
  GridRange,
  Sheet,
} from './document.ts';

/** Where rows or columns went: what an interval is afterwards, or undefined where nothing of it is left. */
export type Shift = (start: number, end: number) => readonly [number, number] | undefined;

/** Lines before `at`: an interval that they fall into grows. */
export const inserted =
  (at: number, count: number): Shift =>
  (start, end) => [start >= at ? start + count : start, end > at ? end + count : end];

/** Lines that are taken away: what is left of an interval closes up. */
export function removed(from: number, to: number): Shift {
  const moved = (index: number) => (index <= from ? index : Math.max(from, index - (to - from)));
  return (start, end) => {
    const [first, last] = [moved(start), moved(end)];
    return first < last ? [first, last] : undefined;
  };
}

/** Everything that points at lines of the sheet follows them; what points at nothing any more is dropped. */
export function shiftReferences(document: Document, sheet: Sheet, dimension: Dimension, shift: Shift): void {
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
