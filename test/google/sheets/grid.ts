import type { Area } from './area.ts';
import type { Cell, Row, Sheet } from './document.ts';

/** The cell, or undefined where nobody ever wrote. */
export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => sheet.rows[row]?.[column];

/**
 * Replaces each cell of an area by what `change` makes of it. Rows are copied once; an area that nobody wrote to costs
 * nothing where `change` answers undefined, so whole columns can be gone through.
 */
export function changeCells(
  sheet: Sheet,
  area: Area,
  change: (cell: Cell | undefined, row: number, column: number) => Cell | undefined,
): void {
  for (let at = area.top; at < area.bottom; at += 1) {
    const old = sheet.rows[at];
    let row: (Cell | undefined)[] | undefined;
    for (let column = area.left; column < area.right; column += 1) {
      const changed = change(old?.[column], at, column);
      if (changed === old?.[column]) continue;
      row ??= old ? [...old] : [];
      row[column] = changed && Object.keys(changed).length > 0 ? changed : undefined;
    }
    if (row) setRow(sheet, at, row);
  }
}

function setRow(sheet: Sheet, at: number, row: (Cell | undefined)[]): void {
  row.length = row.findLastIndex((cell) => cell !== undefined) + 1;
  sheet.rows[at] = row.length > 0 ? row : undefined;
  while (sheet.rows.length > 0 && sheet.rows.at(-1) === undefined) sheet.rows.pop();
}

/** The part of an area that holds cells: gone through cheaply however large the grid. */
export function usedArea(sheet: Sheet, area: Area): Area {
  const bottom = Math.min(area.bottom, sheet.rows.length);
  let right = area.left;
  for (let at = area.top; at < bottom; at += 1) right = Math.max(right, sheet.rows[at]?.length ?? 0);
  return { ...area, bottom: Math.max(bottom, area.top), right: Math.min(right, area.right) };
}

/** Cells that somebody wrote, as rows of the same width. */
export const copyOf = (sheet: Sheet, area: Area): Row[] =>
  Array.from({ length: area.bottom - area.top }, (_, row) =>
    Array.from({ length: area.right - area.left }, (_, column) => cellAt(sheet, area.top + row, area.left + column)),
  );
