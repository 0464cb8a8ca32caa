import { describe, expect, it } from 'vitest';
import { ownAddress } from '../../functions/core/registers/apart.ts';
import { readApart } from '../../functions/core/registers/read-apart.ts';
import { referrals } from '../../schemas/registers/referrals.ts';
import { sections } from '../../schemas/registers/sections.ts';

const rows = (addresses: Partial<Record<(typeof sections)[number], string>>) =>
  sections.map((section) => ({ section, email: addresses[section] ?? '', head: '', phone: '', duty: '' }));

describe('the address of a register apart', () => {
  it.each([
    ['of its owner', { 监察室: 'a@example.cn', 安全科: 'b@example.cn' }, 'c@example.cn', 'a@example.cn'],
    ['none where its owner has none, whoever else has one', { 安全科: 'b@example.cn' }, 'c@example.cn', ''],
    ['none where it is that of 设置', { 监察室: 'A@example.cn' }, 'a@example.cn', ''],
    ['none where another section has it, too', { 监察室: 'a@example.cn', 办公室: 'A@Example.cn' }, 'c@example.cn', ''],
  ] as const)('is %s', (_, addresses, sectionEmail, own) => {
    expect(ownAddress('监察室', rows(addresses), sectionEmail)).toBe(own);
  });
});

describe('a register apart', () => {
  const titles = referrals.columns.map(({ title }) => title);
  const row = (typed: Readonly<Record<string, string>>) => titles.map((title) => typed[title] ?? `MARK${title}`);
  const read = (...cells: readonly (readonly string[])[]) =>
    readApart(referrals, {
      sheets: [{ name: ' 追责移交', hidden: false, cells: [titles, ...cells] }],
      names: new Map(),
      date1904: false,
    });
  const days = {
    移交日期: '2018-09-03',
    受理日期: '',
    办结日期: '',
    督办编号: 'DB-1',
    学校编码: '371311001',
    处理结果: '诫勉',
  };

  it('is read as far as its clocks need it: of what people wrote nothing, and its keys say nothing', () => {
    const found = read(row({ ...days, 移交编号: 'YJ-1' }), row({ ...days, 移交编号: 'YJ-2' }));
    expect(found?.unusable).toBe(0);
    expect(found?.entries.map(({ row: at, values }) => [at, values])).toEqual([
      [1, { number: 'YJ-1', date: '2018-09-03' }],
      [2, { number: 'YJ-2', date: '2018-09-03' }],
    ]);
    const keys = found?.entries.map(({ key }) => key) ?? [];
    expect(new Set(keys).size).toBe(2);
    expect(JSON.stringify(found)).not.toMatch(/MARK|DB-1|371311001|诫勉/);
    expect(keys.join()).not.toContain('YJ');
  });

  it('leaves out a row that cannot be read, whatever stands in it, and says no more than that', () => {
    expect(
      read(row({ ...days, 移交编号: '一号', 移交日期: '九月初' }), row({ ...days, 移交编号: 'YJ-2' })),
    ).toMatchObject({
      entries: [{ row: 2 }],
      unusable: 1,
    });
    const elsewhere = { sheets: [{ name: '别的表', hidden: false, cells: [] }], names: new Map(), date1904: false };
    expect(readApart(referrals, elsewhere)).toBeUndefined();
  });
});
