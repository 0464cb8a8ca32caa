import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Area } from '../../../../schemas/layout.ts';

/** An area of a sheet as Google counts: from 0, ends excluded. */
export function gridRange(sheetId: number, { row, column, rows, columns }: Area): sheets_v4.Schema$GridRange {
  return {
    sheetId,
    startRowIndex: row,
    endRowIndex: row + rows,
    startColumnIndex: column,
    endColumnIndex: column + columns,
  };
}

/** The area of a range that Google answered, where its ends are given; Google leaves out a start of 0. */
export function areaOf(range: sheets_v4.Schema$GridRange): Area | undefined {
  const { startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = range;
  if (typeof endRowIndex !== 'number' || typeof endColumnIndex !== 'number') return undefined;
  const [row, column] = [startRowIndex ?? 0, startColumnIndex ?? 0];
  return { row, column, rows: endRowIndex - row, columns: endColumnIndex - column };
}

/** True where two areas are the same cells. */
export function sameArea(a: Area, b: Area): boolean {
  return a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;
}

/** The merge that a cell lies in. */
export function mergeAround(merges: readonly Area[], row: number, column: number): Area | undefined {
  return merges.find(
    (area) =>
      row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns,
  );
}
