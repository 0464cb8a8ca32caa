import type { Period } from '../../../schemas/periods.ts';
import type { BulletinFigures, ChecklistFigures, MonthFigures } from '../bulletin/bulletin-figures.ts';

/**
 * Everything the report of a campaign year says in numbers (S46, S47), as plain JSON: counts of the four sources that the
 * plan names, each with the days it covers. No row of a register is in it, and no school beside a case.
 */
export interface AnnualFigures {
  readonly is: 'annualReport';
  readonly edition: 1;
  readonly year: number;
  /** Months of the year that the district had; a first year begins with its first. */
  readonly from: Period;
  readonly through: Period;
  /** 统计区间 of the registers, `YYYY-MM-DD`, both counted. */
  readonly days: Days;
  /** Schools that were expected in a month of the year, in the order of 学校名册. */
  readonly schools: readonly { readonly code: string; readonly name: string }[];
  readonly reporting: ReportingFigures;
  readonly opinions: OpinionFigures;
  readonly bulletins: IssuedFigures;
  readonly cases: CaseFigures;
  readonly appeals: AppealFigures;
  readonly inspections: { readonly special: VisitFigures; readonly daily: VisitFigures };
  /** Means of the scores, where they were made public; `null` where they were not. */
  readonly scores: ScoreMeans | null;
  /** 年度总结; `null` where 报送事项 does not ask for it. */
  readonly summaries: SummaryFigures | null;
  /** 四个落实 as each school's last accepted version of the last two months has it. */
  readonly checklist: ChecklistFigures;
}

/** What a paper rests on. */
export type PaperFigures = BulletinFigures | AnnualFigures;

export function isAnnual(figures: PaperFigures): figures is AnnualFigures {
  return 'is' in figures;
}

export interface Days {
  readonly from: string;
  readonly through: string;
}

/** Who reported, month by month and in the year: `expected`, `reported`, `onTime` and `missing` count reports (校次). */
export interface ReportingFigures {
  readonly months: readonly ReportingMonth[];
  readonly expected: number;
  readonly reported: number;
  readonly onTime: number;
  readonly missing: number;
  /** In percent of the expected, with one decimal; `null` where nothing was expected. */
  readonly rates: { readonly reported: number | null; readonly onTime: number | null };
  /** Schools that reported in every month that they were asked. */
  readonly always: number;
}

export type ReportingMonth = Pick<MonthFigures, 'period' | 'status' | 'window' | 'expected' | 'reported' | 'onTime'>;

/** How often a step was done in time, too late, is overdue, or still has time. */
export interface StepTally {
  readonly inTime: number;
  readonly late: number;
  readonly overdue: number;
  readonly running: number;
}

/** One line of a count by a coded choice; what nobody said stands last. */
export interface CountedAs {
  readonly title: string;
  readonly count: number;
}

/** Rows of a register that are about schools: `some` is how many schools. */
interface Rows {
  readonly total: number;
  readonly some: number;
}

/** 舆情监测 (S32). */
export interface OpinionFigures extends Rows {
  readonly months: readonly { readonly period: Period; readonly total: number }[];
  readonly verified: readonly CountedAs[];
  readonly response: StepTally;
  /** With a number of 督办. */
  readonly linked: number;
}

/** 定期通报 (S33): a bulletin belongs to the year of its second month; figures as it was issued with. */
export interface IssuedFigures {
  /** Pairs of months whose draft was due. */
  readonly due: number;
  readonly issued: readonly IssuedPair[];
  /** Pairs that were due and not issued. */
  readonly open: readonly { readonly from: Period; readonly through: Period }[];
  /** Over the issued ones. */
  readonly expected: number;
  readonly reported: number;
  /** `null` where no school gave a number in any. */
  readonly incidents: number | null;
  readonly handled: number | null;
}

export interface IssuedPair {
  readonly from: Period;
  readonly through: Period;
  /** 文号 and 签发日期. */
  readonly number: string;
  readonly issuedOn: string;
  readonly expected: number;
  readonly reported: number;
  readonly incidents: number | null;
  readonly handled: number | null;
}

/** 事件督办 (S36–S38): cases registered in the year, as they stand. */
export interface CaseFigures extends Rows {
  readonly triggers: readonly CountedAs[];
  readonly severities: readonly CountedAs[];
  /** Where each case stands: 正在核查 …, 已销号, or 查明不属实. */
  readonly stages: readonly CountedAs[];
  readonly closed: number;
  readonly untrue: number;
  /** Not closed, and the stage it is in is overdue. */
  readonly overdue: number;
  readonly steps: readonly (StepTally & { readonly title: string })[];
  /** From the day of registration to that of 处置完成, in days: mean with one decimal, and longest; `null` of no case. */
  readonly handling: { readonly cases: number; readonly mean: number | null; readonly longest: number | null };
  /** Registered before the year and open when it began. */
  readonly carried: { readonly total: number; readonly closed: number };
}

/** 申诉复查 (S29). */
export interface AppealFigures extends Rows {
  readonly accepted: readonly CountedAs[];
  readonly decisions: readonly CountedAs[];
  readonly notified: number;
  readonly overdue: number;
}

/** 实地督导 (S9, S41) of one kind. */
export interface VisitFigures {
  readonly planned: number;
  readonly visited: number;
  readonly overdue: number;
  /** Schools that were visited. */
  readonly schools: number;
  readonly problems: number;
  /** Problems of visits whose 整改完成 is filled. */
  readonly rectified: number;
  /** Visits whose problems are not mended though their day is over. */
  readonly rectifyOverdue: number;
}

/** The scores of the special inspection (S42, S43) as means of the district. */
export interface ScoreMeans {
  readonly schools: number;
  /** `schools`: those that the mean covers; points with one decimal. */
  readonly dimensions: readonly {
    readonly title: string;
    readonly schools: number;
    readonly mean: number;
    readonly full: number;
  }[];
}

export interface SummaryFigures {
  /** `YYYY-MM-DD`. */
  readonly due: string;
  readonly expected: number;
  readonly done: number;
}
