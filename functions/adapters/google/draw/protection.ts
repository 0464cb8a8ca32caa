import type { BookTab } from '../../../../schemas/book.ts';
import { joined } from './blocks.ts';
import { gridRange } from './grid-range.ts';
import type { Request } from './request.ts';
import { shapesOf } from './shapes.ts';

/** Locks a tab for all but the robot, with its inputs left open; nothing for a tab that is not locked. */
export function protectionRequests(tab: BookTab, sheetId: number, robot: string): Request[] {
  if (!tab.locked && tab.hidden !== 'veryHidden') return [];
  const shapeOf = shapesOf(tab);
  const open = tab.cells.filter((cell) => cell.open).map((cell) => ({ area: shapeOf(cell).area, key: 'open' }));
  const ranges = joined(open).map(({ area }) => gridRange(sheetId, area));
  return [protectSheet(sheetId, robot, ranges)];
}

/** Locks a whole sheet for all but the robot. */
export function protectSheet(
  sheetId: number,
  robot: string,
  unprotectedRanges: ReturnType<typeof gridRange>[] = [],
): Request {
  return {
    addProtectedRange: {
      protectedRange: {
        range: { sheetId },
        description: '由系统维护',
        ...(unprotectedRanges.length > 0 ? { unprotectedRanges } : {}),
        editors: { users: [robot] },
      },
    },
  };
}
