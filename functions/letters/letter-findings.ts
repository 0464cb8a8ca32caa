import { type Finding, findingMessage, type Severity, severityTitles } from '../../schemas/finding.ts';
import { type Form, fieldsOf, fieldTitle } from '../../schemas/form.ts';
import type { LetterBlank, LetterFinding } from './plan.ts';
import type { WordsFinding } from './words.ts';

const rank: Readonly<Record<Severity, number>> = { error: 0, query: 1, note: 2 };

/** A quotation, or digits as long as a telephone or identity number. */
const quotes = /["'“”‘’「」『』]|\d{7}/;

/**
 * Findings in the words of a letter: blanks named as the forms declare them, and nothing quoted from free text. What was
 * found in a `text` blank is told only where it quotes no more than names of blanks; else the letter says where and how
 * to mend it, and the school looks there.
 */
export function letterFindings(findings: readonly Finding[], forms: readonly Form[]): readonly LetterFinding[] {
  const names = new Set(['有', '无', ...forms.flatMap((form) => [form.name, ...fieldsOf(form).map(fieldTitle)])]);
  return findings.map((finding) => ({
    ...letterBlank(finding, forms),
    severity: finding.severity,
    message: findingMessage(isFreeText(finding, forms) ? withoutQuotation(finding, names) : finding),
  }));
}

/** A blank by form and key, as a letter names it: `自查表!B4` → 学生数, 自查表 B4. */
export function letterBlank(at: Pick<Finding, 'form' | 'field' | 'cell'>, forms: readonly Form[]): LetterBlank {
  const field = fieldOf(at, forms);
  return { blank: field ? fieldTitle(field) : '', place: at.cell.replace('!', ' ') };
}

/** Worst first, in the order given among equals: so many at most, with the words a letter shows. */
export function worstFirst(findings: readonly LetterFinding[], atMost: number): readonly WordsFinding[] {
  return findings
    .toSorted((a, b) => rank[a.severity] - rank[b.severity])
    .slice(0, atMost)
    .map(({ severity, blank, place, message }) => ({
      severity,
      label: severityTitles[severity],
      blank: blank === '' ? place : blank,
      place: blank === '' ? '' : place,
      message,
    }));
}

/** `必须改正 8 处，请核实或说明 3 处`. */
export function countsOf(findings: readonly LetterFinding[]): string {
  return (Object.keys(rank) as Severity[])
    .map((severity) => ({ severity, count: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${severityTitles[severity]} ${count} 处`)
    .join('，');
}

function fieldOf({ form, field }: Pick<Finding, 'form' | 'field'>, forms: readonly Form[]) {
  const declared = forms.find(({ key }) => key === form);
  return declared && fieldsOf(declared).find(({ key }) => key === field);
}

// An unknown field counts as free text: what cannot be told apart is not quoted.
function isFreeText(finding: Finding, forms: readonly Form[]): boolean {
  return (fieldOf(finding, forms)?.kind ?? 'text') === 'text';
}

function withoutQuotation(finding: Finding, names: ReadonlySet<string>): Finding {
  const unnamed = finding.found.replace(/“([^“”]*)”/g, (whole, name) => (names.has(name) ? '' : whole));
  return quotes.test(unnamed) ? { ...finding, found: '' } : finding;
}
