import { type Area, contains, gridArea, gridRange, intersection } from '../area.ts';
import { withValue } from '../cell/change.ts';
import type { Document, GridRange, Sheet } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells, usedArea } from '../grid.ts';

const PARTIAL = 'You must select all cells in a merged range to merge or unmerge them.';

type MergeType = 'MERGE_ALL' | 'MERGE_COLUMNS' | 'MERGE_ROWS';

/** Merges inside give way; values that are not at the top left of their merge are gone. */
function mergeCells(
  edit: Edit,
  { range, mergeType = 'MERGE_ALL' }: { range?: GridRange; mergeType?: MergeType },
): undefined {
  const { sheet, ...area } = gridArea(edit.document, range);
  touch(edit, sheet, area);
  sheet.merges = mergesOutside(edit.document, sheet, area);
  for (const part of parts(area, mergeType)) {
    if (part.bottom - part.top === 1 && part.right - part.left === 1) continue;
    changeCells(sheet, usedArea(sheet, part), (cell, row, column) => {
      return row === part.top && column === part.left ? cell : withValue(cell, undefined);
    });
    sheet.merges.push(gridRange(sheet, part));
  }
}

function unmergeCells(edit: Edit, { range }: { range?: GridRange }): undefined {
  const { sheet, ...area } = gridArea(edit.document, range, true);
  touch(edit, sheet, area);
  sheet.merges = mergesOutside(edit.document, sheet, area);
}

function mergesOutside(document: Document, sheet: Sheet, area: Area): GridRange[] {
  return sheet.merges.filter((merge) => {
    const cells = gridArea(document, merge);
    if (!intersection(cells, area)) return true;
    if (!contains(area, cells)) throw new Invalid(PARTIAL);
    return false;
  });
}

function parts(area: Area, type: MergeType): Area[] {
  const { top, bottom, left, right } = area;
  const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
  if (type === 'MERGE_ROWS') return lines(top, bottom).map((row) => ({ ...area, top: row, bottom: row + 1 }));
  if (type === 'MERGE_COLUMNS')
    return lines(left, right).map((column) => ({ ...area, left: column, right: column + 1 }));
  return [area];
}

export const mergeRequests = { mergeCells, unmergeCells };
