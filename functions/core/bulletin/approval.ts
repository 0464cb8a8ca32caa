import { type Approval, approvalsTab } from '../../../schemas/control.ts';
import { addMonths, type Period, periodParts } from '../../../schemas/periods.ts';
import { foldAnswer, foldLabel } from '../../../schemas/text.ts';
import { campaignYear } from '../campaign-year.ts';
import { type Pair, pairOf } from './pair.ts';
import { isYearly, type Paper, paperTitle, reportYear } from './paper.ts';
import { dateTitle } from './words.ts';

/** What is wrong with a row of 通报审签, with the column that it is wrong in. */
export interface ApprovalProblem {
  readonly field: keyof Approval;
  readonly message: string;
}

/** What a row is held against. */
export interface ApprovalContext {
  /** The day it is in Shanghai. */
  readonly today: string;
  /** The day of the draft that the code names; left out where it names none. */
  readonly draftedOn?: string;
  /** The last day of the last window that it speaks of: before it there is nothing to report. */
  readonly through: string;
  /** What the month of that window is called; 第二个月 where it is left out. */
  readonly lastMonth?: string;
  /** 文号 of papers issued before. */
  readonly numbers: readonly { readonly number: string; readonly paper: Paper }[];
}

/**
 * The paper a row is about: `2018年9—10月`, `2018年9月—10月`, `2018-09`, or `2018年度督导评估报告`; undefined where it cannot be
 * told.
 */
export function paperOfApproval({ bulletin }: Pick<Approval, 'bulletin'>): Paper | undefined {
  const text = foldAnswer(bulletin).replace(/[‐‑‒–—―−~～至到、]/g, '-');
  const yearly = reportYear(text);
  if (yearly !== undefined) {
    const { from, through } = campaignYear(yearly);
    return { from, through };
  }
  return pairIn(text);
}

function pairIn(text: string): Pair | undefined {
  const [, year, month] = /(\d{4})\s*[年.\-/]\s*(\d{1,2})(?!\d)/.exec(text) ?? [];
  if (year === undefined || month === undefined || Number(month) < 1 || Number(month) > 12) return undefined;
  const period: Period = `${year}-${month.padStart(2, '0')}`;
  const second = /\d{1,2}\s*月?\s*-\s*(?:\d{4}\s*[年.\-/]\s*)?(\d{1,2})\s*月/.exec(text)?.[1];
  const pair = pairOf(period);
  const says = second === undefined || second === '' || Number(second) === Number(month);
  if (says) return pair;
  return pair.from === period && periodParts(addMonths(period, 1)).month === Number(second) ? pair : undefined;
}

/** The row that counts for a paper: the last one that is about it. */
export function approvalOf(rows: readonly Approval[], { from, through }: Paper): Approval | undefined {
  return rows.findLast((row) => {
    const paper = paperOfApproval(row);
    return paper?.from === from && paper.through === through;
  });
}

/** As a sentence names it: `2018年9—10月的通报`. */
export function paperName(paper: Paper): string {
  return isYearly(paper) ? paperTitle(paper) : paperTitle(paper).replace(/通报$/, '的通报');
}

/** Signed by somebody on some day: from then on it is meant. */
export function isSigned({ signer, issuedOn }: Approval): boolean {
  return signer !== '' && issuedOn !== undefined;
}

/** A draft's code as people copy it: without spaces, in any width and case, and with letters for the digits they look like. */
export function foldCode(code: string): string {
  return foldAnswer(code)
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
}

/** Everything that is wrong with a row apart from its code, in the order of the columns. */
export function approvalProblems(row: Approval, context: ApprovalContext): readonly ApprovalProblem[] {
  return [...numberProblems(row, context), ...peopleProblems(row), ...dayProblems(row, context)];
}

function numberProblems({ number }: Approval, { numbers }: ApprovalContext): ApprovalProblem[] {
  if (number === '') return [{ field: 'number', message: '没有填。' }];
  if (!/\d\s*号$/.test(foldAnswer(number)))
    return [{ field: 'number', message: `是“${number}”，还没有编号，应写成 示教安通〔2018〕1号 这样。` }];
  const other = numbers.find((it) => foldLabel(it.number) === foldLabel(number));
  return other ? [{ field: 'number', message: `“${number}”已经用在${paperName(other.paper)}上。` }] : [];
}

function peopleProblems({ drafter, signer }: Approval): ApprovalProblem[] {
  return [
    ...(drafter === '' ? [{ field: 'drafter', message: '没有填。' } as const] : []),
    ...(signer === '' ? [{ field: 'signer', message: '没有填。' } as const] : []),
    ...(drafter !== '' && foldName(drafter) === foldName(signer)
      ? [{ field: 'signer', message: `和拟稿人是同一个人（${signer}）：拟稿和签发要两个人。` } as const]
      : []),
  ];
}

/** A person's name as people sign: 张三, 张 三 and 张三科长 are one person. */
export function foldName(name: string): string {
  const folded = foldLabel(name);
  return folded.replace(/(?<=.{2})(?:副?(?:科长|局长|主任|处长|组长|书记|校长)|同志|老师)$/, '');
}

function dayProblems(
  { asOf, issuedOn }: Approval,
  { today, draftedOn, through, lastMonth = '第二个月' }: ApprovalContext,
): ApprovalProblem[] {
  const problem = (field: 'asOf' | 'issuedOn', message: string): ApprovalProblem => ({ field, message });
  const problems: ApprovalProblem[] = [];
  if (asOf === undefined) problems.push(problem('asOf', '没有填。'));
  else if (asOf > today) problems.push(problem('asOf', `是${dateTitle(asOf)}，那一天还没有到。`));
  else if (asOf < through)
    problems.push(problem('asOf', `是${dateTitle(asOf)}，早于${lastMonth}的截止日${dateTitle(through)}。`));
  else if (draftedOn !== undefined && asOf < draftedOn)
    problems.push(problem('asOf', `是${dateTitle(asOf)}，可草稿的数据算到${dateTitle(draftedOn)}，应填这一天或以后。`));
  if (issuedOn === undefined) problems.push(problem('issuedOn', '没有填。'));
  else if (issuedOn > today) problems.push(problem('issuedOn', `是${dateTitle(issuedOn)}，那一天还没有到。`));
  else if (draftedOn !== undefined && issuedOn < draftedOn)
    problems.push(problem('issuedOn', `是${dateTitle(issuedOn)}，早于起草的${dateTitle(draftedOn)}。`));
  else if (asOf !== undefined && issuedOn < asOf)
    problems.push(problem('issuedOn', `是${dateTitle(issuedOn)}，早于数据截至的${dateTitle(asOf)}。`));
  return problems;
}

/** The problem as a sentence that names the column: `签发人和拟稿人是同一个人…`. */
export function approvalSentence({ field, message }: ApprovalProblem): string {
  const title = approvalsTab.columns.find(({ key }) => key === field)?.title ?? field;
  return `“${title}”${message}`;
}
