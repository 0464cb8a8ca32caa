import { protectSheet } from './protection.ts';
import type { Request } from './request.ts';
import { sheetIdOf } from './sheet-id.ts';
import type { SpreadsheetNow } from './spreadsheet-now.ts';

/** An accepted version to be kept inside its own report: the tab's title, and the text, line by line. */
export interface KeptVersion {
  readonly title: string;
  readonly text: string;
}

/** A hidden tab with the lines of the text, the robot's alone; nothing where the report has it: it is never written over. */
export function keepVersion({ title, text }: KeptVersion, now: SpreadsheetNow, robot: string): Request[] {
  if (now.sheets.some((sheet) => sheet.title === title)) return [];
  const sheetId = sheetIdOf(title);
  const lines = text.trimEnd().split('\n');
  const gridProperties = { rowCount: lines.length, columnCount: 1 };
  return [
    { addSheet: { properties: { sheetId, title, hidden: true, gridProperties } } },
    {
      updateCells: {
        start: { sheetId, rowIndex: 0, columnIndex: 0 },
        rows: lines.map((stringValue) => ({ values: [{ userEnteredValue: { stringValue } }] })),
        fields: 'userEnteredValue',
      },
    },
    protectSheet(sheetId, robot),
  ];
}
