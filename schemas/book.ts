import type { Cell } from './grid.ts';
import type { Area } from './layout.ts';

/**
 * A workbook to be written, as plain values: what the forms, the control workbook, 校验结果 and the master are before a
 * back end draws them. A folder draws it with a library as .xlsx, Google with one batch of requests. Nothing in it is
 * ever parsed: text from people is a string value, and a formula only ever comes from us, by `formula`.
 */
export interface Book {
  readonly title: string;
  readonly tabs: readonly BookTab[];
  readonly names: readonly BookName[];
}

/** A defined name for one cell or one range of a tab. */
export interface BookName {
  readonly name: string;
  readonly tab: string;
  readonly area: Area;
}

export interface BookTab {
  readonly name: string;
  readonly hidden?: 'hidden' | 'veryHidden';
  /** The colour of the tab's flag: rules people set, what they record day by day, what machines write, what explains. */
  readonly flag?: 'fill' | 'record' | 'read' | 'help';
  /** Widths of columns A, B, C … in characters of half width. */
  readonly widths: readonly number[];
  /** Row heights in points by row; others are the program's default. */
  readonly heights?: ReadonlyMap<number, number>;
  readonly cells: readonly BookCell[];
  readonly merges?: readonly Area[];
  readonly freeze?: { readonly rows: number; readonly columns: number };
  readonly filter?: Area;
  /** Without a password: locked against slips, not against people. Cells with `open` stay editable. */
  readonly locked?: boolean;
  readonly checks?: readonly Check[];
  readonly conditions?: readonly Condition[];
  readonly bars?: readonly Bar[];
  readonly print?: Print;
}

/** What a cell shows. A date is `YYYY-MM-DD` and written as a real date; a formula carries the result to show until recalculated. */
export type BookValue =
  | Cell
  | { readonly date: string }
  | { readonly formula: string; readonly result: string | number };

export interface BookCell {
  readonly row: number;
  readonly column: number;
  readonly value: BookValue;
  readonly style: StyleName;
  /** An input: stays editable in a locked tab. */
  readonly open?: boolean;
  readonly link?: Link;
  readonly note?: string;
}

/** Where a click goes: a cell of this workbook, a cell of another workbook in a folder beside it, or a mail address. */
export type Link =
  | { readonly to: 'cell'; readonly tab: string; readonly a1: string }
  | { readonly to: 'file'; readonly path: string; readonly tab?: string; readonly a1?: string }
  | { readonly to: 'mail'; readonly address: string };

/** In-sheet rule: says what is expected as a help text, marks what is not; never keeps a person from typing where `soft`. */
export interface Check {
  readonly area: Area;
  readonly rule:
    | { readonly kind: 'list'; readonly choices: readonly string[] }
    | { readonly kind: 'wholeNumber'; readonly min: number; readonly max: number }
    | { readonly kind: 'date'; readonly from: string; readonly through: string }
    | { readonly kind: 'any' };
  /** Other values are taken without a complaint (list) or after a question (others). */
  readonly soft: boolean;
  readonly title: string;
  readonly help: string;
}

/** Conditional format: `when` is a formula relative to the area's first cell, or an exact text of the cell. */
export interface Condition {
  readonly area: Area;
  readonly when: { readonly formula: string } | { readonly equals: string };
  readonly tone: Tone;
}

/** Data bars along a column of numbers. */
export interface Bar {
  readonly area: Area;
  readonly tone: Tone;
}

export interface Print {
  readonly landscape: boolean;
  /** Fitted on one A4 page; otherwise one page wide. */
  readonly onePage: boolean;
  /** Rows repeated at the top of each page, counted from the top. */
  readonly repeatRows?: number;
  /** Pages side by side where one would be too small to read (1 unless said), and columns repeated at the left of each. */
  readonly pagesWide?: number;
  readonly repeatColumns?: number;
  /** In the codes of spreadsheets: `&P` page, `&N` pages, `&&` an ampersand. */
  readonly footer?: string;
  /** What is printed, where not all of the tab. */
  readonly area?: Area;
  /** Without tints, as on the paper annex. */
  readonly plain?: boolean;
}

/** Meanings, not colours: each is told by words or a sign as well. */
export type Tone = 'good' | 'warn' | 'bad' | 'quiet' | 'accent';

export type StyleName =
  // the paper annexes
  | 'title'
  | 'titleRight'
  | 'titleLeft'
  | 'titleGiven'
  | 'line'
  | 'lineLabel'
  | 'lineInput'
  | 'lineDate'
  | 'lineGiven'
  | 'label'
  | 'labelCentre'
  | 'head'
  | 'plain'
  | 'noteText'
  | 'input'
  | 'inputLong'
  | 'inputCentre'
  | 'inputCount'
  | 'inputDate'
  | 'inputCarried'
  | 'inputCarriedText'
  | 'inputCarriedCount'
  | 'given'
  | 'explain'
  | 'explainHead'
  | 'hint'
  | 'hintHead'
  // lists and tables that machines write
  | 'h1'
  | 'h2'
  | 'lead'
  | 'columnHead'
  | 'text'
  | 'wrapped'
  | 'number'
  | 'mark'
  | 'percent'
  | 'date'
  | 'code'
  | 'link'
  | 'linkLine'
  | 'muted'
  | 'strong'
  | 'figure'
  | 'figureLabel'
  | 'alert'
  | 'caution'
  | 'praise'
  | 'good'
  | 'warn'
  | 'bad';
