import { describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { judge } from '../../functions/core/judge.ts';
import { locatorOf, readForms } from '../../functions/core/locate/locate.ts';
import { masterBook } from '../../functions/core/master/master-book.ts';
import { reportBook } from '../../functions/core/report/report-book.ts';
import { understand } from '../../functions/core/understand.ts';
import { letterFindings } from '../../functions/letters/letter-findings.ts';
import { annualSummary } from '../../schemas/annual-summary.ts';
import { findingMessage } from '../../schemas/finding.ts';
import type { Field, Form } from '../../schemas/form.ts';
import type { Cell } from '../../schemas/grid.ts';
import { monthlyReport } from '../../schemas/monthly-report.ts';
import { selfCheck } from '../../schemas/self-check.ts';
import { valuesSchema } from '../../schemas/values-schema.ts';
import { sampleDistrict } from '../core/master-view-sample.ts';
import { alone } from '../support/surroundings.ts';

/** The one edit: a blank that no annex has, put into a copy of the declaration. */
const canteenVisits: Field = {
  key: 'canteenVisits',
  source: 'S71',
  label: '食堂等场所夜间巡查次数',
  kind: 'count',
  unit: '次',
  required: true,
  help: '本月夜间巡查的次数，没有请填 0。',
  labelAt: 'B',
  at: 'C:F',
};

const original: Form = selfCheck;
const edited: Form = {
  ...original,
  tabs: original.tabs.map((tab, index) =>
    index === 0
      ? { ...tab, rows: tab.rows.toSpliced(14, 0, { height: 22, heads: { A: '日常监管' }, fields: [canteenVisits] }) }
      : tab,
  ),
};
const forms: readonly Form[] = [edited, monthlyReport];
const given: Record<string, Cell> = { monthlyReport_periodMonth: 9 };
const name = 'selfCheck_canteenVisits';

async function handedOut(typed: Record<string, Cell>) {
  const book = reportBook({
    identity: { school: '371311001', period: '2018-09', edition: 'selfCheck=2;monthlyReport=1' },
    school: { code: '371311001', name: '示例第一小学' },
    forms,
    words: {
      campaign: '示例行动',
      office: '安全科',
      day: '25',
      window: '统计区间：9月1日—9月25日',
      school: '示例第一小学',
    },
    given: { ...given, ...typed },
  });
  const read = readWorkbook(await drawBook(book));
  if (!read.ok) throw new Error(read.detail);
  return read.workbook;
}

function judged(reading: ReturnType<typeof readForms>) {
  const [row] = sampleDistrict().rows;
  if (!row) throw new Error('the sample has no school');
  return judge({
    forms,
    reading,
    given,
    period: '2018-09',
    window: { from: '2018-09-01', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' },
    today: '2018-09-20',
    school: row.school,
    previous: undefined,
    around: alone,
  });
}

describe('a blank added to an annex in one place', () => {
  it('stands in the form and is found by the reader, its neighbours unharmed', async () => {
    const workbook = await handedOut({ [name]: 4, selfCheck_dailyRiskPatrol: '有（√）无（  ）' });
    expect(workbook.names.get(name)?.sheet).toBe('自查表');
    const reading = readForms(workbook, locatorOf(forms));
    expect(reading.drifts).toEqual([]);
    const answers = understand(forms, reading);
    expect(answers[name]).toEqual({ is: 'value', value: 4 });
    expect(answers.selfCheck_dailyRiskPatrol).toEqual({ is: 'value', value: '有' });
    expect(answers.selfCheck_dailyCounselling).toEqual({ is: 'empty' });
  });

  it('is asked for by the rules and named in messages and letters', async () => {
    const blank = judged(readForms(await handedOut({ selfCheck_studentCount: 10 }), locatorOf(forms)));
    const missing = blank.findings.find(({ field }) => field === 'canteenVisits');
    expect(missing?.code).toBe('A2-REQ');
    expect(missing && findingMessage(missing)).toContain('食堂等场所夜间巡查次数');
    const [told] = letterFindings(missing ? [missing] : [], forms);
    expect(told?.blank).toBe('食堂等场所夜间巡查次数');
    const vague = judged(readForms(await handedOut({ [name]: '若干' }), locatorOf(forms)));
    expect(vague.findings.filter(({ field }) => field === 'canteenVisits')).toHaveLength(1);
  });

  it('is a column of the master and a member of the schema', () => {
    const book = masterBook({ ...sampleDistrict(), forms: [...forms, annualSummary] });
    expect(book.names.map((it) => it.name)).toContain('col_selfCheck_canteenVisits');
    const tab = book.tabs.find((it) => it.name === '自查汇总');
    expect(tab?.cells.some(({ value }) => typeof value === 'string' && value.includes('食堂等场所夜间巡查次数'))).toBe(
      true,
    );
    const schema = valuesSchema(edited);
    const nothing = Object.fromEntries(
      edited.tabs.flatMap((it) => it.rows.flatMap((row) => row.fields ?? [])).map(({ key }) => [key, null]),
    );
    expect(schema.safeParse({ ...nothing, canteenVisits: 4 }).success).toBe(true);
    expect(schema.safeParse({ ...nothing, canteenVisits: -4 }).success).toBe(false);
    const { canteenVisits: _, ...without } = nothing;
    expect(schema.safeParse(without).success).toBe(false);
  });
});
