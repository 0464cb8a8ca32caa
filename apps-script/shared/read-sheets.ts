import type { Sheet } from '../../schemas/grid.ts';
import { plainCell } from './serial.ts';

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;

/** The tabs of some names that are there, as values: one call of the service each. */
export function readSheets(book: Spreadsheet, names: readonly string[]): readonly Sheet[] {
  const zone = book.getSpreadsheetTimeZone();
  return names.flatMap((name) => {
    const sheet = book.getSheetByName(name);
    if (!sheet) return [];
    const values = sheet.getDataRange().getValues();
    return [{ name, hidden: false, cells: values.map((row) => row.map((value) => plainCell(value, zone))) }];
  });
}
