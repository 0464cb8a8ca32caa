import type { Period } from '../../../schemas/periods.ts';
import type { Timeliness } from '../../../schemas/state.ts';

/**
 * All that a school's points may follow from. It has no place for an incident, a case that was handled, a crime, a tip or
 * a sign of one, nor for a register of cases: whoever writes a measure cannot count what is not there, and whoever
 * reports honestly loses nothing by it. Days are `YYYY-MM-DD`.
 */
export interface ScoreSource {
  readonly school: string;
  /** The year's months in which the school was to report, oldest first. */
  readonly months: readonly MonthSource[];
  /** Terms that touch the year, oldest first. */
  readonly terms: readonly TermSource[];
  /** 年度总结: `notDue` also where the year has none. */
  readonly summary: { readonly is: 'in' | 'owed' | 'notDue'; readonly place?: Place };
  readonly documents: readonly Kept<{ readonly kind: string }>[];
  readonly deputies: readonly Kept<object>[];
  /** 覆盖率 in percent. */
  readonly surveys: readonly Kept<{ readonly coverage: number }>[];
  readonly publicity: readonly Kept<{ readonly form: string }>[];
  /** 学期检查: how many of the courses and rules looked at are in order. */
  readonly checks: readonly Kept<{ readonly right: number; readonly of: number }>[];
  /** 督学检查 that took place: how what was found was mended; `running` while there is time. */
  readonly visits: readonly Kept<{ readonly mended: 'nothingFound' | 'inTime' | 'late' | 'overdue' | 'running' }>[];
}

/** What each part of 自查表 is called where it is counted. */
export const tickSections = ['组织建构', '规章制度', '日常监管', '宣传载体'] as const;

export type TickSection = (typeof tickSections)[number];

/** Sessions of a kind, in a month. */
export type Audience = 'pupils' | 'teachers' | 'parents';

/** One month of one school. */
export interface MonthSource {
  readonly period: Period;
  readonly timeliness: Timeliness;
  /** Where the report lies. */
  readonly path: string;
  /** Left out where there is no accepted version. */
  readonly said?: {
    readonly ticks: Readonly<Record<TickSection, readonly TickSource[]>>;
    /** Blank where no number was given. */
    readonly sessions: Readonly<Record<Audience, { readonly times?: number; readonly place: Place }>>;
  };
  /** What the school was asked to check, of anything but incidents. */
  readonly queries: readonly { readonly answered: boolean; readonly place: Place }[];
}

export interface TickSource {
  readonly has: boolean;
  readonly place: Place;
}

/** A term (S25) with the sessions for pupils in all of its months, those before the year too. */
export interface TermSource {
  readonly name: string;
  /** Over on the day of the scores and in this year: only then does what lacks count. */
  readonly ended: boolean;
  readonly sessions: readonly { readonly times: number; readonly place: Place }[];
}

/** Something that a register holds of the school. */
export type Kept<T> = T & { readonly place: Place };

/** Where something stands: `period` for a report, else a row of the control workbook. */
export interface Place {
  readonly period?: Period;
  /** The workbook, relative to the district. */
  readonly path: string;
  /** `自查表!C8`. */
  readonly cell: string;
}

/** What a point rests on: where, and what stands there in a few words of ours. */
export interface Evidence extends Place {
  readonly says: string;
}
