import type { Book } from '../../../../schemas/book.ts';
import type { Band } from './bands.ts';
import type { DrawContext } from './context.ts';
import { bandAgainRequests, tabRequests } from './draw-tab.ts';
import { linkAddress } from './links.ts';
import { nameChanges } from './names.ts';
import { hideRequests, moveRequest, placeRequests } from './place-tab.ts';
import { goneSheets, type PlannedTab, planTabs } from './plan-tabs.ts';
import type { Request } from './request.ts';
import { gridSize } from './sizes.ts';
import type { SpreadsheetNow } from './spreadsheet-now.ts';
import { bandsToDraw } from './tab-hashes.ts';

/**
 * One atomic batch that makes a spreadsheet hold exactly the book, whatever it held: empty where it does already. Tabs
 * stay on their sheets, so that links to them stay valid; a sheet that a person added stays behind ours.
 */
export function redraw(book: Book, now: SpreadsheetNow, context: DrawContext): Request[] {
  return redrawBut(drawnBefore(book, context), book, now, context);
}

/** Of a tab that is drawn already, the bands that are not as they should be; undefined where all is to be drawn. */
export type Drawn = (planned: PlannedTab) => readonly Band[] | undefined;

/** The same, with what is `drawn` left as it is. */
export function redrawBut(drawn: Drawn, book: Book, now: SpreadsheetNow, context: DrawContext): Request[] {
  const planned = planTabs(book, now);
  const sheetIds = new Map(planned.map(({ tab, sheetId }) => [tab.name, sheetId]));
  const gone = goneSheets(planned, now);
  const ours = new Set([...sheetIds.values(), ...gone.map(({ sheetId }) => sheetId)]);
  const names = nameChanges(book.names, sheetIds, now.names, ours);
  const bands = new Map(planned.map((tab) => [tab, drawn(tab)]));
  const anew = planned.filter((tab) => bands.get(tab) === undefined);
  const addressOf = linkAddress(sheetIds, context.linkTo);
  return [
    ...names.before,
    // All sheets before any cell: a formula that names a sheet which is not there yet stays an error.
    ...placed(planned, anew, now, book),
    ...anew.flatMap(hideRequests),
    ...planned.flatMap((it) => {
      const { tab, sheetId } = it;
      const canvas = { tab, sheetId, size: gridSize(tab, book.names), robot: context.robot, addressOf };
      return bands.get(it)?.flatMap((band) => bandAgainRequests(band, canvas)) ?? tabRequests(canvas);
    }),
    ...names.after,
    ...gone.map(({ sheetId }): Request => ({ deleteSheet: { sheetId } })),
  ];
}

/** Tells of each sheet what of its tab it shows already, as it was last drawn. */
function drawnBefore(book: Book, context: DrawContext): Drawn {
  const differing = bandsToDraw(book, context);
  return ({ tab, now }) =>
    now?.title === tab.name && now.hidden === Boolean(tab.hidden) ? differing(tab.name) : undefined;
}

/** Sheets come to their places from the left, which leaves no doubt about what an index counts. */
function placed(
  planned: readonly PlannedTab[],
  anew: readonly PlannedTab[],
  now: SpreadsheetNow,
  book: Book,
): Request[] {
  const order = now.sheets.map(({ sheetId }) => sheetId);
  return planned.flatMap((tab, index) => {
    const at = order.indexOf(tab.sheetId);
    if (at >= 0) order.splice(at, 1);
    order.splice(index, 0, tab.sheetId);
    if (anew.includes(tab)) return placeRequests(tab, index, gridSize(tab.tab, book.names));
    return at === index ? [] : [moveRequest(tab.sheetId, index)];
  });
}
