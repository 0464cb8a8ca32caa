import type { Finding } from '../../../schemas/finding.ts';
import { fieldTitle } from '../../../schemas/form.ts';
import { allForms, findField } from '../../../schemas/forms.ts';
import type { PersonalKind, Redaction } from '../../../schemas/reading.ts';
import { placeholders } from '../pii/redact-text.ts';
import type { Rule } from './rule.ts';

const titles: Readonly<Record<PersonalKind, string>> = {
  name: '人的姓名',
  id: '证件号码',
  phone: '电话号码',
  address: '住址',
  account: '个人账号',
  plate: '车牌号',
};

/** Says what was found and where, and never quotes it: findings go further than the report. */
function findingOf({ form, field, in: place, cell, kinds }: Redaction): Finding {
  const declared = findField(allForms, form, field);
  const title = declared ? fieldTitle(declared) : field;
  const where = place === 'blank' ? `“${title}”里` : `“${title}”这一行右边的说明栏里`;
  return {
    code: 'X-PII',
    severity: 'query',
    form,
    field,
    cell,
    found: `${where}像是写了${kinds.map((kind) => titles[kind]).join('、')}。`,
    expected: `涉及学生的信息只留在学校；报给区里的内容已用${kinds.map((kind) => placeholders[kind]).join('')}代替，数字照常统计。`,
    mend: '请把姓名改写成“一名学生”，删去班级、号码和住址后保存。',
  };
}

/** X-PII: personal details that were taken out of a text on its way out of the school (invariant 12). */
export const piiRule: Rule = {
  code: 'X-PII',
  severity: 'query',
  sentence: '特色工作、规划打算、处理情况、说明等文字里不写学生和家长的姓名、证件号、电话、住址；写了的由系统遮去。',
  example: '请核实：“三年级某班某某的家长139…”。改成：“一名学生的家长”。',
  check: ({ reading }) => (reading.redactions ?? []).map(findingOf),
};
