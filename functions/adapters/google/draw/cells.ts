import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { BookTab } from '../../../../schemas/book.ts';
import { fieldsOf, type HeldCell, heldCells } from './held-cell.ts';
import type { LinkAddress } from './links.ts';
import { repeats } from './repeats.ts';
import type { Request } from './request.ts';

/**
 * What all cells of a tab hold: one request for what differs from its neighbours, and one for each long run of the same,
 * which makes a table of a year a third smaller.
 */
export function contentRequests(tab: BookTab, sheetId: number, addressOf: LinkAddress): Request[] {
  const { requests, singles } = repeats(heldCells(tab, addressOf), sheetId);
  return [...tableRequest(singles, sheetId), ...requests];
}

function tableRequest(cells: readonly HeldCell[], sheetId: number): Request[] {
  if (cells.length === 0) return [];
  const rowIndex = cells.reduce((least, { row }) => Math.min(least, row), cells[0]?.row ?? 0);
  const rows: sheets_v4.Schema$CellData[][] = [];
  for (const { row, column, data } of cells) {
    const inRow = rows[row - rowIndex] ?? [];
    rows[row - rowIndex] = inRow;
    inRow[column] = data;
  }
  const start = { sheetId, rowIndex, columnIndex: 0 };
  return [{ updateCells: { start, rows: Array.from(rows, rowData), fields: fieldsOf(cells) } }];
}

function rowData(cells: sheets_v4.Schema$CellData[] | undefined): sheets_v4.Schema$RowData {
  return cells ? { values: Array.from(cells, (cell) => cell ?? {}) } : {};
}
