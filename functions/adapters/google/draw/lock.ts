import type { Area } from '../../../../schemas/layout.ts';
import { gridRange } from './grid-range.ts';
import { heldFields } from './held-cell.ts';
import { paintRequest } from './paint.ts';
import { protectSheet } from './protection.ts';
import type { Request } from './request.ts';
import { heightRequest } from './sizes.ts';
import type { SheetNow, SpreadsheetNow } from './spreadsheet-now.ts';
import { plainText } from './values.ts';

/** What stands on top of a locked report, and where a click on it goes. */
export interface LockedLine {
  readonly text: string;
  readonly uri: string;
}

/** The name of the cell with the line: a report that has it is not given another. */
export const lineName = 'anxiao_locked';

/** Closes a month's report: every sheet is the robot's alone, and the first that is shown says where to go on. */
export function lock(now: SpreadsheetNow, robot: string, line?: LockedLine): Request[] {
  return [...now.sheets.flatMap((sheet) => closeSheet(sheet, robot)), ...(line ? lineRequests(now, line) : [])];
}

function lineRequests({ sheets, names }: SpreadsheetNow, line: LockedLine): Request[] {
  const known = names.find(({ name }) => name === lineName);
  if (known?.area) return writeLine(known.sheetId, known.area, line);
  const first = sheets.find(({ hidden }) => !hidden);
  if (!first) return [];
  return [
    // A name without its cell: somebody deleted the row.
    ...(known ? [{ deleteNamedRange: { namedRangeId: known.id } }] : []),
    ...addLine(first.sheetId, line),
  ];
}

function closeSheet({ sheetId, protections }: SheetNow, robot: string): Request[] {
  return [
    ...protections.map((protectedRangeId): Request => ({ deleteProtectedRange: { protectedRangeId } })),
    protectSheet(sheetId, robot),
  ];
}

/** A row of its own above all others, so that nothing is written over. */
function addLine(sheetId: number, line: LockedLine): Request[] {
  const range = { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 };
  const area = { row: 0, column: 0, rows: 1, columns: 1 };
  return [
    { insertDimension: { range, inheritFromBefore: false } },
    heightRequest(sheetId, 0, 30),
    ...writeLine(sheetId, area, line),
    { addNamedRange: { namedRange: { name: lineName, range: gridRange(sheetId, area) } } },
  ];
}

function writeLine(sheetId: number, area: Area, { text, uri }: LockedLine): Request[] {
  const userEnteredFormat = { textFormat: { link: { uri } } };
  const cell = { userEnteredValue: { stringValue: plainText(text) }, userEnteredFormat };
  return [
    { repeatCell: { range: gridRange(sheetId, area), cell, fields: heldFields } },
    paintRequest({ area, key: 'caution running' }, sheetId),
  ];
}
