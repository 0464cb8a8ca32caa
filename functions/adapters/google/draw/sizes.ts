import type { BookName, BookTab } from '../../../../schemas/book.ts';
import type { Area } from '../../../../schemas/layout.ts';
import type { Request } from './request.ts';

/** How many rows and columns a tab's grid has. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** Rows below the last one where people write lists. */
const spareRows = 100;

/** A grid as large as what is drawn, with room below where people write the tab. */
export function gridSize(tab: BookTab, names: readonly BookName[]): GridSize {
  let rows = 1 + (tab.freeze?.rows ?? 0);
  let columns = Math.max(tab.widths.length, 1 + (tab.freeze?.columns ?? 0));
  for (const area of areasOf(tab, names)) {
    rows = Math.max(rows, area.row + area.rows);
    columns = Math.max(columns, area.column + area.columns);
  }
  for (const { row, column } of tab.cells) {
    rows = Math.max(rows, row + 1);
    columns = Math.max(columns, column + 1);
  }
  for (const row of tab.heights?.keys() ?? []) rows = Math.max(rows, row + 1);
  return { rows: tab.locked || tab.hidden ? rows : rows + spareRows, columns };
}

function areasOf(tab: BookTab, names: readonly BookName[]): Area[] {
  return [
    ...(tab.merges ?? []),
    ...(tab.filter ? [tab.filter] : []),
    ...[...(tab.checks ?? []), ...(tab.conditions ?? []), ...(tab.bars ?? [])].map(({ area }) => area),
    ...names.flatMap((name) => (name.tab === tab.name ? [name.area] : [])),
  ];
}

const usualHeight = 21;
const usualWidth = 100;

/** Widths of all columns, and none hidden: equal neighbours in one request. */
export function widthRequests(tab: BookTab, sheetId: number, columns: number): Request[] {
  const widths = Array.from({ length: columns }, (_, column) => pixelsOfWidth(tab.widths[column]));
  return dimensionRequests(sheetId, 'COLUMNS', 0, widths);
}

/** The same for the heights of some rows. */
export function heightRequests(tab: BookTab, sheetId: number, from: number, rows: number): Request[] {
  const heights = Array.from({ length: rows }, (_, at) => pixelsOfHeight(tab.heights?.get(from + at)));
  return dimensionRequests(sheetId, 'ROWS', from, heights);
}

/** The height of one row, in points; the program's own where none is said. */
export function heightRequest(sheetId: number, row: number, height: number | undefined): Request {
  return dimensionRequest(sheetId, 'ROWS', row, row + 1, pixelsOfHeight(height));
}

// A digit of the normal font is eight pixels, and five stand beside the characters.
function pixelsOfWidth(width: number | undefined): number {
  return width === undefined ? usualWidth : Math.round(width * 8 + 5);
}

function pixelsOfHeight(points: number | undefined): number {
  return points === undefined ? usualHeight : Math.round((points * 4) / 3);
}

type Dimension = 'ROWS' | 'COLUMNS';

function dimensionRequests(sheetId: number, dimension: Dimension, start: number, sizes: readonly number[]): Request[] {
  const requests: Request[] = [];
  let from = 0;
  for (let at = 1; at <= sizes.length; at += 1)
    if (sizes[at] !== sizes[from]) {
      requests.push(dimensionRequest(sheetId, dimension, start + from, start + at, sizes[from] ?? usualHeight));
      from = at;
    }
  return requests;
}

function dimensionRequest(
  sheetId: number,
  dimension: Dimension,
  startIndex: number,
  endIndex: number,
  pixelSize: number,
): Request {
  return {
    updateDimensionProperties: {
      range: { sheetId, dimension, startIndex, endIndex },
      properties: { pixelSize, hiddenByUser: false },
      fields: 'pixelSize,hiddenByUser',
    },
  };
}
