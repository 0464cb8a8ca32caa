import { type Cell, type CellRef, cellAddress, cellAt, type Sheet } from '../../../schemas/grid.ts';
import type { Drift } from '../../../schemas/reading.ts';
import { foldLabel } from '../../../schemas/text.ts';
import type { Grid } from './grid.ts';
import { isRetyped, type Matches } from './landmarks.ts';
import type { Spot, TabPlan, Target } from './plan.ts';
import { isBlank } from './strays.ts';

/** Why a blank could not be taken, and what is where now. */
export type Refusal = Pick<Drift, 'why' | 'labelAt' | 'others' | 'strayAt'>;

/** A blank's place, or why it has none. */
export type Placing = { readonly at: CellRef } | { readonly refused: Refusal };

/** One tab of a report as it is now. */
export interface Scene {
  readonly sheet: Sheet;
  readonly plan: TabPlan;
  readonly matches: Matches;
  readonly grid: Grid;
}

interface Candidate {
  readonly label: Spot;
  readonly column: number;
}

/**
 * Places one blank of a tab that is no longer as it was handed out: name, label and the grid of all other words must
 * say the same cell. Where it has no name, `settleBlanks` asks the others.
 */
export function placeBlank(scene: Scene, target: Target, named: CellRef | undefined): Placing {
  const { sheet, matches, grid } = scene;
  const { anchor, placed } = target;
  const labels = matches.at(anchor);
  const [label] = labels;
  if (!label) return { refused: { why: 'labelMissing' } };
  const columns = grid.columnsFor(placed.input.column);
  const anchorColumns = grid.columnsFor(anchor.column);
  const candidates = labels
    .filter(({ column }) => anchorColumns.includes(column))
    .flatMap((at): Candidate[] => columns.map((column) => ({ label: at, column })));
  const moved = (at: Spot): Placing => ({ refused: { why: 'labelMoved', labelAt: addressIn(sheet, at) } });
  const tie = (): Placing => ({ refused: { why: 'tie', others: labels.map((at) => addressIn(sheet, at)) } });
  const hit = named
    ? candidates.find((it) => named.sheet === sheet.name && it.label.row === named.row && it.column === named.column)
    : candidates[0];
  if (!hit) return moved(label);
  if (!named && labels.length > 1) return tie();
  if (!named && candidates.length !== 1) return moved(label);
  if (labels.some((at) => at !== hit.label && saysOtherwise(sheet, hit, at))) return tie();
  if (grid.isTorn || grid.broken.has(placed.input.column) || !isRowInJoint(scene, target, hit.label.row))
    return moved(hit.label);
  if (isWord(scene, hit.label.row, hit.column)) return moved(hit.label);
  const stray = strayBeside(scene, target, hit);
  if (stray) return { refused: { why: 'labelMoved', strayAt: addressIn(sheet, stray) } };
  return { at: { sheet: sheet.name, row: hit.label.row, column: hit.column } };
}

/** `自查表!B4`. */
export function addressIn(sheet: Sheet, { row, column }: Spot): string {
  return cellAddress({ sheet: sheet.name, row, column });
}

/** True where the same label stands elsewhere too, beside something else than what would be read here. */
function saysOtherwise(sheet: Sheet, { label, column }: Candidate, other: Spot): boolean {
  const here = cellAt(sheet, label.row, column);
  const there = cellAt(sheet, other.row, other.column + column - label.column);
  return !isBlank(there) && there !== here;
}

/** All words printed in the blank's row stand in one row, each in its column; only retyped or emptied ones may miss. */
function isRowInJoint({ sheet, matches, grid }: Scene, { mates }: Target, row: number): boolean {
  return mates.every((mate) => {
    const [column] = grid.columnsFor(mate.column);
    if (column === undefined) return false;
    const spots = matches.at(mate);
    if (spots.length === 0) return isRetyped(sheet, { row, column }, mate);
    return spots.some((spot) => spot.row === row && spot.column === column);
  });
}

function explainColumn({ plan, matches, grid }: Scene): number | undefined {
  if (!plan.explainHead || !matches.explainHead) return undefined;
  return grid.columnsFor(plan.explainHead.column)[0];
}

function isWord({ plan, matches }: Scene, row: number, column: number): boolean {
  return plan.landmarks.some((landmark) =>
    matches.at(landmark).some((spot) => spot.row === row && spot.column === column),
  );
}

/** A cell of the row that holds something which is no printed word and no other blank's: the answer may be there. */
function strayBeside(scene: Scene, target: Target, hit: Candidate): Spot | undefined {
  const { sheet, plan, matches, grid } = scene;
  const { input } = target.placed;
  const value = cellAt(sheet, hit.label.row, hit.column);
  const others = plan.targets.filter(({ placed }) => placed.input.row === input.row && placed !== target.placed);
  const sure = [...plan.filled.filter(({ row }) => row === input.row), ...others.map(({ placed }) => placed.input)].map(
    ({ column }) => grid.columnsFor(column),
  );
  const known = new Set([hit.column, ...sure.flatMap((columns) => (columns.length === 1 ? columns : []))]);
  const end = explainColumn(scene) ?? Number.NaN;
  // Where 说明 cannot be found, its column tells nothing: a blank that may be in two columns may be there.
  const last = Number.isNaN(end) && grid.columnsFor(input.column).length === 1 ? hit.column + input.columns : undefined;
  const cells = sheet.cells[hit.label.row] ?? [];
  for (let column = 0; column < (last ?? cells.length); column += 1) {
    const cell = cells[column] ?? null;
    // 说明 and the form's own hints stand at the right.
    if (column === end || column === end + 1 || known.has(column) || isBlank(cell) || cell === value) continue;
    if (typeof cell === 'string' && matches.isPrinted(foldLabel(cell))) continue;
    if (target.mates.some((mate) => grid.columnsFor(mate.column).includes(column))) continue;
    return { row: hit.label.row, column };
  }
  return hiddenBelow(sheet, target, hit, value);
}

/** What stands in the further rows of a blank that spans several. */
function hiddenBelow(sheet: Sheet, { placed: { input } }: Target, hit: Candidate, value: Cell): Spot | undefined {
  for (let row = 1; row < input.rows; row += 1)
    for (let column = 0; column < input.columns; column += 1) {
      const spot = { row: hit.label.row + row, column: hit.column + column };
      const cell = cellAt(sheet, spot.row, spot.column);
      if (!isBlank(cell) && cell !== value) return spot;
    }
  return undefined;
}
