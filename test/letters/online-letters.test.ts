import { describe, expect, it } from 'vitest';
import {
  everyMissing,
  letterFinding,
  openPlan,
  overdueItem,
  overduePlan,
  readingPress,
  visibleText,
} from './sample-plans.ts';

const press = readingPress();
const { report, folder } = openPlan();
const href = (html: string): string[] =>
  [...html.matchAll(/href="(https[^"]*)"/g)].map(([, link = '']) => link.replaceAll('&#x2F;', '/'));

describe('a report on the web', () => {
  const online = { where: report, online: true, allFindings: '报表里的“校验结果”表' } as const;

  it.each(everyMissing)('is opened by a click and never saved by hand ($is)', async (missing) => {
    const { html, text } = await press.overdue(overduePlan(missing, { items: [overdueItem(missing, online)] }));
    expect(href(html)).toEqual([report]);
    expect(text).toContain(`报表在：打开报表 ${report}\n`);
    const told = missing.is === 'unreadable' || missing.is === 'mixedUp' ? '' : '打开上面的链接';
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain(told);
      expect(part).not.toMatch(/保存并关闭|打开报表，|同一文件夹/);
    }
  });

  it('says where all findings are: in the report itself', async () => {
    const missing = { is: 'invalid', findings: Array.from({ length: 12 }, (_, at) => letterFinding(at + 1)) } as const;
    const { text } = await press.overdue(overduePlan(missing, { items: [overdueItem(missing, online)] }));
    expect(text).toContain('还有 2 处，请看报表里的“校验结果”表。');
    expect(text).toContain('填好就可以关掉网页：内容自动保存');
  });

  it('has no link where it lies in a folder', async () => {
    const { html, text } = await press.overdue(overduePlan({ is: 'notStarted' }));
    expect(href(html)).toEqual([]);
    expect(text).toContain('保存并关闭');
  });
});

describe('the letter that opens a school’s folder', () => {
  it('names both addresses, the account to use, the month and until when', async () => {
    const { subject, html, text } = await press.open(openPlan());
    expect(subject).toBe('请收藏：示例小学的报表文件夹');
    expect(href(html)).toEqual([folder, report]);
    for (const address of [folder, report]) expect(text).toContain(address);
    for (const part of [text, visibleText(html)])
      for (const fact of [
        'wang@school.example',
        '2018年9月',
        '8月26日—9月25日',
        '9月25日 周二 24:00',
        '收藏',
        '事件数请填 0',
      ])
        expect(part).toContain(fact);
    expect(text).not.toMatch(/\.xlsx|附件/);
  });
});
