import type { Finding } from '../../../schemas/finding.ts';
import { sharePhone } from '../../../schemas/phones.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { answerOf, findingAt, type ReportContext, type Rule, type RuleContext, textOf, titleOf } from './rule.ts';

/** The part of X-HOT that needs no month before. */
export function checkHotline(context: ReportContext): readonly Finding[] {
  const published = textOf(context.answers, 'selfCheck', 'dailyHotlinePublished');
  const hotline = answerOf(context.answers, 'monthlyReport', 'hotline');
  if (published === '有' && hotline.is === 'empty')
    return [
      findingAt(context, ['monthlyReport', 'hotline'], 'X-HOT', 'error', {
        found: '自查表“公布监督电话”选了“有”，月报表的监督举报电话却空着。',
        expected: '公布了电话的，要在月报表写明号码。',
        mend: '请补填对外公布的号码；还没有公布的，请把自查表改选“无”。',
      }),
    ];
  if (published === '无' && hotline.is === 'value')
    return [
      findingAt(context, ['selfCheck', 'dailyHotlinePublished'], 'X-HOT', 'query', {
        found: '自查表“公布监督电话”选了“无”，月报表却填了监督举报电话。',
        expected: '两处说法通常一致。',
        mend: '电话已经公布的，请改选“有”；还没有公布的，请在右边“说明”栏写一句。',
      }),
    ];
  return [];
}

function checkChangedHotline(context: RuleContext): readonly Finding[] {
  const before = textOf(context.previous, 'monthlyReport', 'hotline');
  const now = textOf(context.answers, 'monthlyReport', 'hotline');
  if (before === '' || now === '' || sharePhone(before, now)) return [];
  return [
    findingAt(context, ['monthlyReport', 'hotline'], 'X-HOT', 'note', {
      found: '监督举报电话和上个月不一样。',
      expected: '公开页会随之更新。',
      mend: '号码没有写错就不用修改；请确认校内公示的号码也换了。',
    }),
  ];
}

/** The part of X-WHO that needs no register. */
export function checkNames(context: ReportContext): readonly Finding[] {
  const responsible = textOf(context.answers, 'selfCheck', 'principalSign');
  const principal = textOf(context.answers, 'monthlyReport', 'principal');
  if (responsible === '' || principal === '' || foldLabel(responsible) === foldLabel(principal)) return [];
  return [
    findingAt(context, ['monthlyReport', 'principal'], 'X-WHO', 'query', {
      found: '自查表的主要负责人和月报表的校长不是同一个名字。',
      expected: '两张表通常由同一位校长审核。',
      mend: '请核对姓名；如果确是两位，请在右边“说明”栏写一句。',
    }),
  ];
}

const contacts = [
  { form: 'selfCheck', field: 'liaisonName', roster: 'liaison', kind: 'name' },
  { form: 'selfCheck', field: 'liaisonPhone', roster: 'liaisonPhone', kind: 'phone' },
  { form: 'monthlyReport', field: 'leadPerson', roster: 'deputy', kind: 'name' },
  { form: 'monthlyReport', field: 'leadContact', roster: 'deputyPhone', kind: 'phone' },
] as const;

function checkContacts(context: RuleContext): readonly Finding[] {
  return contacts.flatMap(({ form, field, roster, kind }) => {
    const typed = textOf(context.answers, form, field);
    const registered = context.school[roster];
    if (typed === '' || registered === '' || agree(kind, typed, registered)) return [];
    return [
      findingAt(context, [form, field], 'X-WHO', 'query', {
        found: `${titleOf(context, form, field)}和学校名册里登记的不一样。`,
        expected: '名册里的联系方式用来发通知，两处应当一致。',
        mend: '写错了请改正；人或号码换了，请在右边“说明”栏写“已更换”，安全科会更新名册。',
      }),
    ];
  });
}

function agree(kind: 'name' | 'phone', typed: string, registered: string): boolean {
  return kind === 'name' ? foldLabel(typed) === foldLabel(registered) : sharePhone(typed, registered);
}

function checkInspector(context: RuleContext): readonly Finding[] {
  if (textOf(context.answers, 'selfCheck', 'dailyInspectorOversight') !== '有' || context.school.inspector !== '')
    return [];
  return [
    findingAt(context, ['selfCheck', 'dailyInspectorOversight'], 'X-WHO', 'query', {
      found: '“责任督学监督”选了“有”，学校名册里还没有登记本校的责任督学。',
      expected: '有责任督学的学校，名册里应有姓名。',
      mend: '请在右边“说明”栏写明责任督学姓名，安全科会补进名册；没有的请改选“无”。',
    }),
  ];
}

/** Rules between the two annexes and the register. */
export const crossRules: readonly Rule[] = [
  {
    code: 'X-HOT',
    severity: 'error',
    sentence: '自查表选“公布监督电话：有”的，月报表要填号码；选“无”却填了号码的请核实；号码换了提示一次。',
    example: '错：选“有”，号码空着。对：选“有”，0539-1234567。',
    check: (context) => {
      const now = checkHotline(context);
      return now.length > 0 ? now : checkChangedHotline(context);
    },
  },
  {
    code: 'X-WHO',
    severity: 'query',
    sentence: '主要负责人和校长同名；联络人、牵头负责人和电话与学校名册一致；选“责任督学：有”的，名册里要有督学。',
    example: '请核实：名册里联络人是甲老师，表里写的是乙老师。',
    check: (context) => [...checkNames(context), ...checkContacts(context), ...checkInspector(context)],
  },
];
