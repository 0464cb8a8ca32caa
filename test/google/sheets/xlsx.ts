import * as XLSX from 'xlsx';
import { areaIn } from './area.ts';
import { effectiveValue } from './cell/view.ts';
import type { Document, GridRange, Sheet } from './document.ts';
import { copyOf, usedArea } from './grid.ts';

/** The type of an .xlsx. */
export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A spreadsheet as an .xlsx: its sheets, hidden or not, with values, merges and names; no looks. */
export function xlsxOf(document: Document): Buffer {
  const book = XLSX.utils.book_new();
  for (const sheet of document.sheets) {
    const cells = XLSX.utils.aoa_to_sheet(valuesOf(sheet), { sheetStubs: false });
    cells['!merges'] = sheet.merges.map(rangeOf);
    XLSX.utils.book_append_sheet(book, cells, sheet.properties.title);
  }
  const titles = new Map(document.sheets.map(({ properties }) => [properties.sheetId, properties.title]));
  book.Workbook = {
    Sheets: document.sheets.map(({ properties }) => ({ Hidden: properties.hidden ? 1 : 0 })),
    Names: document.namedRanges.map(({ name, range }) => ({
      Name: name,
      Ref: `'${titles.get(range.sheetId ?? 0)}'!${absolute(rangeOf(range))}`,
    })),
  };
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' });
}

function valuesOf(sheet: Sheet): (string | number | boolean | null)[][] {
  const rows = copyOf(sheet, usedArea(sheet, areaIn(sheet, {}, true)));
  return rows.map((row) =>
    Array.from(row, (cell) => {
      const value = effectiveValue(cell);
      return value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? null;
    }),
  );
}

function rangeOf({ startRowIndex = 0, startColumnIndex = 0, endRowIndex = 1, endColumnIndex = 1 }: GridRange) {
  return { s: { r: startRowIndex, c: startColumnIndex }, e: { r: endRowIndex - 1, c: endColumnIndex - 1 } };
}

function absolute({ s, e }: ReturnType<typeof rangeOf>): string {
  const at = ({ r, c }: { r: number; c: number }): string => `$${XLSX.utils.encode_col(c)}$${r + 1}`;
  return s.r === e.r && s.c === e.c ? at(s) : `${at(s)}:${at(e)}`;
}
