import { sheetById } from '../area.ts';
import type { DimensionRange } from '../document.ts';
import type { Edit } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { countOf } from '../shift.ts';

/** What names rows or columns in a request. */
export interface Lines {
  readonly range?: DimensionRange;
}

/** Lines that are all there. */
export function existing(edit: Edit, range: DimensionRange | undefined) {
  const lines = linesOf(edit, range);
  const count = countOf(lines.sheet, lines.dimension);
  if (lines.end > count) throw new Invalid(`range.endIndex[${lines.end}] is beyond the grid, which ends at ${count}.`);
  return lines;
}

/** Ends that are left out are the grid's. */
export function linesOf(edit: Edit, range: DimensionRange = {}) {
  const sheet = sheetById(edit.document, range.sheetId);
  const { dimension, startIndex = 0 } = range;
  if (!dimension) throw new Invalid('No dimension specified.');
  const endIndex = range.endIndex ?? countOf(sheet, dimension);
  if (startIndex < 0 || endIndex <= startIndex) {
    throw new Invalid(`range.endIndex[${endIndex}] must be after range.startIndex[${startIndex}]`);
  }
  return { sheet, dimension, start: startIndex, end: endIndex };
}
