import type { Answer } from '../../schemas/answer.ts';
import { type Field, type FieldKey, type Form, fieldsOf, fieldTitle } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import type { monthlyReport } from '../../schemas/monthly-report.ts';
import type { LetterFigure } from './plan.ts';

type Answers = Readonly<Record<string, Answer>>;

/**
 * The counts of a report as they were understood, the incidents' first, then in the order of the paper. A count that no
 * version filled is left out; with the answers of the version before, what changed says what it was.
 */
export function letterFigures(forms: readonly Form[], answers: Answers, before?: Answers): readonly LetterFigure[] {
  const counts = forms
    .flatMap((form) => fieldsOf(form).map((field) => ({ field, key: definedName(form, field) })))
    .filter(({ field }) => field.kind === 'count');
  const first = counts.filter(({ field }) => isIncidents(field));
  return [...first, ...counts.filter((count) => !first.includes(count))].flatMap(({ field, key }) => {
    const value = figureOf(field, answers[key]);
    const was = before && figureOf(field, before[key]);
    if (value === blank && (was ?? blank) === blank) return [];
    return [{ name: fieldTitle(field), value, ...(was !== undefined && was !== value ? { was } : {}) }];
  });
}

const blank = '空';
const nilReturn: FieldKey<typeof monthlyReport> = 'incidents';

// The incidents and what became of them are the only counts in 件.
function isIncidents({ unit }: Field): boolean {
  return unit === '件';
}

function figureOf(field: Field, answer: Answer | undefined): string {
  if (answer?.is !== 'value') return blank;
  if (typeof answer.value !== 'number') return answer.value;
  const figure = `${answer.value} ${field.unit ?? ''}`.trim();
  return answer.value === 0 && field.key === nilReturn ? `${figure}（零报告）` : figure;
}
