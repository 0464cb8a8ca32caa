import { isDeepStrictEqual } from 'node:util';
import type { Book, BookCell, BookTab } from '../../../../schemas/book.ts';
import type { Area } from '../../../../schemas/layout.ts';
import { checkRequest, uncheckRequest } from './checks.ts';
import { conditionRule, conditionsOf } from './conditions.ts';
import type { DrawContext } from './context.ts';
import { heldCell, heldFields } from './held-cell.ts';
import { type LinkAddress, linkAddress } from './links.ts';
import { paintKey, paintRequest } from './paint.ts';
import { type PlannedTab, planTabs } from './plan-tabs.ts';
import { redrawBut } from './redraw.ts';
import type { Request } from './request.ts';
import { sameShape } from './same-shape.ts';
import { placeKey, type Shape, shapesOf } from './shapes.ts';
import { gridSize, heightRequest } from './sizes.ts';
import type { SpreadsheetNow } from './spreadsheet-now.ts';

/**
 * What makes a copy of a drawn template hold a book: the cells, rules and heights that differ, and whole tabs only where
 * more than that does. A template is the book of the same forms for no school in particular. The spreadsheet's title is
 * Drive's.
 */
export function difference(template: Book, book: Book, now: SpreadsheetNow, context: DrawContext): Request[] {
  const patterns = new Map(template.tabs.map((tab) => [tab.name, tab]));
  const planned = planTabs(book, now);
  const addressOf = linkAddress(new Map(planned.map(({ tab, sheetId }) => [tab.name, sheetId])), context.linkTo);
  const patternOf = (it: PlannedTab) => usablePattern(patterns.get(it.tab.name), it, template, book);
  const changes = planned.flatMap((it) => {
    const pattern = patternOf(it);
    return pattern ? tabChanges(pattern, it, addressOf) : [];
  });
  return [...redrawBut((it) => patternOf(it) && [], book, now, context), ...changes];
}

/** The template's tab, where the sheet shows it and the book's is of the same shape. */
function usablePattern(
  pattern: BookTab | undefined,
  { tab, now }: PlannedTab,
  template: Book,
  book: Book,
): BookTab | undefined {
  if (!pattern || now?.title !== tab.name || !sameShape(pattern, tab)) return undefined;
  return isDeepStrictEqual(gridSize(pattern, template.names), gridSize(tab, book.names)) ? pattern : undefined;
}

function tabChanges(before: BookTab, { tab: after, sheetId, now }: PlannedTab, addressOf: LinkAddress): Request[] {
  return [
    ...heightChanges(before, after, sheetId),
    ...cellChanges(before, after, sheetId, addressOf),
    ...checkChanges(before, after, sheetId),
    ...conditionChanges(before, after, sheetId, now?.conditions ?? 0),
  ];
}

function heightChanges(before: BookTab, after: BookTab, sheetId: number): Request[] {
  const rows = new Set([...(before.heights?.keys() ?? []), ...(after.heights?.keys() ?? [])]);
  return [...rows]
    .sort((a, b) => a - b)
    .filter((row) => before.heights?.get(row) !== after.heights?.get(row))
    .map((row) => heightRequest(sheetId, row, after.heights?.get(row)));
}

function cellChanges(before: BookTab, after: BookTab, sheetId: number, addressOf: LinkAddress): Request[] {
  const [was, is] = [cellsByPlace(before), cellsByPlace(after)];
  const gone = [...was].filter(([key]) => !is.has(key)).map(([, cell]) => emptyCell(cell, sheetId));
  const shapeOf = shapesOf(after);
  const changed = [...is].flatMap(([key, cell]) => changesOf(was.get(key), cell, shapeOf(cell), sheetId, addressOf));
  return [...gone, ...changed];
}

function cellsByPlace({ cells }: BookTab): Map<number, BookCell> {
  return new Map(cells.map((cell) => [placeKey(cell.row, cell.column), cell]));
}

function emptyCell({ row, column }: BookCell, sheetId: number): Request {
  const start = { sheetId, rowIndex: row, columnIndex: column };
  return { updateCells: { start, rows: [{ values: [{}] }], fields: 'userEnteredValue,note,userEnteredFormat' } };
}

function changesOf(
  was: BookCell | undefined,
  is: BookCell,
  shape: Shape,
  sheetId: number,
  addressOf: LinkAddress,
): Request[] {
  const held = (cell: BookCell | undefined) => (cell ? (heldCell(cell, addressOf)?.data ?? {}) : {});
  const key = paintKey(is, shape);
  const holdsOther = !isDeepStrictEqual(held(was), held(is));
  // A link that comes or goes takes colours with it.
  const looksOther = !was || paintKey(was, shape) !== key || !isDeepStrictEqual(was.link, is.link);
  const start = { sheetId, rowIndex: is.row, columnIndex: is.column };
  return [
    ...(holdsOther ? [{ updateCells: { start, rows: [{ values: [held(is)] }], fields: heldFields } }] : []),
    ...(looksOther ? [paintRequest({ area: shape.area, key }, sheetId)] : []),
  ];
}

function checkChanges(before: BookTab, after: BookTab, sheetId: number): Request[] {
  const [was, is] = [before.checks ?? [], after.checks ?? []];
  const isAmong = <T>(one: T, all: readonly T[]) => all.some((it) => isDeepStrictEqual(it, one));
  const areas = is.map(({ area }) => area);
  return [
    ...was.filter(({ area }) => !isAmong<Area>(area, areas)).map(({ area }) => uncheckRequest(area, sheetId)),
    ...is.filter((check) => !isAmong(check, was)).map((check) => checkRequest(check, sheetId)),
  ];
}

/**
 * A copy has the template's rules in their order, so that each is known by its place. How many it has is asked of the copy:
 * a batch that was applied, though its answer got lost, has added them already.
 */
function conditionChanges(before: BookTab, after: BookTab, sheetId: number, count: number): Request[] {
  const [was, is] = [conditionsOf(before), conditionsOf(after)];
  const surplus = Math.max(0, count - is.length);
  return [
    ...Array.from({ length: surplus }, (): Request => ({ deleteConditionalFormatRule: { sheetId, index: is.length } })),
    ...is.flatMap((condition, index): Request[] => {
      const rule = conditionRule(condition, sheetId);
      if (index >= count) return [{ addConditionalFormatRule: { rule, index } }];
      if (isDeepStrictEqual(was[index], condition)) return [];
      return [{ updateConditionalFormatRule: { sheetId, index, rule } }];
    }),
  ];
}
