import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import { publicPageIfDue } from '../../functions/jobs/public-page/due.ts';
import { publicationViews, publicationWarnings } from '../../functions/jobs/public-page/views.ts';
import type { DistrictStore } from '../../functions/world.ts';
import { registers } from '../../schemas/registers/registers.ts';
import { eventsOf, inDistrict, removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport } from '../support/fill-report.ts';
import { HeldControl } from '../support/held-control.ts';
import { inProcess, withStore } from '../support/in-process.ts';

const landline: RosterRow = { code: '371311001', name: '示例第一小学' };
const mobile: RosterRow = { code: '371311002', name: '示例第二小学' };
const silent: RosterRow = { code: '371311003', name: '示例第三小学' };
let district = '';
let control: HeldControl;

beforeAll(async () => {
  district = makeDistrict([landline, mobile, silent]);
  control = new HeldControl(district);
  await inProcess('handOut', district, '2018-09-01T09:00');
  await fillReport(reportPath(district, landline), { ...rightReport, ...ownWords(landline.name) });
  await fillReport(reportPath(district, mobile), {
    ...rightReport,
    ...ownWords(mobile.name),
    monthlyReport_hotline: '13900001234',
  });
  await run('2018-09-20T10:00');
}, 60_000);
afterAll(() => removeDistrict(district));

const page = (): string => readFileSync(join(district, '公开', 'index.html'), 'utf8');
const run = (now: string) => inProcess('run', district, now);
/** The page's part of a run, without the master that nobody looks at. */
const renew = (now: string) => inDistrict(district, now, publicPageIfDue);

type Typed = Readonly<Record<string, string | number>>;
const approved = { 拟稿人: '拟稿甲', 审核人: '审核乙', 发布日期: '2018-09-20' };
const first: Typed = {
  ...approved,
  类别: '工作动态',
  标题: '区教体局部署专项督导',
  内容: '督导组分赴各校。',
  编号: 'G1',
};

/** 信息公开 as somebody typed it anew. */
const types = (...rows: readonly Typed[]): Promise<void> => control.rows({ 信息公开: rows });

/** What a tab of the master says. */
function said(tab: string): string {
  const opened = readWorkbook(readFileSync(join(district, '总表.xlsx')));
  if (!opened.ok) throw new Error(opened.code);
  return JSON.stringify(opened.workbook.sheets.find(({ name }) => name === tab)?.cells);
}

/** The same where the store does some things another way. */
const renewWith = (other: Partial<DistrictStore>) =>
  inDistrict(district, '2018-09-26T17:00', (world, opened) => publicPageIfDue(withStore(world, other), opened));

/** What the master will say of it, without drawing the master. */
const told = (now: string): Promise<string> =>
  inDistrict(district, now, async (world, opened) =>
    JSON.stringify([publicationWarnings(world, opened), publicationViews(world, opened)]),
  );

/** Every file of the district with its time and bytes. */
function fingerprint(): Record<string, string> {
  const names = readdirSync(district, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.map((name) => {
      const stats = statSync(join(district, name));
      return [name, `${stats.mtimeMs} ${stats.isFile() ? contentHash(readFileSync(join(district, name))) : ''}`];
    }),
  );
}

