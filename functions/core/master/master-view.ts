import type { Window } from '../../../schemas/events.ts';
import type { Finding, SetAside, Severity } from '../../../schemas/finding.ts';
import type { Form } from '../../../schemas/form.ts';
import type { Period } from '../../../schemas/periods.ts';
import type { School } from '../../../schemas/roster.ts';
import type { Settings } from '../../../schemas/settings.ts';
import type { State, Timeliness } from '../../../schemas/state.ts';
import type { ScheduleEntry } from '../obligations/schedule.ts';
import type { Matter } from '../registers/matters.ts';
import type { ScoresView } from '../scores/scores-view.ts';
import type { SupervisionView } from '../supervision/supervision-view.ts';

/** Everything the master shows, as plain values: gathered from the ledger, drawn by `master-book.ts`. */
export interface MasterView {
  /** Time of the newest event it knows, ISO with offset: 数据截至. */
  readonly asOf: string;
  readonly settings: Settings;
  readonly forms: readonly Form[];
  /** Newest first. */
  readonly periods: readonly PeriodView[];
  /** Schools by code within periods, newest period first: one entry per expected school and period. */
  readonly rows: readonly MasterRow[];
  /** What schools still owe of the things that are due once a year; left out where there is nothing of the kind. */
  readonly duties?: readonly DutyView[];
  /** Rows of the registers with their clocks; left out where there are none. */
  readonly matters?: readonly Matter[];
  /** Their lights, the cases that the data propose, and what does not agree; left out where nobody asked. */
  readonly supervision?: SupervisionView;
  /** 督导评分 of the year that is looked at; left out where nothing is gathered for it. */
  readonly scores?: ScoresView;
  readonly changes: readonly ChangeView[];
  readonly letters: readonly LetterView[];
  /** 联系异常: addresses (in small letters) that a server refused for their own fault, since when and in its words. */
  readonly badAddresses?: readonly { readonly address: string; readonly since: string; readonly said: string }[];
  /** Since when no letter has gone out at all, and why; absent while they do. */
  readonly postStopped?: { readonly since: string; readonly why: string };
  /** Newest first. */
  readonly runs: readonly {
    readonly at: string;
    readonly job: string;
    readonly period: Period;
    readonly summary: string;
  }[];
  readonly bulletins: readonly BulletinView[];
  /** 公开记录: what the public page shows, and what waits; left out where there is nothing of the kind. */
  readonly publications?: readonly PublicationView[];
  /** 校验规则, in the order to be listed. */
  readonly rules: readonly RuleView[];
  /** What is to come after `asOf`, in order; the year whose holidays nobody knows first. */
  readonly schedule: readonly ScheduleEntry[];
  /** What the section must know beside the reports, as whole sentences: a year without holidays, a draft that waits … */
  readonly warnings: readonly string[];
}

/** Something due once a year that a school has not done. */
export interface DutyView {
  readonly school: School;
  /** `2018年年度总结`. */
  readonly title: string;
  /** Its deadline for this school, ISO, and whether it has passed. */
  readonly due: string;
  readonly passed: boolean;
  /** How far the school is: 未填, `3 项没有落实`. */
  readonly state: string;
}

/** One period's counts. Totals add accepted versions only; blank is not zero, so each total says how many schools it covers. */
export interface PeriodView {
  readonly period: Period;
  readonly window: Window;
  /** 应报. */
  readonly expected: number;
  /** 已报: schools with an accepted version. */
  readonly reported: number;
  /** 零报告: accepted with incidents 0. */
  readonly zeroReports: number;
  readonly states: Readonly<Record<State, number>>;
  readonly timeliness: Readonly<Record<Timeliness, number>>;
  /** Sums of the counts over accepted versions, by `<form>_<field>`, with how many schools gave a number. */
  readonly totals: Readonly<Record<string, { readonly sum: number; readonly schools: number }>>;
}

