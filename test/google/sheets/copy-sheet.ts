import { sheetById } from './area.ts';
import { cloneSheet, type Document, nextId, type Sheet } from './document.ts';
import { freshCopyTitle, freshSheetId } from './sheet-identity.ts';
import { checkCells } from './shift.ts';

/** Puts a copy of a sheet behind all sheets of another document. */
export function copyOfSheet(from: Document, id: number, to: Document): Sheet {
  const source = sheetById(from, id);
  const copy = transplanted(to, source, freshSheetId(to), freshCopyTitle(to, source.properties.title));
  to.sheets.push(copy);
  checkCells(to);
  return copy;
}

/** A copy of a sheet that may join a document under an id of its own; every range in it points at itself. */
export function transplanted(document: Document, source: Sheet, sheetId: number, title: string): Sheet {
  const copy = cloneSheet(source);
  const own = <T extends object>(range: T): T => {
    const { sheetId: _, ...rest } = range as T & { sheetId?: number };
    return { ...rest, ...(sheetId !== 0 && { sheetId }) } as unknown as T;
  };
  copy.properties = { ...source.properties, sheetId, title };
  copy.merges = source.merges.map(own);
  copy.protectedRanges = source.protectedRanges.map((guard) => ({
    ...guard,
    protectedRangeId: nextId(document),
    ...(guard.range && { range: own(guard.range) }),
    ...(guard.unprotectedRanges && { unprotectedRanges: guard.unprotectedRanges.map(own) }),
  }));
  copy.conditionalFormats = source.conditionalFormats.map((rule) => ({
    ...rule,
    ranges: (rule.ranges ?? []).map(own),
  }));
  copy.basicFilter = source.basicFilter && { ...source.basicFilter, range: own(source.basicFilter.range) };
  copy.tables = [];
  for (const dimension of ['ROWS', 'COLUMNS'] as const) copy.groups[dimension] = source.groups[dimension].map(own);
  return copy;
}
