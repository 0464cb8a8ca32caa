import type { Form } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import { type Cell, type CellRef, cellAddress, cellAt, type Sheet, type Workbook } from '../../schemas/grid.ts';
import { layoutOf, type PlacedField, type PlacedTab } from '../../schemas/layout.ts';
import type { Drift, Found, Reading } from '../../schemas/reading.ts';
import { foldLabel } from '../../schemas/text.ts';

/** Words that stand in a steady place relative to an input, and how far the input is from them. */
interface Anchor {
  readonly text: string;
  readonly folded: string;
  readonly row: number;
  readonly column: number;
}

interface Target {
  readonly placed: PlacedField;
  readonly key: string;
  readonly anchor: Anchor;
}

interface TabPlan {
  readonly tab: PlacedTab;
  readonly targets: readonly Target[];
}

/** What the reader of some forms needs to know, worked out once from the declarations. */
export interface Locator {
  readonly tabs: readonly TabPlan[];
}

/** Prepares the three ways to find a blank: its defined name, its label, and the distance between label and input. */
export function locatorOf(forms: readonly Form[]): Locator {
  return {
    tabs: forms.flatMap((form) =>
      layoutOf(form).map((tab) => ({
        tab,
        targets: tab.fields.map((placed) => ({
          placed,
          key: definedName(form, placed.field),
          anchor: anchorOf(tab, placed),
        })),
      })),
    ),
  };
}

/** A blank's own label; where it has none, the label its row shares, or the words beside it. */
function anchorOf(tab: PlacedTab, placed: PlacedField): Anchor {
  const { row, column } = placed.input;
  const labels = tab.fields.flatMap(({ field, label }) => (label ? [{ text: field.label, area: label }] : []));
  const own = placed.label && { text: placed.field.label, area: placed.label };
  const shared = labels.filter(({ area }) => area.row === row && area.column < column).at(-1);
  const beside = tab.texts.find(({ area, text }) => area.row === row && !text.includes('{') && area.column > column);
  const anchor = own ?? shared ?? beside;
  if (!anchor) throw new Error(`the declaration gives ${placed.field.key} no words to be found by`);
  return { text: anchor.text, folded: foldLabel(anchor.text), row: anchor.area.row, column: anchor.area.column };
}

/**
 * Reads the raw values of all blanks of the forms from a workbook. A blank is taken only where its defined name, its
 * label and the distance between them agree (invariant 5); where one of them says otherwise the blank is a drift, never
 * a neighbour's value. A name that was lost is no contradiction; a label that is missing or elsewhere is.
 */
export function readForms(workbook: Workbook, locator: Locator): Reading {
  const found: Record<string, Found> = {};
  const explanations: Record<string, string> = {};
  const drifts: Drift[] = [];
  for (const { tab, targets } of locator.tabs) {
    const sheet = findTab(workbook, tab, targets);
    const places = sheet ? placesInTab(workbook, sheet, targets) : new Map<string, CellRef | Drift['why']>();
    for (const { key, placed } of targets) {
      const place = places.get(key) ?? 'tabMissing';
      if (typeof place === 'string') {
        const at = workbook.names.get(key) ?? { sheet: tab.name, row: placed.input.row, column: placed.input.column };
        drifts.push({ form: tab.form.key, field: placed.field.key, cell: cellAddress(at), why: place });
      } else found[key] = { cell: cellAddress(place), raw: cellAt(sheet, place.row, place.column) };
    }
    if (sheet) readExplanations(workbook, sheet, tab, places, explanations);
  }
  return { found, explanations, drifts, date1904: workbook.date1904 };
}

/** The tab by its name, or the one tab where its blanks' defined names point (a renamed tab). */
function findTab(workbook: Workbook, tab: PlacedTab, targets: readonly Target[]): Sheet | undefined {
  const byName = workbook.sheets.find((sheet) => sheet.name === tab.name);
  if (byName) return byName;
  const pointed = new Set(targets.flatMap(({ key }) => workbook.names.get(key)?.sheet ?? []));
  const [only] = pointed;
  return pointed.size === 1 ? workbook.sheets.find((sheet) => sheet.name === only) : undefined;
}

