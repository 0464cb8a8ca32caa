import type { Field, Form, PrintedText, Tab } from './form.ts';
import { explainName } from './forms.ts';
import { columnIndex } from './grid.ts';

/** A rectangle of a tab, row and column from 0; one cell or a merged range. */
export interface Area {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Words on the paper with their place: headers, labels, the title. */
export interface PlacedText {
  readonly area: Area;
  readonly text: string;
  readonly style: PrintedText['style'];
}

/** A blank with its place: where its input is and where its label stands (none: the label is a neighbour's). */
export interface PlacedField {
  readonly field: Field;
  readonly form: Form;
  readonly tab: string;
  readonly input: Area;
  readonly label: Area | undefined;
}

/** What stands over the 说明 column: printed on the form, and looked for by the reader. */
export const explainHead = '说明\n（可不填）';

/** The 说明 cell of a row, named after the first blank of the row. */
export interface PlacedExplanation {
  readonly name: string;
  readonly firstKey: string;
  readonly tab: string;
  readonly area: Area;
}

export interface PlacedTab {
  readonly name: string;
  readonly form: Form;
  readonly widths: readonly number[];
  /** Row heights in points, in order; undefined is the default. */
  readonly heights: readonly (number | undefined)[];
  readonly texts: readonly PlacedText[];
  readonly fields: readonly PlacedField[];
  readonly explanations: readonly PlacedExplanation[];
}

/** Where everything of a form stands, worked out from the declaration alone: `{campaign}`-like words are not yet filled. */
export function layoutOf(form: Form): readonly PlacedTab[] {
  return form.tabs.map((tab) => placeTab(form, tab));
}

function placeTab(form: Form, tab: Tab): PlacedTab {
  const fields = tab.rows.flatMap((row, index) =>
    (row.fields ?? []).map((field): PlacedField => {
      const rows = field.rows ?? 1;
      return {
        field,
        form,
        tab: tab.name,
        input: areaOf(field.at, index, rows),
        label: field.labelAt === undefined ? undefined : areaOf(field.labelAt, index, rows),
      };
    }),
  );
  const labels = fields.flatMap(({ field, label }) =>
    label ? [{ area: label, text: field.label, style: 'label' as const }] : [],
  );
  const printed = tab.rows.flatMap((row, index) =>
    (row.texts ?? []).map((text) => ({
      area: areaOf(text.at, index, text.rows ?? 1),
      text: text.text,
      style: text.style,
    })),
  );
  return {
    name: tab.name,
    form,
    widths: tab.widths,
    heights: tab.rows.map((row) => row.height),
    texts: [...printed, ...placeHeads(tab), ...labels],
    fields,
    explanations: placeExplanations(form, tab, fields),
  };
}

/** Row headers: equal words above one another in a column are one merged cell. */
function placeHeads(tab: Tab): PlacedText[] {
  const heads: PlacedText[] = [];
  const open = new Map<string, { text: string; from: number }>();
  const close = (column: string, until: number): void => {
    const head = open.get(column);
    if (!head) return;
    open.delete(column);
    heads.push({
      area: { row: head.from, column: columnIndex(column), rows: until - head.from, columns: 1 },
      text: head.text,
      style: 'head',
    });
  };
  tab.rows.forEach((row, index) => {
    for (const [column, head] of [...open]) if (row.heads?.[column] !== head.text) close(column, index);
    for (const [column, text] of Object.entries(row.heads ?? {}))
      if (!open.has(column)) open.set(column, { text, from: index });
  });
  for (const column of [...open.keys()]) close(column, tab.rows.length);
  return heads;
}

/** One 说明 cell a row that has blanks, in the last column. */
function placeExplanations(form: Form, tab: Tab, fields: readonly PlacedField[]): PlacedExplanation[] {
  const column = tab.widths.length - 1;
  return tab.rows.flatMap((_, row) => {
    const first = fields.filter(({ input }) => input.row === row).sort((a, b) => a.input.column - b.input.column)[0];
    if (!first || (first.field.given && fields.filter(({ input }) => input.row === row).length === 1)) return [];
    return [
      {
        name: explainName(form, first.field.key),
        firstKey: first.field.key,
        tab: tab.name,
        area: { row, column, rows: 1, columns: 1 },
      },
    ];
  });
}

function areaOf(columns: string, row: number, rows: number): Area {
  const [from = '', to = from] = columns.split(':');
  const column = columnIndex(from);
  return { row, column, rows, columns: columnIndex(to) - column + 1 };
}

/** All blanks of some forms with their places, in the order of the paper. */
export function placedFields(forms: readonly Form[]): readonly PlacedField[] {
  return forms.flatMap((form) => layoutOf(form).flatMap((tab) => tab.fields));
}
