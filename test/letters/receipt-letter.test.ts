import { describe, expect, it } from 'vitest';
import { readingPress, receiptItem, receiptPlan, visibleText } from './sample-plans.ts';

const press = readingPress();

describe('what a receipt says', () => {
  it('the figures as understood, the check code, the version and when', async () => {
    const { subject, html, text } = await press.receipt(receiptPlan());
    expect(subject).toBe('回执：示例小学2018年9月报表已报送');
    const lines = text.split('\n').map((line) => line.trim());
    for (const fact of [
      '本月校园欺凌发生事件数：0 件（零报告）',
      '学生数：860 人',
      '校验码：K7Q2-9M',
      '报送时间：9月20日 15:40',
      '版本：第 1 版',
    ])
      expect(lines).toContain(fact);
    expect(visibleText(html)).toMatch(/本月校园欺凌发生事件数\s+0 件（零报告）/);
    expect(text).not.toMatch(/请这样做|代替|原来/);
  });

  it('what a correction replaces, and what a figure was', async () => {
    const replaces = { version: 2, madeAt: '9月18日 10:00', checkCode: 'A1B2-3C' };
    const figures = [
      { name: '事件数', value: '2 件', was: '1 件' },
      { name: '学生数', value: '860 人' },
    ];
    const { subject, html, text } = await press.receipt(
      receiptPlan({ items: [receiptItem({ version: 3, replaces, figures })] }),
    );
    expect(subject).toBe('更正回执：示例小学2018年9月报表已报送');
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('第 3 版，从现在起以它为准；代替 9月18日 10:00 报送的第 2 版（校验码 A1B2-3C）');
      expect(part.match(/原来/g)?.length).toBe(2);
    }
    expect(text).toContain('事件数：2 件（原来 1 件）');
  });

  it('a later version, where nobody knows the one before', async () => {
    const { subject, text } = await press.receipt(receiptPlan({ items: [receiptItem({ version: 3 })] }));
    expect(subject).toMatch(/^更正回执：/);
    expect(text).toContain('版本：第 3 版，从现在起以它为准\n');
  });

  it('all of one person’s receipts in one letter, each with its own figures and code', async () => {
    const items = ['示例一小', '示例二小'].map((school, index) =>
      receiptItem({ school, checkCode: `CODE-${index}`, figures: [{ name: '学生数', value: `${index + 1}00 人` }] }),
    );
    const { subject, html, text } = await press.receipt(receiptPlan({ items }));
    expect(subject).toBe('回执：2 份报表已报送');
    for (const part of [text, visibleText(html)])
      expect(part).toMatch(/示例一小 2018年9月.*CODE-0.*100 人.*示例二小 2018年9月.*CODE-1.*200 人/s);
  });

  it('to the principal who signed, and to the contact who filled it in, in their own words', async () => {
    const principal = await press.receipt(receiptPlan());
    const contact = await press.receipt(receiptPlan({ recipient: { name: '张某某', role: '联络人' } }));
    expect(principal.text).toContain('报表上签的是您的名字');
    expect(principal.text).toContain('填报老师：张某某');
    expect(contact.text).not.toMatch(/您的名字|填报老师/);
    expect(contact.text).toContain('改好报表再报就可以');
  });

  it('never nothing', async () => {
    await expect(press.receipt(receiptPlan({ items: [] }))).rejects.toThrow(RangeError);
  });
});
