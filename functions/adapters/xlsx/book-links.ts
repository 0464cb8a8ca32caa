import type { BookTab, Link } from '../../../schemas/book.ts';
import { columnLetters } from '../../../schemas/grid.ts';

/** What a tab's links become in the file: `location` inside the workbook, or an address outside it. */
export interface DrawnLink {
  readonly ref: string;
  readonly location?: string;
  readonly address?: string;
}

/** The links of a tab's cells, in the order of the cells. */
export function linksOf(tab: BookTab): DrawnLink[] {
  return tab.cells.flatMap(({ row, column, link }) =>
    link ? [{ ref: `${columnLetters(column)}${row + 1}`, ...targetOf(link) }] : [],
  );
}

function targetOf(link: Link): Omit<DrawnLink, 'ref'> {
  switch (link.to) {
    case 'cell':
      return { location: placeOf(link.tab, link.a1) };
    case 'file':
      return { address: link.tab ? `${fileAddress(link.path)}#${placeOf(link.tab, link.a1)}` : fileAddress(link.path) };
    case 'mail':
      return { address: `mailto:${encodeURI(link.address)}` };
  }
}

/** `'自查表'!B4`: quoted always, which every program takes. */
export function placeOf(tab: string, a1 = 'A1'): string {
  return `${quoted(tab)}!${a1}`;
}

/** A tab's name as formulas and names write it. */
export function quoted(tab: string): string {
  return `'${tab.replaceAll("'", "''")}'`;
}

// Windows resolves %E6… in an address of a file by the machine's code page, not as UTF-8: Chinese stays as it is, and
// only what would end or break the address is escaped. The place goes behind # because WPS drops a `location` beside it.
function fileAddress(path: string): string {
  return path
    .toWellFormed()
    .replaceAll('\\', '/')
    .replace(/[\p{Cc}%#? "<>[\]^`{}|]/gu, encodeURIComponent);
}
