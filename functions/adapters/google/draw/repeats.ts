import { joined } from './blocks.ts';
import { gridRange } from './grid-range.ts';
import { fieldsOf, type HeldCell } from './held-cell.ts';
import type { Request } from './request.ts';
import { placeKey } from './shapes.ts';

/** Bytes around the content of a request that repeats it. */
const overhead = 220;

/** Takes out of some cells the runs that are shorter to say once, as requests; the others stay single. */
export function repeats(cells: readonly HeldCell[], sheetId: number): { requests: Request[]; singles: HeldCell[] } {
  const keyed = cells.flatMap((cell) => {
    // A formula that is repeated would move its references along.
    if (cell.data.userEnteredValue?.formulaValue !== undefined) return [];
    return { area: { row: cell.row, column: cell.column, rows: 1, columns: 1 }, key: JSON.stringify(cell.data) };
  });
  const long = joined(keyed).filter(
    ({ area, key }) => area.rows * area.columns * key.length > overhead + 2 * key.length,
  );
  const taken = new Set<number>();
  for (const { area } of long)
    for (let row = area.row; row < area.row + area.rows; row += 1)
      for (let column = area.column; column < area.column + area.columns; column += 1) taken.add(placeKey(row, column));
  const requests = long.map(({ area, key }): Request => {
    const data = JSON.parse(key) as HeldCell['data'];
    return { repeatCell: { range: gridRange(sheetId, area), cell: data, fields: fieldsOf([{ data }]) } };
  });
  return { requests, singles: cells.filter(({ row, column }) => !taken.has(placeKey(row, column))) };
}
