import { type Cell, cellAt, type Sheet } from '../../../schemas/grid.ts';
import { foldAnswer } from '../../../schemas/text.ts';
import { blankTick } from '../../../schemas/ticks.ts';
import type { Spot, TabPlan } from './plan.ts';

/** Where a declared place may be on the sheet now. */
export type Whereabouts = (spot: Spot) => readonly Spot[];

/** True for what nobody has typed into. */
export function isBlank(cell: Cell): boolean {
  return cell === null || cell === blankTick || (typeof cell === 'string' && cell.trim() === '');
}

/** True where nothing stands in a cell that a merge hides, and no tick in a cell for something else. */
export function isFreeOfStrays(sheet: Sheet, plan: TabPlan): boolean {
  for (const { row, column, first } of plan.covered) {
    const cell = cellAt(sheet, row, column);
    if (cell !== null && cell !== '' && cell !== cellAt(sheet, first.row, first.column)) return false;
  }
  for (const { placed } of plan.targets) {
    if (placed.field.kind === 'tick' || placed.field.kind === 'text') continue;
    const cell = cellAt(sheet, placed.input.row, placed.input.column);
    if (typeof cell === 'string' && cell.startsWith('有') && looksLikeTick(cell)) return false;
  }
  return true;
}

/**
 * Declared columns of which cells were moved alone, by a program: something stands in a cell that a merge hides, or a
 * tick where none belongs while a cell for ticks above has lost even its brackets. Printed words are no strays.
 */
export function strayColumns(
  sheet: Sheet,
  plan: TabPlan,
  now: Whereabouts,
  isPrinted: (cell: Cell) => boolean,
): ReadonlySet<number> {
  const columns = new Set<number>();
  for (const spot of plan.covered) {
    const [first = spot.first] = now(spot.first);
    const kept = cellAt(sheet, first.row, first.column);
    const isStray = ({ row, column }: Spot): boolean => {
      const cell = cellAt(sheet, row, column);
      return !isBlank(cell) && cell !== kept && !isPrinted(cell);
    };
    if (now(spot).some(isStray)) columns.add(spot.column);
  }
  for (const { placed } of plan.targets) {
    const { field, input } = placed;
    if (field.kind === 'tick' || field.kind === 'text') continue;
    const isTick = now(input).some(({ row, column }) => looksLikeTick(cellAt(sheet, row, column)));
    if (isTick && hasVacatedTick(sheet, plan, input.column, now)) columns.add(input.column);
  }
  return columns;
}

function hasVacatedTick(sheet: Sheet, { targets }: TabPlan, column: number, now: Whereabouts): boolean {
  return targets.some(
    ({ placed: { field, input } }) =>
      field.kind === 'tick' &&
      input.column === column &&
      now(input).some((spot) => cellAt(sheet, spot.row, spot.column) === null),
  );
}

function looksLikeTick(cell: Cell): boolean {
  return typeof cell === 'string' && (cell === blankTick || /^有\s*\([^)]*\)\s*无\s*\([^)]*\)$/.test(foldAnswer(cell)));
}
