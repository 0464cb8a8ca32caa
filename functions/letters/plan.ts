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
  readonly role: '联络人' | '备用联络人' | '校长' | '责任督学' | '安全科' | '科室';
}

/** Somebody at a school. */
export interface SchoolRecipient extends Recipient {
  readonly role: '联络人' | '备用联络人' | '校长';
}

/** 语气 of 催报阶梯: 提醒 until the deadline, 催报 after it, 督促 at the last rung. */
export type Tone = '提醒' | '催报' | '督促';

/** The reminder: everything one person still owes, in one letter. */
export interface OverduePlan extends LetterFrame {
  readonly recipient: SchoolRecipient;
  /** The highest among the items. */
  readonly tone: Tone;
  /** When the reports were read: `9月26日 09:00` (`minuteTitle`). */
  readonly readAt: string;
  readonly items: readonly OverdueItem[];
}

/** One school's report of one period that is not in. */
export interface OverdueItem {
  readonly school: string;
  /** `2018年9月`; `2018年` for an obligation of the year. */
  readonly period: string;
  /** Left out where it is the letter's: an item that is not due yet bears 提醒 in a letter that is 催报 for another. */
  readonly tone?: Tone;
  /** What is owed where it is not the month's report: `年度总结` and the forms that make it. */
  readonly obligation?: { readonly title: string; readonly forms: readonly string[] };
  /** The school has no folder: the workbook is in a letter's attachment and comes back by mail. */
  readonly byMail?: boolean;
  /** The exact minute with its weekday: `9月25日 周二 24:00` (`dueTitle`). */
  readonly deadline: string;
  /** True on the very day of the deadline: the letter says that it is the last one. */
  readonly lastDay?: boolean;
  /**
   * Where the workbook lies: `学校／371311001 示例小学／2018年09月.xlsx`, `9月1日发给您的邮件的附件`, or, `online`, the address
   * that opens it.
   */
  readonly where: string;
  /** A spreadsheet that is filled in on the web and saves itself. */
  readonly online?: boolean;
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
  /** The workbook opens but is another month's or another school's; `why` says what was found and what to do. */
  | { readonly is: 'mixedUp'; readonly why: string }
  /** `reason` as the section typed it; may be empty. */
  | { readonly is: 'returned'; readonly reason: string }
  /** The blanks of 签报 that are still empty. */
  | { readonly is: 'unsigned'; readonly blanks: readonly LetterBlank[] }
  /**
   * 四个落实: what 自查表 does not say 有 of yet, in the order of the form. `saidIn`: the month whose table says so, `2018年8月`,
   * where the letter asks for it in a later one.
   */
  | {
      readonly is: 'notInPlace';
      readonly blanks: readonly (LetterBlank & { readonly answer: '无' | '' })[];
      readonly saidIn?: string;
      /** The report was taken and its own deadline is over: a change of it would count as late. */
      readonly taken?: true;
    };

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

/** Once for a school whose reports are filled in on the web: where they are from now on. */
export interface OpenPlan extends LetterFrame {
  readonly recipient: SchoolRecipient;
  readonly school: string;
  /** The month that waits there first: `2018年9月`. */
  readonly period: string;
  /** What it counts: `8月26日—9月25日`. */
  readonly window: string;
  /** `9月25日 周二 24:00`. */
  readonly deadline: string;
  /** Addresses that open the month's report and the school's folder. */
  readonly report: string;
  readonly folder: string;
  /** The mailbox that the folder is shared with. */
  readonly account: string;
  /** Names of the forms to fill: 自查表, 月报表. */
  readonly forms: readonly string[];
}

/** What was read wrong in reports that came by mail: the letter says it all, for there is no folder to look into. */
export interface FindingsPlan extends LetterFrame {
  readonly recipient: SchoolRecipient;
  readonly readAt: string;
  /** `where` names what was read: `9月20日来信的附件《示例小学2018年9月报表.xlsx》`. `byMail` is taken for granted. */
  readonly items: readonly OverdueItem[];
}

/** 退回: the section asks for reports again, once for each row of its register. */
export interface ReturnedPlan extends LetterFrame {
  readonly recipient: SchoolRecipient;
  readonly items: readonly ReturnedItem[];
}

/** One report that goes back. */
export interface ReturnedItem extends Omit<OverdueItem, 'missing' | 'tone'> {
  /** The reason as the section typed it. */
  readonly reason: string;
  /** The version that stays in force until a better one is in: `9月20日 15:40`; empty where there is none. */
  readonly inForce: string;
}

/** The receipts of one person: reports that are in, with the figures as they were understood. */
export interface ReceiptPlan extends LetterFrame {
  readonly recipient: SchoolRecipient;
  readonly items: readonly ReceiptItem[];
}

/** One accepted version. */
export interface ReceiptItem {
  readonly school: string;
  readonly period: string;
  /** When the accepted version was made: `9月20日 15:40`. */
  readonly madeAt: string;
  /** `按时` or `逾期补报`. */
  readonly timeliness: string;
  readonly checkCode: string;
  /** 1 for the first accepted version; later ones replace it. */
  readonly version: number;
  /** The version it takes the place of; left out for the first. */
  readonly replaces?: { readonly version: number; readonly madeAt: string; readonly checkCode: string };
  /** Who filled it in, told to the principal; empty where nobody is named. */
  readonly contact: string;
  /** The figures as understood (`letterFigures`). */
  readonly figures: readonly LetterFigure[];
  /** What the section would still like to hear about; never blocks. */
  readonly queries: readonly LetterFinding[];
}

/** A figure with its unit: 事件数, `0 件（零报告）`; `was` where the version before said something else. */
export interface LetterFigure {
  readonly name: string;
  readonly value: string;
  readonly was?: string;
}

/** The month's forms for a school without a folder: attached to the letter, under the names that the items say. */
export interface HandOutPlan extends LetterFrame {
  readonly recipient: SchoolRecipient;
  readonly items: readonly HandOutItem[];
}

/** One workbook of one school. */
export interface HandOutItem {
  readonly school: string;
  /** `2018年9月`. */
  readonly period: string;
  /** What it counts: `8月26日—9月25日`. */
  readonly window: string;
  /** `9月25日 周二 24:00`. */
  readonly deadline: string;
  /** Name of the attachment (`attachmentName`). */
  readonly file: string;
  /** Names of the forms to fill: 自查表, 月报表. */
  readonly forms: readonly string[];
  /** The month whose answers were carried over, `2018年8月`; empty where none were. */
  readonly carriedFrom: string;
  /** Titles of the blanks that were carried over. */
  readonly carried: readonly string[];
}

/** The overdue schools of one 责任督学, or of the district, in one table. Nothing about what their reports say. */
export interface DigestPlan extends LetterFrame {
  readonly recipient: Recipient & { readonly role: '责任督学' | '安全科' };
  /** `2018年9月`. */
  readonly period: string;
  /** `9月25日 周二 24:00`. */
  readonly deadline: string;
  /** When the reports were read. */
  readonly readAt: string;
  /** 提醒 where a rung before the deadline goes to them; left out for the overdue. */
  readonly tone?: Tone;
  readonly schools: readonly DigestSchool[];
}

/** One overdue school: whom to call. */
export interface DigestSchool {
  readonly school: string;
  /** Left out where they are the letter's: another month, an extension, another obligation (`2018年年度总结`). */
  readonly period?: string;
  readonly deadline?: string;
  /** 报送状态 in words: 未填. */
  readonly stateTitle: string;
  readonly contact: string;
  /** The contact's telephone; empty where the roster has none. */
  readonly phone: string;
  readonly principal: string;
  readonly principalPhone: string;
  /** Left out where it is the letter's. */
  readonly tone?: Tone;
  /** Who was written to: `联络人、校长`; empty where nobody was: 安全科 calls. */
  readonly toldWhom: string;
  /** True where nobody was because no address of the school can be used. */
  readonly unreachable?: boolean;
}

/** 每日小结: what came since the last one, and what waits for 安全科. Counts and names of schools, nothing of what reports say. */
export interface SummaryPlan extends LetterFrame {
  readonly recipient: Recipient & { readonly role: '安全科' };
  /** `9月26日 周三`. */
  readonly day: string;
  /** When the last one was written: `9月25日 08:30`. */
  readonly since: string;
  /** The months that are open, newest first, each with what its numbers cover. */
  readonly months: readonly SummaryMonth[];
  /** What is new. */
  readonly news: readonly SummaryMatter[];
  /** What waits for somebody, in the order of 总览. */
  readonly waiting: readonly SummaryMatter[];
  /** Where 总表 is; `link` where a click opens it. */
  readonly master: { readonly where: string; readonly link?: string };
}

/** How one month stands. */
export interface SummaryMonth {
  readonly period: string;
  readonly deadline: string;
  readonly passed: boolean;
  /** `应报 96 校，已报 93 校（其中零报告 71 校）`. */
  readonly coverage: string;
  /** Schools that have not reported. */
  readonly missing: number;
}

/** Things of one sort: how many, and which. */
export interface SummaryMatter {
  readonly title: string;
  /** `3 校`, `2 封`. */
  readonly count: string;
  /** Names of schools, addresses, months of a draft; worst first. */
  readonly names: readonly string[];
}

/** A3-CRIM to the section: reports that say that a case is criminal. Neither what happened nor whom it concerns. */
export interface UrgentPlan extends LetterFrame {
  readonly recipient: Recipient & { readonly role: '安全科' };
  readonly items: readonly UrgentItem[];
}

/** One report with criminal cases. */
export interface UrgentItem {
  readonly school: string;
  readonly period: string;
  /** 构成刑事案件数 as reported. */
  readonly cases: number;
  /** When it was first read: `9月20日 15:40`. */
  readonly firstSeenAt: string;
  /** 报送状态 in words. */
  readonly stateTitle: string;
  readonly where: string;
  readonly contact: string;
  readonly phone: string;
  readonly principal: string;
  readonly principalPhone: string;
}

/** Clocks of registers that are soon due or overdue, or all that a section has in hand. Nothing of what rows say in words. */
export interface ClockPlan extends LetterFrame {
  readonly recipient: Recipient & { readonly role: '科室' | '安全科' | '责任督学' };
  /** When the registers were read: `9月26日 09:00`. */
  readonly readAt: string;
  /** All that is in hand (科室周报), not only what turned. */
  readonly isWeekly: boolean;
  /** For the reader alone: nobody else knows of it. */
  readonly apart?: true;
  /** The workbooks to fill in; `link` where a click opens one. */
  readonly books: readonly { readonly where: string; readonly link?: string }[];
  /** Worst first. */
  readonly rows: readonly ClockRow[];
  /** Sections that have no address of their own and are told through this reader. */
  readonly through: readonly string[];
}

/** One clock of one row. */
export interface ClockRow {
  /** The register and 编号, else the row's number: `督办 DB-2018-01`, `督办 第 5 行`. */
  readonly matter: string;
  /** Empty where it is of no school. */
  readonly school: string;
  /** Left out where all is of one section. */
  readonly section?: string;
  /** 核查, 受理, 整改. */
  readonly step: string;
  /** Its last day: `9月25日 周二`. */
  readonly due: string;
  readonly light: '绿' | '黄' | '红';
  /** Working days since the last day where it is overdue, else until then; 0 on the day itself. */
  readonly days: number;
  readonly isToday?: true;
  /** `第 5 行“核查完成”`: where its day is filled in. */
  readonly blank: string;
}
