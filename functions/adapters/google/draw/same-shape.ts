import { isDeepStrictEqual } from 'node:util';
import type { BookCell, BookTab } from '../../../../schemas/book.ts';

/**
 * True where two tabs differ in nothing but what their cells hold and look like, their rules and their heights: then one
 * becomes the other without its sheet, merges or protection being touched.
 */
export function sameShape(a: BookTab, b: BookTab): boolean {
  return isDeepStrictEqual(shapeOf(a), shapeOf(b));
}

function shapeOf({ name, hidden, flag, widths, merges, freeze, filter, locked, cells }: BookTab): unknown[] {
  return [name, hidden, flag, widths, merges, freeze, filter, locked, cells.filter(({ open }) => open).map(placeOf)];
}

function placeOf({ row, column }: BookCell): number[] {
  return [row, column];
}
