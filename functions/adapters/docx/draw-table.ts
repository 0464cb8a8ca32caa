import {
  BorderStyle,
  HeightRule,
  type ITableCellOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { BulletinTable, TableCell as Cell, HeadCell, TableRow as Row } from '../../core/bulletin/table.ts';
import { run, shape, sizes } from './paragraphs.ts';

/** 版心: 156 mm in twentieths of a point. */
const textWidth = 8844;
const shades = { head: 'E9EEF2', total: 'F4F6F8' } as const;

/** A table as wide as the text; its head stands on every page and no row is torn. */
export function drawTable(table: BulletinTable): Table {
  const whole = table.widths.reduce((sum, width) => sum + width, 0);
  const widths = table.widths.map((width) => Math.round((width * textWidth) / whole));
  const size = table.widths.length > 7 ? sizes.small : sizes.note;
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...edges('top', 'bottom', 'left', 'right', 'insideHorizontal', 'insideVertical') },
    rows: [
      ...table.head.map((cells) => headRow(cells, size)),
      ...table.rows.map((row, index) => bodyRow(row, size, isHeld(table.rows, index))),
    ],
  });
}

/** The rows before the first total go with it: a total alone on a page adds up nothing. */
function isHeld(rows: readonly Row[], index: number): boolean {
  const total = rows.findIndex(({ sort }) => sort !== 'item');
  return index < rows.length - 1 && total > 0 && index >= total - 2;
}

function edges<K extends string>(...names: K[]) {
  const line = { style: BorderStyle.SINGLE, size: 4, color: '333333' } as const;
  return Object.fromEntries(names.map((name) => [name, line])) as Record<K, typeof line>;
}

function headRow(cells: readonly HeadCell[], size: number): TableRow {
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    height: { value: 400, rule: HeightRule.ATLEAST },
    children: cells.map(
      ({ text, under, columns, rows }) =>
        new TableCell({
          ...cellShape(shades.head),
          ...(columns ? { columnSpan: columns } : {}),
          ...(rows ? { rowSpan: rows } : {}),
          children: lines({ text, ...(under ? { under } : {}) }, { size, bold: true, align: 'center' }),
        }),
    ),
  });
}

function bodyRow({ cells, sort }: Row, size: number, keepNext: boolean): TableRow {
  return new TableRow({
    cantSplit: true,
    height: { value: 340, rule: HeightRule.ATLEAST },
    children: cells.map(
      (cell, column) =>
        new TableCell({
          ...cellShape(sort === 'item' ? undefined : shades.total),
          children: lines(cell, {
            size,
            bold: sort === 'total' || cell.tone === 'alarm',
            align: column === 0 ? 'left' : 'center',
            keepNext,
            ...(cell.tone === 'quiet' || sort === 'cover' ? { color: '555555' } : {}),
          }),
        }),
    ),
  });
}

function cellShape(shade: string | undefined): Omit<ITableCellOptions, 'children'> {
  return {
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 40, right: 40, top: 30, bottom: 30 },
    ...(shade ? { shading: { fill: shade, color: 'auto', type: 'clear' } } : {}),
  };
}

interface CellLook {
  readonly size: number;
  readonly align: 'left' | 'center';
  readonly bold?: boolean;
  readonly color?: string;
  readonly keepNext?: boolean;
}

function lines({ text, under }: Cell, look: CellLook): Paragraph[] {
  const { size, align, bold, color, keepNext = false } = look;
  const line = (words: string, of: { size: number; bold?: boolean; color?: string }): Paragraph =>
    new Paragraph({
      ...shape({ size: of.size, line: (of.size / 2) * 1.35, align, keepNext }),
      autoSpaceEastAsianText: false,
      children: [
        run(words, {
          face: bold && of.bold ? 'head' : 'body',
          size: of.size,
          ...(of.color ? { color: of.color } : {}),
        }),
      ],
    });
  return [
    line(text, { size, bold: bold ?? false, ...(color ? { color } : {}) }),
    ...(under?.split('\n') ?? []).map((words) =>
      line(words, { size: Math.min(size - 2, sizes.small), color: '555555' }),
    ),
  ];
}
