import { type Area, formatRange, sheetById } from '../area.ts';
import type { Sheet } from '../document.ts';
import type { Edit } from '../edit.ts';
import { cellsOfFilter, type DataFilter } from '../metadata.ts';
import type { Message } from '../schema/check.ts';
import { clearRange, type ReadOptions, readingOf, type WriteOptions, writingOf } from './operations.ts';
import { readArea } from './read.ts';
import { totals, type ValueRange, writeBlock } from './write.ts';

interface Matched {
  readonly sheet: Sheet;
  readonly area: Area;
  readonly filters: DataFilter[];
}

/** The cells that some filters mean: each range once, with all the filters that mean it. */
function matches({ document }: Edit, filters: readonly DataFilter[]): Matched[] {
  const found = new Map<string, Matched>();
  for (const filter of filters) {
    for (const { sheetId, area } of cellsOfFilter(document, filter)) {
      const sheet = sheetById(document, sheetId);
      const key = formatRange(sheet, area);
      const known = found.get(key);
      if (known) known.filters.push(filter);
      else found.set(key, { sheet, area, filters: [filter] });
    }
  }
  return [...found.values()];
}

/** The A1 texts of what some filters mean. */
export const rangesOfFilters = (edit: Edit, filters: readonly DataFilter[]): string[] =>
  matches(edit, filters).map(({ sheet, area }) => formatRange(sheet, area));

export function batchGetByFilter(
  edit: Edit,
  body: ReadOptions & { readonly dataFilters?: readonly DataFilter[] },
): Message {
  const valueRanges = matches(edit, body.dataFilters ?? []).map(({ sheet, area, filters }) => ({
    valueRange: readArea(sheet, area, readingOf(body)),
    dataFilters: filters,
  }));
  return valueRanges.length > 0 ? { valueRanges } : {};
}

interface FilteredBlock extends ValueRange {
  readonly dataFilter?: DataFilter;
}

export function batchUpdateByFilter(
  edit: Edit,
  body: WriteOptions & { readonly data?: readonly FilteredBlock[] },
): Message {
  const writing = writingOf(body);
  const written = (body.data ?? []).flatMap((block) =>
    matches(edit, block.dataFilter ? [block.dataFilter] : []).map(({ sheet, area }) => {
      const place = { sheet, span: area };
      const done = writeBlock(edit, place, { row: area.top, column: area.left }, block, writing);
      return { ...done, answer: { ...done.answer, dataFilter: block.dataFilter } };
    }),
  );
  return { ...totals(written), ...(written.length > 0 && { responses: written.map(({ answer }) => answer) }) };
}

export function batchClearByFilter(edit: Edit, body: { readonly dataFilters?: readonly DataFilter[] }): Message {
  const clearedRanges = rangesOfFilters(edit, body.dataFilters ?? []).map((range) => clearRange(edit, range));
  return clearedRanges.length > 0 ? { clearedRanges } : {};
}
