import type { LetterFrame, SchoolRecipient } from './plan.ts';

/** 督导评分 to the people of a school: its own points, and how to say that they are not right. Never another school's. */
export interface ScorePlan extends LetterFrame {
  readonly recipient: SchoolRecipient;
  readonly items: readonly ScoreItem[];
}

/** One school's scores of a year. */
export interface ScoreItem {
  readonly school: string;
  /** `2018年度`. */
  readonly year: string;
  /** `87.3`; empty where nothing had data. */
  readonly total: string;
  /** `2018年9月28日`. */
  readonly publishedOn: string;
  /** The last minute to appeal, `10月18日 周四 24:00`; `isOver` once it has passed. */
  readonly appealBy: string;
  readonly isOver?: true;
  /** Where appeals go: `督导办（电话 0539-0000000）`. */
  readonly appealTo: string;
  /** How long an answer takes: `10 个工作日`. */
  readonly answerWithin: string;
  /** True where an appeal changed the points: the letter takes the place of the one before. */
  readonly corrected?: true;
  /** One an indicator, in the order of 评分办法. */
  readonly rows: readonly ScoreRow[];
}

/** Points of one indicator. */
export interface ScoreRow {
  readonly name: string;
  /** `8.6 / 10`, or 暂无数据. */
  readonly points: string;
  /** What they rest on, in a few words; empty where nothing is lacking. */
  readonly says: string;
  /** What they were before an appeal; empty where they are as they were. */
  readonly was: string;
}
