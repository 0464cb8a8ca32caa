import { annualSummary } from './annual-summary.ts';
import { type Field, type Form, fieldsOf } from './form.ts';
import { monthlyReport } from './monthly-report.ts';
import { selfCheck } from './self-check.ts';

/** The two annexes that make one monthly submission (S101). */
export const monthlyForms: readonly Form[] = [selfCheck, monthlyReport];

/** Every form the district knows; 年度总结 rides along in its month only. */
export const allForms: readonly Form[] = [selfCheck, monthlyReport, annualSummary];

/** `selfCheck` + `studentCount` → `selfCheck_studentCount`, the defined name of the input cell. */
export function definedName(form: Form, field: Field): string {
  return `${form.key}_${field.key}`;
}

/** The defined name of the 说明 cell of a row, after the row's first blank. */
export function explainName(form: Form, firstKey: string): string {
  return `${form.key}_explain_${firstKey}`;
}

export function findField(forms: readonly Form[], form: string, field: string): Field | undefined {
  const declared = forms.find((candidate) => candidate.key === form);
  return declared && fieldsOf(declared).find((candidate) => candidate.key === field);
}
