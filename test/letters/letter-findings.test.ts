import { describe, expect, it } from 'vitest';
import { letterBlank, letterFindings } from '../../functions/letters/letter-findings.ts';
import { createLetterPress } from '../../functions/letters/press.ts';
import type { Finding } from '../../schemas/finding.ts';
import type { Form } from '../../schemas/form.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import { overduePlan } from './sample-plans.ts';

const finding = (change: Partial<Finding>): Finding => ({
  code: 'A2-LEN',
  severity: 'error',
  form: 'selfCheck',
  field: 'specialWork',
  cell: '自查表!B27',
  found: '“特色工作”有 523 字，超出 23 字。',
  expected: '这里最多 500 字。',
  mend: '请删去 23 字。',
  ...change,
});

const messageOf = (change: Partial<Finding>) => letterFindings([finding(change)], monthlyForms)[0]?.message;

describe('findings in a letter', () => {
  it('name the blank and the cell as people find them', () => {
    expect(letterFindings([finding({})], monthlyForms)).toEqual([
      {
        severity: 'error',
        blank: '特色工作',
        place: '自查表 B27',
        message: '“特色工作”有 523 字，超出 23 字。这里最多 500 字。请删去 23 字。',
      },
    ]);
  });

  it.each(['写的是“张三三在三班被打”。', '这里写着「张三三」。', "found 'abc'.", '写有电话 13900000000。'])(
    'quote nothing from free text: %s',
    (found) => {
      expect(messageOf({ found })).toBe('这里最多 500 字。请删去 23 字。');
      expect(messageOf({ found, form: 'monthlyReport', field: 'handlingText' })).toBe(
        '这里最多 500 字。请删去 23 字。',
      );
      expect(messageOf({ found, field: 'noSuchField' })).toBe('这里最多 500 字。请删去 23 字。');
    },
  );

  it('tell what is in a blank that holds no free text', () => {
    const found = '联系电话写的是“1390000”。';
    expect(messageOf({ found, field: 'liaisonPhone' })).toContain(found);
  });

  it('follow the declaration: a blank added to a form is named in the letter', async () => {
    const [form] = monthlyForms;
    if (!form) throw new Error('no form');
    const added: Form = {
      ...form,
      tabs: [
        ...form.tabs,
        {
          name: '附表',
          widths: [10],
          rows: [
            {
              fields: [
                { key: 'patrolCount', source: 'X1', label: '护 校 队 人 数（人）', kind: 'count', help: '', at: 'B' },
              ],
            },
          ],
        },
      ],
    };
    const findings = letterFindings([finding({ field: 'patrolCount', cell: '附表!B1', found: '这里空着。' })], [added]);
    const { text } = await createLetterPress().overdue(overduePlan({ is: 'invalid', findings }));
    expect(text).toContain('【必须改正】护校队人数（附表 B1）');
  });

  it('name an unknown blank by its cell alone', async () => {
    expect(letterBlank({ form: 'selfCheck', field: 'gone', cell: '自查表!B9' }, monthlyForms)).toEqual({
      blank: '',
      place: '自查表 B9',
    });
    const findings = letterFindings([finding({ field: 'gone', cell: '自查表!B9' })], monthlyForms);
    const { text } = await createLetterPress().overdue(overduePlan({ is: 'invalid', findings }));
    expect(text).toContain('【必须改正】自查表 B9\n');
  });
});
