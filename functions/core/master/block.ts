import type { BookCell } from '../../../schemas/book.ts';
import type { Area } from '../../../schemas/layout.ts';
import { type Drawn, heightFor, placed } from './drawn.ts';

/** A piece of a tab that is not one list: some rows with their cells, counted from its own top. */
export interface Block {
  readonly rows: number;
  readonly cells: readonly BookCell[];
  readonly merges: readonly Area[];
  readonly heights: ReadonlyMap<number, number>;
}

/** One thing in a line of a block: what it shows, from which column, over how many. */
export interface Piece {
  readonly column: number;
  readonly columns?: number;
  readonly drawn: Drawn;
}

/** One row of a block. */
export function line(pieces: readonly Piece[], height?: number): Block {
  return {
    rows: 1,
    cells: pieces.map(({ column, drawn }) => placed(0, column, drawn)),
    merges: pieces.flatMap(({ column, columns = 1 }) => (columns > 1 ? [{ row: 0, column, rows: 1, columns }] : [])),
    heights: new Map(height === undefined ? [] : [[0, height]]),
  };
}

/** A row high enough for each of its wrapped texts; `widths` are the tab's columns. */
export function wrappedLine(pieces: readonly Piece[], widths: readonly number[], least: number): Block {
  const heights = pieces.map(({ column, columns = 1, drawn }) => {
    const width = widths.slice(column, column + columns).reduce((sum, it) => sum + it, 0);
    return typeof drawn.value === 'string' ? heightFor(drawn.value, width) : least;
  });
  return line(pieces, Math.max(least, ...heights));
}

/** An empty row. */
export const gap: Block = { rows: 1, cells: [], merges: [], heights: new Map() };

/** Puts blocks below one another. */
export function stacked(blocks: readonly Block[]): Block {
  const cells: BookCell[] = [];
  const merges: Area[] = [];
  const heights = new Map<number, number>();
  let top = 0;
  for (const block of blocks) {
    for (const cell of block.cells) cells.push({ ...cell, row: cell.row + top });
    for (const merge of block.merges) merges.push({ ...merge, row: merge.row + top });
    for (const [row, height] of block.heights) heights.set(row + top, height);
    top += block.rows;
  }
  return { rows: top, cells, merges, heights };
}
