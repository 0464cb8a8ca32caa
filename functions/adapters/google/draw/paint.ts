import type { BookCell, BookTab, StyleName } from '../../../../schemas/book.ts';
import { type Block, joined } from './blocks.ts';
import { cellFormat, formatFields, type Variant } from './formats.ts';
import { gridRange } from './grid-range.ts';
import type { Request } from './request.ts';
import { type Shape, shapesOf } from './shapes.ts';

/** Paints the styles of a tab in as few blocks as they allow; a merged area is painted whole, so that its borders show. */
export function paintRequests(tab: BookTab, sheetId: number): Request[] {
  const shapeOf = shapesOf(tab);
  const painted = tab.cells.map((cell) => {
    const shape = shapeOf(cell);
    return { area: shape.area, key: `${cell.style} ${variantOf(cell, shape)}` };
  });
  return joined(painted).map((block) => paintRequest(block, sheetId));
}

function variantOf({ value }: BookCell, { cut }: Shape): Variant {
  if (cut) return 'running';
  return typeof value === 'object' && value !== null && 'formula' in value ? 'formula' : '';
}

function paintRequest({ area, key }: Block, sheetId: number): Request {
  const [style, variant] = key.split(' ') as [StyleName, Variant];
  return {
    repeatCell: {
      range: gridRange(sheetId, area),
      cell: { userEnteredFormat: cellFormat(style, variant) },
      fields: formatFields,
    },
  };
}
