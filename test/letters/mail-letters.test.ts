import { describe, expect, it } from 'vitest';
import { attachmentName } from '../../functions/letters/attachment-name.ts';
import {
  findingsPlan,
  handOutItem,
  handOutPlan,
  letterFinding,
  overdueItem,
  readingPress,
  visibleText,
} from './sample-plans.ts';

const press = readingPress();

describe('a hand-out by mail', () => {
  it('names its attachment, the forms, the deadline and the way back', async () => {
    const { subject, html, text } = await press.handOut(handOutPlan());
    expect(subject).toBe('新表：示例小学2018年9月报表，请于 9月25日 周二 24:00 前发回');
    for (const part of [text, visibleText(html)]) {
      for (const fact of [
        '示例小学2018年9月报表.xlsx',
        '8月26日—9月25日',
        '填好《自查表》《月报表》；没有发生欺凌事件的，事件数请填 0',
        '（学生数、教师数、联络人）沿用了2018年8月的内容，请核对',
        '存成 .xlsx 文件',
        '回复这封邮件，把这个文件作为附件发回来',
      ])
        expect(part).toContain(fact);
    }
  });

  it('speaks of last month only where something was carried over', async () => {
    const { text } = await press.handOut(handOutPlan({ items: [handOutItem({ carriedFrom: '', carried: [] })] }));
    expect(text).not.toContain('沿用');
  });

  it('bundles one person’s schools, each with its own file', async () => {
    const items = ['示例一小', '示例二小'].map((school) => handOutItem({ school, file: `${school}.xlsx` }));
    const { subject, text } = await press.handOut(handOutPlan({ items }));
    expect(subject).toBe('新表：2 份报表，请于 9月25日 周二 24:00 前发回');
    expect(text).toMatch(
      /每所学校一份，共 2 份.*示例一小 2018年9月.*附件：示例一小\.xlsx.*示例二小 2018年9月.*附件：示例二小\.xlsx/s,
    );
    await expect(press.handOut(handOutPlan({ items: [] }))).rejects.toThrow(RangeError);
  });

  it('gives a file a name that every system takes', () => {
    expect(attachmentName('示例小学', '2018年9月')).toBe('示例小学2018年9月报表.xlsx');
    expect(attachmentName('a/b\\c:"\u202e\r\n校', '2018年9月')).toBe('a_b_c_校2018年9月报表.xlsx');
  });
});

describe('findings by mail', () => {
  const invalid = (count: number) =>
    ({ is: 'invalid', findings: Array.from({ length: count }, (_, index) => letterFinding(index + 1)) }) as const;

  it('thank, say what was read, what to mend and how it comes back, without reproach', async () => {
    const { subject, html, text } = await press.findings(findingsPlan(invalid(2)));
    expect(subject).toBe('已收到：示例小学2018年9月报表有 2 处要改正');
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('已经收到，谢谢');
      expect(part).toContain('9月20日来信的附件《示例小学2018年9月报表.xlsx》');
      expect(part).toMatch(/必须改正.*栏目1.*自查表 B1.*这里是第 1 句现状。这里是第 1 句要求。这里是第 1 句改法。/s);
      expect(part).toContain('回复这封邮件，把这个文件作为附件发回来');
      expect(part).not.toMatch(/催|逾期|已过|没有列在这封信里/);
    }
  });

  it('list many, for there is no other place to look, and count what is left', async () => {
    const listed = (text: string) => text.match(/句现状/g)?.length;
    const many = await press.findings(findingsPlan(invalid(45)));
    expect(listed(many.text)).toBe(40);
    expect(many.text).toContain('还有 5 处，没有列在这封信里。');
    const elsewhere = overdueItem(invalid(45), { allFindings: '附件《校验结果》' });
    const few = await press.findings(findingsPlan(invalid(1), { items: [elsewhere] }));
    expect(listed(few.text)).toBe(10);
    expect(few.text).toContain('还有 35 处，请看附件《校验结果》。');
  });

  it('say why a file could not be read', async () => {
    const { subject, text } = await press.findings(
      findingsPlan({ is: 'unreadable', why: '这个文件是空的，请重新保存。' }),
    );
    expect(subject).toBe('已收到：示例小学2018年9月报表读不出来，请重新保存');
    expect(text).toContain('这个文件是空的，请重新保存。');
    await expect(press.findings(findingsPlan(invalid(1), { items: [] }))).rejects.toThrow(RangeError);
  });
});
