import { type Area, areaIn, placeOf } from './area.ts';
import { cellData } from './cell/view.ts';
import type { Dimension, Document, Sheet } from './document.ts';
import { type Edit, mayPass } from './edit.ts';
import { cellAt, usedArea } from './grid.ts';
import { groupsOf } from './groups.ts';
import type { Message } from './schema/check.ts';
import { below, type Mask, project } from './schema/mask.ts';
import { bandedRangeOf, tableOf } from './tables.ts';

/** What spreadsheets.get is asked for. */
export interface Asked {
  readonly spreadsheetId: string;
  /** A1 texts; the answer has their sheets only, with data of those cells. */
  readonly ranges: readonly string[];
  /** Whether cells are wanted; a mask decides by itself. */
  readonly includeGridData: boolean;
  readonly mask: Mask;
}

const PIXELS = { ROWS: 21, COLUMNS: 100 } as const;

/** The Spreadsheet resource, reduced to its mask; who asks matters for protected ranges. */
export function spreadsheetResource(edit: Edit, asked: Asked): Message {
  const { document } = edit;
  const areas = areasOf(document, asked.ranges);
  const wanted = asked.ranges.length > 0 ? document.sheets.filter((sheet) => areas.has(sheet)) : document.sheets;
  const ofSpreadsheet = document.metadata.filter((each) => each.location.spreadsheet);
  const resource = {
    spreadsheetId: asked.spreadsheetId,
    properties: document.properties,
    sheets: wanted.map((sheet) => sheetResource(edit, sheet, areas.get(sheet), asked)),
    ...filled('namedRanges', document.namedRanges),
    ...filled('developerMetadata', ofSpreadsheet),
    spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${asked.spreadsheetId}/edit`,
  };
  return project(resource, asked.mask) as Message;
}

function areasOf(document: Document, ranges: readonly string[]): Map<Sheet, Area[]> {
  const areas = new Map<Sheet, Area[]>();
  for (const text of ranges) {
    const { sheet, span } = placeOf(document, text);
    areas.set(sheet, [...(areas.get(sheet) ?? []), areaIn(sheet, span, true)]);
  }
  return areas;
}

function sheetResource(edit: Edit, sheet: Sheet, areas: readonly Area[] | undefined, asked: Asked): Message {
  const { document } = edit;
  const { sheetId, gridProperties } = sheet.properties;
  const mask = asked.mask === 'all' && !asked.includeGridData ? undefined : below(asked.mask, 'sheets', 'data');
  const whole = { top: 0, bottom: gridProperties.rowCount, left: 0, right: gridProperties.columnCount };
  const metadata = document.metadata.filter((each) => each.location.sheetId === sheetId);
  return {
    properties: propertiesOf(document, sheet),
    ...(mask && { data: (areas ?? [whole]).map((area) => gridData(document, sheet, area, mask)) }),
    ...filled('merges', sheet.merges),
    ...filled('conditionalFormats', sheet.conditionalFormats),
    ...(sheet.basicFilter && { basicFilter: sheet.basicFilter }),
    ...filled(
      'protectedRanges',
      sheet.protectedRanges.map((guard) => protection(edit, guard)),
    ),
    ...filled('developerMetadata', metadata),
    ...filled('rowGroups', groupsOf(sheet, 'ROWS')),
    ...filled('columnGroups', groupsOf(sheet, 'COLUMNS')),
    ...filled('bandedRanges', sheet.tables.map(bandedRangeOf)),
    ...filled(
      'tables',
      sheet.tables.map((table) => tableOf(sheet, table)),
    ),
  };
}

/** A sheet's properties with the place that it has now. */
export const propertiesOf = (document: Document, sheet: Sheet): Message => ({
  ...sheet.properties,
  index: document.sheets.indexOf(sheet),
});

/** Who may not edit a range does not see who may. */
function protection(edit: Edit, guard: Sheet['protectedRanges'][number]): Message {
  const { editors, requestingUserCanEdit: _, ...rest } = guard;
  if (!mayPass(edit, guard)) return rest;
  return { ...rest, requestingUserCanEdit: true, ...(editors && { editors }) };
}

function gridData(document: Document, sheet: Sheet, area: Area, mask: Mask): Message {
  const cells = below(mask, 'rowData', 'values');
  const rows = cells ? rowData(sheet, area, cells) : [];
  return {
    ...(area.top > 0 && { startRow: area.top }),
    ...(area.left > 0 && { startColumn: area.left }),
    ...filled('rowData', rows),
    ...(below(mask, 'rowMetadata') && { rowMetadata: dimensionData(document, sheet, 'ROWS', area.top, area.bottom) }),
    ...(below(mask, 'columnMetadata') && {
      columnMetadata: dimensionData(document, sheet, 'COLUMNS', area.left, area.right),
    }),
  };
}

/** Rows and cells of which the mask leaves nothing are empty; at the end of a row, and of all rows, they are left out. */
function rowData(sheet: Sheet, area: Area, mask: Mask): Message[] {
  const used = usedArea(sheet, area);
  const wants = (field: string) => below(mask, field) !== undefined;
  const rows = Array.from({ length: used.bottom - used.top }, (_, row) => {
    const width = Math.min(sheet.rows[used.top + row]?.length ?? 0, used.right) - used.left;
    const values = Array.from({ length: Math.max(0, width) }, (_each, column) =>
      project(cellData(cellAt(sheet, used.top + row, used.left + column), wants), mask),
    );
    return filled('values', trimmed(values as Message[]));
  });
  return trimmed(rows);
}

const trimmed = (list: Message[]) => list.slice(0, list.findLastIndex((each) => Object.keys(each).length > 0) + 1);

function dimensionData(document: Document, sheet: Sheet, dimension: Dimension, start: number, end: number): Message[] {
  const here = document.metadata.filter(({ location: { dimensionRange: lines } }) => {
    return lines?.dimension === dimension && (lines.sheetId ?? 0) === sheet.properties.sheetId;
  });
  return Array.from({ length: end - start }, (_, at) => ({
    pixelSize: PIXELS[dimension],
    ...sheet.dimensions[dimension][start + at],
    ...filled(
      'developerMetadata',
      here.filter((each) => each.location.dimensionRange?.startIndex === start + at),
    ),
  }));
}

const filled = (key: string, list: readonly unknown[]): Message => (list.length > 0 ? { [key]: list } : {});
