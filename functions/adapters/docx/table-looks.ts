import type { BulletinTable } from '../../core/bulletin/table.ts';
import { sizes } from './paragraphs.ts';

/** 版心: 156 mm in twentieths of a point. */
const textWidth = 8844;

export const shades = { head: 'E9EEF2', total: 'F4F6F8' } as const;

/** Widths of a table's columns in twentieths of a point: together as wide as the text. */
export function columnWidths({ widths }: BulletinTable): readonly number[] {
  const whole = widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width) => Math.round((width * textWidth) / whole));
}

/** In half points: smaller where there are many columns. */
export function letterSize({ widths }: BulletinTable): number {
  return widths.length > 7 ? sizes.small : sizes.note;
}
