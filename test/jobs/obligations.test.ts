import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlHead, readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import type { LetterOutcome } from '../../functions/jobs/letters/post.ts';
import type { RunReport } from '../../functions/jobs/run.ts';
import { eventsOf, lettersIn } from '../doors/district-tree.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeRow } from '../support/type-row.ts';

const inspector = { inspector: '丁督学', inspectorEmail: 'ding@example.cn' };
const good: RosterRow = { code: '371311001', name: '示例第一小学', ...inspector };
const slow: RosterRow = { code: '371311002', name: '示例第二小学', ...inspector };
const silent: RosterRow = { code: '371311003', name: '示例第三小学', ...inspector };
const later: RosterRow = { code: '371311004', name: '示例第四小学', ...inspector };
const noMail: RosterRow = { code: '371311005', name: '示例第五小学', email: '', ...inspector };

/** August's and September's report: right, signed, every 有/无 at 有. */
const ofMonth = (row: RosterRow, month: string): Typed => ({
  ...rightReport,
  ...ownWords(`${row.name}${month}月`),
  monthlyReport_reportDate: `2018-${month}-20`,
  monthlyReport_docDate: `2018-${month}-03`,
});
const noPlan: Typed = {
  selfCheck_ruleEmergencyPlan: '有（  ）无（√）',
  selfCheck_dailyCounselling: '有（  ）无（√）',
};
const four = ['organisation', 'dailyManagement', 'prevention', 'procedure'];
const summary: Typed = {
  ...Object.fromEntries(
    four.flatMap((key) =>
      ['Experience', 'Shortcoming', 'Improvement'].map((part) => [`annualSummary_${key}${part}`, '逐项对照，已写明。']),
    ),
  ),
  annualSummary_principalSign: '乙校长',
};

let district: string | undefined;
const days = new Map<string, RunReport>();
const texts = new Map<string, string>();
const todos = new Map<string, string>();

async function runAt(now: string): Promise<void> {
  const at = district ?? '';
  const before = new Set(lettersIn(at));
  days.set(now.slice(0, 10), await inProcess('run', at, now));
  for (const name of lettersIn(at)) {
    if (before.has(name)) continue;
    const bytes = readFileSync(join(at, '发件箱', name));
    texts.set(`${now.slice(0, 10)} ${readEmlHead(bytes).to}`, readEmlParts(bytes).text);
  }
  todos.set(now.slice(0, 10), overviewOf(at));
}

/** 总览 as one text, a row a line. */
function overviewOf(at: string): string {
  const read = readWorkbook(readFileSync(join(at, '总表.xlsx')));
  if (!read.ok) throw new Error(read.code);
  const cells = read.workbook.sheets.find(({ name }) => name === '总览')?.cells ?? [];
  return cells.map((row) => row.filter((cell) => cell !== null).join(' ')).join('\n');
}

const fill = (row: RosterRow, month: string, typed: Typed, savedAt: string) =>
  fillReport(reportPath(district ?? '', row, `2018年${month}月`), typed, new Date(`${savedAt}+08:00`));

/** Reminders of a day: to whom, and what of the key of each. */
function reminders(day: string): Record<string, readonly string[]> {
  const letters = (days.get(day)?.letters ?? []).filter(({ key }) => key.startsWith('remind/'));
  expect(letters.every(({ state }) => state === 'sent')).toBe(true);
  return Object.fromEntries(
    letters.map(({ to, items }: LetterOutcome) => [
      to.join().replace('@example.cn', ''),
      items.map((item) => item.split('/').slice(1, 4).join('/').replace('371311', '')),
    ]),
  );
}

beforeAll(async () => {
  district = makeDistrict([good, slow, silent, later, noMail]);
  await typeRow(district, '延期', later.code, '2018-08', '2018-09-07', '校舍维修', '四个落实清单');
  await runAt('2018-08-01T09:00');
  await fill(good, '08', ofMonth(good, '08'), '2018-08-20T10:00');
  await fill(slow, '08', { ...ofMonth(slow, '08'), ...noPlan }, '2018-08-20T10:00');
  for (const row of [later, noMail]) await fill(row, '08', { ...ofMonth(row, '08'), ...noPlan }, '2018-08-20T10:00');
  await runAt('2018-08-20T11:00');
  for (const day of ['08-28', '08-31', '09-03', '09-04']) await runAt(`2018-${day}T09:00`);
  // What lacked is in place, and said so in September's table.
  await fill(slow, '09', ofMonth(slow, '09'), '2018-09-04T15:00');
  await runAt('2018-09-05T09:00');
  await runAt('2018-09-07T09:00');
  for (const row of [good, later]) await fill(row, '09', { ...ofMonth(row, '09'), ...summary }, '2018-09-20T10:00');
  const wordy = {
    ...summary,
    annualSummary_preventionExperience: '活动'.repeat(300),
    annualSummary_principalSign: null,
  };
  await fill(slow, '09', { ...ofMonth(slow, '09'), ...wordy }, '2018-09-20T10:00');
  await runAt('2018-09-20T11:00');
  for (const day of ['09-21', '09-25', '09-26']) await runAt(`2018-${day}T09:00`);
  await fill(slow, '09', summary, '2018-09-26T15:00');
  for (const day of ['09-28', '09-30', '10-08']) await runAt(`2018-${day}T09:00`);
}, 120_000);
afterAll(() => {
  if (district !== undefined) rmSync(resolve(district, '..'), { recursive: true, force: true });
});

