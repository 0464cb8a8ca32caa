import type { CountKey, Direction } from '../bulletin/bulletin-figures.ts';

/** What a number or a name may be said of. Those of schools count schools, the counts of 月报表 count incidents. */
export type Measure =
  | 'expected'
  | 'reported'
  | 'onTime'
  | 'late'
  | 'missing'
  | 'extended'
  | 'zeroReports'
  | 'reportedRate'
  | 'onTimeRate'
  | 'unclear'
  /** Schools with a number in all months compared. */
  | 'matched'
  | 'backlog'
  | CountKey
  /** Schools whose checklist was read, and schools that a correction is about. */
  | 'listed'
  | 'listedBoth'
  | 'corrected'
  | 'moved'
  | SessionMeasure
  | ChecklistMeasure;

/** Sessions and head-times: which of the two, the unit says. */
export type SessionMeasure = 'teachers' | 'students' | 'parents' | 'activity';

/** Schools with 有 in every line under a heading of 自查表, or with 无 in some; or with the one or the other in a line. */
export type ChecklistMeasure = `${'whole' | 'lacking' | 'with' | 'without'}/${string}`;

/** The unit after a number decides what it can be. */
export type Unit = 'school' | 'piece' | 'percent' | 'times' | 'people' | 'item' | 'other' | 'none';

/** A pair of months: this one, the one before, the same of last year. */
export type PairName = 'now' | 'before' | 'lastYear';

/** When: a month of the calendar (0: the year is not said), or a pair. `unknown` where no pair has these months. */
export type When =
  | { readonly is: 'month'; readonly year: number; readonly month: number }
  | { readonly is: 'pair'; readonly pair: PairName }
  | { readonly is: 'months'; readonly year: number; readonly first: number; readonly second: number };

/** What was found in a sentence, and where; what is not listed says nothing that figures could say. */
export type Mark = { readonly at: number; readonly end: number; readonly text: string } & (
  | {
      readonly is: 'number';
      readonly value: number;
      readonly unit: Unit;
      /** 约, 多: not the figure itself; 至少, 每: what is asked for, not what was counted. */
      readonly manner: 'exact' | 'about' | 'asked';
    }
  | { readonly is: 'school'; readonly codes: readonly string[] }
  /** Looks like a school's name, and no school is called so. */
  | { readonly is: 'stranger' }
  | { readonly is: 'when'; readonly when: When }
  | { readonly is: 'measure'; readonly measure: Measure; readonly weak: boolean }
  | { readonly is: 'direction'; readonly direction: Direction }
  /** A date, a telephone number, a 文号, an ordinal: a number that is no figure. */
  | { readonly is: 'aside' }
);

export type NumberMark = Mark & { readonly is: 'number' };
export type SchoolMark = Mark & { readonly is: 'school' };
