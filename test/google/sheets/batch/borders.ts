import { type Area, gridArea } from '../area.ts';
import { withFields } from '../cell/change.ts';
import type { GridRange, Sheet } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { changeCells } from '../grid.ts';
import type { Message } from '../schema/check.ts';
import type { Mask } from '../schema/mask.ts';

type Side = 'top' | 'bottom' | 'left' | 'right';
type Lines = Partial<Record<Side | 'innerHorizontal' | 'innerVertical', Message>>;

const BLACK = { color: {}, colorStyle: { rgbColor: {} } };
const WIDTHS: Readonly<Record<string, number>> = { SOLID_MEDIUM: 2, SOLID_THICK: 3, DOUBLE: 3 };

/** A line is drawn on both cells that it lies between; NONE takes it away, a line that is not named stays. */
function updateBorders(edit: Edit, { range, ...lines }: Lines & { range?: GridRange }): undefined {
  const { sheet, ...area } = gridArea(edit.document, range, true);
  touch(edit, sheet, area);
  const { top, bottom, left, right, innerHorizontal, innerVertical } = lines;
  draw(sheet, { ...area, bottom: area.top + 1 }, 'top', top);
  draw(sheet, { ...area, top: area.bottom - 1 }, 'bottom', bottom);
  draw(sheet, { ...area, right: area.left + 1 }, 'left', left);
  draw(sheet, { ...area, left: area.right - 1 }, 'right', right);
  draw(sheet, { ...area, top: area.top + 1 }, 'top', innerHorizontal);
  draw(sheet, { ...area, bottom: area.bottom - 1 }, 'bottom', innerHorizontal);
  draw(sheet, { ...area, left: area.left + 1 }, 'left', innerVertical);
  draw(sheet, { ...area, right: area.right - 1 }, 'right', innerVertical);
}

function draw(sheet: Sheet, area: Area, side: Side, line: Message | undefined): void {
  if (!line) return;
  const style = String(line.style ?? 'NONE');
  const shown = style === 'NONE' ? {} : { [side]: { ...BLACK, ...line, width: WIDTHS[style] ?? 1 } };
  const mask: Mask = new Map([['userEnteredFormat', new Map([['borders', new Map([[side, 'all' as const]])]])]]);
  changeCells(sheet, area, (cell) => withFields(cell, { userEnteredFormat: { borders: shown } }, mask));
}

export const borderRequests = { updateBorders };
