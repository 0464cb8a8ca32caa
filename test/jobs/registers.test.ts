import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { initDistrict } from '../../functions/adapters/folder/init.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { registers } from '../../schemas/registers/registers.ts';
import { eventsOf, fingerprint } from '../doors/district-tree.ts';
import { Copies, inDistrict, removeDistrict } from '../support/bulletin-district.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeRow, typeRows } from '../support/type-row.ts';

const rows: readonly RosterRow[] = [
  { code: '371311001', name: '示例第一小学' },
  { code: '371311002', name: '示例第二小学' },
];
const [first] = rows as readonly [RosterRow];
const copies = new Copies();
let base = '';

/** September: the first school reported no incident, the second nothing at all. */
beforeAll(async () => {
  base = makeDistrict(rows);
  await inProcess('handOut', base, '2018-09-03T09:00');
  const nil = {
    ...rightReport,
    ...ownWords(first.name),
    monthlyReport_incidents: 0,
    monthlyReport_incidentsReported: 0,
    monthlyReport_handledCount: 0,
    monthlyReport_handledDesc: null,
    monthlyReport_handlingText: null,
  };
  await fillReport(reportPath(base, first), nil, new Date('2018-09-20T10:00:00+08:00'));
  await inProcess('validate', base, '2018-09-20T11:00');
}, 60_000);
afterAll(() => removeDistrict(base));
afterEach(() => copies.remove());

function sheets(path: string, file: string) {
  const read = readWorkbook(readFileSync(join(path, file)));
  if (!read.ok) throw new Error(read.detail);
  return read.workbook.sheets;
}

const shown = (path: string, tab: string): string =>
  JSON.stringify(sheets(path, '总表.xlsx').find(({ name }) => name === tab)?.cells);

describe('rows of registers that cannot be used', () => {
  it('stop no reminder and no run: each is named in 总览 by its cell, without a word of it', async () => {
    const path = copies.of(base);
    await typeRows(path, [
      ['督办', ['371311001', '昨天，张小明哭着说', '一句叙述', '说不清']],
      ['舆情', ['999', '2018-09-12', '一句叙述']],
      ['学校文件', ['371311001', '别的文件', '名称']],
      ['办理时限', ['督办', '核查', '五天', '工作日']],
      ['学校文件', ['371311002', '应急预案', '名称']],
    ]);
    const ran = anxiao('run', path, '--now', '2018-09-26T09:30', '--json');
    expect([ran.status, ran.stderr]).toEqual([0, '']);
    const told = ran.json.letters.filter(({ state }: { state: string }) => state === 'sent');
    expect(told.flatMap(({ items }: { items: string[] }) => items).join()).toContain('remind/2018-09/371311002/');
    const overview = shown(path, '总览');
    for (const cell of ['督办!B2', '督办!D2', '舆情!A2', '学校文件!B2']) expect(overview).toContain(cell);
    expect(overview).toContain('这一行没有采用');
    expect(overview + ran.stdout).not.toMatch(/张小明|一句叙述|说不清/);
  });
});

describe('a register that is edited', () => {
  it('has no report read or judged again, unless it speaks against a report of 0', async () => {
    const path = copies.of(base);
    await inProcess('run', path, '2018-09-21T09:00');
    const events = () => eventsOf(path).filter(({ type }) => type === 'read' || type === 'judged' || type === 'raised');
    const decisions = () => inDistrict(path, '2018-09-21T10:30', async (_, { decisionsHash }) => decisionsHash);
    const [before, decided] = [events().length, await decisions()];
    await typeRows(path, [
      ['学校文件', ['371311001', '应急预案', '名称']],
      ['申诉复查', ['371311001', '2018-09-12', '一句叙述']],
      ['科室', ['人事科', 'renshi@example.cn']],
      ['办理时限', ['督办', '核查', 3, '工作日']],
    ]);
    expect(await inProcess('run', path, '2018-09-21T10:00')).toMatchObject({ read: 0, unchanged: 2 });
    expect(events()).toHaveLength(before);
    // What reports are judged by is the same: none is so much as looked at.
    expect(await decisions()).toBe(decided);
    await typeRow(path, '舆情', '371311001', '2018-09-12', '一句叙述');
    const { read, findings } = await inProcess('run', path, '2018-09-21T11:00');
    expect(read).toBe(0);
    expect(await decisions()).not.toBe(decided);
    expect(findings.filter(({ code }) => code === 'X-SIG').map(({ school }) => school)).toEqual(['371311001']);
    const still = fingerprint(path);
    await inProcess('run', path, '2018-09-21T11:30');
    expect(fingerprint(path)).toEqual(still);
  });
});

describe('a district of before registers', () => {
  /** 区级设置 with three registers of five columns and none of the others, as it once was. */
  async function aged(): Promise<string> {
    const path = copies.of(base);
    const control = join(path, '区级设置.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(readFileSync(control) as unknown as ArrayBuffer);
    for (const { name } of [...registers, { name: '科室' }, { name: '办理时限' }]) {
      const sheet = workbook.getWorksheet(name);
      if (!sheet) throw new Error(`no tab ${name}`);
      if (['舆情', '信访', '督办'].includes(name)) sheet.spliceColumns(6, 30);
      else workbook.removeWorksheet(sheet.id);
    }
    const typed = workbook.getWorksheet('督办')?.getRow(2);
    if (typed) typed.values = ['371311001', '2018-09-12', '一句叙述', '属实', '备注'];
    writeFileSync(control, Buffer.from(await workbook.xlsx.writeBuffer()));
    return path;
  }

  it('goes on, and its three old registers are read', async () => {
    const path = await aged();
    const { findings } = await inProcess('run', path, '2018-09-21T09:00');
    expect(findings.filter(({ code }) => code === 'X-SIG')).toHaveLength(1);
    expect(shown(path, '登记办理')).toContain('核查');
  });

  it('gets the tabs that it lacks from init, and keeps each cell that it has', async () => {
    const path = await aged();
    const before = sheets(path, '区级设置.xlsx');
    const made = await initDistrict(path, []);
    const added = 'tabs' in made ? made.tabs : [];
    expect(added).toEqual(expect.arrayContaining(['科室', '办理时限', '申诉复查', '领导小组']));
    expect(added).not.toContain('督办');
    const after = sheets(path, '区级设置.xlsx');
    for (const { name, cells } of before)
      expect(after.find((sheet) => sheet.name === name)?.cells, name).toEqual(cells);
    expect(after.map(({ name }) => name)).toEqual(expect.arrayContaining(registers.map(({ name }) => name)));
    await inProcess('run', path, '2018-09-21T09:00');
    expect(await initDistrict(path, [])).toMatchObject({ is: 'exists' });
  });
});
