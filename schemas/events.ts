import type { Finding, SetAside } from './finding.ts';
import type { Cell } from './grid.ts';
import type { Period } from './periods.ts';
import type { Reading } from './reading.ts';
import type { RequestOutcome } from './requests.ts';
import type { State } from './state.ts';

interface Of<T extends string> {
  readonly type: T;
  /** Made of what the event says, so that appending it again does nothing. */
  readonly id: string;
  /** The run's clock, ISO with offset. */
  readonly at: string;
}

interface OfReport<T extends string> extends Of<T> {
  readonly school: string;
  readonly period: Period;
}

/** A report was made for a school; `given` are the inputs as handed out, by defined name. */
export interface HandedOut extends OfReport<'handedOut'> {
  readonly path: string;
  readonly edition: string;
  readonly window: Window;
  readonly given: Readonly<Record<string, Cell>>;
}

/** What a period counts: first and last day, and the first instant that is too late (ISO): the 25th 24:00 is the 26th 00:00. */
export interface Window {
  readonly from: string;
  readonly through: string;
  readonly due: string;
}

/** A workbook's content was read. `storedAt` is the store's own time of the revision. */
export interface ReadingTaken extends OfReport<'read'> {
  readonly path: string;
  readonly hash: string;
  readonly storedAt: string;
  readonly reading: Reading;
}

/** A workbook could not be read, with the reader's code. */
export interface ReportRefused extends OfReport<'refused'> {
  readonly path: string;
  readonly hash: string;
  readonly code: string;
  readonly detail: string;
}

/** What a reading (or refusal) was judged to be; `recheckOn` is the day on which time alone may change it. */
export interface ReportJudged extends OfReport<'judged'> {
  readonly of: string;
  readonly state: State;
  readonly recheckOn?: string;
  /** How many 有/无 of 自查表 do not say 有: with none the checklist is done. Absent while nothing was filled in. */
  readonly notInPlace?: number;
  /** How 年度总结 stands, by itself; absent where the workbook has none. */
  readonly summary?: State;
}

export interface FindingRaised extends OfReport<'raised'> {
  readonly finding: Finding;
}

export interface FindingCleared extends OfReport<'cleared'> {
  readonly finding: Finding;
}

/** A finding that is not raised, and why (`SetAside`). */
export interface FindingSetAside extends OfReport<'setAside'>, SetAside {}

/** What was set aside is not any more: it was mended, or it is asked again. */
export interface FindingTakenUp extends OfReport<'takenUp'> {
  readonly finding: Finding;
}

/** The section asked for a report again (退回). It is returned until its workbook holds something else than `hash`. */
export interface ReportReturned extends OfReport<'returned'> {
  /** Names the row of 退回, so that it counts once. */
  readonly row: string;
  readonly reason: string;
  readonly hash: string;
}

/** What the rules of later months need to know of an accepted version; null where a blank held no number. */
export interface AcceptedCounts {
  readonly incidents: number | null;
  readonly handled: number | null;
  readonly students: number | null;
  /** Sessions for pupils. */
  readonly sessions: number | null;
}

/**
 * 已报版本: right and signed. `madeAt` is the store's time if not later than the clock, else the clock; of a version in which
 * only 年度总结 is another, that of the version before: a summary that comes late makes no month late.
 */
export interface VersionAccepted extends OfReport<'accepted'> {
  readonly version: number;
  /** Id of the reading it is. */
  readonly of: string;
  readonly path: string;
  readonly hash: string;
  readonly madeAt: string;
  readonly checkCode: string;
  readonly counts: AcceptedCounts;
}

/** A month's report was closed, or opened again: while it is closed nothing in it is judged or counted. */
export interface ReportLocked extends OfReport<'locked' | 'reopened'> {}

/** 保留年限 passed: the accepted versions as typed are erased from the school's folder, and are not made again. */
export interface VersionsErased extends OfReport<'versionsErased'> {
  /** How many versions there were. */
  readonly versions: number;
}

