import type { Window } from '../../../schemas/events.ts';
import type { Period } from '../../../schemas/periods.ts';

/** The counts a bulletin tells, as keys of 月报表: S91, S92, S93, S94. */
export const countKeys = ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'] as const;
export type CountKey = (typeof countKeys)[number];
export type ByCount<T> = Readonly<Record<CountKey, T>>;

/**
 * Everything a bulletin says in numbers, as plain JSON: by school with where each number stands, and in total with what
 * each total covers. What is not known is `null` or a word, never 0.
 */
export interface BulletinFigures {
  readonly edition: 1;
  readonly from: Period;
  readonly through: Period;
  readonly totals: TotalFigures;
  /** Expected in at least one month of this pair or the one before, in the order of 学校名册. */
  readonly schools: readonly SchoolFigures[];
}

/** The district: each count, and what it rests on. */
export interface TotalFigures extends ByCount<CountTotal> {
  /** 待处理: see `Backlog`; over the schools for which it is known. */
  readonly backlog: Sum;
  readonly months: readonly [MonthFigures, MonthFigures];
  readonly before: {
    readonly from: Period;
    readonly through: Period;
    readonly months: readonly [MonthFigures, MonthFigures];
  };
}

/** One count: month by month, for the pair, for the pair before, and what changed. */
export interface CountTotal {
  /** Over both months; `null` where no school gave a number in either. */
  readonly sum: number | null;
  readonly months: readonly [Sum, Sum];
  readonly before: { readonly sum: number | null; readonly months: readonly [Sum, Sum] };
  readonly change: Comparison;
}

/** A sum, how many schools gave a number for it, and how many should have. `null` over no school at all. */
export interface Sum {
  readonly sum: number | null;
  readonly schools: number;
  readonly expected: number;
}

/**
 * This pair against the one before, over the schools that gave a number in all four months: sums over different schools
 * are no comparison. `all`: these are all schools that were expected in any of the four.
 */
export type Comparison =
  | {
      readonly is: 'compared';
      readonly schools: number;
      readonly all: boolean;
      readonly before: number;
      readonly now: number;
      readonly change: number;
      readonly direction: Direction;
    }
  | { readonly is: 'none'; readonly why: 'noDataBefore' | 'monthMissingBefore' | 'monthMissingNow' | 'noSchoolInAll' };

export type Direction = 'more' | 'less' | 'same';

/** Why a month has data, or none: over, still open, before the district's first month, or never handed out. */
export type MonthStatus = 'ended' | 'open' | 'notStarted' | 'notHandedOut';

/** Who reported in a month. Schools by code, in the order of 学校名册. */
export interface MonthFigures {
  readonly period: Period;
  readonly status: MonthStatus;
  /** 统计区间; none where nothing was handed out. */
  readonly window: Window | null;
  readonly expected: number;
  readonly reported: number;
  /** 零报告: reported, with an explicit 0 for incidents. */
  readonly zeroReports: number;
  readonly late: readonly string[];
  readonly missing: readonly string[];
  /** 延期: not reported, and its own deadline has not come. */
  readonly extended: readonly string[];
}

export interface SchoolFigures {
  readonly code: string;
  readonly name: string;
  readonly months: readonly [SchoolMonth, SchoolMonth];
  readonly before: readonly [SchoolMonth, SchoolMonth];
  readonly backlog: Backlog;
}

/** How a school stands in a month: reported on time or late, missing, with more time, or not asked. */
export type SchoolReport =
  | 'onTime'
  | 'late'
  | 'missing'
  | 'extended'
  | 'open'
  | 'notExpected'
  | 'notStarted'
  | 'notHandedOut';

/** One school's month. Version and check code say which accepted version its figures are from. */
export interface SchoolMonth {
  readonly period: Period;
  readonly report: SchoolReport;
  /** 0 where nothing was accepted. */
  readonly version: number;
  readonly checkCode: string;
  readonly counts: ByCount<Figure>;
}

/** One blank of an accepted version, and its cell; `none` where there is no accepted version. Blank is not 0 is not 不适用. */
export type Figure =
  | { readonly is: 'number'; readonly value: number; readonly cell: string }
  | { readonly is: 'blank' | 'notApplicable' | 'unclear'; readonly cell: string }
  | { readonly is: 'none' };

/**
 * 待处理: incidents less handled over every month since the first one. Unknown where a month lacks a number, and where
 * more was handled than had happened: then something was open before the first month, and nobody knows how much.
 */
export type Backlog =
  | { readonly is: 'known'; readonly open: number; readonly since: Period }
  | { readonly is: 'unknown'; readonly why: 'monthMissing' | 'openedBefore' | 'notExpected' };
