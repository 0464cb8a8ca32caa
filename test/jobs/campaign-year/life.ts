import type { Cells } from './section-hand.ts';

/** A row of a register and what becomes of it: what is typed on which day, at eight in the morning. */
export interface Life {
  readonly tab: string;
  /** Left out where it stands in 区级设置. */
  readonly workbook?: string;
  readonly typed: readonly (readonly [day: string, cells: Cells])[];
}

/** A row of a tab; schools are called by their short names. */
export const row = (tab: string, day: string, cells: Cells, ...then: Life['typed']): Life => {
  return { tab, typed: [[day, cells], ...then] };
};

/** The same, with its 编号. */
export const numbered = (tab: string, number: string, day: string, cells: Cells, ...then: Life['typed']): Life =>
  row(tab, day, { 编号: number, ...cells }, ...then);

/** A row as it stands on the morning of a day; undefined before anybody typed it. */
export function rowOn({ typed }: Life, day: string): Cells | undefined {
  const parts = typed.filter(([on]) => on <= day).map(([, cells]) => cells);
  return parts.length === 0 ? undefined : Object.assign({}, ...parts);
}
