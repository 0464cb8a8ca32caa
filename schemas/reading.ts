import type { Cell } from './grid.ts';

/** What was found at one blank: the cell's raw value and where it was. */
export interface Found {
  readonly cell: string;
  readonly raw: Cell;
}

/** Why a blank could not be located (L-DRIFT). */
export interface Drift {
  readonly form: string;
  readonly field: string;
  /** Where it was looked for, as people call it: `自查表!B4`. */
  readonly cell: string;
  readonly why: 'labelMissing' | 'labelMoved' | 'tie' | 'tabMissing';
  /** Where its label stands now. */
  readonly labelAt?: string;
  /** Where its defined name points. */
  readonly nameAt?: string;
  /** All places that could be it. */
  readonly others?: readonly string[];
  /** A cell beside it that holds something which belongs nowhere. */
  readonly strayAt?: string;
}

/** What may tell who a child is. */
export type PersonalKind = 'name' | 'id' | 'phone' | 'address' | 'account' | 'plate';

/** A text from which personal details were taken out before it left the school's report (X-PII). */
export interface Redaction {
  readonly form: string;
  /** The blank, or the first blank of the row whose 说明 it is. */
  readonly field: string;
  readonly in: 'blank' | 'explanation';
  readonly cell: string;
  /** Each kind once, in the order of the text. */
  readonly kinds: readonly PersonalKind[];
  /** 字数 as typed. */
  readonly words: number;
}

/** 读数: what was found in a report's cells, before any judgement. Keys are `<form>_<field>`. */
export interface Reading {
  readonly found: Readonly<Record<string, Found>>;
  /** 说明 texts by `<form>_<first key of the row>`. */
  readonly explanations: Readonly<Record<string, string>>;
  readonly drifts: readonly Drift[];
  readonly date1904: boolean;
  /** `2018`: the year of the workbook's month, where a day was typed without its year; absent elsewhere. */
  readonly year?: string;
  /** Where its texts are not as typed any more; absent where all are. */
  readonly redactions?: readonly Redaction[];
}
