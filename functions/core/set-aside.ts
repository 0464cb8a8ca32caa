import type { Finding, SetAside } from '../../schemas/finding.ts';
import { type Form, fieldTitle } from '../../schemas/form.ts';
import { findField } from '../../schemas/forms.ts';
import { foldLabel } from '../../schemas/text.ts';
import { eventId } from './event-id.ts';
import { explainsNothing, explanationOf, mayBeExplained } from './explanations.ts';
import type { RuleContext } from './rules/rule.ts';

/** Tells what is raised from what is not: what the section waived (errors too), and queries that the school explained. */
export function setAside(
  context: RuleContext,
  findings: readonly Finding[],
): { readonly raised: readonly Finding[]; readonly aside: readonly SetAside[] } {
  const raised: Finding[] = [];
  const aside: SetAside[] = [];
  for (const finding of findings) {
    const why = waived(context, finding) ?? explained(context, finding);
    if (why) aside.push({ finding, ...why });
    else raised.push(finding);
  }
  return { raised, aside };
}

type Why = Omit<SetAside, 'finding'>;

function waived({ around, forms, today }: RuleContext, finding: Finding): Why | undefined {
  const waiver = around.waivers.find(
    ({ field, code, until }) =>
      code === finding.code && (until === '' || today <= until) && isNameOf(forms, field, finding.form, finding.field),
  );
  return waiver && { why: 'waived', text: waiver.reason, value: '' };
}

/** True where people may call a blank so: as the master names it, as the paper does, or by its key. */
export function isNameOf(forms: readonly Form[], name: string, form: string, key: string): boolean {
  const field = findField(forms, form, key);
  const names = field ? [fieldTitle(field), field.label, key, `${form}_${key}`] : [key];
  return names.some((it) => foldLabel(it) === foldLabel(name));
}

function explained(context: RuleContext, finding: Finding): Why | undefined {
  if (!mayBeExplained(finding)) return undefined;
  const text = explanationOf(context, finding);
  const value = valueAt(context, finding);
  if (explainsNothing(text)) return standing(context, finding, value);
  const before = context.around.explained.find((it) => isSameQuestion(it.finding, finding) && it.text === text);
  return before && before.value !== value ? undefined : { why: 'explained', text, value };
}

/** A standing answer that was explained last month is not asked about again while it stays as it is. */
function standing({ around, forms }: RuleContext, finding: Finding, value: string): Why | undefined {
  const field = findField(forms, finding.form, finding.field);
  if (!field || !(field.carry || field.kind === 'tick')) return undefined;
  const before = around.explainedBefore.find((it) => isSameQuestion(it.finding, finding) && it.value === value);
  return before && { why: 'explained', text: before.text, value };
}

/** Digest of what the blank holds: a narrative is not kept a second time. */
function valueAt({ answers, reading }: RuleContext, { form, field }: Finding): string {
  const key = `${form}_${field}`;
  const answer = answers[key];
  return eventId('value', answer?.is === 'value' ? String(answer.value) : String(reading.found[key]?.raw ?? ''));
}

function isSameQuestion(a: Finding, b: Finding): boolean {
  return a.form === b.form && a.field === b.field && a.code === b.code;
}
