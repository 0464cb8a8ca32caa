import type { Finding } from '../../schemas/finding.ts';
import type { Form } from '../../schemas/form.ts';
import { layoutOf } from '../../schemas/layout.ts';
import type { Reading } from '../../schemas/reading.ts';
import { foldLabel, isFiller } from '../../schemas/text.ts';

const listed = new WeakMap<Form, ReadonlyMap<string, string>>();

/** Where a school explains the blanks of a form: `<form>_<field>` → `<form>_<first key of the row>`, of its 说明 cell. */
export function explanationPlaces(form: Form): ReadonlyMap<string, string> {
  const known = listed.get(form);
  if (known) return known;
  const places = new Map<string, string>();
  for (const tab of layoutOf(form)) {
    const firstKeys = new Map(tab.explanations.map(({ area, firstKey }) => [area.row, firstKey]));
    for (const { field, input } of tab.fields) {
      const firstKey = firstKeys.get(input.row);
      if (firstKey !== undefined) places.set(`${form.key}_${field.key}`, `${form.key}_${firstKey}`);
    }
  }
  listed.set(form, places);
  return places;
}

/** What a school wrote in 说明 beside the blank of a finding; empty where nothing. */
export function explanationOf(
  { forms, reading }: { readonly forms: readonly Form[]; readonly reading: Pick<Reading, 'explanations'> },
  { form, field }: Finding,
): string {
  const declared = forms.find(({ key }) => key === form);
  const place = declared && explanationPlaces(declared).get(`${form}_${field}`);
  return (place && reading.explanations[place]) || '';
}

/** True for a question. A child's name is to be taken out, whatever else the row explains; only the section can let it stand. */
export function mayBeExplained({ severity, code }: Finding): boolean {
  return severity === 'query' && code !== 'X-PII';
}

// What people write to have the cell filled. It gives no reason, so the question stands.
const emptyWords = [
  '如实(?:填写|填报|上报|报送)?',
  '(?:按实|据实|照实)(?:填写|填报|上报)?',
  '按?实际(?:情况|填写|填报)*',
  '(?:情况|数据|数字|内容|填写|以上)*(?:均|都|已)?(?:属实|无误|真实|准确|正确)',
  '(?:经|已|均|都)*(?:核实|核对|确认|检查|复核)(?:过|了)?(?:属实|无误|准确|正确)?',
  '没有?(?:说明|问题|错误|错)?',
  '无(?:说明|问题|错误|需说明)?',
  '(?:不用|不需|无需|无须)说明',
  '见(?:表|上|附件)?',
  '(?:已|都)?(?:知道|知悉|收到|明白)了?',
  '就?是(?:的|这样)?',
  '对的?',
  '好的?',
  'ok|yes|ye?s?|true',
  '说明|情况说明',
  '填写|已填',
];
const saysNothing = new RegExp(`^(?:${emptyWords.join('|')}|暂无|正常|一切|略|同上|\\d)+$`);

/** True for a 说明 that explains nothing: blank, a sign, 无, 正常, 没有, 如实填写, 属实 … */
export function explainsNothing(text: string): boolean {
  const folded = foldLabel(text);
  return folded.length < 2 || isFiller(text) || saysNothing.test(folded);
}
