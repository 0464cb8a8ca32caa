import type { Form } from '../../../schemas/form.ts';
import type { Cell } from '../../../schemas/grid.ts';
import type { Identity } from '../../../schemas/identity.ts';
import type { ReportFacts } from './carried-rules.ts';

/** A spreadsheet online keeps what is typed by itself; a workbook has to be saved by whoever works in it. */
export type Saves = 'byItself' | 'byHand';

/** What a school's workbook of a month is made from. */
export interface ReportSpec {
  readonly identity: Identity;
  readonly school: { readonly code: string; readonly name: string };
  readonly forms: readonly Form[];
  /** What stands in the declarations in braces, `{campaign}`. */
  readonly words: Readonly<Record<'campaign' | 'office' | 'day' | 'window' | 'school', string>>;
  /** Inputs filled at hand-out, by defined name. A tick that is not among them shows its empty brackets. */
  readonly given: Readonly<Record<string, Cell>>;
  /** The month whose answers were carried over, `2018年8月`. */
  readonly carriedFrom?: string;
  readonly officePhone?: string;
  /** When it is due, `9月25日（星期二）24:00`; else the day of the month. */
  readonly deadline?: string;
  /** What rules ask about the month and the school, for the script in the sheet. */
  readonly facts?: ReportFacts;
  /** `byHand` where it is left out. */
  readonly saves?: Saves;
}
