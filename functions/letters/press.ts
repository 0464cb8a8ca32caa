import { compileLetterHtml, type DrawHtml } from './letter-html.ts';
import { linesOf } from './one-line.ts';
import { overdueWords } from './overdue-words.ts';
import { plainText } from './plain-text.ts';
import type { OverduePlan, ReceiptPlan } from './plan.ts';
import { receiptWords } from './receipt-words.ts';
import type { LetterWords } from './words.ts';

/** A letter as it is read: html and plain text say the same. */
interface PrintedLetter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Turns plans into letters. */
export interface LetterPress {
  overdue(plan: OverduePlan): Promise<PrintedLetter>;
  receipt(plan: ReceiptPlan): Promise<PrintedLetter>;
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
    overdue: async (plan) => print(overdueWords(linesOf(plan))),
    receipt: async (plan) => print(receiptWords(linesOf(plan))),
  };
}
