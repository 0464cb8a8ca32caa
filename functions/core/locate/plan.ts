import type { Form } from '../../../schemas/form.ts';
import { definedName } from '../../../schemas/forms.ts';
import { explainHead, layoutOf, type PlacedField, type PlacedTab } from '../../../schemas/layout.ts';
import { foldLabel } from '../../../schemas/text.ts';

/** Words printed on the form whose place the declaration knows: labels, heads, words between two blanks. */
export interface Landmark {
  readonly text: string;
  readonly folded: string;
  readonly row: number;
  readonly column: number;
  /** Which part of the paper they stand in, counted from the top. */
  readonly section: number;
}

/** A blank to be found, by its defined name and by the words that it stands beside. */
export interface Target {
  readonly key: string;
  readonly placed: PlacedField;
  readonly anchor: Landmark;
  /** All words printed in its row. */
  readonly mates: readonly Landmark[];
}

/** A place on the sheet, row and column from 0. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** A cell that a merge hides, and the first cell of that merge. */
export interface Covered extends Spot {
  readonly first: Spot;
}

/** The 说明 cell of a row. */
export interface Explained {
  readonly name: string;
  /** Defined name of the row's first blank. */
  readonly key: string;
  readonly column: number;
}

/** What the reader of one tab needs to know, worked out once from the declaration. */
export interface TabPlan {
  readonly tab: PlacedTab;
  readonly targets: readonly Target[];
  /** The defined names of all its blanks and 说明 cells. */
  readonly names: readonly string[];
  readonly landmarks: readonly Landmark[];
  /** Where words stand that the hand-out fills in: they differ from school to school. */
  readonly filled: readonly Spot[];
  readonly covered: readonly Covered[];
  readonly explanations: readonly Explained[];
  /** The head over the 说明 column; undefined where the tab has none. */
  readonly explainHead: Spot | undefined;
}

/** The head of the 说明 column, folded. */
export const explainWords = foldLabel(explainHead);

/** One plan a tab of the forms, in their order. */
export function planTabs(forms: readonly Form[]): readonly TabPlan[] {
  return forms.flatMap((form) => layoutOf(form).map((tab) => planTab(form, tab)));
}

function planTab(form: Form, tab: PlacedTab): TabPlan {
  const sections = sectionsOf(tab);
  const landmarks = tab.texts
    .filter(({ text }) => !text.includes('{') && foldLabel(text) !== '')
    .map(
      ({ text, area: { row, column } }): Landmark => ({
        text,
        folded: foldLabel(text),
        row,
        column,
        section: sections[row] ?? 0,
      }),
    );
  const explain = tab.explanations[0]?.area;
  return {
    tab,
    targets: tab.fields.map((placed) => ({
      placed,
      key: definedName(form, placed.field),
      anchor: anchorOf(tab, landmarks, placed),
      mates: landmarks.filter(({ row }) => row === placed.input.row),
    })),
    names: [...tab.fields.map(({ field }) => definedName(form, field)), ...tab.explanations.map(({ name }) => name)],
    landmarks,
    filled: tab.texts.flatMap(({ text, area: { row, column } }) => (text.includes('{') ? [{ row, column }] : [])),
    covered: coveredIn(tab),
    explanations: tab.explanations.map(({ name, firstKey, area }) => ({
      name,
      key: `${form.key}_${firstKey}`,
      column: area.column,
    })),
    explainHead: explain && { row: explain.row - 1, column: explain.column },
  };
}

/** Rows under the same row header are one section of the paper, as are rows without one between two of those. */
function sectionsOf(tab: PlacedTab): readonly number[] {
  const heads = tab.texts.filter(({ style }) => style === 'head');
  let section = -1;
  let before: string | undefined;
  return tab.heights.map((_, row) => {
    const over = heads.filter(({ area }) => area.row <= row && row < area.row + area.rows);
    const deepest = over.reduce((a, b) => (b.area.column >= (a?.area.column ?? 0) ? b : a), over[0])?.text ?? '';
    if (deepest !== before) section += 1;
    before = deepest;
    return section;
  });
}

/** A blank's own label; where it has none, the label its row shares, or the words beside it. */
function anchorOf(tab: PlacedTab, landmarks: readonly Landmark[], placed: PlacedField): Landmark {
  const { row, column } = placed.input;
  const labels = tab.fields.flatMap(({ label }) => (label ? [label] : []));
  const before = labels.filter((area) => area.row === row && area.column < column);
  const shared = before[before.length - 1];
  const at = placed.label ?? shared;
  const anchor = at
    ? landmarks.find((it) => it.row === at.row && it.column === at.column)
    : landmarks.find((it) => it.row === row && it.column > column);
  if (!anchor) throw new Error(`the declaration gives ${placed.field.key} no words to be found by`);
  return anchor;
}

function coveredIn(tab: PlacedTab): readonly Covered[] {
  const areas = [...tab.texts.map(({ area }) => area), ...tab.fields.map(({ input }) => input)];
  return areas.flatMap(({ row, column, rows, columns }) =>
    Array.from({ length: rows * columns - 1 }, (_, index) => ({
      row: row + Math.floor((index + 1) / columns),
      column: column + ((index + 1) % columns),
      first: { row, column },
    })),
  );
}
