import { type Area, contains, gridArea, gridRange, intersection } from '../area.ts';
import { withFields } from '../cell/change.ts';
import type { Cell, GridRange, Row, Sheet } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells, copyOf } from '../grid.ts';
import type { Mask } from '../schema/mask.ts';
import { grow } from '../values/append.ts';

type PasteType =
  | 'PASTE_NORMAL'
  | 'PASTE_VALUES'
  | 'PASTE_FORMAT'
  | 'PASTE_NO_BORDERS'
  | 'PASTE_FORMULA'
  | 'PASTE_DATA_VALIDATION'
  | 'PASTE_CONDITIONAL_FORMATTING';

interface Coordinate {
  readonly sheetId?: number;
  readonly rowIndex?: number;
  readonly columnIndex?: number;
}

const all = 'all' as const;
const FORMAT: Mask = new Map([['userEnteredFormat', all]]);
const MASKS: Readonly<Record<PasteType, Mask>> = {
  PASTE_NORMAL: all,
  PASTE_NO_BORDERS: all,
  PASTE_VALUES: new Map([['userEnteredValue', all]]),
  PASTE_FORMULA: new Map([['userEnteredValue', all]]),
  PASTE_FORMAT: FORMAT,
  PASTE_DATA_VALIDATION: new Map([['dataValidation', all]]),
  PASTE_CONDITIONAL_FORMATTING: new Map(),
};

interface Copy {
  readonly source?: GridRange;
  readonly destination?: GridRange;
  readonly pasteType?: PasteType;
  readonly pasteOrientation?: 'NORMAL' | 'TRANSPOSE';
}

/** A destination that is a multiple of the source is filled with it; any other is its corner. */
function copyPaste(edit: Edit, { source, destination, pasteType = 'PASTE_NORMAL', pasteOrientation }: Copy): undefined {
  const { sheet: from, ...area } = gridArea(edit.document, source, true);
  const { sheet, ...target } = gridArea(edit.document, destination, true);
  const cells = pasteOrientation === 'TRANSPOSE' ? transposed(copyOf(from, area)) : copyOf(from, area);
  const [height, width] = [cells.length, cells[0]?.length ?? 0];
  const tall = Math.max(1, Math.floor((target.bottom - target.top) / height)) * height;
  const wide = Math.max(1, Math.floor((target.right - target.left) / width)) * width;
  const tiled = Array.from({ length: tall }, (_, row) =>
    Array.from({ length: wide }, (_each, column) => cells[row % height]?.[column % width]),
  );
  paste(edit, sheet, target.top, target.left, tiled, pasteType);
}

/** The cells leave where they were; merges within go along. */
function cutPaste(
  edit: Edit,
  request: { source?: GridRange; destination?: Coordinate; pasteType?: PasteType },
): undefined {
  const { source, destination = {}, pasteType = 'PASTE_NORMAL' } = request;
  const { sheet: from, ...area } = gridArea(edit.document, source, true);
  const { sheetId, rowIndex: top = 0, columnIndex: left = 0 } = destination;
  const { sheet } = gridArea(edit.document, {
    ...(sheetId && { sheetId }),
    startRowIndex: top,
    startColumnIndex: left,
  });
  touch(edit, from, area);
  const cells = copyOf(from, area);
  const merges = from.merges
    .map((merge) => gridArea(edit.document, merge))
    .filter((merge) => intersection(merge, area));
  if (merges.some((merge) => !contains(area, merge))) throw new Invalid('A merge may not be cut in two.');
  changeCells(from, area, (cell) => withFields(cell, {}, MASKS[pasteType]));
  paste(edit, sheet, top, left, cells, pasteType);
  if (pasteType !== 'PASTE_NORMAL') return;
  const [down, right] = [top - area.top, left - area.left];
  const moved = merges.map(({ sheet: _, ...merge }) => gridRange(sheet, shifted(merge, down, right)));
  from.merges = from.merges.filter((merge) => !intersection(gridArea(edit.document, merge), area));
  sheet.merges.push(...moved);
}

const shifted = (area: Area, down: number, right: number): Area => ({
  top: area.top + down,
  bottom: area.bottom + down,
  left: area.left + right,
  right: area.right + right,
});

function paste(edit: Edit, sheet: Sheet, top: number, left: number, cells: readonly Row[], type: PasteType): void {
  const area = { top, bottom: top + cells.length, left, right: left + (cells[0]?.length ?? 0) };
  grow(edit, sheet, area.bottom, area.right);
  touch(edit, sheet, area);
  changeCells(sheet, area, (old, row, column) => {
    const cell = cells[row - top]?.[column - left] ?? {};
    return withFields(old, type === 'PASTE_NO_BORDERS' ? withoutBorders(cell) : cell, MASKS[type]);
  });
}

function withoutBorders(cell: Cell): Cell {
  const { borders: _, ...userEnteredFormat } = cell.userEnteredFormat ?? {};
  return { ...cell, userEnteredFormat };
}

const transposed = (rows: readonly Row[]): Row[] => (rows[0] ?? []).map((_, column) => rows.map((row) => row[column]));

export const pasteRequests = { copyPaste, cutPaste };