/** What a closed report held when somebody changed it all the same: kept for the section, judged only once it is open. */
export interface ClosedReportChanged extends OfReport<'changedClosed'> {
  readonly path: string;
  readonly hash: string;
  readonly storedAt: string;
  readonly reading: Reading;
}

/** A workbook of 收件箱 was filed at a report's place. */
export interface ReportFiled extends OfReport<'filed'> {
  readonly path: string;
  readonly from: string;
  readonly hash: string;
}

/** A letter's bytes were fixed; they lie in the ledger's attachments under `bytes`. */
export interface LetterClaimed extends Of<'letterClaimed'> {
  readonly key: string;
  readonly items: readonly string[];
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly bytes: string;
}

export interface LetterSent extends Of<'letterSent'> {
  readonly key: string;
  readonly where: string;
  readonly badAddresses?: readonly BadAddress[];
}

export interface LetterFailed extends Of<'letterFailed'> {
  readonly key: string;
  readonly state: 'deferred' | 'refused' | 'withdrawn';
  readonly why: string;
  readonly badAddresses?: readonly BadAddress[];
  /** Why the post stood still from then on, where it did. */
  readonly stopped?: string;
  /** It was refused in the same words as others: whose fault that is will show once others have gone. */
  readonly doubted?: true;
}

/** An address that a server refused for its own fault, and the server's words. */
export interface BadAddress {
  readonly address: string;
  readonly said: string;
}

/** The bytes of a file we are about to write: a file that holds anything else was edited by somebody. */
export interface FileWritten extends Of<'wrote'> {
  readonly path: string;
  readonly hash: string;
}

interface OfBulletin<T extends string> extends Of<T> {
  /** First and second month of the pair. */
  readonly from: Period;
  readonly through: Period;
  /** 草稿编号. */
  readonly code: string;
}

/** A bulletin was drafted: its figures and words add up to `code`, and it stands at `path`. */
export interface BulletinDrafted extends OfBulletin<'bulletinDrafted'> {
  /** The .docx, relative to the district. */
  readonly path: string;
  /** Its document and figures as JSON, in the ledger's attachments; the first drafts have none. */
  readonly kept?: string;
}

/** A draft's file was found to hold other words than ours: `code` is that of the text, `draft` that of the draft it came from. */
export interface BulletinEdited extends OfBulletin<'bulletinEdited'> {
  readonly path: string;
  readonly draft: string;
  /** Of the file's bytes. */
  readonly hash: string;
  /** What the figures do not bear out, as whole sentences: while there is any, the text cannot be issued. */
  readonly problems: readonly string[];
  /** What people should look at themselves. */
  readonly notes: readonly string[];
  /** The words people wrote, as JSON in the ledger's attachments; empty where they may not be kept. */
  readonly kept: string;
}

/** What 通报审签 says cannot be followed, and why; without problems, what stopped it is over. */
export interface BulletinHeld extends OfBulletin<'bulletinHeld'> {
  readonly problems: readonly string[];
}

/** Somebody who gets a bulletin; without a school, a copy (通报抄送), or 安全科 its own of a year's report. */
export interface BulletinRecipient {
  readonly school: string;
  readonly role: '联络人' | '校长' | '抄送' | '安全科';
  readonly name: string;
  /** Empty where the register has none that can be used. */
  readonly address: string;
}

/** A bulletin was issued: from here on it is what it is, and these people get it. */
export interface BulletinIssued extends OfBulletin<'bulletinIssued'> {
  /** 文号, 拟稿人, 签发人, 数据截至 and 签发日期 of the row that approved it. */
  readonly number: string;
  readonly drafter: string;
  readonly signer: string;
  readonly asOf: string;
  readonly issuedOn: string;
  /** Its files as they were sent, in the ledger's attachments, by their names. */
  readonly files: Readonly<Record<string, string>>;
  readonly recipients: readonly BulletinRecipient[];
}

