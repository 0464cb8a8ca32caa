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

/** Of how many events a spreadsheet tells, by the titles of its sheets; 0 where it has no fence. */
export function fencedCount(titles: readonly string[]): number {
  return Math.max(0, ...titles.map((it) => Number(title.exec(it)?.[1] ?? 0)));
}

/** The same spreadsheet without its fence: what a drawing may touch. */
export function withoutFence(now: SpreadsheetNow): SpreadsheetNow {
  return { ...now, sheets: now.sheets.filter((sheet) => !title.test(sheet.title)) };
}

/** One batch's turn at the fence. */
export interface Turn {
  /**
   * The first steps of the batch: the fence that was seen goes, a new one comes. In one atomic batch this is a
   * compare-and-swap: whoever wrote meanwhile took the old one away, and a batch that deletes a sheet which is not there
   * is refused whole. Throws `Outrun` where the fence stands for more events than ours.
   */
  readonly requests: (now: SpreadsheetNow) => readonly Request[];
  /** True where the fence of this very batch stands: it was applied, whatever became of its answer. */
  readonly taken: (now: SpreadsheetNow) => boolean;
}

/** A turn for a batch that tells of `count` events. */
export function turnAt(count: number): Turn {
  let mine: string | undefined;
  return {
    taken: ({ sheets }) => sheets.some((sheet) => sheet.title === mine),
    requests: (now) => {
      const fence = fenceOf(now);
      if (fence && fence.count > count) throw new Outrun();
      mine = `_fence ${count}.${fence?.count === count ? fence.serial + 1 : 0}`;
      const gridProperties = { rowCount: 1, columnCount: 1 };
      return [
        ...(fence ? [{ deleteSheet: { sheetId: fence.sheet.sheetId } }] : []),
        { addSheet: { properties: { sheetId: fenceId(mine), title: mine, hidden: true, gridProperties } } },
      ];
    },
  };
}

// The question mark keeps it from being taken for a tab of a book, whose id is made of its bare title.
function fenceId(name: string): number {
  return createHash('sha256').update(`?${name}`).digest().readUInt32BE(0) & 0x7fffffff || 1;
}
