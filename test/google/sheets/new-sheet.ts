import { type Document, type GridProperties, newSheet, type Sheet, type SheetProperties } from './document.ts';
import { Invalid } from './errors.ts';
import { checkId, checkTitle, freshSheetId, freshTitle } from './sheet-identity.ts';
import { checkCells } from './shift.ts';

/** Adds a sheet to a document; refused where its title or id is taken. */
export function createSheet(document: Document, properties: Partial<SheetProperties>): Sheet {
  const sheetId = properties.sheetId ?? freshSheetId(document);
  const title = properties.title ?? freshTitle(document);
  checkTitle(document, title);
  checkId(document, sheetId);
  const sheet = newSheet(sheetId, title, properties);
  checkGrid(sheet.properties.gridProperties);
  document.sheets.splice(properties.index ?? document.sheets.length, 0, sheet);
  checkCells(document);
  return sheet;
}

/** Refuses a grid without cells, too wide, or frozen from end to end. */
export function checkGrid({ rowCount, columnCount, frozenRowCount = 0, frozenColumnCount = 0 }: GridProperties): void {
  if (rowCount < 1 || columnCount < 1) throw new Invalid('A sheet must have at least one row and one column.');
  if (columnCount > 18_278)
    throw new Invalid('This action would increase the number of columns above the limit of 18278 columns.');
  if (frozenRowCount >= rowCount && frozenRowCount > 0)
    throw new Invalid("You can't freeze all visible rows on the sheet.");
  if (frozenColumnCount >= columnCount && frozenColumnCount > 0)
    throw new Invalid("You can't freeze all visible columns on the sheet.");
}