type Places = Map<string, CellRef | Drift['why']>;

function placesInTab(workbook: Workbook, sheet: Sheet, targets: readonly Target[]): Places {
  const places: Places = new Map();
  let labels: LabelIndex | undefined;
  for (const { key, placed, anchor } of targets) {
    const { row, column } = placed.input;
    const named = workbook.names.get(key);
    const untouched =
      named?.sheet === sheet.name &&
      named.row === row &&
      named.column === column &&
      cellAt(sheet, anchor.row, anchor.column) === anchor.text;
    if (untouched) places.set(key, named);
    else {
      labels ??= indexLabels(sheet);
      places.set(key, agree(sheet, labels, anchor, placed, named));
    }
  }
  return places;
}

interface LabelIndex {
  readonly exact: ReadonlyMap<string, readonly { row: number; column: number }[]>;
}

function indexLabels(sheet: Sheet): LabelIndex {
  const exact = new Map<string, { row: number; column: number }[]>();
  sheet.cells.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (typeof cell !== 'string' || cell.length > 60) return;
      const folded = foldLabel(cell);
      if (folded === '') return;
      const places = exact.get(folded);
      if (places) places.push({ row, column });
      else exact.set(folded, [{ row, column }]);
    });
  });
  return { exact };
}

/** Name, label and distance must say the same place; a label found twice counts only where the name tells which. */
function agree(
  sheet: Sheet,
  labels: LabelIndex,
  anchor: Anchor,
  placed: PlacedField,
  named: CellRef | undefined,
): CellRef | Drift['why'] {
  const down = placed.input.row - anchor.row;
  const right = placed.input.column - anchor.column;
  const byLabel = matchLabel(labels, anchor.folded).map(({ row, column }) => ({
    sheet: sheet.name,
    row: row + down,
    column: column + right,
  }));
  if (byLabel.length === 0) return 'labelMissing';
  const agreed = byLabel.find(
    (place) => named?.sheet === sheet.name && place.row === named.row && place.column === named.column,
  );
  if (agreed) return agreed;
  if (named) return 'labelMoved';
  const [only] = byLabel;
  return byLabel.length === 1 && only ? only : 'tie';
}

/** Cells whose words are the label: the same folded, else alike but for one or two characters and alone in that. */
function matchLabel(labels: LabelIndex, folded: string): readonly { row: number; column: number }[] {
  const exact = labels.exact.get(folded);
  if (exact) return exact;
  const allowed = folded.length <= 4 ? 0 : folded.length <= 9 ? 1 : 2;
  if (allowed === 0) return [];
  let best: readonly { row: number; column: number }[] = [];
  let least = allowed + 1;
  for (const [text, places] of labels.exact) {
    if (Math.abs(text.length - folded.length) > allowed) continue;
    const distance = editDistance(text, folded, allowed);
    if (distance < least) {
      least = distance;
      best = places;
    } else if (distance === least && distance <= allowed) best = [...best, ...places];
  }
  return best;
}

/** Levenshtein distance, or `limit + 1` where it is larger. */
function editDistance(a: string, b: string, limit: number): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      current[j] = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}

/** 说明 texts: by their defined names, else in the 说明 column of the row where the row's first blank was found. */
function readExplanations(
  workbook: Workbook,
  sheet: Sheet,
  tab: PlacedTab,
  places: Places,
  explanations: Record<string, string>,
): void {
  for (const { name, firstKey, area } of tab.explanations) {
    const first = places.get(`${tab.form.key}_${firstKey}`);
    if (!first || typeof first === 'string') continue;
    const named = workbook.names.get(name);
    const row = first.row;
    const column = named?.sheet === sheet.name && named.row === row ? named.column : area.column;
    const text: Cell = cellAt(sheet, row, column);
    if (text !== null && String(text).trim() !== '') explanations[`${tab.form.key}_${firstKey}`] = String(text);
  }
}
