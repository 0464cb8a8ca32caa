import { type CellRef, cellAt, type Sheet, type Workbook } from '../../../schemas/grid.ts';
import type { Placing, Scene } from './blank.ts';
import type { TabPlan } from './plan.ts';

/**
 * 说明 texts, put into `explanations`: in the 说明 column of the row where the row's first blank was found. Where name
 * and column disagree none is taken, so that its query stands.
 */
export function readExplanations(
  { names }: Pick<Workbook, 'names'>,
  sheet: Sheet,
  plan: TabPlan,
  places: ReadonlyMap<string, Placing>,
  scene: Scene | undefined,
  explanations: Record<string, string>,
): void {
  for (const { name, key, column: declared } of plan.explanations) {
    const first = places.get(key);
    if (!first || 'refused' in first) continue;
    // Most rows of most reports need none.
    if (!scene && cellAt(sheet, first.at.row, declared) === null) continue;
    const column = columnOf(scene, declared, names.get(name), first.at);
    if (column === undefined) continue;
    const text = cellAt(sheet, first.at.row, column);
    if (text !== null && String(text).trim() !== '') explanations[key] = String(text);
  }
}

function columnOf(
  scene: Scene | undefined,
  declared: number,
  named: CellRef | undefined,
  { sheet, row }: CellRef,
): number | undefined {
  const column = scene ? scene.matches.explainHead?.column : declared;
  if (!named) return column;
  return named.sheet === sheet && named.row === row && named.column === (column ?? named.column)
    ? named.column
    : undefined;
}
