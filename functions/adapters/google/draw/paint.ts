import type { BookCell, BookTab, StyleName } from '../../../../schemas/book.ts';
import { looks } from '../../xlsx/book-styles.ts';
import { type Block, layered } from './blocks.ts';
import { cellFormat, fieldsWithoutBorders, formatFields, type Variant } from './formats.ts';
import { gridRange } from './grid-range.ts';
import type { Request } from './request.ts';
import { type Shape, shapesOf } from './shapes.ts';

/**
 * Paints the styles of a tab in few blocks: the ground first, then what differs from it within the same lines. A merged
 * area is painted whole, so that its borders show.
 */
export function paintRequests(tab: BookTab, sheetId: number): Request[] {
  const shapeOf = shapesOf(tab);
  const painted = tab.cells.map((cell) => {
    const shape = shapeOf(cell);
    return { area: shape.area, key: paintKey(cell, shape) };
  });
  const { ground, over } = layered(painted, borderOf);
  // What has no border first, so that it cannot wipe out an edge it shares with what has one.
  const [bare, lined] = [ground.filter(({ key }) => !borderOf(key)), ground.filter(({ key }) => borderOf(key))];
  return [
    ...[...bare, ...lined].map((block) => paintRequest(block, sheetId, formatFields)),
    ...over.map((block) => paintRequest(block, sheetId, fieldsWithoutBorders)),
  ];
}

/** What a cell is painted with: its style, and how that is varied. */
export function paintKey({ style, value }: BookCell, { cut }: Shape): string {
  const isFormula = typeof value === 'object' && value !== null && 'formula' in value;
  const variant: Variant = cut ? 'running' : isFormula ? 'formula' : '';
  return `${style} ${variant}`;
}

/** Paints an area with what `paintKey` said. */
export function paintRequest({ area, key }: Block, sheetId: number, fields = formatFields): Request {
  const { borders, ...format } = cellFormat(...partsOf(key));
  const withBorders = fields === formatFields && borders;
  return {
    repeatCell: {
      range: gridRange(sheetId, area),
      cell: { userEnteredFormat: withBorders ? { ...format, borders } : format },
      fields,
    },
  };
}

function borderOf(key: string): string {
  return looks[partsOf(key)[0]].border ?? '';
}

function partsOf(key: string): [StyleName, Variant] {
  return key.split(' ') as [StyleName, Variant];
}
