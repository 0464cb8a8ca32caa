import type { Finding } from '../../schemas/finding.ts';
import type { Form } from '../../schemas/form.ts';
import type { Reading } from '../../schemas/reading.ts';
import { explainsNothing, explanationOf, mayBeExplained } from './explanations.ts';
import { faultsOf, tooLong } from './rules/blanks.ts';
import { checkHotline, checkNames } from './rules/cross-rules.ts';
import {
  checkActivity,
  checkCriminal,
  checkDocument,
  checkHandlingText,
  checkParts,
  checkPeriod,
  checkVillages,
  checkZero,
} from './rules/monthly-report-rules.ts';
import type { CheckAlone, ReportContext } from './rules/rule.ts';
import { checkCaps, checkPairs, checkRatio } from './rules/self-check-rules.ts';
import { sortFindings } from './sort-findings.ts';
import { understand } from './understand.ts';

/**
 * What a report can be told by itself: all that needs neither the months before, nor the register, nor other schools. X-PII
 * is the gate's: its lists of names alone are half of what a script may weigh.
 */
const monthlyChecks: readonly CheckAlone[] = [
  faultsOf,
  tooLong,
  checkPairs,
  checkCaps,
  checkRatio,
  checkParts,
  checkZero,
  checkCriminal,
  checkHandlingText,
  checkDocument,
  checkActivity,
  checkVillages,
  checkPeriod,
  checkHotline,
  checkNames,
];

/** All there is to say of a form that stands by itself: 年度总结 rides along in its month. */
export const ownChecks: readonly CheckAlone[] = [faultsOf, tooLong];

/** Blanks at which the run may find an error that rests on more: on earlier months, on the register as it is by then. */
export const judgedWithMore: ReadonlySet<string> = new Set([
  'monthlyReport_handledCount',
  'monthlyReport_villagePlanCount',
  'monthlyReport_villageHotlineCount',
]);

export interface CaseAlone extends Omit<ReportContext, 'answers' | 'cells' | 'reading'> {
  readonly forms: readonly Form[];
  readonly reading: Reading;
}

/**
 * The findings that `judge` comes to from the report alone, in its order and words, those left out that the school explained
 * in 说明. What was not read is not judged.
 */
export function judgeAlone(it: CaseAlone, checks = monthlyChecks): readonly Finding[] {
  const { forms, reading } = it;
  const context: ReportContext = {
    ...it,
    answers: understand(forms, reading),
    cells: Object.fromEntries(Object.entries(reading.found).map(([key, { cell }]) => [key, cell])),
  };
  const findings = checks
    .flatMap((check) => check(context))
    .filter(({ cell }) => cell !== '')
    .filter((finding) => !mayBeExplained(finding) || explainsNothing(explanationOf(context, finding)));
  return sortFindings(forms, findings);
}
