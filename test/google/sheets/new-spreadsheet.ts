import { areaIn } from './area.ts';
import { namedRangeRequests } from './batch/named-ranges.ts';
import { withFields } from './cell/change.ts';
import {
  type Cell,
  type Document,
  type NamedRange,
  newDocument,
  newSheet,
  type Sheet,
  type SheetProperties,
} from './document.ts';
import { refusal } from './errors.ts';
import { changeCells } from './grid.ts';
import { createSheet } from './new-sheet.ts';
import type { Message } from './schema/check.ts';

/** An empty spreadsheet with the one sheet that Google gives it. */
export function blankSpreadsheet(title: string): Document {
  const document = newDocument(title);
  document.sheets.push(newSheet(0, 'Sheet1'));
  return document;
}

interface Described {
  readonly properties?: Message;
  readonly namedRanges?: readonly NamedRange[];
  readonly sheets?: readonly { readonly properties?: Partial<SheetProperties>; readonly data?: readonly Data[] }[];
}

interface Data {
  readonly startRow?: number;
  readonly startColumn?: number;
  readonly rowData?: readonly { readonly values?: readonly Cell[] }[];
}

/** A spreadsheet as a Spreadsheet resource describes it: its sheets with cells, and its named ranges. */
export function describedSpreadsheet(title: string, described: Described, caller: string): Document {
  const document = described.sheets ? newDocument(title, described.properties) : blankSpreadsheet(title);
  document.properties = { ...document.properties, ...described.properties };
  for (const [at, { properties, data = [], ...others }] of (described.sheets ?? []).entries()) {
    const [other] = Object.keys(others);
    if (other) throw refusal(501, `The emulator does not create sheets with ${other}.`);
    const sheet = createSheet(document, { ...(at === 0 && { sheetId: 0 }), ...properties });
    for (const block of data) fill(sheet, block);
  }
  for (const namedRange of described.namedRanges ?? []) {
    namedRangeRequests.addNamedRange({ document, caller, owner: true }, { namedRange });
  }
  return document;
}

function fill(sheet: Sheet, { startRow: top = 0, startColumn: left = 0, rowData = [] }: Data): void {
  const width = Math.max(0, ...rowData.map(({ values = [] }) => values.length));
  const area = areaIn(sheet, { top, bottom: top + rowData.length, left, right: left + width }, false);
  changeCells(sheet, area, (_, row, column) =>
    withFields(undefined, rowData[row - top]?.values?.[column - left] ?? {}, 'all'),
  );
}