export interface MasterRow {
  readonly school: School;
  readonly period: Period;
  readonly state: State;
  readonly timeliness: Timeliness;
  /** Its own deadline where 延期 gave it one, ISO, and why it was returned where 退回 says so. */
  readonly due?: string;
  readonly returnReason?: string;
  /** Where the values come from: the accepted version, the last reading (not counted), or nowhere. */
  readonly source: 'accepted' | 'reading' | 'none';
  /** By `<form>_<field>`. */
  readonly values: Readonly<Record<string, MasterValue>>;
  /** 说明 texts by `<form>_<first key>`. */
  readonly explanations: Readonly<Record<string, string>>;
  readonly version: number;
  readonly checkCode: string;
  /** When the version was made (the store's time) and when a run first saw it, ISO; empty where there is none. */
  readonly madeAt: string;
  readonly seenAt: string;
  /** The workbook, relative to the district, and the hash of the content the values are from. */
  readonly path: string;
  readonly hash: string;
  /** Why the workbook cannot be read, as a sentence; empty where it can. */
  readonly failure: string;
  readonly findings: readonly { readonly finding: Finding; readonly since: string }[];
  /** What is not raised because the school explained it or the section waived it; left out where there is nothing. */
  readonly setAside?: readonly (Omit<SetAside, 'value'> & { readonly since: string })[];
  /** How many blanks were changed after the report was closed, and when that was seen; left out where none were. */
  readonly changedClosed?: { readonly blanks: number; readonly at: string };
}

/** One blank as understood: `understood: false` shows the raw text instead. Dates are `YYYY-MM-DD`. */
export interface MasterValue {
  readonly value: string | number | null;
  readonly understood: boolean;
  readonly cell: string;
}

/** 变更记录: one blank that was changed after a version was accepted; `toVersion` 0 while no version has taken it up. */
export interface ChangeView {
  readonly at: string;
  readonly school: string;
  readonly schoolName: string;
  readonly period: Period;
  readonly form: string;
  readonly field: string;
  readonly cell: string;
  readonly from: string;
  readonly to: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  /** Typed into a closed report. */
  readonly closed?: true;
}

export interface LetterView {
  readonly at: string;
  readonly key: string;
  readonly to: string;
  readonly subject: string;
  readonly state: string;
  readonly note: string;
  /** When it was written, ISO, where a server put it off for a fault of neither. */
  readonly waitingSince?: string;
}

/** 通报记录: one bulletin, from its draft until it is frozen. */
export interface BulletinView {
  /** When it took its present state. */
  readonly at: string;
  readonly from: Period;
  readonly through: Period;
  readonly state: 'drafted' | 'approved' | 'issued' | 'frozen';
  /** 文号, empty before there is one. */
  readonly number: string;
  /** The document, relative to the district. */
  readonly path: string;
  readonly note: string;
  /** What keeps it from being issued, or an approval from being followed, as whole sentences. */
  readonly problems?: readonly string[];
  /** A draft whose text people changed. */
  readonly edited?: boolean;
  /** Names of schools that an issued bulletin could be sent to nobody of. */
  readonly unreached?: readonly string[];
}

/** 公开记录: one piece of the public page, or of 信息公开 that is not on it. */
export interface PublicationView {
  /** 编号; empty where there is none yet. */
  readonly number: string;
  /** Its row in 信息公开 as people count; left out where it has none. */
  readonly row?: number;
  readonly kind: string;
  /** As it is public; empty for what is not. */
  readonly title: string;
  readonly state: 'public' | 'withdrawn' | 'draft' | 'waiting' | 'held';
  /** Since when it is public, and since when no more, `YYYY-MM-DD`; empty where not. */
  readonly since: string;
  readonly until: string;
  /** What becomes of it, in words. */
  readonly note: string;
  /** What keeps it, or its new text, from the page, as whole sentences that quote nothing. */
  readonly problems?: readonly string[];
}

/** One rule as the section reads it: what it asks for and an example of what it finds. */
export interface RuleView {
  readonly code: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly example: string;
}
