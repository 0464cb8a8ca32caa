import { describe, expect, it } from 'vitest';
import { letterFigures } from '../../functions/letters/letter-figures.ts';
import type { Answer } from '../../schemas/answer.ts';
import { fieldsOf } from '../../schemas/form.ts';
import { definedName, monthlyForms } from '../../schemas/forms.ts';

const value = (it: string | number): Answer => ({ is: 'value', value: it });

const answers: Readonly<Record<string, Answer>> = {
  selfCheck_studentCount: value(860),
  selfCheck_specialWork: value('张三三'),
  selfCheck_liaisonPhone: value('13900000000'),
  monthlyReport_incidents: value(0),
  monthlyReport_incidentsReported: value(0),
  monthlyReport_villagePlanCount: value('不适用'),
  monthlyReport_activityPeople: { is: 'empty' },
};

describe('the figures of a receipt', () => {
  it('are the counts as understood, the incidents first, 0 told from blank and from 不适用', () => {
    expect(letterFigures(monthlyForms, answers)).toEqual([
      { name: '本月校园欺凌发生事件数', value: '0 件（零报告）' },
      { name: '接收举报发现数', value: '0 件' },
      { name: '学生数', value: '860 人' },
      { name: '辖区村小制定“落实方案”数', value: '不适用' },
    ]);
  });

  it('say what a correction changed, a blank that was filled or emptied among it', () => {
    const { monthlyReport_incidentsReported: _, ...rest } = answers;
    const after = { ...rest, monthlyReport_incidents: value(2), monthlyReport_activityPeople: value(30) };
    expect(letterFigures(monthlyForms, after, answers).filter(({ was }) => was !== undefined)).toEqual([
      { name: '本月校园欺凌发生事件数', value: '2 件', was: '0 件（零报告）' },
      { name: '接收举报发现数', value: '空', was: '0 件' },
      { name: '活动参与人数', value: '30 人', was: '空' },
    ]);
  });

  it('hold every count of the forms and nothing that a school wrote', () => {
    const fields = monthlyForms.flatMap((form) => fieldsOf(form).map((field) => ({ form, field })));
    const all = Object.fromEntries(
      fields.map(({ form, field }) => [definedName(form, field), value(field.kind === 'count' ? 7 : '有人写的')]),
    );
    const figures = letterFigures(monthlyForms, all);
    expect(figures.length).toBe(fields.filter(({ field }) => field.kind === 'count').length);
    expect(figures.slice(0, 4).every(({ value: it }) => it === '7 件')).toBe(true);
    expect(JSON.stringify(figures)).not.toContain('有人写的');
  });
});
