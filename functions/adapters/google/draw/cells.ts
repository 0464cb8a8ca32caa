import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { BookCell, BookTab } from '../../../../schemas/book.ts';
import type { LinkAddress } from './links.ts';
import type { Request } from './request.ts';
import { cellValue, plainText } from './values.ts';

/** What all cells of a tab hold, in one request: values, links and notes, and nothing for what is empty. */
export function contentRequests(tab: BookTab, sheetId: number, addressOf: LinkAddress): Request[] {
  const rows: sheets_v4.Schema$CellData[][] = [];
  const fields = new Set(['userEnteredValue']);
  for (const cell of tab.cells) {
    const data = cellContent(cell, addressOf);
    if (data.note) fields.add(noteField);
    if (data.userEnteredFormat) fields.add(linkField);
    if (Object.keys(data).length > 0) place(rows, cell, data);
  }
  if (rows.length === 0) return [];
  const start = { sheetId, rowIndex: 0, columnIndex: 0 };
  return [{ updateCells: { start, rows: Array.from(rows, rowData), fields: [...fields].join(',') } }];
}

/** What one cell holds: value, link, note; an empty one is empty. */
export function cellContent({ value, link, note }: BookCell, addressOf: LinkAddress): sheets_v4.Schema$CellData {
  const held = cellValue(value);
  const uri = link && addressOf(link);
  return {
    ...(held ? { userEnteredValue: held } : {}),
    ...(uri ? { userEnteredFormat: { textFormat: { link: { uri } } } } : {}),
    ...(note ? { note: plainText(note) } : {}),
  };
}

const noteField = 'note';
const linkField = 'userEnteredFormat.textFormat.link';

/** The mask of `cellContent`. */
export const contentFields = `userEnteredValue,${noteField},${linkField}`;

function place(rows: sheets_v4.Schema$CellData[][], { row, column }: BookCell, data: sheets_v4.Schema$CellData): void {
  const cells = rows[row] ?? [];
  rows[row] = cells;
  cells[column] = data;
}

function rowData(cells: sheets_v4.Schema$CellData[] | undefined): sheets_v4.Schema$RowData {
  return cells ? { values: Array.from(cells, (cell) => cell ?? {}) } : {};
}
