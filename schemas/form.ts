/**
 * What an annex is made of. A form is declared once, as plain data with literal types (`defineForm`); the types of its
 * values, the workbook handed out, the locators of the reader, the rules that need no other field, the master's columns
 * and the words of findings all follow from the declaration.
 */

/** What a blank holds. Every reader of a kind is one exhaustive switch, so a new kind is a compile error where it matters. */
export type Kind = 'ref' | 'count' | 'tick' | 'phone' | 'date' | 'month' | 'name' | 'text';

/** One blank of a form, and where its label and its input stand in the row it is declared in. */
export interface Field {
  readonly key: string;
  /** Where the source document asks for it, e.g. `S55`. */
  readonly source: string;
  /** The exact words of the annex, noise and typos included. */
  readonly label: string;
  readonly kind: Kind;
  /** 人, 件, 次 …: printed in the master's header and accepted after a number. */
  readonly unit?: string;
  /** Empty is an error of the form's `required` code; `else` is covered by a rule of its own or may stay empty. */
  readonly required?: boolean;
  /** Empty never is an error: the report is merely unsigned. */
  readonly signs?: 'person' | 'date';
  /** Longest text in 字 as Word and WPS count them, inclusive. */
  readonly maxWords?: number;
  /** 不适用 is an answer here, different from 0 and from blank. */
  readonly notApplicable?: boolean;
  /** Last month's answer is filled in at hand-out and tinted 请核对. */
  readonly carry?: boolean;
  /** Filled by the hand-out from the roster and the calendar; a school never has to type it. */
  readonly given?: boolean;
  /** One sentence shown at the cell. */
  readonly help: string;
  /** Column of the label's cell; left out where the label stands in a `text` of the row or in another field's place. */
  readonly labelAt?: string;
  /** Columns of the input's cell, `B` or `C:F` where merged. */
  readonly at: string;
  /** Rows that label and input span, 1 unless said. */
  readonly rows?: number;
  /** Words as printed beside the input where they differ from `label` (a number cell between label cells). */
  readonly printed?: string;
  /** A short name for columns and messages where the label alone does not tell the blank. */
  readonly short?: string;
}

/** Words printed in a row that belong to no blank. */
export interface PrintedText {
  readonly at: string;
  readonly text: string;
  readonly style: 'title' | 'head' | 'label' | 'plain' | 'note' | 'line';
  readonly rows?: number;
}

export interface Row {
  /** Height in points. */
  readonly height?: number;
  /** Row headers by column; equal neighbours above one another are one merged cell, as on paper. */
  readonly heads?: Readonly<Record<string, string>>;
  readonly texts?: readonly PrintedText[];
  readonly fields?: readonly Field[];
}

export interface Tab {
  readonly name: string;
  /** Widths of A, B, C … in characters; the last column is 说明. */
  readonly widths: readonly number[];
  readonly rows: readonly Row[];
}

/** Which code a blank's own faults bear: missing, unreadable, too long. */
export interface FieldCodes {
  readonly required: string;
  readonly count: string;
  readonly words: string;
}

export interface Form {
  readonly key: string;
  readonly name: string;
  /** Raised with every change of the layout; a workbook carries the edition it was made from. */
  readonly edition: number;
  readonly codes: FieldCodes;
  readonly tabs: readonly Tab[];
}

/** Keeps the literal types of a declaration, so that its keys and kinds are types without a cast. */
export function defineForm<const F extends Form>(form: F): F {
  return form;
}

/** All fields of a form in the order of the paper. */
export function fieldsOf(form: Form): readonly Field[] {
  return form.tabs.flatMap((tab) => tab.rows.flatMap((row) => row.fields ?? []));
}

type FieldOf<F extends Form> = NonNullable<F['tabs'][number]['rows'][number]['fields']>[number];

/** The keys of a form's blanks, as a union of literals. */
export type FieldKey<F extends Form> = FieldOf<F>['key'];

/** What a blank of a kind holds once it is understood; dates are `YYYY-MM-DD`. */
export type ValueOf<K extends Kind> = K extends 'count'
  ? number | '不适用'
  : K extends 'month'
    ? number
    : K extends 'tick'
      ? '有' | '无'
      : string;

/** The values of a form: one member per blank, null where it is empty or cannot be understood. */
export type ValuesOf<F extends Form> = {
  readonly [D in FieldOf<F> as D['key']]: ValueOf<D['kind']> | null;
};

/** The words that name a blank in a message: its label without the noise of the paper. */
export function fieldTitle(field: Field): string {
  return (
    field.short ??
    field.label.replace(/（(?:盖章|签字|简要描述|名称|处室|可附案例|人|件)）|\(件\)/g, '').replace(/[：。\s]+/g, '')
  );
}
