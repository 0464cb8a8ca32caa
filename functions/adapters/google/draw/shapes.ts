import type { BookCell, BookTab } from '../../../../schemas/book.ts';
import type { Area } from '../../../../schemas/layout.ts';

/** The merges of a tab that Sheets takes: one that crosses the line of a freeze is refused there. */
export function mergesOf({ merges = [], freeze }: BookTab): Area[] {
  const { rows = 0, columns = 0 } = freeze ?? {};
  const crosses = (from: number, length: number, line: number) => from < line && from + length > line;
  return merges.filter((area) => !crosses(area.row, area.rows, rows) && !crosses(area.column, area.columns, columns));
}

/** The area a cell covers: its merge, or itself. `cut`: its merge could not be drawn. */
export interface Shape {
  readonly area: Area;
  readonly cut: boolean;
}

/** Tells for each cell of a tab what it covers. */
export function shapesOf(tab: BookTab): (cell: BookCell) => Shape {
  const drawn = new Set(mergesOf(tab));
  const merges = new Map((tab.merges ?? []).map((area) => [placeKey(area.row, area.column), area]));
  return ({ row, column }) => {
    const area = merges.get(placeKey(row, column));
    if (!area) return { area: { row, column, rows: 1, columns: 1 }, cut: false };
    return { area, cut: !drawn.has(area) };
  };
}

const widest = 18_278;

/** A cell's place as one number. */
export function placeKey(row: number, column: number): number {
  return row * widest + column;
}
