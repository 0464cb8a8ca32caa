import { readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { eventsOf, lettersIn } from '../doors/district-tree.ts';
import { makeDistrict, type RosterRow } from '../support/district.ts';
import { inProcess } from '../support/in-process.ts';
import { typeRow } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';

const first: RosterRow = { code: '371311001', name: '示例第一小学' };
const privateOne: RosterRow = { code: '371311002', name: '示例第二小学', type: '民办' };
const words = '紫荆记号';

let district = '';
let master = '';

beforeAll(async () => {
  district = makeDistrict([first, privateOne]);
  master = join(district, '总表.xlsx');
  await typeSetting(district, '安全科邮箱', 'section@example.cn');
  await inProcess('run', district, '2018-09-03T09:00');
  await typeRow(district, '督办', privateOne.code, '2018-09-10', words, '', words, 'DB-2018-01', '重大');
  await typeRow(district, '信访', first.code, '2018-09-12', words, '属实', words, words);
});

afterAll(() => rmSync(resolve(district, '..'), { recursive: true, force: true }));

function cellsOf(tab: string): string[][] {
  const opened = readWorkbook(readFileSync(master));
  if (!opened.ok) throw new Error(opened.code);
  const { cells = [] } = opened.workbook.sheets.find(({ name }) => name === tab) ?? {};
  return cells.map((row) => row.map((cell) => String(cell ?? '')));
}

/** What a list of 总表 holds below its header, by the titles of its columns. */
function listed(tab: string): Readonly<Record<string, string>>[] {
  const [, , titles = [], ...rows] = cellsOf(tab);
  return rows.map((row) => Object.fromEntries(titles.map((title, column) => [title, row[column] ?? ''])));
}

const stamp = () => ({
  bytes: readFileSync(master).toString('base64'),
  at: statSync(master).mtimeMs,
  events: eventsOf(district).length,
});

describe('what registers ask of the section', () => {
  it('stands in 总表, the same again where it was deleted, whatever the hour', async () => {
    await inProcess('run', district, '2018-09-17T09:00');
    expect(listed('登记办理')).toMatchObject([
      {
        登记表: '督办',
        编号: 'DB-2018-01',
        学校: privateOne.name,
        承办科室: '职成科',
        '情形／类别': '情形：重大',
        环节: '核查',
        灯: '△ 黄：快到期',
        '还剩／超过（工作日）': '最后一天',
        在哪: '督办!A2',
      },
      { 登记表: '信访', 学校: first.name, 承办科室: '安全科', 环节: '答复', 灯: '○ 绿：在期限内', 在哪: '信访!A2' },
    ]);
    expect(listed('督办提议')).toMatchObject([
      {
        学校: first.name,
        情形: '群众来信来访',
        依据: '9月12日登记了信访一件，核实：属实。',
        从哪里来: '信访!A2',
        承办科室: '安全科',
        状态: '△ 待定',
      },
    ]);
    const before = stamp();
    rmSync(master);
    await inProcess('run', district, '2018-09-17T16:00');
    expect(readFileSync(master).toString('base64')).toBe(before.bytes);
    expect(eventsOf(district)).toHaveLength(before.events);
  });

  it('changes on the day on which a light turns red, and not on the day after', async () => {
    const before = stamp();
    await inProcess('run', district, '2018-09-18T09:00');
    expect(stamp().bytes).not.toBe(before.bytes);
    expect(listed('登记办理')[0]).toMatchObject({
      编号: 'DB-2018-01',
      灯: '▲ 红：超期',
      '还剩／超过（工作日）': '超过 1',
    });
    expect(listed('会议议题')).toMatchObject([
      { 承办科室: '职成科', 类别: '超期' },
      { 承办科室: '安全科', 类别: '督办提议' },
    ]);
    const red = stamp();
    await inProcess('run', district, '2018-09-18T11:00');
    await inProcess('run', district, '2018-09-19T09:00');
    expect(stamp()).toEqual(red);
  });

  it('is told in the summary of that day by number and school, without a word of the rows', () => {
    const name =
      lettersIn(district)
        .filter((it) => it.includes('小结'))
        .at(-1) ?? '';
    const letter = readEmlParts(readFileSync(join(district, '发件箱', name)));
    expect(letter.text).toMatch(/登记事项新超期，1 件\s+哪些：督办 DB-2018-01（示例第二小学）/);
    expect(letter.text).toMatch(/待定的督办提议，1 校\s+哪些：示例第一小学/);
    const shown = ['总览', '登记办理', '督办提议', '对账', '会议议题'].map(cellsOf);
    expect(JSON.stringify([letter, shown])).not.toContain(words);
  });

  it('is settled by copying 提议编号, and no longer proposed', async () => {
    const code = listed('督办提议')[0]?.提议编号 ?? '';
    await typeRow(district, '督办', first.code, '2018-09-19', words, '', '', '', '', code, '不督办');
    await inProcess('run', district, '2018-09-19T10:00');
    expect(listed('督办提议')).toMatchObject([{ 提议编号: code, 状态: '◇ 决定不督办' }]);
    expect(cellsOf('总览').flat().join()).not.toContain('待定的督办提议');
  });

  it('turns on a holiday too, when nothing else happens', async () => {
    await typeRow(district, '督办', first.code, '2018-09-14', words, '', '', 'DB-2018-02');
    await inProcess('run', district, '2018-09-21T10:00');
    const light = () => listed('登记办理').find(({ 编号 }) => 编号 === 'DB-2018-02')?.灯;
    expect(light()).toBe('△ 黄：快到期');
    const { events } = stamp();
    // The ledger also knows what the program wrote into 总表 itself.
    const since = () =>
      eventsOf(district)
        .slice(events)
        .filter(({ type }) => type !== 'wrote');
    await inProcess('run', district, '2018-09-22T10:00');
    expect(light()).toBe('▲ 红：超期');
    const red = stamp();
    expect(since()).toEqual([]);
    await inProcess('run', district, '2018-09-23T10:00');
    expect(stamp()).toEqual(red);
  });
});
