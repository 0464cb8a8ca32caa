import type { ControlTab } from '../control-tab.ts';
import type { Section } from './sections.ts';

/** A stretch of time within which something is to be done about a row: 核查, 回应, 续聘. */
export interface Clock {
  /** Names it in the keys of letters; never changed once used. */
  readonly key: string;
  /** What is to be done, in a word; also the 环节 of 办理时限. */
  readonly title: string;
  /** Column with the day from which it runs; while that is blank, it has not begun. */
  readonly from: string;
  /** How long, where 办理时限 says nothing else. Without it only `due` says when. */
  readonly within?: { readonly days: number; readonly unit: '工作日' | '自然日' };
  /** Column with a day that people set for this row; it takes the place of `within`. */
  readonly due?: string;
  /** Column with a day (延期至) before which nothing that had begun by then runs out. */
  readonly extended?: string;
  /** Column with the day on which it was done. */
  readonly done: string;
  /** Column with a count: at 0 or blank there is nothing to do. */
  readonly needs?: string;
  /** It runs only where the row says this, or only where it does not. */
  readonly where?: Says;
  readonly unless?: Says;
  /** Who hears of it besides the owner: 责任督学 of the row's school. */
  readonly copies?: '责任督学';
}

/** A column that says a word. */
export interface Says {
  readonly column: string;
  readonly is: string;
}

/**
 * A register of the control workbook (S6–S52), declared once: its tab, its columns with their kinds, its clocks and who is
 * told of them. Tab, help, reader, master, lights and letters follow; see `registers.ts` for the list.
 */
export interface Register extends ControlTab {
  /** Names it in the keys of letters; never changed once used. */
  readonly key: string;
  /** The requirements that it serves: `S6、S32`. */
  readonly serves: string;
  /** Columns that tell one row from another as long as 编号 (`number`) is blank. */
  readonly identity: readonly string[];
  /** Who is told: a section; `bySchoolType` is 职成科 for 民办 and 职业 schools, else 安全科 (S14). Column `section` goes before it. */
  readonly owner: Section | 'bySchoolType';
  readonly clocks: readonly Clock[];
  /** A stretch of time that something else than a row begins; how long it is stands in 办理时限 too. */
  readonly window?: { readonly title: string; readonly within: NonNullable<Clock['within']> };
  /** Column with the day that ends a row: no clock of it runs any more. */
  readonly closed?: string;
  /** What a row says that nothing is to be done about: it was decided against. */
  readonly over?: Says;
  /** What a row says that proved untrue: nothing is to be done, and it says nothing against anybody. */
  readonly untrue?: Says;
  /** Its texts are for the public. Of every other register no text is kept: what concerns a child stays in the workbook. */
  readonly publishes?: true;
  /** Its rows speak against a report of 0 (X-SIG), by school and `date`, unless they proved untrue or were decided against. */
  readonly signals?: true;
  /** Column that says where it is filled: the row takes up what the reports or other rows said before, and is no news by itself. */
  readonly takesUp?: string;
  /** Its rows stay in force from year to year: documents, people in office, where files are. */
  readonly standing?: true;
}

/**
 * A register that lies in a workbook of its own (`workbook`: its path in the district), in a folder that only its owner may
 * open. Of its rows nothing is read but what its clocks need, and nobody hears of them but the owner, at the owner's own
 * address.
 */
export interface ApartRegister extends Register {
  readonly workbook: string;
  readonly owner: Section;
}

/** Declares a register, keeping its literal types. */
export function defineRegister<const R extends Register>(register: R): R {
  return register;
}
