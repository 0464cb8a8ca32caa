import type { BookCell, BookTab } from '../../../../schemas/book.ts';

/** Some rows of a tab, as a tab that holds nothing else. */
export interface Band {
  readonly from: number;
  readonly rows: number;
  readonly tab: BookTab;
}

const bandRows = 100;

/**
 * A long tab in bands of rows, so that one school's change need not send a table of the year again. A short one, or one
 * whose merges lie across, is a single band.
 */
export function bandsOf(tab: BookTab, rows: number): Band[] {
  const isAcross = tab.merges?.some((area) => bandAt(area.row) !== bandAt(area.row + area.rows - 1)) ?? false;
  if (isAcross || rows <= 2 * bandRows) return [{ from: 0, rows, tab }];
  const cells = Array.from({ length: Math.ceil(rows / bandRows) }, (): BookCell[] => []);
  for (const cell of tab.cells) cells[bandAt(cell.row)]?.push(cell);
  return cells.map((inBand, at) => {
    const from = at * bandRows;
    return { from, rows: Math.min(bandRows, rows - from), tab: { ...tab, cells: inBand } };
  });
}

function bandAt(row: number): number {
  return Math.floor(row / bandRows);
}
