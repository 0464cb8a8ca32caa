import type { BookTab } from '../../../../schemas/book.ts';
import { type Band, bandsOf } from './bands.ts';
import { contentRequests } from './cells.ts';
import { checkRequest } from './checks.ts';
import { conditionRule, conditionsOf } from './conditions.ts';
import { gridRange } from './grid-range.ts';
import type { LinkAddress } from './links.ts';
import { paintRequests } from './paint.ts';
import { protectionRequests } from './protection.ts';
import type { Request } from './request.ts';
import { mergesOf } from './shapes.ts';
import { type GridSize, heightRequests, widthRequests } from './sizes.ts';

/** A tab to be drawn, and where. */
export interface Canvas {
  readonly tab: BookTab;
  readonly sheetId: number;
  readonly size: GridSize;
  readonly robot: string;
  readonly addressOf: LinkAddress;
}

/** All that stands on a tab, for a sheet of its size that is empty. How it is printed is no part of a spreadsheet there. */
export function tabRequests(canvas: Canvas): Request[] {
  const { before, after } = frameRequests(canvas);
  const bands = bandsOf(canvas.tab, canvas.size.rows);
  return [...before, ...bands.flatMap((band) => bandRequests(band, canvas)), ...after];
}

/** What is drawn of a tab around the cells: what comes `before` them and `after`. */
export function frameRequests({ tab, sheetId, size, robot }: Canvas): { before: Request[]; after: Request[] } {
  const merges = mergesOf(tab).map((area) => gridRange(sheetId, area));
  const rules = conditionsOf(tab).map((condition) => conditionRule(condition, sheetId));
  return {
    before: [
      ...widthRequests(tab, sheetId, size.columns),
      ...merges.map((range): Request => ({ mergeCells: { range, mergeType: 'MERGE_ALL' } })),
    ],
    after: [
      ...(tab.checks ?? []).map((check) => checkRequest(check, sheetId)),
      ...rules.map((rule, index): Request => ({ addConditionalFormatRule: { rule, index } })),
      ...(tab.filter ? [{ setBasicFilter: { filter: { range: gridRange(sheetId, tab.filter) } } }] : []),
      ...protectionRequests(tab, sheetId, robot),
    ],
  };
}

/** The rows of a band: how high they are, what their cells hold and look like. */
function bandRequests({ tab, from, rows }: Band, { sheetId, addressOf }: Canvas): Request[] {
  return [
    ...heightRequests(tab, sheetId, from, rows),
    // Links before colours: a link brings its own.
    ...contentRequests(tab, sheetId, addressOf),
    ...paintRequests(tab, sheetId),
  ];
}

/** The same over what an earlier drawing left there. */
export function bandAgainRequests(band: Band, canvas: Canvas): Request[] {
  const area = { row: band.from, column: 0, rows: band.rows, columns: canvas.size.columns };
  const fields = 'userEnteredValue,userEnteredFormat,textFormatRuns,note';
  return [{ updateCells: { range: gridRange(canvas.sheetId, area), fields } }, ...bandRequests(band, canvas)];
}