describe('the public page of a district', () => {
  it('is not made before somebody approved something; what is held back says why and quotes nothing', async () => {
    expect(existsSync(join(district, '公开'))).toBe(false);
    await types(
      { ...first, 内容: '全区发生欺凌事件3起，涉及五年级二班张小明同学。', 编号: 'G1' },
      { ...first, 审核人: '拟稿甲', 标题: '别处没有的标题', 编号: 'G2' },
      { ...first, 类别: '警示事件', 内容: '示例第三小学值班制度不落实。', 编号: 'G3' },
      { ...first, 网址: 'javascript:alert(1)', 编号: 'G4' },
      { 类别: '政策文件', 标题: '没有人审过', 编号: 'G5' },
    );
    await run('2018-09-20T10:30');
    expect(existsSync(join(district, '公开'))).toBe(false);
    const overview = said('总览');
    for (const words of [
      '第 2 行（工作动态）：“内容”里好像有姓名',
      '的数量',
      '第 3 行（工作动态）：“审核人”和拟稿人',
      '不点名',
      '第 5 行（工作动态）：“网址”',
    ])
      expect(overview).toContain(words);
    expect(overview).not.toContain('第 6 行');
    expect(said('公开记录')).toContain('还没有填：拟稿人、审核人、发布日期');
    for (const text of [overview, said('公开记录')]) expect(text).not.toMatch(/张小明|别处没有|没有人审过|javascript/);
    expect(eventsOf(district, 'pagePublished')).toEqual([]);
  });

  it('shows body, telephone, plan, published telephones and what was approved; a second run changes nothing', async () => {
    await types(first, { ...first, 编号: 'G2', 发布日期: '2018-09-25', 标题: '还没到日子的事' });
    await control.setting('综合治理方案网址', 'https://www.example.cn/plan.html');
    await run('2018-09-20T11:00');
    const shown = page();
    for (const words of [
      '罗庄区教育体育局安全科',
      'href="tel:05398927055">0539-8927055',
      'href="https://www.example.cn/plan.html"',
      '示例第一小学</th>',
      'href="tel:05397654321">0539-7654321',
      '区教体局部署专项督导',
      '督导组分赴各校。',
    ])
      expect(shown).toContain(words);
    expect(shown).not.toMatch(/示例第二小学|示例第三小学|13900001234|还没到日子|拟稿甲|审核乙/);
    expect(said('总览')).toContain('示例第二小学报的监督举报电话是手机号');
    expect(said('公开记录')).toMatch(/等到 2018-09-25.*1 校的电话/);
    const before = fingerprint();
    await run('2018-09-20T12:00');
    expect(fingerprint()).toEqual(before);
  });

  it('keeps an approved text against edits of its row, and takes the new one under a higher 版次', async () => {
    await types({ ...first, 内容: '改过的话。' });
    await renew('2018-09-20T13:00');
    expect(page()).toContain('督导组分赴各校。');
    expect(await told('2018-09-20T13:00')).toContain('第 2 行（工作动态）：公开以后又改了文字');
    await types({ ...first, 内容: '改过的话。', 版次: 2 });
    await renew('2018-09-21T10:00');
    expect(page()).toContain('改过的话。');
    expect(page()).not.toContain('督导组分赴各校');
    expect(page().replaceAll(/<[^>]+>/g, ' ')).toMatch(/2018年9月21日\s+工作动态\s+更新\s+区教体局部署专项督导/);
    expect(await told('2018-09-21T10:00')).not.toContain('又改了');
  });

  it('waits for the day, keeps what lost its row, and takes off what its row says', async () => {
    const second = { ...first, 编号: 'G2', 发布日期: '2018-09-25', 标题: '到了日子的事' };
    await types(second);
    await renew('2018-09-25T09:00');
    expect(page()).toContain('到了日子的事');
    expect(page()).toContain('改过的话。');
    expect(await told('2018-09-25T09:00')).toContain('《信息公开》G1（工作动态）：公开着，可区级设置里没有它的行了');
    await types({ ...first, 内容: '改过的话。', 版次: 2, 撤下日期: '2018-09-26', 撤下原因: '内部的原因' }, second);
    await renew('2018-09-26T09:00');
    expect(page()).not.toMatch(/改过的话|内部的原因/);
    expect(page().replaceAll(/<[^>]+>/g, ' ')).toMatch(/2018年9月26日\s+工作动态\s+撤下\s+区教体局部署专项督导/);
    await types({ ...first, 内容: '改过的话。', 版次: 2, 撤下日期: '2018-09-26', 标题也撤下: '是' }, second);
    await renew('2018-09-26T10:00');
    expect(page()).not.toContain('区教体局部署专项督导');
    expect(page()).toContain('（标题已撤下）');
  });

  it('follows the telephones that schools report, and asks before it shows a mobile number', async () => {
    await control.rows({
      公开电话: [{ 学校编码: mobile.code, 电话: '139 0000 1234', 公开: '是', 确认人: '安全科甲' }],
    });
    await renew('2018-09-26T11:00');
    expect(page()).toContain('href="tel:13900001234">13900001234');
    expect(await told('2018-09-26T11:00')).not.toContain('是手机号');
    await fillReport(reportPath(district, landline), { monthlyReport_hotline: '0539-7650000' });
    await inProcess('validate', district, '2018-09-26T12:00');
    await renew('2018-09-26T12:00');
    expect(page()).toContain('0539-7650000');
    expect(page()).not.toContain('0539-7654321');
    expect(page().replaceAll(/<[^>]+>/g, ' ')).toMatch(/监督举报电话\s+更新\s+示例第一小学/);
    await control.rows({
      公开电话: [
        { 学校编码: landline.code, 电话: '0539-7650000', 公开: '否' },
        { 学校编码: mobile.code, 电话: '13900001234', 公开: '否' },
      ],
    });
    await renew('2018-09-26T13:00');
    expect(page()).not.toMatch(/0539-7650000|13900001234/);
    expect(page()).toMatch(/撤下<\/td><td role="cell">示例第一小学、示例第二小学/);
  });

  it('comes back where it was deleted or never written, sets aside what people wrote into it, and waits while 试运行 is on', async () => {
    const before = page();
    rmSync(join(district, '公开', 'index.html'));
    await renew('2018-09-26T14:00');
    expect(page()).toBe(before);
    writeFileSync(join(district, '公开', 'index.html'), before.replace('学生欺凌防治', '改过的'));
    await renew('2018-09-26T15:00');
    expect(page()).toBe(before);
    expect(readFileSync(join(district, '公开', 'index 人工改动1.html'), 'utf8')).toContain('改过的');
    await control.setting('安全科邮箱', 'anquan@example.cn');
    await control.setting('试运行', '是');
    await types({ ...first, 编号: 'G9', 标题: '试着写的' });
    await renew('2018-09-26T16:00');
    expect(page()).toBe(before);
    expect(await told('2018-09-26T16:00')).toContain('关掉以后才公开');
    await control.setting('试运行', '否');
    const dying = () => Promise.reject(new Error('killed'));
    await expect(renewWith({ replace: dying })).rejects.toThrow('killed');
    expect(page()).toBe(before);
    expect(await renewWith({ replace: async () => 'busy' })).toEqual(['公开/index.html']);
    expect(await renewWith({})).toEqual([]);
    expect(page()).toContain('试着写的');
    expect(eventsOf(district, 'pagePublished').filter(({ number }) => number === 'G9')).toHaveLength(1);
  });

  it('says nothing of what other registers, reports and this one’s own unpublished columns hold', async () => {
    const marker = (tab: string, title: string) => `记号${tab}${title}`;
    const tabs = registers.filter(({ name }) => !['信息公开', '公开电话', '领导小组'].includes(name));
    const typed = new Set<string>();
    const rowOf = ({ name, columns }: (typeof tabs)[number]): Typed =>
      Object.fromEntries(
        columns.map(({ key, title, kind, choices = [] }) => {
          if (key === 'school') return [title, landline.code];
          if (kind === 'choice' || kind === 'choices') return [title, choices[0] ?? ''];
          if (kind === 'text' || kind === 'line') {
            typed.add(marker(name, title));
            return [title, choices[0] ?? marker(name, title)];
          }
          return [title, kind === 'date' ? '2018-09-20' : kind === 'count' ? 7 : kind === 'year' ? 2018 : ''];
        }),
      );
    await control.rows(Object.fromEntries(tabs.map((tab) => [tab.name, [rowOf(tab)]])));
    await types({ ...first, 编号: 'G9', 标题: '又写的', 版次: 2, 撤下原因: '记号撤下原因' });
    await renew('2018-09-27T10:00');
    expect(typed.size).toBeGreaterThan(20);
    expect(page()).toContain('又写的');
    expect(page()).not.toContain('记号');
    // Reports' own words neither.
    expect(page()).not.toMatch(/批评教育|主题班会|丙主任|甲老师|乙校长/);
    await inDistrict(district, '2018-09-27T11:00', async ({ ledger }) => {
      expect(JSON.stringify(ledger.state.publicPage)).not.toContain('记号');
    });
  });
});
