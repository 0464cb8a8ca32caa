import { type CellRef, cellAt, type Sheet } from '../../../schemas/grid.ts';
import { isExplainHead } from './landmarks.ts';
import type { TabPlan } from './plan.ts';
import { isFreeOfStrays } from './strays.ts';

/** True where every word and name of the form stands where it was handed out: then all blanks do, too. */
export function isUntouched(names: ReadonlyMap<string, CellRef>, sheet: Sheet, plan: TabPlan): boolean {
  if (!areWordsInPlace(sheet, plan)) return false;
  for (const { key, placed } of plan.targets) {
    const named = names.get(key);
    if (named?.row !== placed.input.row || named.column !== placed.input.column || named.sheet !== sheet.name)
      return false;
  }
  return isFreeOfStrays(sheet, plan);
}

/** True where every word that is printed on the form stands where it was handed out. */
export function areWordsInPlace(sheet: Sheet, plan: TabPlan): boolean {
  for (const { row, column, text } of plan.landmarks) if (cellAt(sheet, row, column) !== text) return false;
  return !plan.explainHead || isExplainHead(cellAt(sheet, plan.explainHead.row, plan.explainHead.column));
}

type DeclaredPlaces = ReadonlyMap<string, { readonly at: CellRef }>;

const handedOut = new WeakMap<TabPlan, DeclaredPlaces>();

/** Places of an untouched tab: they are the same in each school's report. */
export function declaredPlaces(plan: TabPlan): DeclaredPlaces {
  const places =
    handedOut.get(plan) ??
    new Map(
      plan.targets.map(({ key, placed: { input } }) => [
        key,
        { at: { sheet: plan.tab.name, row: input.row, column: input.column } },
      ]),
    );
  handedOut.set(plan, places);
  return places;
}
