import { createHash } from 'node:crypto';
import type { Book } from '../../../../schemas/book.ts';
import { type Band, bandsOf } from './bands.ts';
import type { DrawContext } from './context.ts';
import { type Canvas, frameRequests } from './draw-tab.ts';
import { heldCells } from './held-cell.ts';
import { linkAddress } from './links.ts';
import { paintRequests } from './paint.ts';
import { planTabs } from './plan-tabs.ts';
import { gridSize, heightRequests } from './sizes.ts';

/**
 * A hash of each tab of a book by its title: of all that a drawing of it on a new spreadsheet is made from, so that another
 * address of a linked file, another look or another way to draw makes another hash. One for what is around the cells,
 * and one for each band of rows.
 */
export function tabHashes(book: Book, context: DrawContext): ReadonlyMap<string, string> {
  return new Map(newCanvases(book, context).map((canvas) => [canvas.tab.name, hashOf(canvas)]));
}

/** Compares a book with how it was last drawn: the bands of a tab that differ, or undefined where more than that does. */
export function bandsToDraw(book: Book, context: DrawContext): (title: string) => readonly Band[] | undefined {
  const canvases = new Map(newCanvases(book, context).map((canvas) => [canvas.tab.name, canvas]));
  return (title) => {
    const canvas = canvases.get(title);
    const drawn = context.drawnTabs?.get(title)?.split(' ');
    if (!canvas || !drawn || drawn[0] !== frameHash(canvas)) return undefined;
    return bandsOf(canvas.tab, canvas.size.rows).filter((band, at) => drawn[at + 1] !== bandHash(band, canvas));
  };
}

function newCanvases(book: Book, { robot, linkTo }: DrawContext): Canvas[] {
  const planned = planTabs(book, { sheets: [], names: [] });
  const addressOf = linkAddress(new Map(planned.map(({ tab, sheetId }) => [tab.name, sheetId])), linkTo);
  return planned.map(({ tab, sheetId }) => ({ tab, sheetId, size: gridSize(tab, book.names), robot, addressOf }));
}

function hashOf(canvas: Canvas): string {
  const bands = bandsOf(canvas.tab, canvas.size.rows);
  return [frameHash(canvas), ...bands.map((band) => bandHash(band, canvas))].join(' ');
}

function frameHash(canvas: Canvas): string {
  const { flag, hidden, freeze } = canvas.tab;
  return shortHash([flag, hidden, freeze, canvas.size, frameRequests(canvas)]);
}

// Not of the requests themselves: to join what repeats takes most of the time of a drawing, and adds nothing here.
function bandHash({ tab, from, rows }: Band, { sheetId, addressOf }: Canvas): string {
  return shortHash([heightRequests(tab, sheetId, from, rows), heldCells(tab, addressOf), paintRequests(tab, sheetId)]);
}

function shortHash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}
