import { isDeepStrictEqual } from 'node:util';
import type { Book, BookCell, BookTab } from '../../../../schemas/book.ts';

/**
 * True where two books differ in nothing but what their cells hold and look like, their rules, their heights and their
 * titles: then one becomes the other without sheets, merges, protection or names being touched.
 */
export function sameShape(a: Book, b: Book): boolean {
  return isDeepStrictEqual(a.names, b.names) && isDeepStrictEqual(a.tabs.map(shapeOf), b.tabs.map(shapeOf));
}

function shapeOf({ name, hidden, flag, widths, merges, freeze, filter, locked, cells }: BookTab): unknown[] {
  return [name, hidden, flag, widths, merges, freeze, filter, locked, cells.filter(({ open }) => open).map(placeOf)];
}

function placeOf({ row, column }: BookCell): number[] {
  return [row, column];
}