describe('the checklist of August', () => {
  it('reminds who has anything not in place, three days before and on Friday 31 August, once each', () => {
    expect(reminders('2018-08-28')).toEqual({
      c371311002: ['checklist-2018/002/1'],
      c371311003: ['2018-08/003/3', 'checklist-2018/003/1'],
      p371311003: ['2018-08/003/3'],
    });
    expect(reminders('2018-08-31')).toEqual({
      c371311002: ['checklist-2018/002/2'],
      c371311003: ['checklist-2018/003/2'],
      // The fifth rung of August’s own report.
      p371311003: ['2018-08/003/5'],
      ding: ['2018-08/003/5'],
    });
  });

  it('names what is not in place, and where, in September’s workbook from the 1st on', () => {
    expect(Object.keys(reminders('2018-09-03')).sort()).toEqual(
      ['c371311002', 'c371311003', 'p371311002', 'p371311003', 'p371311005'].sort(),
    );
    const text = texts.get('2018-09-03 c371311002@example.cn') ?? '';
    expect(text).toContain('四个落实清单还有 2 项没有落实');
    expect(text).toContain('8月31日 周五 24:00（已过）');
    expect(text).toContain('应急处置预案');
    expect(text).toContain('2018年8月填的是“无”。');
    const before = texts.get('2018-08-31 c371311002@example.cn') ?? '';
    expect(before).toContain('现在填的是“无”。');
    // August's report came in time: a change of it now would make it late.
    expect(before).toContain('请不要再改它：改了会记为补报');
    expect(before).not.toContain('保存并关闭');
    expect(text).toContain('保存并关闭');
    expect(text).toContain('2018年09月.xlsx');
    expect(text).not.toContain('2018年08月.xlsx');
  });

  it('lets 延期 move it for one school, and is done once every answer is 有', () => {
    expect(reminders('2018-09-04')).toEqual({ c371311004: ['checklist-2018/004/1'] });
    const fifth = reminders('2018-09-05');
    expect(Object.keys(fifth)).not.toContain('c371311002');
    expect(fifth.c371311003).toEqual(['checklist-2018/003/4']);
    // One table a day for the inspector, and the extended school is not in it.
    const seventh = reminders('2018-09-07');
    expect(seventh.ding).toEqual(['checklist-2018/003/5', 'checklist-2018/005/5']);
    expect(seventh.c371311004).toEqual(['checklist-2018/004/2']);
  });
});

describe('the summary of September', () => {
  it('comes in one letter with the month’s report, and not at all to who has both', () => {
    expect(reminders('2018-09-21')).toEqual({
      c371311002: ['annualSummary-2018/002/1'],
      c371311003: ['2018-09/003/1', 'annualSummary-2018/003/1'],
    });
    const text = texts.get('2018-09-21 c371311003@example.cn') ?? '';
    expect(text).toMatch(/2018年9月\n[\s\S]*2018年年度总结\n/);
  });

  it('never changes the month’s state, and says what is wrong with it alone', () => {
    expect(days.get('2018-09-20')?.states).toMatchObject({ submitted: 3, invalid: 0 });
    const accepted = eventsOf(district ?? '').filter(({ type }) => type === 'accepted');
    expect(accepted.filter((event) => 'period' in event && event.period === '2018-09')).toHaveLength(4);
    const wrong = days.get('2018-09-20')?.findings.filter(({ form }) => form === 'annualSummary');
    expect(wrong?.map(({ school, code, field }) => [school, code, field])).toEqual([
      [slow.code, 'A2-LEN', 'preventionExperience'],
    ]);
    const text = texts.get('2018-09-21 c371311002@example.cn') ?? '';
    expect(text).toContain('2018年年度总结');
    expect(text).toContain('600');
    expect(text).not.toContain('活动活动');
  });

  it('is one table for the inspector at the last rung, without who has mended it since', () => {
    expect(Object.keys(reminders('2018-09-26')).sort()).toEqual(
      ['c371311002', 'c371311003', 'p371311002', 'p371311003', 'p371311005'].sort(),
    );
    expect(reminders('2018-09-28').c371311002).toBeUndefined();
    expect(reminders('2018-09-30').ding).toEqual([
      '2018-09/003/5',
      '2018-09/005/5',
      'annualSummary-2018/003/5',
      'annualSummary-2018/005/5',
    ]);
    const text = texts.get('2018-09-30 ding@example.cn') ?? '';
    expect(text).toContain('2018年年度总结');
    expect(reminders('2018-10-08')).toEqual({});
  });
});

describe('over the three months', () => {
  it('nobody gets two reminders on a day, nor one item twice, nor is anybody who is done reminded', () => {
    const items: string[] = [];
    for (const [day, { letters }] of days) {
      const sent = letters.filter(({ key }) => key.startsWith('remind/'));
      const people = sent.flatMap(({ to }) => to);
      expect([day, new Set(people).size]).toEqual([day, people.length]);
      items.push(...sent.flatMap((letter) => letter.items));
    }
    expect(new Set(items).size).toBe(items.length);
    expect(items.filter((item) => item.includes(good.code))).toEqual([]);
  });

  it('a school that no mail reaches stands on the call list for each of them', () => {
    expect(todos.get('2018-08-28')).toMatch(
      /○ 其他事项没有邮箱可提醒[^\n]*\n371311005[^\n]*2018年四个落实清单：[^\n]*2 项没有落实/,
    );
    expect(todos.get('2018-09-03')).toMatch(
      /逾期未完成的其他事项[^\n]*\n(?:[^\n]*\n)*?371311005[^\n]*2018年四个落实清单/,
    );
    expect(todos.get('2018-09-21')).toMatch(/371311005[^\n]*2018年年度总结：9月25日24:00 截止。未填。/);
    expect(todos.get('2018-09-26')).toMatch(/逾期未完成的其他事项[^\n]*\n(?:[^\n]*\n)*?371311005[^\n]*2018年年度总结/);
    expect(todos.get('2018-09-26')).not.toMatch(/371311001[^\n]*年度总结/);
  });
});
