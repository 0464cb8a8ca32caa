import { describe, expect, it } from 'vitest';
import { readingPress, returnedItem, returnedPlan, visibleText } from './sample-plans.ts';

const press = readingPress();

describe('a report that goes back', () => {
  it('says why, what to do and what holds until then, without reproach', async () => {
    const { subject, html, text } = await press.returned(returnedPlan());
    expect(subject).toBe('退回：示例小学2018年9月报表，请修改后再报');
    for (const part of [text, visibleText(html)]) {
      for (const fact of [
        '参加人数和签到表不一样，请核对',
        '9月20日 15:40 报的那一版仍然有效',
        '打开报表，按退回的原因修改。',
        '学校／371311001 示例小学／2018年09月.xlsx',
        '0539-0000000',
      ])
        expect(part).toContain(fact);
      expect(part).not.toMatch(/催|逾期|已过|填报老师/);
    }
    const first = await press.returned(returnedPlan({ items: [returnedItem({ inForce: '' })] }));
    expect(first.text).not.toContain('仍然有效');
  });

  it('tells the principal who fills it in, and bundles one person’s schools', async () => {
    const items = ['示例一小', '示例二小'].map((school) => returnedItem({ school }));
    const { subject, text } = await press.returned(returnedPlan({ recipient: { name: '李某', role: '校长' }, items }));
    expect(subject).toBe('退回：2 份报表，请修改后再报');
    expect(text).toMatch(/麻烦您安排填报的老师.*1\. 示例一小 2018年9月.*填报老师：张某某.*2\. 示例二小 2018年9月/s);
    await expect(press.returned(returnedPlan({ items: [] }))).rejects.toThrow(RangeError);
  });

  it('is mended where the report is: by mail, or on the web', async () => {
    const of = async (change: Parameters<typeof returnedItem>[0]) =>
      (await press.returned(returnedPlan({ items: [returnedItem(change)] }))).text;
    expect(await of({ byMail: true })).toContain('把这个文件作为附件发回来');
    expect(await of({ online: true, where: 'https://sheets.example/1' })).toMatch(
      /打开报表 https:\/\/sheets\.example\/1\n[\s\S]*打开上面的链接，按退回的原因修改[\s\S]*内容自动保存/,
    );
  });
});
