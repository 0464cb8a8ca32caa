import { cellFormat, formatFields } from './formats.ts';
import { gridRange } from './grid-range.ts';
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
const lineName = 'anxiao_locked';

/** Closes a month's report: every sheet is the robot's alone, and the first that is shown says where to go on. */
export function lock(now: SpreadsheetNow, robot: string, line: LockedLine): Request[] {
  const drawn = now.names.find(({ name }) => name === lineName);
  const first = now.sheets.find(({ hidden }) => !hidden);
  return [
    ...now.sheets.flatMap((sheet) => closeSheet(sheet, robot)),
    ...(drawn?.area
      ? [writeLine(drawn.sheetId, drawn.area.row, line)]
      : first
        ? [...(drawn ? [deleteName(drawn.id)] : []), ...addLine(first, line)]
        : []),
  ];
}

function closeSheet({ sheetId, protections }: SheetNow, robot: string): Request[] {
  return [
    ...protections.map((protectedRangeId): Request => ({ deleteProtectedRange: { protectedRangeId } })),
    protectSheet(sheetId, robot),
  ];
}

function deleteName(namedRangeId: string): Request {
  return { deleteNamedRange: { namedRangeId } };
}

/** A row of its own above all others, so that nothing is written over. */
function addLine({ sheetId }: SheetNow, line: LockedLine): Request[] {
  const cell = gridRange(sheetId, { row: 0, column: 0, rows: 1, columns: 1 });
  return [
    {
      insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 0, endIndex: 1 }, inheritFromBefore: false },
    },
    heightRequest(sheetId, 0, 30),
    writeLine(sheetId, 0, line),
    {
      repeatCell: { range: cell, cell: { userEnteredFormat: cellFormat('caution', 'running') }, fields: formatFields },
    },
    { addNamedRange: { namedRange: { name: lineName, range: cell } } },
  ];
}

function writeLine(sheetId: number, row: number, { text, uri }: LockedLine): Request {
  return {
    updateCells: {
      start: { sheetId, rowIndex: row, columnIndex: 0 },
      rows: [
        {
          values: [
            {
              userEnteredValue: { stringValue: plainText(text) },
              userEnteredFormat: { textFormat: { link: { uri } } },
            },
          ],
        },
      ],
      fields: 'userEnteredValue,userEnteredFormat.textFormat.link',
    },
  };
}
