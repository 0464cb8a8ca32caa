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
import type { BulletinTable, HeadCell } from '../../core/bulletin/table.ts';
import { bodyRows } from './body-rows.ts';
import { run, shape, sizes } from './paragraphs.ts';
import { columnWidths, letterSize, shades } from './table-looks.ts';

/** A table as wide as the text; its head stands on every page. Its rows are put in by `fillRows`. */
export function drawTable(table: BulletinTable, number: number): Table {
  const widths = columnWidths(table);
  const size = letterSize(table);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    borders: { ...edges('top', 'bottom', 'left', 'right', 'insideHorizontal', 'insideVertical') },
    rows: [...table.head.map((cells) => headRow(cells, size)), placeOfRows(number)],
  });
}

/** Puts the rows of each table, in the order of their numbers, into the main part of a document that `drawTable` drew. */
export function fillRows(xml: string, tables: readonly BulletinTable[]): string {
  return tables.reduce((filled, table, number) => {
    const mark = filled.indexOf(`>${markOf(number)}</w:t>`);
    if (mark < 0) throw new RangeError(`no place for table ${number}`);
    const start = filled.lastIndexOf('<w:tr>', mark);
    const end = filled.indexOf('</w:tr>', mark) + '</w:tr>'.length;
    return `${filled.slice(0, start)}${bodyRows(table)}${filled.slice(end)}`;
  }, xml);
}

function placeOfRows(number: number): TableRow {
  return new TableRow({
    children: [new TableCell({ children: [new Paragraph({ children: [run(markOf(number))] })] })],
  });
}

/** No text has these characters beside one another: they are private, and mean nothing. */
function markOf(number: number): string {
  return `\uf8fe\uf8ff${number}\uf8ff\uf8fe`;
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
          ...headShape,
          ...(columns ? { columnSpan: columns } : {}),
          ...(rows ? { rowSpan: rows } : {}),
          children: [headLine(text, size, true), ...(under ? [headLine(under, small(size), false)] : [])],
        }),
    ),
  });
}

const headShape: Omit<ITableCellOptions, 'children'> = {
  verticalAlign: VerticalAlignTable.CENTER,
  margins: { left: 40, right: 40, top: 30, bottom: 30 },
  shading: { fill: shades.head, color: 'auto', type: 'clear' },
};

function small(size: number): number {
  return Math.min(size - 2, sizes.small);
}

function headLine(words: string, size: number, isTitle: boolean): Paragraph {
  return new Paragraph({
    ...shape({ size, line: (size / 2) * 1.35, align: 'center' }),
    autoSpaceEastAsianText: false,
    children: [run(words, { face: isTitle ? 'head' : 'body', size, ...(isTitle ? {} : { color: '555555' }) })],
  });
}
