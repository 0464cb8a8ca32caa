import { joined } from './blocks.ts';
import { gridRange, mergeAround } from './grid-range.ts';
import { lineName } from './lock.ts';
import { protectSheet } from './protection.ts';
import type { Request } from './request.ts';
import type { SheetNow, SpreadsheetNow } from './spreadsheet-now.ts';

/** Opens a closed report again: the line on top goes, and cells with a defined name, wherever they are, are open. */
export function unlock(now: SpreadsheetNow, robot: string): Request[] {
  const line = now.names.find(({ name }) => name === lineName);
  return [
    ...now.sheets.flatMap((sheet) => openSheet(sheet, now, robot)),
    ...(line ? [{ deleteNamedRange: { namedRangeId: line.id } }] : []),
    // Last: everything above counts rows with the line in place.
    ...(line?.area ? [deleteRow(line.sheetId, line.area.row)] : []),
  ];
}

function openSheet({ sheetId, protections, merges }: SheetNow, { names }: SpreadsheetNow, robot: string): Request[] {
  const open = names.flatMap(({ name, sheetId: of, area }) =>
    // A name is of the first cell; people write in all of its merge.
    of === sheetId && area && name !== lineName
      ? [{ area: mergeAround(merges, area.row, area.column) ?? area, key: 'open' }]
      : [],
  );
  const ranges = joined(open).map(({ area }) => gridRange(sheetId, area));
  return [
    ...protections.map((protectedRangeId): Request => ({ deleteProtectedRange: { protectedRangeId } })),
    protectSheet(sheetId, robot, ranges),
  ];
}

function deleteRow(sheetId: number, row: number): Request {
  return {
    deleteDimension: { range: { sheetId, dimension: 'ROWS', startIndex: row, endIndex: row + 1 } },
  };
}
