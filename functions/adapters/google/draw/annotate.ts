import type { BookTab, Link } from '../../../../schemas/book.ts';
import type { Mark } from '../../../world.ts';
import type { DrawContext } from './context.ts';
import { tabRequests } from './draw-tab.ts';
import { cellLink, type LinkAddress, linkAddress } from './links.ts';
import { type GroundOf, markRequests, type SpreadsheetSeen } from './mark-cells.ts';
import { placeRequests } from './place-tab.ts';
import { planTabs } from './plan-tabs.ts';
import type { Request } from './request.ts';
import { gridSize } from './sizes.ts';

export interface AnnotateContext extends Pick<DrawContext, 'robot' | 'linkTo'> {
  /** The report's own path: a link to it is a link within the spreadsheet. */
  readonly path: string;
  readonly ground: GroundOf;
}

/**
 * One atomic batch that shows a report's findings in it: 校验结果 drawn behind the tabs that are shown, anew or in place,
 * and notes and tints at the cells. What a school typed is not touched, nor the notes of people.
 */
export function annotate(
  feedback: BookTab,
  marks: readonly Mark[],
  seen: SpreadsheetSeen,
  context: AnnotateContext,
): Request[] {
  const [planned] = planTabs({ title: '', tabs: [feedback], names: [] }, seen);
  if (!planned) return [];
  const { sheetId } = planned;
  const size = gridSize(feedback, []);
  return [
    ...placeRequests(planned, placeOf(sheetId, seen), size),
    ...tabRequests({ tab: feedback, sheetId, size, robot: context.robot, addressOf: addressesIn(seen, context) }),
    ...markRequests(marks, seen, context.ground),
  ];
}

/** Behind the last sheet that is shown, counted as Google does before the move. */
function placeOf(sheetId: number, { sheets }: SpreadsheetSeen): number {
  const last = sheets.findLastIndex((sheet) => !sheet.hidden && sheet.sheetId !== sheetId);
  return last + 1;
}

function addressesIn({ sheets }: SpreadsheetSeen, { path, linkTo }: AnnotateContext): LinkAddress {
  const ids = new Map(sheets.map(({ title, sheetId }) => [title, sheetId]));
  const addressOf = linkAddress(ids, linkTo);
  return (link) => (link.to === 'file' && link.path === path ? ownAddress(link, ids) : addressOf(link));
}

/** A place in the report itself: the cell, its tab, or the first tab where the place is not known. */
function ownAddress({ tab, a1 }: Link & { to: 'file' }, ids: ReadonlyMap<string, number>): string | undefined {
  const sheetId = tab === undefined ? undefined : ids.get(tab);
  if (sheetId !== undefined) return cellLink(sheetId, a1);
  const [first] = ids.values();
  return first === undefined ? undefined : cellLink(first);
}
