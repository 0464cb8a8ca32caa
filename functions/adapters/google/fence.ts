import { createHash } from 'node:crypto';
import type { Request } from './draw/request.ts';
import type { SheetNow, SpreadsheetNow } from './draw/spreadsheet-now.ts';

const title = /^_fence (\d+)\.(\d+)$/;

/** Somebody wrote this spreadsheet from more events than we know of. */
export class Outrun extends Error {}

/** The hidden tab that says of how many events a spreadsheet tells; undefined where there is none yet. */
function fenceOf({ sheets }: SpreadsheetNow): { sheet: SheetNow; count: number; serial: number } | undefined {
  const found = sheets.flatMap((sheet) => {
    const match = title.exec(sheet.title);
    return match ? [{ sheet, count: Number(match[1]), serial: Number(match[2]) }] : [];
  });
  return found.sort((a, b) => b.count - a.count || b.serial - a.serial)[0];
}

/** The same spreadsheet without its fence: what a drawing may touch. */
export function withoutFence(now: SpreadsheetNow): SpreadsheetNow {
  return { ...now, sheets: now.sheets.filter((sheet) => !title.test(sheet.title)) };
}

/**
 * The first steps of a batch: the fence that was seen goes, a new one comes. In one atomic batch this is a
 * compare-and-swap: whoever wrote meanwhile took the old one away, and a batch that deletes a sheet which is not there is
 * refused whole. Throws `Outrun` where the fence stands for more events than `count`.
 */
export function fenceRequests(now: SpreadsheetNow, count: number): Request[] {
  const fence = fenceOf(now);
  if (fence && fence.count > count) throw new Outrun();
  const next = `_fence ${count}.${fence?.count === count ? fence.serial + 1 : 0}`;
  return [
    ...(fence ? [{ deleteSheet: { sheetId: fence.sheet.sheetId } }] : []),
    {
      addSheet: {
        properties: {
          sheetId: fenceId(next),
          title: next,
          hidden: true,
          gridProperties: { rowCount: 1, columnCount: 1 },
        },
      },
    },
  ];
}

// The question mark keeps it from being taken for a tab of a book, whose id is made of its bare title.
function fenceId(name: string): number {
  return createHash('sha256').update(`?${name}`).digest().readUInt32BE(0) & 0x7fffffff || 1;
}
