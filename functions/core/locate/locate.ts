import type { Form } from '../../../schemas/form.ts';
import { type CellRef, cellAddress, cellAt, type Sheet, type Workbook } from '../../../schemas/grid.ts';
import type { Drift, Found, Reading } from '../../../schemas/reading.ts';
import { placeBlank, type Scene } from './blank.ts';
import { readExplanations } from './explanations.ts';
import { gridOf } from './grid.ts';
import { matchLandmarks } from './landmarks.ts';
import { planTabs, type TabPlan } from './plan.ts';
import { type Places, settleBlanks } from './settle.ts';
import { isBlank } from './strays.ts';
import { TabFinder } from './tab.ts';
import { declaredPlaces, isUntouched } from './untouched.ts';
import { yearIfNeeded } from './year.ts';

/** What the reader of some forms needs to know, worked out once from the declarations. */
export interface Locator {
  readonly tabs: readonly TabPlan[];
}

/** Prepares the three ways to find a blank: its defined name, its label, and the lie of all other words of the form. */
export function locatorOf(forms: readonly Form[]): Locator {
  return { tabs: planTabs(forms) };
}

/**
 * Reads the raw values of all blanks of the forms from a workbook. A blank is taken only where its defined name, its
 * label and the grid of the form's words agree (invariant 5); where one of them says otherwise the blank is a drift,
 * never a neighbour's value. A name that was lost is no contradiction; a label that is missing or elsewhere is.
 */
export function readForms(workbook: Workbook, locator: Locator): Reading {
  const found: Record<string, Found> = {};
  const explanations: Record<string, string> = {};
  const drifts: Drift[] = [];
  const finder = new TabFinder(workbook, locator.tabs);
  for (const plan of locator.tabs) {
    const { sheet, places, scene } = placeTab(workbook, plan, finder);
    for (const { key, placed } of plan.targets) {
      const place = places.get(key) ?? { refused: { why: 'tabMissing' as const } };
      if ('at' in place) {
        found[key] = { cell: addressOf(place.at), raw: cellAt(sheet, place.at.row, place.at.column) };
        continue;
      }
      const named = workbook.names.get(key);
      const at = named ?? { sheet: plan.tab.name, row: placed.input.row, column: placed.input.column };
      drifts.push({
        form: plan.tab.form.key,
        field: placed.field.key,
        cell: cellAddress(at),
        ...place.refused,
        ...(named ? { nameAt: cellAddress(named) } : {}),
      });
    }
    if (sheet) readExplanations(workbook, sheet, plan, places, scene, explanations);
  }
  return {
    found,
    explanations,
    drifts,
    date1904: workbook.date1904,
    ...yearIfNeeded(workbook.sheets, locator.tabs, found),
  };
}

interface PlacedSheet {
  readonly sheet: Sheet | undefined;
  readonly places: Places;
  /** Undefined where the tab is as it was handed out. */
  readonly scene: Scene | undefined;
}

function placeTab(workbook: Workbook, plan: TabPlan, finder: TabFinder): PlacedSheet {
  const own = workbook.sheets.find(({ name }) => name === plan.tab.name);
  if (finder.isAlone(own, plan) && isUntouched(workbook.names, own, plan))
    return { sheet: own, places: declaredPlaces(plan), scene: undefined };
  const tabs = finder.find(plan);
  if (!tabs) return { sheet: undefined, places: new Map(), scene: undefined };
  const scene = sceneOf(tabs.sheet, plan, finder);
  const places = placeAll(scene, workbook.names);
  return { sheet: tabs.sheet, places: settleDoubles(scene, places, tabs.doubles, finder), scene };
}

function placeAll(scene: Scene, names: Workbook['names']): Places {
  const placed = new Map(
    scene.plan.targets.map((target) => [target.key, placeBlank(scene, target, names.get(target.key))]),
  );
  return settleBlanks(scene, placed, names);
}

const addresses = new WeakMap<CellRef, string>();

function addressOf(at: CellRef): string {
  const address = addresses.get(at) ?? cellAddress(at);
  addresses.set(at, address);
  return address;
}

function sceneOf(sheet: Sheet, plan: TabPlan, finder: TabFinder): Scene {
  const matches = matchLandmarks(plan, finder.indexOf(sheet));
  return { sheet, plan, matches, grid: gridOf(sheet, plan, matches) };
}

/** Where another tab looks like the form, only what both say, or only one of them says, is taken. */
function settleDoubles(scene: Scene, places: Places, doubles: readonly Sheet[], finder: TabFinder): Places {
  if (doubles.length === 0) return places;
  const settled = new Map(places);
  for (const double of doubles) {
    const other = sceneOf(double, scene.plan, finder);
    const copies = placeAll(other, new Map());
    for (const target of scene.plan.targets) {
      const place = places.get(target.key);
      if (!place || 'refused' in place) continue;
      const there = copies.get(target.key) ?? { refused: { why: 'tabMissing' } };
      if ('at' in there && !differs(scene.sheet, place.at, double, there.at)) continue;
      settled.set(target.key, {
        refused: { why: 'tie', others: [place.at, ...('at' in there ? [there.at] : [])].map(cellAddress) },
      });
    }
  }
  return settled;
}

/** True where the second tab holds something that the first does not. */
function differs(sheet: Sheet, at: CellRef, double: Sheet, there: CellRef): boolean {
  const second = cellAt(double, there.row, there.column);
  return !isBlank(second) && second !== cellAt(sheet, at.row, at.column);
}
