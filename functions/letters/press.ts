import { digestWords } from './digest-words.ts';
import { findingsWords } from './findings-words.ts';
import { handOutWords } from './hand-out-words.ts';
import { compileLetterHtml, type DrawHtml } from './letter-html.ts';
import { linesOf } from './one-line.ts';
import { overdueWords } from './overdue-words.ts';
import { plainText } from './plain-text.ts';
import type { DigestPlan, FindingsPlan, HandOutPlan, OverduePlan, ReceiptPlan, UrgentPlan } from './plan.ts';
import { receiptWords } from './receipt-words.ts';
import { urgentWords } from './urgent-words.ts';
import type { LetterWords } from './words.ts';

/** A letter as it is read: html and plain text say the same. */
interface PrintedLetter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Turns plans into letters. */
export interface LetterPress {
  /** The month's forms, to be attached under the names the plan says. */
  handOut(plan: HandOutPlan): Promise<PrintedLetter>;
  /** 提醒, 催报 or 督促 to a school. */
  overdue(plan: OverduePlan): Promise<PrintedLetter>;
  /** What was read wrong in a report that came by mail. */
  findings(plan: FindingsPlan): Promise<PrintedLetter>;
  receipt(plan: ReceiptPlan): Promise<PrintedLetter>;
  /** The overdue schools, to 责任督学 and 安全科. */
  digest(plan: DigestPlan): Promise<PrintedLetter>;
  /** A3-CRIM, to 安全科. */
  urgent(plan: UrgentPlan): Promise<PrintedLetter>;
}

/** A press for a run: the template is compiled with the first letter and filled for each one. */
export function createLetterPress(): LetterPress {
  let compiled: Promise<DrawHtml> | undefined;
  const print = async (words: LetterWords): Promise<PrintedLetter> => {
    compiled ??= compileLetterHtml();
    const drawHtml = await compiled;
    return { subject: words.subject, html: drawHtml(words), text: plainText(words) };
  };
  return {
    handOut: async (plan) => print(handOutWords(linesOf(plan))),
    overdue: async (plan) => print(overdueWords(linesOf(plan))),
    findings: async (plan) => print(findingsWords(linesOf(plan))),
    receipt: async (plan) => print(receiptWords(linesOf(plan))),
    digest: async (plan) => print(digestWords(linesOf(plan))),
    urgent: async (plan) => print(urgentWords(linesOf(plan))),
  };
}
