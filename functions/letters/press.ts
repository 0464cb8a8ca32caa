import type { DrawHtml } from './letter-html.ts';
import { linesOf } from './one-line.ts';
import { plainText } from './plain-text.ts';
import type {
  ClockPlan,
  DigestPlan,
  FindingsPlan,
  HandOutPlan,
  OpenPlan,
  OverduePlan,
  ReceiptPlan,
  ReturnedPlan,
  SummaryPlan,
  UrgentPlan,
} from './plan.ts';
import type { ScorePlan } from './score-plan.ts';
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
  /** Where a school's reports are from now on, on the web. */
  open(plan: OpenPlan): Promise<PrintedLetter>;
  /** 提醒, 催报 or 督促 to a school. */
  overdue(plan: OverduePlan): Promise<PrintedLetter>;
  /** What was read wrong in a report that came by mail. */
  findings(plan: FindingsPlan): Promise<PrintedLetter>;
  /** What the section asks to be mended. */
  returned(plan: ReturnedPlan): Promise<PrintedLetter>;
  receipt(plan: ReceiptPlan): Promise<PrintedLetter>;
  /** The overdue schools, to 责任督学 and 安全科. */
  digest(plan: DigestPlan): Promise<PrintedLetter>;
  /** A3-CRIM, to 安全科. */
  urgent(plan: UrgentPlan): Promise<PrintedLetter>;
  /** Clocks of registers, to sections and 责任督学. */
  clocks(plan: ClockPlan): Promise<PrintedLetter>;
  /** 督导评分, to a school's people. */
  scores(plan: ScorePlan): Promise<PrintedLetter>;
  /** 每日小结, to 安全科. */
  summary(plan: SummaryPlan): Promise<PrintedLetter>;
}

/**
 * A press for a run: the template is compiled with the first letter and filled for each one. The words of a kind of letter
 * are loaded with the first of it, so that a run without letters loads none.
 */
export function createLetterPress(): LetterPress {
  let compiled: Promise<DrawHtml> | undefined;
  const print = async (words: LetterWords): Promise<PrintedLetter> => {
    compiled ??= import('./letter-html.ts').then(({ compileLetterHtml }) => compileLetterHtml());
    const drawHtml = await compiled;
    return { subject: words.subject, html: drawHtml(words), text: plainText(words) };
  };
  return {
    handOut: async (plan) => print((await import('./hand-out-words.ts')).handOutWords(linesOf(plan))),
    open: async (plan) => print((await import('./open-words.ts')).openWords(linesOf(plan))),
    overdue: async (plan) => print((await import('./overdue-words.ts')).overdueWords(linesOf(plan))),
    findings: async (plan) => print((await import('./findings-words.ts')).findingsWords(linesOf(plan))),
    returned: async (plan) => print((await import('./returned-words.ts')).returnedWords(linesOf(plan))),
    receipt: async (plan) => print((await import('./receipt-words.ts')).receiptWords(linesOf(plan))),
    digest: async (plan) => print((await import('./digest-words.ts')).digestWords(linesOf(plan))),
    urgent: async (plan) => print((await import('./urgent-words.ts')).urgentWords(linesOf(plan))),
    clocks: async (plan) => print((await import('./clock-words.ts')).clockWords(linesOf(plan))),
    scores: async (plan) => print((await import('./score-words.ts')).scoreWords(linesOf(plan))),
    summary: async (plan) => print((await import('./summary-words.ts')).summaryWords(linesOf(plan))),
  };
}
