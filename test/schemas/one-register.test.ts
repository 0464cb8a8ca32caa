import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initDistrict } from '../../functions/adapters/folder/init.ts';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { controlBook } from '../../functions/core/control/control-book.ts';
import { readControl } from '../../functions/core/control/read-control.ts';
import { evidence } from '../../functions/jobs/evidence/evidence.ts';
import { jobs } from '../../functions/jobs/jobs.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import { filled, optional, schoolCode } from '../../schemas/control-tab.ts';
import type { Cell } from '../../schemas/grid.ts';
import { defineRegister } from '../../schemas/registers/register.ts';
import { registers } from '../../schemas/registers/registers.ts';
import { sampleDistrict } from '../core/master-view-sample.ts';
import { filesBelow, saidIn } from '../support/said-in.ts';
import { typeRows } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';

/** The one declaration: a register that no district has. */
const patrols = defineRegister({
  key: 'patrol',
  name: '护校巡逻',
  serves: 'S16',
  purpose: '校门口的护校巡逻，一次一行。',
  identity: ['school', 'date'],
  owner: '基教科',
  clocks: [
    { key: 'report', title: '回报', from: 'date', within: { days: 3, unit: '工作日' }, done: 'reportedOn' },
    { key: 'mend', title: '整改', from: 'reportedOn', within: { days: 10, unit: '自然日' }, done: 'mendedOn' },
  ],
  columns: [
    schoolCode,
    filled({ key: 'date', title: '巡逻日期', kind: 'date', width: 14, help: '去的那一天。' }),
    filled({ key: 'shift', title: '时段', kind: 'choice', choices: ['早', '晚'], width: 8, help: '早或晚。' }),
    optional({ key: 'seen', title: '看到什么', kind: 'text', width: 40, help: '不写学生姓名。' }),
    optional({ key: 'reportedOn', title: '回报日期', kind: 'date', width: 14, help: '回报的那一天。' }),
    optional({ key: 'mendedOn', title: '整改日期', kind: 'date', width: 14, help: '改好的那一天。' }),
  ],
  rows: [],
});
const all = [...registers, patrols];
const marked = '校门外的机密叙述';

const [sample] = sampleDistrict().rows;
if (!sample) throw new Error('the sample has no school');
const schools = [
  { ...sample.school, code: '371311001', name: '示例第一小学', type: '公办' },
  { ...sample.school, code: '371311002', name: '示例第二小学', type: '公办' },
];

let place = '';
let district = '';

const work = <T>(now: string, job: Parameters<typeof withDistrict<T>>[2]): Promise<T> =>
  withDistrict(
    async () => openWorld({ district, now: `${now}:00+08:00`, dryRun: false, env: {}, log: () => {} }),
    knownHolidays,
    job,
    { registers: all },
  );
const run = (now: string) =>
  work(now, (world, opened) => jobs.run(world, opened, { period: now.slice(0, 7), dryRun: false }));

function grid(path: string, tab: string): readonly (readonly Cell[])[] {
  const read = readWorkbook(readFileSync(join(district, path)));
  if (!read.ok) throw new Error(read.detail);
  return read.workbook.sheets.find(({ name }) => name === tab)?.cells ?? [];
}

/** All that the district says anywhere but in the workbook that people write. */
const allText = (): string =>
  filesBelow(district)
    .filter((name) => name !== '区级设置.xlsx')
    .map((name) => saidIn(join(district, name)))
    .join('\n');

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'anxiao-test-'));
  district = join(place, '区');
  await initDistrict(district, schools);
  await work('2018-09-03T09:00', (world, opened) => jobs.handOut(world, opened, { period: '2018-09', dryRun: false }));
}, 60_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

