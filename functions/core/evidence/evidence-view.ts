import type { Register } from '../../../schemas/registers/register.ts';
import type { SectionRow } from '../../../schemas/registers/sections.ts';
import type { TimeLimit } from '../../../schemas/registers/time-limits.ts';
import type { School } from '../../../schemas/roster.ts';
import type { Settings } from '../../../schemas/settings.ts';
import type { State } from '../../../schemas/state.ts';
import type { CampaignYear } from '../campaign-year.ts';
import type { MasterRow } from '../master/master-view.ts';
import type { Matter } from '../registers/matters.ts';
import type { ScoresView } from '../scores/scores-view.ts';

/** What the evidence of a year is made of (S40), as plain values: the same view gives the same files. */
export interface EvidenceView {
  readonly year: CampaignYear;
  /** 数据截至, ISO: the newest thing that any of it tells of, never the time at which somebody asked for it. */
  readonly asOf: string;
  readonly settings: Settings;
  /** Schools that were asked for a report in the year, by code. */
  readonly schools: readonly School[];
  readonly sections: readonly SectionRow[];
  readonly timeLimits: readonly TimeLimit[];
  readonly registers: readonly Register[];
  /** Rows of the registers that belong to the year. */
  readonly matters: readonly Matter[];
  /** Reports of the year, oldest month first, then by code. */
  readonly rows: readonly MasterRow[];
  readonly summaries: readonly SummaryView[];
  /** What was issued, oldest first. */
  readonly issued: readonly IssuedPaper[];
  /** 督导评分 of the year. */
  readonly scores?: ScoresView;
}

/** 年度总结 of a school: how far it is, and the workbook that holds it. */
export interface SummaryView {
  readonly school: School;
  readonly state: State;
  readonly row: MasterRow;
}

/** A document that was issued and is kept: a bulletin, the year's report. */
export interface IssuedPaper {
  readonly title: string;
  /** The requirements that it serves: `S33`. */
  readonly serves: string;
  readonly number: string;
  /** 签发日期. */
  readonly issuedOn: string;
  /** Where each of its files stands in the pack, and the hash of what is kept of it. */
  readonly files: readonly { readonly path: string; readonly hash: string }[];
}
