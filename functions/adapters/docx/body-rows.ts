import type { BulletinTable, TableCell, TableRow } from '../../core/bulletin/table.ts';
import { fontOf } from './fonts.ts';
import { sizes } from './paragraphs.ts';
import { columnWidths, letterSize, shades } from './table-looks.ts';

/**
 * The rows of a table as WordprocessingML. The library draws what surrounds them; ten thousand cells of 300 schools take it
 * seconds, and rows are all alike.
 */
export function bodyRows(table: BulletinTable): string {
  const widths = columnWidths(table);
  const size = letterSize(table);
  return table.rows.map((row, index) => rowXml(row, widths, size, isHeld(table.rows, index))).join('');
}

/** The rows before the first total go with it: a total alone on a page adds up nothing. */
function isHeld(rows: readonly TableRow[], index: number): boolean {
  const total = rows.findIndex(({ sort }) => sort !== 'item');
  return index < rows.length - 1 && total > 0 && index >= total - 2;
}

function rowXml({ cells, sort }: TableRow, widths: readonly number[], size: number, isKept: boolean): string {
  const shade = sort === 'item' ? '' : `<w:shd w:fill="${shades.total}" w:color="auto" w:val="clear"/>`;
  const drawn = cells.map((cell, column) => {
    const align = column === 0 ? 'left' : 'center';
    const isBold = sort === 'total' || cell.tone === 'alarm';
    const isQuiet = sort === 'cover' || cell.tone === 'quiet';
    return `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${widths[column] ?? 0}"/>${shade}${margins}<w:vAlign w:val="center"/></w:tcPr>${linesXml(cell, { size, align, isKept, isBold, isQuiet })}</w:tc>`;
  });
  return `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="340" w:hRule="atLeast"/></w:trPr>${drawn.join('')}</w:tr>`;
}

const margins = `<w:tcMar>${(
  [
    ['top', 30],
    ['left', 40],
    ['bottom', 30],
    ['right', 40],
  ] as const
)
  .map(([side, width]) => `<w:${side} w:type="dxa" w:w="${width}"/>`)
  .join('')}</w:tcMar>`;

interface CellLook {
  readonly size: number;
  readonly align: 'left' | 'center';
  readonly isKept: boolean;
  readonly isBold: boolean;
  readonly isQuiet: boolean;
}

function linesXml({ text, under }: TableCell, look: CellLook): string {
  const smaller = { ...look, size: Math.min(look.size - 2, sizes.small), isBold: false, isQuiet: true };
  const below = under?.split('\n').map((line) => paragraphXml(line, smaller)) ?? [];
  return `${paragraphXml(text, look)}${below.join('')}`;
}

function paragraphXml(text: string, { size, align, isKept, isBold, isQuiet }: CellLook): string {
  const line = Math.round((size / 2) * 1.35 * 20);
  const shape = `${isKept ? '<w:keepNext/>' : ''}<w:widowControl w:val="false"/><w:spacing w:after="0" w:before="0" w:line="${line}" w:lineRule="exact"/><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="${align}"/><w:autoSpaceDN w:val="false"/>`;
  const color = isQuiet ? '<w:color w:val="555555"/>' : '';
  return `<w:p><w:pPr>${shape}</w:pPr><w:r><w:rPr>${isBold ? fonts.head : fonts.body}${color}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

const fonts = { head: fontXml('head'), body: fontXml('body') } as const;

function fontXml(face: 'head' | 'body'): string {
  const { ascii, cs, eastAsia, hAnsi, hint } = fontOf(face);
  return `<w:rFonts w:ascii="${ascii}" w:cs="${cs}" w:eastAsia="${eastAsia}" w:hAnsi="${hAnsi}" w:hint="${hint}"/>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML cannot hold falls away. */
function escaped(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ').replace(/[&<>]/g, (character) => entities[character] ?? ' ');
}
