import { createHash } from 'node:crypto';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Book } from '../../../schemas/book.ts';
import { sheetIdOf } from './draw/sheet-id.ts';
import { cellValue } from './draw/values.ts';

/** What `typedOver` has to be shown of a spreadsheet. */
export const valueFields =
  'sheets(properties(sheetId,title),data(startRow,startColumn,rowData(values(userEnteredValue))))';

/** A hash of what the cells of each tab hold, by its title: as a book says it, whatever it looks like. */
export type HeldTabs = readonly (readonly [title: string, hash: string])[];

/** What a book's tabs hold once they are drawn. */
export function heldTabs({ tabs }: Book): HeldTabs {
  return tabs.map(({ name, cells }) => [
    name,
    hashOf(cells.flatMap(({ row, column, value }) => heldText(row, column, cellValue(value)))),
  ]);
}

/**
 * Whether somebody typed into tabs of ours since they were drawn: filters, widths and tabs of people's own are theirs to
 * change, and what they deleted was ours.
 */
export function typedOver(drawn: HeldTabs, { sheets }: sheets_v4.Schema$Spreadsheet): boolean {
  return drawn.some(([title, hash]) => {
    const sheet =
      sheets?.find(({ properties }) => properties?.title === title) ??
      sheets?.find(({ properties }) => properties?.sheetId === sheetIdOf(title));
    return sheet !== undefined && hashOf(textsOf(sheet)) !== hash;
  });
}

function textsOf({ data }: sheets_v4.Schema$Sheet): readonly string[] {
  return (data ?? []).flatMap(({ startRow, startColumn, rowData }) =>
    (rowData ?? []).flatMap(({ values }, row) =>
      (values ?? []).flatMap(({ userEnteredValue }, column) =>
        heldText((startRow ?? 0) + row, (startColumn ?? 0) + column, userEnteredValue),
      ),
    ),
  );
}

// Sheets may write a formula another way than it was sent: that there is one is what counts.
function heldText(row: number, column: number, value: sheets_v4.Schema$ExtendedValue | undefined): readonly string[] {
  if (!value) return [];
  const { stringValue, numberValue, boolValue, formulaValue } = value;
  const held = formulaValue == null ? (stringValue ?? numberValue ?? boolValue ?? null) : { formula: true };
  return held === null ? [] : [`${row} ${column} ${JSON.stringify(held)}`];
}

function hashOf(texts: readonly string[]): string {
  return createHash('sha256')
    .update([...texts].sort().join('\n'))
    .digest('base64url')
    .slice(0, 16);
}
