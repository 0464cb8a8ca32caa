import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { BookCell, BookTab } from '../../../../schemas/book.ts';
import type { LinkAddress } from './links.ts';
import { cellValue, plainText } from './values.ts';

/** A cell's place and what it holds besides its look: value, link, note. */
export interface HeldCell {
  readonly row: number;
  readonly column: number;
  readonly data: sheets_v4.Schema$CellData;
}

/** What the cells of a tab hold, the empty ones left out. */
export function heldCells({ cells }: BookTab, addressOf: LinkAddress): HeldCell[] {
  return cells.flatMap((cell) => heldCell(cell, addressOf) ?? []);
}

/** What one cell holds; undefined where it is empty. */
export function heldCell({ row, column, value, link, note }: BookCell, addressOf: LinkAddress): HeldCell | undefined {
  const held = cellValue(value);
  const uri = link && addressOf(link);
  if (!held && !uri && !note) return undefined;
  const data = {
    ...(held ? { userEnteredValue: held } : {}),
    ...(uri ? { userEnteredFormat: { textFormat: { link: { uri } } } } : {}),
    ...(note ? { note: plainText(note) } : {}),
  };
  return { row, column, data };
}

/** The mask of all that a cell can hold. */
export const heldFields = 'userEnteredValue,note,userEnteredFormat.textFormat.link';

/** The mask of what some cells hold; values are always part of it. */
export function fieldsOf(cells: readonly Pick<HeldCell, 'data'>[]): string {
  const fields = ['userEnteredValue'];
  if (cells.some(({ data }) => data.note)) fields.push('note');
  if (cells.some(({ data }) => data.userEnteredFormat)) fields.push('userEnteredFormat.textFormat.link');
  return fields.join(',');
}
