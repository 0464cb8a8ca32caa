import type { BookCell, BookValue, Link, Print, StyleName } from '../../../schemas/book.ts';
import { parseA1 } from '../../../schemas/grid.ts';
import { columnsWide } from '../../../schemas/text.ts';

/** What one cell of the master shows, before it has a place. */
export interface Drawn {
  readonly value: BookValue;
  readonly style: StyleName;
  readonly link?: Link;
  readonly note?: string;
}

/** The longest text a cell of a workbook takes. */
const longest = 32_767;

/** Words of people or of ours, as they are. */
export function text(value: string, style: StyleName = 'text'): Drawn {
  const cut = value.length > longest ? `${value.slice(0, longest - 8)}…（余下略）` : value;
  return { value: cut === '' ? null : cut, style };
}

/** Codes and telephone numbers: text, whatever they look like. */
export function code(value: string): Drawn {
  return text(value, 'code');
}

/** A number of ours. */
export function number(value: number): Drawn {
  return { value, style: 'number' };
}

/** Words that open a workbook of the district, at a cell named like `自查表!B4` where there is one. */
export function fileLink(words: string, path: string, cell = ''): Drawn {
  if (path === '' || words === '') return text(words);
  const cut = cell.lastIndexOf('!');
  const [tab, a1] = [cell.slice(0, Math.max(cut, 0)), cell.slice(cut + 1)];
  const link: Link =
    cut > 0 && parseA1(a1) ? { to: 'file', path, tab, a1 } : cut > 0 ? { to: 'file', path, tab } : { to: 'file', path };
  return { ...text(words, 'link'), link };
}

/** Puts a cell in its place. */
export function placed(row: number, column: number, drawn: Drawn): BookCell {
  const { value, style, link, note } = drawn;
  // Most of a hundred thousand cells have neither: spreading each would double the time.
  return link || note ? { row, column, ...drawn } : { row, column, value, style };
}

/** Height in points for a text wrapped into a width: merged cells never grow by themselves. */
export function heightFor(words: string, width: number): number {
  // Widths count digits of 11 points; what is written is of 10, and a line may end early.
  const room = width * 1.12 - 1;
  const lines = words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsWide(line) / room)), 0);
  return Math.min(400, 5 + lines * 15);
}

/** Landscape, one page wide, the rows down to the header on each page. */
export function printed(repeatRows: number, asOf: string): Print {
  return { landscape: true, onePage: false, repeatRows, footer: `第 &P 页，共 &N 页　　数据截至 ${asOf}` };
}
