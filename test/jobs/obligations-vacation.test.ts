import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { eventsOf } from '../doors/district-tree.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { retype } from '../support/retype.ts';

const right: RosterRow = { code: '371311001', name: '示例第一小学' };
const silent: RosterRow = { code: '371311002', name: '示例第二小学' };
let district: string | undefined;

const typed = (month: string, changes: Typed = {}): Typed => ({
  ...rightReport,
  ...ownWords(`第一小学${month}月`),
  monthlyReport_reportDate: `2018-${month}-20`,
  monthlyReport_docDate: `2018-${month}-03`,
  ...changes,
});
const at = (): string => district ?? '';
const fill = (month: string, changes: Typed) =>
  fillReport(
    reportPath(at(), right, `2018年${month}月`),
    typed(month, changes),
    new Date(`2018-${month}-20T10:00+08:00`),
  );

beforeAll(async () => {
  district = makeDistrict([right, silent]);
  await retype(district, '报送事项', '月报', { 月份: '3、4、5、6、9、10、11、12' });
  // The checklist of a vacation month rides in the report before it.
  await inProcess('run', district, '2018-06-01T09:00');
  await fill('06', { monthlyReport_incidents: 2, monthlyReport_incidentsReported: 0, monthlyReport_handledCount: 1 });
  await inProcess('run', district, '2018-06-20T11:00');
}, 60_000);
afterAll(() => {
  if (district !== undefined) rmSync(resolve(district, '..'), { recursive: true, force: true });
});

describe('a month that 报送事项 leaves out', () => {
  it('is not handed out by anybody, and both doors say so and end well', () => {
    const handed = anxiao('hand-out', at(), '--period', '2018-07', '--now', '2018-07-01T09:00');
    expect(handed.status).toBe(0);
    expect(handed.stdout).toContain('2018年7月不报送月报，没有发表');
    const ran = anxiao('run', at(), '--json', '--now', '2018-07-02T09:00');
    expect(ran.status).toBe(0);
    expect(ran.json).toMatchObject({ period: '2018-07', schools: 0, notice: expect.stringContaining('不报送月报') });
    expect(Object.values(ran.json.states).every((count) => count === 0)).toBe(true);
    expect(
      ran.json.others.map(({ period, schools }: { period: string; schools: number }) => [period, schools]),
    ).toEqual([['2018-06', 2]]);
    const events = eventsOf(at()).filter(({ type }) => type === 'handedOut');
    expect(new Set(events.map((event) => ('period' in event ? event.period : '')))).toEqual(new Set(['2018-06']));
  });

  it('leaves nothing to be done by a second run', async () => {
    const before = eventsOf(at()).length;
    const { read, letters } = await inProcess('run', at(), '2018-07-02T10:00');
    expect([read, letters, eventsOf(at()).length]).toEqual([0, [], before]);
  });

  it('still reminds of the checklist of August, in June’s workbook', async () => {
    const { letters } = await inProcess('run', at(), '2018-08-28T09:00');
    expect(letters.flatMap(({ items }) => items)).toContain(
      `remind/checklist-2018/${silent.code}/1/c${silent.code}@example.cn`,
    );
    expect(letters.some(({ items }) => items.some((item) => item.includes(right.code)))).toBe(false);
  });

  it('turns overdue in 总览 with the end of its last day, though nothing else has happened', async () => {
    expect((await inProcess('consolidate', at(), '2018-08-31T23:59')).master).toBe('same');
    expect((await inProcess('consolidate', at(), '2018-09-01T00:00')).master).toBe('written');
  });

  it('is counted by September’s report, which compares with June’s and carries its answers on', async () => {
    await inProcess('run', at(), '2018-09-01T09:00');
    const handedOut = eventsOf(at()).find((event) => event.type === 'handedOut' && event.period === '2018-09');
    expect(handedOut).toMatchObject({ window: { from: '2018-06-26', through: '2018-09-25' } });
    const read = readWorkbook(readFileSync(reportPath(at(), right, '2018年09月')));
    if (!read.ok) throw new Error(read.code);
    const words = JSON.stringify(read.workbook.sheets.map(({ cells }) => cells));
    expect(words).toContain('统计区间：6月26日—9月25日');
    expect(words).toContain('沿用2018年6月');
    // Two cases of June, one of them handled then: a second one handled in September is none too many.
    await fill('09', {
      selfCheck_ruleProcess: '有（  ）无（√）',
      selfCheck_studentCount: 1500,
      monthlyReport_incidents: 0,
      monthlyReport_incidentsReported: 0,
      monthlyReport_handledCount: 1,
    });
    const { findings, states } = await inProcess('run', at(), '2018-09-20T11:00');
    expect(states.submitted).toBe(1);
    const said = findings.filter(({ school }) => school === right.code);
    expect(said.find(({ code }) => code === 'A2-REG')?.message).toContain('上次报送（2018年6月）是“有”');
    expect(said.find(({ code }) => code === 'A2-ROLL')?.message).toContain('上次报送（2018年6月）是 1200');
    expect(said.filter(({ code }) => code === 'A3-BAL')).toEqual([]);
    await fill('09', {
      monthlyReport_incidents: 0,
      monthlyReport_incidentsReported: 0,
      monthlyReport_handledCount: 2,
    });
    const again = await inProcess('run', at(), '2018-09-20T12:00');
    expect(again.findings.filter(({ code }) => code === 'A3-BAL').map(({ severity }) => severity)).toEqual(['error']);
  });

  it('is not handed out afterwards either, once a later report counts its days', async () => {
    await retype(at(), '报送事项', '月报', { 月份: '每月' });
    const late = anxiao('hand-out', at(), '--period', '2018-07', '--now', '2018-09-20T13:00');
    expect(late.status).toBe(0);
    expect(late.stdout).toContain('2018年7月没有按时发表，这些天已经并入2018年9月的报表');
    expect(eventsOf(at()).some((event) => event.type === 'handedOut' && event.period === '2018-07')).toBe(false);
  });

  it('is a row that nobody can misread: what cannot be told done is refused in one line', async () => {
    await retype(at(), '报送事项', '月报', { 适用表: '月报表' });
    const refused = anxiao('run', at(), '--now', '2018-09-20T14:00');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('报送事项!B2（适用表）是“月报表”');
  });
});
