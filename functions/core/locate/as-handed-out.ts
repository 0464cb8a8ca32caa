import { type CellRef, cellAddress, cellAt, type Sheet } from '../../../schemas/grid.ts';
import type { Found, Reading } from '../../../schemas/reading.ts';
import { readExplanations } from './explanations.ts';
import type { TabPlan } from './plan.ts';
import { strayColumns } from './strays.ts';
import { areWordsInPlace, declaredPlaces } from './untouched.ts';
import { yearIfNeeded } from './year.ts';

/** What a school's own sheet can be asked without the whole reader. */
export interface ReadingInSheet {
  readonly reading: Reading;
  /** Tabs whose words are not where they were handed out: nothing was read of them. */
  readonly moved: readonly string[];
}

const noNames: ReadonlyMap<string, CellRef> = new Map();

/**
 * Reads the blanks of the tabs whose words are where they were handed out, and says which are not: what `readForms` finds out
 * about a tab that was moved about takes too much code for a script in the sheet. Defined names are not asked: on Google a
 * school cannot move a name without moving the words beside it, and to ask for seventy takes seconds.
 */
export function readAsHandedOut(sheets: readonly Sheet[], plans: readonly TabPlan[]): ReadingInSheet {
  const found: Record<string, Found> = {};
  const explanations: Record<string, string> = {};
  const moved: string[] = [];
  for (const plan of plans) {
    const sheet = sheets.find(({ name }) => name === plan.tab.name);
    if (!sheet || !areWordsInPlace(sheet, plan) || hasStrays(sheet, plan)) {
      moved.push(plan.tab.name);
      continue;
    }
    const places = declaredPlaces(plan);
    for (const [key, { at }] of places) found[key] = { cell: cellAddress(at), raw: cellAt(sheet, at.row, at.column) };
    readExplanations({ names: noNames }, sheet, plan, places, undefined, explanations);
  }
  const reading = { found, explanations, drifts: [], date1904: false, ...yearIfNeeded(sheets, plans, found) };
  return { reading, moved };
}

/** True where cells were moved alone, under words that stayed. */
function hasStrays(sheet: Sheet, plan: TabPlan): boolean {
  const printed = new Set<unknown>(plan.landmarks.map(({ text }) => text));
  return (
    strayColumns(
      sheet,
      plan,
      (spot) => [spot],
      (cell) => printed.has(cell),
    ).size > 0
  );
}
