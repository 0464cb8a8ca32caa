import type { Finding, Severity } from '../../schemas/finding.ts';
import type { Form } from '../../schemas/form.ts';
import { blanksOf } from './blanks-of.ts';

const weight: Readonly<Record<Severity, number>> = { error: 0, query: 1, note: 2 };

/** Worst first, in the order of the paper. */
export function sortFindings(forms: readonly Form[], findings: readonly Finding[]): readonly Finding[] {
  if (findings.length < 2) return findings;
  const order = new Map(forms.flatMap(blanksOf).map(({ key }, index) => [key, index]));
  const place = (finding: Finding): number => order.get(`${finding.form}_${finding.field}`) ?? 0;
  return [...findings].sort((a, b) => weight[a.severity] - weight[b.severity] || place(a) - place(b));
}
