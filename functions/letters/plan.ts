import type { Severity } from '../../schemas/finding.ts';

/**
 * What every letter needs to know besides its matter. All texts of a plan are words ready to be read: days, minutes and
 * places are already sentences' parts, so that a letter never computes. None of them may quote what a school wrote in a
 * free-text blank (design.md, invariant 12); `letterFindings` sees to it for findings.
 */
export interface LetterFrame {
  readonly recipient: Recipient;
  /** 工作机构 of 设置. */
  readonly office: string;
  /** 办公电话 of 设置. */
  readonly phone: string;
  /** Where an answer goes; empty where 设置 has none. */
  readonly replyTo: string;
  /** 试运行: the true recipient in words, `示例小学联络人 王某某（a@b.cn）`; left out when letters go to their recipients. */
  readonly trialFor?: string;
}

export interface Recipient {
  /** As in the roster; may be empty. */
  readonly name: string;
  readonly role: '联络人' | '校长';
}

/** The overdue reminder: everything one person is behind with, in one letter. */
export interface OverduePlan extends LetterFrame {
  /** When the reports were read: `9月26日 09:00` (`minuteTitle`). */
  readonly readAt: string;
  readonly items: readonly OverdueItem[];
}

/** One school's report of one period that is not in. */
export interface OverdueItem {
  readonly school: string;
  /** `2018年9月`. */
  readonly period: string;
  /** The exact minute: `9月25日24:00`. */
  readonly deadline: string;
  /** Where the workbook lies: `学校／371311001 示例小学／2018年09月.xlsx`. */
  readonly where: string;
  /** Where all findings are listed: `同一文件夹里的《2018年09月 校验结果》`; empty where there is no such place. */
  readonly allFindings: string;
  /** Who fills it in, told to the principal; empty where nobody is named. */
  readonly contact: string;
  readonly missing: Missing;
}

/** What stands between a report and 已报送, as 报送状态 tells them apart. */
export type Missing =
  | { readonly is: 'notStarted' }
  | { readonly is: 'inProgress' | 'invalid'; readonly findings: readonly LetterFinding[] }
  /** `why` says what is wrong with the file and how to mend it (`failureSentence`). */
  | { readonly is: 'unreadable'; readonly why: string }
  /** `reason` as the section typed it; may be empty. */
  | { readonly is: 'returned'; readonly reason: string }
  /** The blanks of 签报 that are still empty. */
  | { readonly is: 'unsigned'; readonly blanks: readonly LetterBlank[] };

/** A blank as people find it: its name and where it stands (`自查表 B4`). */
export interface LetterBlank {
  readonly blank: string;
  readonly place: string;
}

/** A finding as a letter tells it: what is there, what is expected and how to mend it, in whole sentences. */
export interface LetterFinding extends LetterBlank {
  readonly severity: Severity;
  readonly message: string;
}

/** The receipt: a report is in, with the figures as they were understood. */
export interface ReceiptPlan extends LetterFrame {
  readonly school: string;
  readonly period: string;
  /** When the accepted version was made: `9月20日 15:40`. */
  readonly madeAt: string;
  /** `按时` or `逾期补报`. */
  readonly timeliness: string;
  readonly checkCode: string;
  /** 1 for the first accepted version; later ones replace it. */
  readonly version: number;
  /** The figures as understood, with units: 事件数 → `0 件（零报告）`. */
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  /** What the section would still like to hear about; never blocks. */
  readonly queries: readonly LetterFinding[];
}