/** A piece of 信息公开 came onto the public page, or another text of it did: from here on it is what it is. */
export interface PagePublished extends Of<'pagePublished'> {
  /** 编号, 类别, 标题, 版次 and 发布日期 of the row that approved it. */
  readonly number: string;
  readonly kind: string;
  readonly title: string;
  readonly version: number;
  readonly publishedOn: string;
  readonly drafter: string;
  readonly reviewer: string;
  /** Its words, as JSON in the ledger's attachments. */
  readonly text: string;
}

/** A piece of content was taken off the public page, as its row says. */
export interface PageWithdrawn extends Of<'pageWithdrawn'> {
  readonly number: string;
  /** 撤下日期. */
  readonly on: string;
  /** Its title goes with it. */
  readonly hideTitle?: true;
}

/** What the public page says of the body, its telephone and the plan (S1–S3); the plan and its address may be empty. */
export interface PageOfficeChanged extends Of<'pageOffice'> {
  readonly campaign: string;
  readonly office: string;
  readonly phone: string;
  readonly plan: string;
  readonly planLink: string;
}

/** A school's line on the public page, from the version `of` of its reports. */
export interface PageLine {
  readonly school: string;
  readonly name: string;
  readonly stage: string;
  readonly of: string;
  /** 监督举报电话 as the page shows it; empty where there is none to show. */
  readonly hotline: string;
  /** A number of it waits for the section to confirm it, or must not be public at all (公开电话). */
  readonly asks?: true;
  readonly withheld?: true;
}

/** What newly accepted reports, the register or 公开电话 make of schools' lines: only those that say something else now. */
export interface PageLinesSeen extends Of<'pageLines'> {
  readonly lines: readonly PageLine[];
}

/** What an appeal made of one indicator's points of one school. */
export interface ScoreCorrection {
  /** Names the row of 评分申诉. */
  readonly appeal: string;
  readonly school: string;
  readonly indicator: string;
  readonly to: number;
}

/** A year's scores were published, or corrected after appeals (later versions): from here on they are what they are. */
export interface ScoresPublished extends Of<'scoresPublished'> {
  readonly year: number;
  /** 1 for the publication. */
  readonly version: number;
  /** 公布日期, 公布人 and 复核人 of the row that was followed. */
  readonly publishedOn: string;
  readonly publisher: string;
  readonly reviewer: string;
  /** Last day of the appeal window, until 24:00. */
  readonly appealBy: string;
  /** Every point with what it rests on, as JSON in the ledger's attachments. */
  readonly kept: string;
  /** What this version corrects; none in the first. */
  readonly corrects: readonly ScoreCorrection[];
}

/** The journal's end was lost and is gone for good: so many events, as people see them, are missing from here on. */
export interface TailLost extends Of<'tailLost'> {
  readonly events: number;
}

/** A run that did something: 运行日志. */
export interface RunDone extends Of<'run'> {
  readonly job: string;
  readonly period: Period;
  readonly summary: string;
}

/** A row of 办理请求 was answered: a line of 运行日志. What could not be done is tried again once the row says something else. */
export interface RequestAnswered extends Of<'requestAnswered'> {
  /** 编号, and what names the row as it was written. */
  readonly request: string;
  readonly key: string;
  readonly outcome: RequestOutcome;
  readonly period: Period;
  readonly summary: string;
}

/** One immutable entry of the ledger. */
export type LedgerEvent =
  | HandedOut
  | ReadingTaken
  | ReportRefused
  | ReportJudged
  | FindingRaised
  | FindingCleared
  | FindingSetAside
  | FindingTakenUp
  | ReportReturned
  | VersionAccepted
  | ReportLocked
  | VersionsErased
  | ClosedReportChanged
  | ReportFiled
  | LetterClaimed
  | LetterSent
  | LetterFailed
  | FileWritten
  | BulletinDrafted
  | BulletinEdited
  | BulletinHeld
  | BulletinIssued
  | PagePublished
  | PageWithdrawn
  | PageOfficeChanged
  | PageLinesSeen
  | ScoresPublished
  | RequestAnswered
  | TailLost
  | RunDone;
