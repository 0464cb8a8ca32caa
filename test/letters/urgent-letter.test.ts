import { describe, expect, it } from 'vitest';
import { readingPress, urgentItem, urgentPlan, visibleText } from './sample-plans.ts';

const press = readingPress();

describe('an urgent letter', () => {
  it('says which school, which month, how many, since when, where, whom to call and what to do', async () => {
    const { subject, html, text } = await press.urgent(urgentPlan({ items: [urgentItem({ cases: 2 })] }));
    expect(subject).toBe('紧急：示例小学2018年9月报告构成刑事案件 2 件');
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('安全科的老师：您好！');
      for (const fact of [
        '构成刑事案件 2 件（学校填报，未核实）',
        '9月20日 15:40',
        '已报送',
        '学校／371311001 示例小学／2018年09月.xlsx',
        '李某 0539-0000001',
        '王某某 139 0000 0000',
        '登记督办',
      ])
        expect(part).toContain(fact);
    }
    expect(text).toContain('请打电话：校长 李某 0539-0000001');
  });

  it.each([
    ['示例区教育体育局安全科', '示例区教育体育局安全科的老师：您好！'],
    ['周科长', '周科长：您好！'],
    ['周某', '周某老师：您好！'],
  ])('greets %s', async (name, greeting) => {
    const { text } = await press.urgent(urgentPlan({ recipient: { name, role: '安全科' } }));
    expect(text.split('\n')).toContain(greeting);
  });

  it('bundles what one run first saw', async () => {
    const items = [urgentItem(), urgentItem({ school: '示例二小', cases: 3 })];
    const { subject, text } = await press.urgent(urgentPlan({ items }));
    expect(subject).toBe('紧急：2 所学校报告构成刑事案件共 4 件');
    expect(text).toMatch(/示例小学 2018年9月.*案件 1 件.*示例二小 2018年9月.*案件 3 件/s);
  });

  it('stands where the roster knows nobody to call', async () => {
    const item = urgentItem({ contact: '', phone: '', principal: '', principalPhone: '' });
    const { text } = await press.urgent(urgentPlan({ items: [item] }));
    expect(text).not.toContain('请打电话：');
    await expect(press.urgent(urgentPlan({ items: [] }))).rejects.toThrow(RangeError);
  });
});
