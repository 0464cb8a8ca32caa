import type { BookTab } from '../../../../schemas/book.ts';
import { contentRequests } from './cells.ts';
import { checkRequest } from './checks.ts';
import { conditionRule, conditionsOf } from './conditions.ts';
import { gridRange } from './grid-range.ts';
import type { LinkAddress } from './links.ts';
import { paintRequests } from './paint.ts';
import { protectionRequests } from './protection.ts';
import type { Request } from './request.ts';
import { mergesOf } from './shapes.ts';
import { type GridSize, sizeRequests } from './sizes.ts';

/** All that stands on a tab, for a sheet of its size that is empty. How it is printed is no part of a spreadsheet there. */
export function tabRequests(
  tab: BookTab,
  sheetId: number,
  size: GridSize,
  robot: string,
  addressOf: LinkAddress,
): Request[] {
  return [
    ...sizeRequests(tab, sheetId, size),
    ...mergesOf(tab).map(
      (area): Request => ({
        mergeCells: { range: gridRange(sheetId, area), mergeType: 'MERGE_ALL' },
      }),
    ),
    // Links before colours: a link brings its own.
    ...contentRequests(tab, sheetId, addressOf),
    ...paintRequests(tab, sheetId),
    ...(tab.checks ?? []).map((check) => checkRequest(check, sheetId)),
    ...conditionsOf(tab).map(
      (condition, index): Request => ({
        addConditionalFormatRule: { rule: conditionRule(condition, sheetId), index },
      }),
    ),
    ...(tab.filter ? [{ setBasicFilter: { filter: { range: gridRange(sheetId, tab.filter) } } }] : []),
    ...protectionRequests(tab, sheetId, robot),
  ];
}