describe('a register added by one declaration', () => {
  it('is a tab of 区级设置 with its help and drop-downs, added by init to a district that lacks it', async () => {
    const made = await initDistrict(district, [], all);
    expect(made).toMatchObject({ is: 'completed', tabs: ['护校巡逻'] });
    expect(grid('区级设置.xlsx', '护校巡逻')[0]).toEqual(patrols.columns.map(({ title }) => title));
    const book = controlBook([], all);
    const tab = book.tabs.find(({ name }) => name === '护校巡逻');
    expect(tab?.cells.find(({ value }) => value === '时段')?.note).toBe('早或晚。\n（必填）');
    expect(tab?.checks?.flatMap(({ rule }) => (rule.kind === 'list' ? [rule.choices] : []))).toEqual([['早', '晚']]);
    const help = book.tabs[0]?.cells.find(({ value }) => value === '护校巡逻');
    expect(help?.link).toEqual({ to: 'cell', tab: '护校巡逻', a1: 'A1' });
    expect(book.tabs[0]?.cells.some(({ value }) => value === patrols.purpose)).toBe(true);
  });

  it('has its rows in 办理时限', () => {
    const rows = controlBook([], all).tabs.find(({ name }) => name === '办理时限');
    const said = rows?.cells.filter(({ value }) => value === '护校巡逻').map(({ row }) => row) ?? [];
    const cell = (row: number, column: number) =>
      rows?.cells.find((it) => it.row === row && it.column === column)?.value;
    expect(said.map((row) => [1, 2, 3].map((column) => cell(row, column)))).toEqual([
      ['回报', 3, '工作日'],
      ['整改', 10, '自然日'],
    ]);
    const older = readControl({ sheets: [], names: new Map(), date1904: false }, all);
    expect(older.timeLimits.filter(({ register }) => register === '护校巡逻')).toHaveLength(2);
  });

  it('is read, and a wrong row of it is named in 总览 and stops nothing', async () => {
    await typeSetting(district, '安全科邮箱', 'anquan@example.cn');
    await typeRows(district, [
      ['护校巡逻', ['371311001', '2018-09-20', '早', marked]],
      ['护校巡逻', ['371311002', '2018-09-19', '午间', marked]],
      ['护校巡逻', ['371311002', '2018-09-19', '晚', marked, '2018-09-21']],
    ]);
    await run('2018-09-26T09:30');
    const overview = JSON.stringify(grid('总表.xlsx', '总览'));
    expect(overview).toContain('护校巡逻!C3');
    expect(overview).not.toContain(marked);
  });

  it('has its lights in 登记办理', () => {
    const rows = grid('总表.xlsx', '登记办理').map((row) => row.map(String).join(' '));
    // From Thursday the 20th: 21, 25 (the 24th is 中秋), 26; and ten days by the calendar from Friday the 21st, which is a
    // holiday until the 8th.
    const [first, second] = rows.filter((row) => row.startsWith('护校巡逻'));
    expect(first).toMatch(/示例第一小学 基教科 时段：早 .*回报 .*黄/);
    expect(second).toMatch(/示例第二小学 基教科 时段：晚 .*整改 .*绿/);
  });

  it('tells its owner once when a light turns', async () => {
    const first = await run('2018-09-27T09:30');
    const told = (letters: Awaited<typeof first>['document']['letters']) =>
      letters.flatMap(({ items, to }) =>
        items.filter((item) => /^clock\/patrol\/.*\/red\//.test(item)).map(() => to.join()),
      );
    expect(told(first.document.letters)).toEqual(['anquan@example.cn']);
    expect(told((await run('2018-09-27T10:30')).document.letters)).toEqual([]);
  });

  it('is in the evidence of the year without its words', async () => {
    await work('2018-10-08T09:30', (world, opened) => evidence(world, opened, { asked: undefined, dryRun: false }));
    const rows = grid('迎检材料/2018年度/登记表.xlsx', '护校巡逻');
    expect(rows[2]).toEqual(
      expect.arrayContaining(['学校名称', '巡逻日期', '时段', '承办科室', '环节：回报', '环节：整改']),
    );
    expect(rows.slice(3).map((row) => row.slice(1, 3))).toEqual([
      ['371311001', '示例第一小学'],
      ['371311002', '示例第二小学'],
    ]);
    const index = grid('迎检材料/2018年度/目录.xlsx', '目录').find((row) => row[1] === '护校巡逻登记表');
    expect(index?.[2]).toContain('法治教育');
    // Nor anywhere else but in the workbook that people write.
    expect(allText()).not.toContain(marked);
  });
});
