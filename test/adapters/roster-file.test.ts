import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RosterFile, readRosterFile } from '../../functions/adapters/roster-file.ts';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import type { BookTab } from '../../schemas/book.ts';
import type { Cell } from '../../schemas/grid.ts';
import { rosterColumns } from '../../schemas/roster.ts';

const titles = rosterColumns.filter(({ required }) => required).map(({ title }) => title);
const school = (code: Cell, name: Cell, ...more: readonly Cell[]): Cell[] => [
  ...[code, name, '小学', '公办', '某老师', 'a@example.cn', '某校长', '', '某督学', '', 0].map(
    (cell, column) => more[column - 2] ?? cell,
  ),
];
const csvOf = (rows: readonly (readonly Cell[])[], end = '\r\n'): string =>
  rows.map((row) => row.join(',')).join(end) + end;
const tab = (name: string, rows: readonly (readonly Cell[])[]): BookTab => ({
  name,
  widths: [],
  cells: rows.flatMap((cells, row) => cells.map((value, column) => ({ row, column, value, style: 'text' as const }))),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array): Promise<RosterFile> {
  const path = join(folder, name);
  await writeFile(path, content);
  return readRosterFile(path);
}

const readBook = async (...tabs: readonly BookTab[]) =>
  read('名册.xlsx', await drawBook({ title: '', tabs, names: [] }));
const named = (file: RosterFile) =>
  'schools' in file ? file.schools.map(({ code, name }) => `${code} ${name}`) : file;

describe('a roster file', () => {
  const rows = [titles, school('0012', '第一小学'), school('371311002', '“镕”字小学')];
  const expected = ['0012 第一小学', '371311002 “镕”字小学'];

  it.each([
    ['UTF-8', Buffer.from(csvOf(rows))],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${csvOf(rows)}`)],
    ['GB18030, as Chinese Excel saves it', iconv.encode(csvOf(rows), 'gb18030')],
    ['with Unix line ends', Buffer.from(csvOf(rows, '\n'))],
  ])('is read as .csv in %s', async (_, bytes) => {
    expect(named(await read('名册.csv', bytes))).toEqual(expected);
  });

  it('is read as .xlsx from the first tab that has the header, above which a title may stand', async () => {
    const other = tab('说明', [
      ['学校名称', '备注'],
      ['x', 'y'],
    ]);
    const file = await readBook(
      other,
      tab('Sheet2', [['某区学校名册'], [], ...rows]),
      tab('旧', [[...titles, '备注'], school('9', '旧')]),
    );
    expect(named(file)).toEqual(expected);
  });

  it('takes codes that became numbers, and cells with commas, quotes and optional columns', async () => {
    const text = `${titles.join(',')},备注\n371311001,"第一, ""实验""小学",小学,公办,,,,,,,,"两\n行"\n`;
    const file = await read('名册.CSV', text);
    expect(named(file)).toEqual(['371311001 第一, "实验"小学']);
    expect(file).toMatchObject({ schools: [{ remark: '两\n行', villages: 0 }] });
    expect(named(await readBook(tab('名册', [titles, school(371311001, '第一小学')])))).toEqual(['371311001 第一小学']);
  });

  it('lists all mistakes at once, by the rows people see: blank ones count', async () => {
    const mistaken = [
      titles,
      school('1', '第一小学'),
      [],
      school('1', '第二小学', null, null, null, 'a@example.cn;b@example.cn'),
      school('3', ''),
      school('3.71311E+17', '第四小学'),
    ];
    const problems = [
      '第 4 行 F 列（联络人邮箱）是“a@example.cn;b@example.cn”，一格写了两个邮箱，只能写一个，另一个可写到“备用邮箱”',
      '第 4 行 A 列（学校编码）是“1”，与第 2 行 A 列重复',
      '第 5 行 B 列（学校名称）是空的，应为一行文字，最多 60 字',
      '第 6 行 A 列（学校编码）是“3.71311E+17”，数字太长，末几位已被表格软件改掉，请把单元格设为“文本”后重填',
    ];
    expect(await read('名册.csv', csvOf(mistaken))).toEqual({ problems });
    expect(await readBook(tab('名册', mistaken))).toEqual({ problems });
  });

  it.each([
    [
      'columns missing',
      csvOf([
        ['学校名称', '学校编码', '学段'],
        ['第一小学', '1', '小学'],
      ]),
      `名册缺少这些列：${titles.slice(3).join('、')}`,
    ],
    ['no header at all', csvOf([['第一小学', '1']]), `名册缺少这些列：${titles.join('、')}`],
    ['nothing in it', '', `名册缺少这些列：${titles.join('、')}`],
    ['no school', csvOf([titles, ['', '']]), '名册里一所学校也没有，请在表头下面每校填一行'],
  ])('with %s is refused in one line', async (_, text, problem) => {
    expect(await read('名册.csv', text)).toEqual({ problems: [problem] });
  });

  it.each([
    ['名册.xls', 'x', '应为 .xlsx 或 .csv 文件'],
    ['名册.xlsx', '', '是空文件'],
    ['名册.xlsx', 'code,name', '读不出来（F-NOT-XLSX）'],
    ['名册.csv', '学校编码,"学校名称\n1,第一小学', '引号不成对'],
  ])('%s holding %j is refused', async (name, content, words) => {
    expect(await read(name, content)).toEqual({ problems: [expect.stringContaining(words)] });
  });

  it('that is not there, or is a folder, is said so', async () => {
    const missing = join(folder, '没有.csv');
    expect(await readRosterFile(missing)).toEqual({ problems: [`名册“${missing}”找不到，请核对文件名和所在的文件夹`] });
    const asFolder = await mkdtemp(join(folder, 'x'));
    expect(await readRosterFile(asFolder)).toEqual({ problems: [expect.stringContaining('应为 .xlsx 或 .csv')] });
  });
});
