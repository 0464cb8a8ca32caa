import type { BookCell, BookTab, Condition } from '../../../schemas/book.ts';
import type { Area } from '../../../schemas/layout.ts';
import { type Drawn, heightFor, placed, printed, text } from './drawn.ts';

/** One column of a list: its header and what it shows of an item. */
export interface Column<R> {
  readonly title: string;
  readonly width: number;
  readonly cell: (item: R) => Drawn;
  /** Tints the column, given its area. */
  readonly conditions?: (area: Area) => readonly Condition[];
}

/** A tab that is one list: what it is called, what it says above the header, and what it says where it is empty. */
export interface List<R> {
  readonly name: string;
  readonly lead: string;
  readonly empty: string;
  readonly columns: readonly Column<R>[];
  readonly items: readonly R[];
  /** Columns that stay in sight. */
  readonly frozen: number;
  /** Height of each row in points, where rows must not grow with their words. */
  readonly rowHeight?: number;
  /** Least height of a row in points, where people write on paper. */
  readonly leastHeight?: number;
  /** Columns that are printed, where not all of them. */
  readonly printedColumns?: number;
  /** 数据截至, for the footer. */
  readonly asOf: string;
}

const headerRow = 2;

/** Row of the first item of a list, from 0. */
export const firstItemRow = headerRow + 1;

/** Draws a list: title, one sentence, header with a filter, one row an item. */
export function listTab<R>(list: List<R>): BookTab {
  const { columns, items } = list;
  const cells: BookCell[] = [
    placed(0, 0, text(list.name, 'h1')),
    placed(1, 0, text(list.lead, 'lead')),
    ...columns.map((column, at) => placed(headerRow, at, text(column.title, 'columnHead'))),
  ];
  const heights = headHeights(list);
  items.forEach((item, index) => {
    const row = headerRow + 1 + index;
    let height = list.rowHeight ?? list.leastHeight ?? least;
    columns.forEach((column, at) => {
      const drawn = column.cell(item);
      cells.push(placed(row, at, drawn));
      if (list.rowHeight === undefined) height = Math.max(height, wrappedHeight(drawn, column.width));
    });
    heights.set(row, height);
  });
  if (items.length === 0) cells.push(placed(headerRow + 1, 0, text(list.empty, 'muted')));
  const rows = Math.max(1, items.length);
  const widths = columns.map((column) => column.width);
  const line = { row: 0, column: 0, rows: 1, columns: columns.length };
  return {
    name: list.name,
    flag: 'read',
    widths,
    heights,
    cells,
    merges: [{ ...line, row: 1 }, ...(items.length === 0 ? [{ ...line, row: headerRow + 1 }] : [])],
    freeze: { rows: headerRow + 1, columns: list.frozen },
    filter: { row: headerRow, column: 0, rows: rows + 1, columns: columns.length },
    locked: true,
    conditions: columns.flatMap(
      (column, at) => column.conditions?.({ row: headerRow + 1, column: at, rows, columns: 1 }) ?? [],
    ),
    print: {
      ...printed(headerRow + 1, list.asOf),
      ...(list.printedColumns === undefined
        ? {}
        : { area: { row: 0, column: 0, rows: headerRow + 1 + rows, columns: list.printedColumns } }),
    },
  };
}

/** Height of a row of one line, and the most that a long text may take: the rest is in the cell. */
const least = 18;
const most = 110;

function wrappedHeight({ value, style }: Drawn, width: number): number {
  return style === 'wrapped' && typeof value === 'string' ? Math.min(most, heightFor(value, width)) : 0;
}

function headHeights<R>({ lead, columns }: List<R>): Map<number, number> {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  return new Map([
    [0, 28],
    [1, heightFor(lead, total)],
    [headerRow, Math.max(...columns.map(({ title, width }) => heightFor(title, width)))],
  ]);
}
