import type { Book } from '../../../../schemas/book.ts';
import type { DrawContext } from './context.ts';
import { tabRequests } from './draw-tab.ts';
import { linkAddress } from './links.ts';
import { nameChanges } from './names.ts';
import { hideRequests, moveRequest, placeRequests } from './place-tab.ts';
import { goneSheets, type PlannedTab, planTabs } from './plan-tabs.ts';
import type { Request } from './request.ts';
import { gridSize } from './sizes.ts';
import type { SpreadsheetNow } from './spreadsheet-now.ts';
import { tabHasher } from './tab-hashes.ts';

/**
 * One atomic batch that makes a spreadsheet hold exactly the book, whatever it held: empty where it does already. Tabs
 * stay on their sheets, so that links to them stay valid; a sheet that a person added stays behind ours.
 */
export function redraw(book: Book, now: SpreadsheetNow, context: DrawContext): Request[] {
  return redrawBut(drawnTabs(book, context), book, now, context);
}

/** The same, with the tabs left as they are of which `stays` is true. */
export function redrawBut(
  stays: (planned: PlannedTab) => boolean,
  book: Book,
  now: SpreadsheetNow,
  context: DrawContext,
): Request[] {
  const planned = planTabs(book, now);
  const sheetIds = new Map(planned.map(({ tab, sheetId }) => [tab.name, sheetId]));
  const gone = goneSheets(planned, now);
  const ours = new Set([...sheetIds.values(), ...gone.map(({ sheetId }) => sheetId)]);
  const names = nameChanges(book.names, sheetIds, now.names, ours);
  const anew = planned.filter((tab) => !stays(tab));
  const addressOf = linkAddress(sheetIds, context.linkTo);
  return [
    ...names.before,
    // All sheets before any cell: a formula that names a sheet which is not there yet stays an error.
    ...placed(planned, anew, now, book),
    ...anew.flatMap(hideRequests),
    ...anew.flatMap(({ tab, sheetId }) =>
      tabRequests(tab, sheetId, gridSize(tab, book.names), context.robot, addressOf),
    ),
    ...names.after,
    ...gone.map(({ sheetId }): Request => ({ deleteSheet: { sheetId } })),
  ];
}

/** Tells whether a sheet shows its tab already, as it was last drawn. */
function drawnTabs(book: Book, context: DrawContext): (planned: PlannedTab) => boolean {
  const { drawnTabs: drawn = new Map<string, string>() } = context;
  const hashOf = tabHasher(book, context);
  return ({ tab, now }) =>
    now?.title === tab.name &&
    now.hidden === Boolean(tab.hidden) &&
    drawn.has(tab.name) &&
    drawn.get(tab.name) === hashOf(tab.name);
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
