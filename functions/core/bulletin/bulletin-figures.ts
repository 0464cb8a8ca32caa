import type { Window } from '../../../schemas/events.ts';
import type { Period } from '../../../schemas/periods.ts';

/** The counts a bulletin tells, as keys of 月报表: S91, S92, S93, S94. */
export const countKeys = ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'] as const;
export type CountKey = (typeof countKeys)[number];
export type ByCount<T> = Readonly<Record<CountKey, T>>;

/** Sessions and head-times, as keys of 自查表 (S72–S74) and 月报表 (S88). */
export const educationKeys = [
  'eduTeacherTimes',
  'eduTeacherPeople',
  'eduStudentTimes',
  'eduStudentPeople',
  'eduParentTimes',
  'eduParentPeople',
  'activityPeople',
] as const;
export type EducationKey = (typeof educationKeys)[number];
export type ByEducation<T> = Readonly<Record<EducationKey, T>>;

/**
 * Everything a bulletin says in numbers, as plain JSON: by school with where each number stands, and in total with what
 * each total covers. What is not known is `null` or a word, never 0.
 */
export interface BulletinFigures {
  readonly edition: 1;
  readonly from: Period;
  readonly through: Period;
  readonly totals: TotalFigures;
  /** Expected in at least one month of this pair, the one before or the same of last year, in the order of 学校名册. */
  readonly schools: readonly SchoolFigures[];
  /** What bulletins issued before said otherwise, oldest first; only pairs of which something is other now. */
  readonly corrections: readonly Correction[];
}

/** The district: each count, and what it rests on. */
export interface TotalFigures extends ByCount<CountTotal> {
  /** 待处理: see `Backlog`; over the schools for which it is known. */
  readonly backlog: Sum;
  readonly months: readonly [MonthFigures, MonthFigures];
  readonly before: PairMonths;
  /** The same two months of the year before. */
  readonly lastYear: PairMonths;
  readonly education: ByEducation<CountTotal>;
  readonly checklist: ChecklistFigures;
}

/** Who reported in another pair of months. */
export interface PairMonths {
  readonly from: Period;
  readonly through: Period;
  readonly months: readonly [MonthFigures, MonthFigures];
}

/** One count: for the pair, for the one before, for the same of last year, and what changed against each. */
export interface CountTotal extends PairSum {
  readonly before: PairSum;
  readonly lastYear: PairSum;
  readonly change: Comparison;
  readonly changeLastYear: Comparison;
}

/** A count over two months: `null` where no school gave a number in either. */
export interface PairSum {
  readonly sum: number | null;
  /** Schools with more than 0 in one of the two. */
  readonly some: number;
  readonly months: readonly [Sum, Sum];
}

/** A sum, how many schools gave a number for it, and how many should have. `null` over no school at all. */
export interface Sum {
  readonly sum: number | null;
  readonly schools: number;
  readonly expected: number;
  /** How many of them gave more than 0: few are not told apart by what kind of case it was. */
  readonly some: number;
}

/**
 * This pair against another, over the schools that gave a number in all four months: sums over different schools
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
  | { readonly is: 'none'; readonly why: WhyNotCompared };

export type WhyNotCompared = 'noDataBefore' | 'monthMissingBefore' | 'monthMissingNow' | 'noSchoolInAll';

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
  /** Reported by its deadline, which is a school's own where 延期 gave it one. */
  readonly onTime: number;
  /** 报送率 and 按时率: of the expected, in percent with one decimal; `null` before the deadline and of no school. */
  readonly rates: { readonly reported: number | null; readonly onTime: number | null };
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
  readonly lastYear: readonly [SchoolMonth, SchoolMonth];
  readonly education: readonly [ByEducation<Figure>, ByEducation<Figure>];
  readonly checklist: SchoolChecklist;
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

/** One line of the checklist S59–S71 in an accepted version, and its cell. */
export type Tick = { readonly is: 'yes' | 'no' | 'blank' | 'unclear'; readonly cell: string };

/** A school's checklist as its last accepted version of the pair has it; ticks by key of 自查表. */
export type SchoolChecklist =
  | {
      readonly is: 'reported';
      readonly period: Period;
      readonly version: number;
      readonly checkCode: string;
      readonly ticks: Readonly<Record<string, Tick>>;
    }
  | { readonly is: 'none' };

/** 四个落实 as S59–S71 ask for it, over the schools with an accepted version in one of the two months. */
export interface ChecklistFigures {
  readonly schools: number;
  readonly expected: number;
  readonly groups: readonly ChecklistGroup[];
}

/** One heading of the checklist: 组织建构, 规章制度, 日常监管, 宣传载体. Schools by code, in the order of 学校名册. */
export interface ChecklistGroup {
  readonly title: string;
  /** Schools with 有 in every line. */
  readonly whole: number;
  /** Schools with 无 in some line. */
  readonly lacking: readonly string[];
  readonly items: readonly ChecklistItem[];
  /** Schools with 有 in every line, over those that reported in both pairs. */
  readonly change: Comparison;
  readonly changeLastYear: Comparison;
}

export interface ChecklistItem {
  readonly key: string;
  /** `S59`. */
  readonly source: string;
  readonly title: string;
  readonly yes: number;
  readonly no: readonly string[];
  /** Accepted with neither: the section waived it. */
  readonly unclear: readonly string[];
}

/** A pair of months whose bulletin was issued, and what of it is other now than bulletins have said so far. */
export interface Correction {
  readonly from: Period;
  readonly through: Period;
  readonly totals: readonly TotalCorrection[];
  /** In the order of 学校名册, then of months. */
  readonly schools: readonly SchoolCorrection[];
}

/** A total of one month: a count of 月报表 or 自查表, or how many schools were expected, reported, reported 0. */
export interface TotalCorrection {
  readonly period: Period;
  readonly key: string;
  readonly was: number | null;
  readonly now: number | null;
}

/** One figure of one school: how it stood (`report`), a count, or a line of the checklist, which is of the pair's last month. */
export interface SchoolCorrection {
  readonly code: string;
  readonly name: string;
  readonly period: Period;
  readonly key: string;
  /** A number, or the word for why there is none: `blank`, `missing`, `yes` … */
  readonly was: number | string;
  readonly now: number | string;
}
