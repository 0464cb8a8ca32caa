import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import { type EvidenceReport, evidence } from '../../functions/jobs/evidence/evidence.ts';
import type { Cell } from '../../schemas/grid.ts';
import { registers } from '../../schemas/registers/registers.ts';
import { evidenceCommand } from '../../scripts/commands/evidence.ts';
import { fingerprint } from '../doors/district-tree.ts';
import {
  approve,
  Copies,
  draft,
  due,
  eventsOf,
  figuresOf,
  inDistrict,
  quietDistrict,
  removeDistrict,
  schools,
} from '../support/bulletin-district.ts';
import { filesBelow, saidIn } from '../support/said-in.ts';
import { sampleRow } from '../support/sample-row.ts';
import { typeRow, typeRows } from '../support/type-row.ts';

const pack = '迎检材料/2018年度';
const now = '2018-11-05T10:00';
const copies = new Copies();
let base = '';

/** What people type into text cells and what must leave them nowhere. */
const marked = '机密叙述甲乙丙';
/** What stands in lines: of documents it is evidence, of cases it is words. */
const line = '一行说明';

beforeAll(async () => {
  base = await quietDistrict(schools, schools[2]);
  await draft(base, '2018-10-30T09:00');
  await approve(base, figuresOf(base).draft);
  await due(base, '2018-10-31T09:00');
  await typeRows(base, [
    ...registers.map((register) => [register.name, sampleRow(register, { text: marked, line })] as const),
    // A row that nobody can use says nothing either.
    ['督办', ['371311001', `${marked}不是日期`, marked]],
    ['督办', ['371311002', '2018-10-20', marked]],
  ]);
}, 60_000);
afterAll(() => removeDistrict(base));
afterEach(() => copies.remove());

const bring = (path: string, at = now, asked?: string): Promise<EvidenceReport> =>
  inDistrict(path, at, (world, district) => evidence(world, district, { asked, dryRun: false }));

const bytesAt = (path: string, name: string) => readFileSync(join(path, pack, name));

/** Rows of a tab as texts, its header first. */
function table(path: string, name: string, tab: string): readonly (readonly Cell[])[] {
  const read = readWorkbook(bytesAt(path, name));
  if (!read.ok) throw new Error(read.detail);
  return read.workbook.sheets.find((sheet) => sheet.name === tab)?.cells.slice(2) ?? [];
}

describe('the evidence of a year', () => {
  let path = '';
  let brought: EvidenceReport;
  const own = new Copies();
  beforeAll(async () => {
    path = own.of(base);
    brought = await bring(path);
  });
  afterAll(() => own.remove());

  it('lists every file that is there, and every file there is listed with its own code', () => {
    const { year, folder, files } = brought;
    expect([year, folder]).toEqual([2018, pack]);
    const there = filesBelow(join(path, pack));
    expect(files.map((file) => file.path).sort()).toEqual(there);
    expect(there).toContain('通报/2018年09—10月/通报.docx');
    const [head = [], ...rows] = table(path, '目录.xlsx', '目录');
    const at = (title: string) => head.indexOf(title);
    const listed = rows.map((row) => String(row[at('文件')]));
    expect([...new Set(listed)].sort()).toEqual(there);
    for (const row of rows) {
      const name = String(row[at('文件')]);
      expect(row[at('证明什么（方案的要求）')], name).toMatch(/\p{Script=Han}/u);
      const tab = row[at('工作表')];
      if (tab) expect(table(path, name, String(tab)).length, `${name} ${tab}`).toBeGreaterThan(0);
      if (name === '目录.xlsx') continue;
      const sha256 = contentHash(bytesAt(path, name));
      expect(row[at('校验码')], name).toBe(sha256.slice(0, 16));
      expect(files.find((file) => file.path === name)?.sha256).toBe(sha256);
    }
  });

  it('has bulletins byte for byte as they were issued', () => {
    const [issued] = eventsOf(path, 'bulletinIssued');
    for (const name of ['通报.docx', '通报.html'])
      expect(contentHash(bytesAt(path, `通报/2018年09—10月/${name}`))).toBe(issued?.files[name]);
    expect(existsSync(join(path, pack, '通报/2018年09—10月/数据.json'))).toBe(false);
  });

  it('says who reported what when, and how the checklist stands', () => {
    const [head = [], ...months] = table(path, '报送情况.xlsx', '逐月报送');
    expect(months.map((row) => `${row[0]} ${row[head.indexOf('报送月份')]} ${row[head.indexOf('是否按时')]}`)).toEqual([
      '371311001 2018-09 √ 按时',
      '371311002 2018-09 √ 按时',
      '371311003 2018-09 √ 按时',
    ]);
    const accepted = eventsOf(path, 'accepted').filter(({ period }) => period === '2018-09');
    expect(months.map((row) => row[head.indexOf('校验码')]).sort()).toEqual(accepted.map((it) => it.checkCode).sort());
    const [titles = [], ...checklist] = table(path, '报送情况.xlsx', '自查清单');
    expect(checklist).toHaveLength(3);
    expect(checklist[0]?.[titles.indexOf('没有落实')]).toBe(0);
    expect(titles.join()).not.toMatch(/特色|规划|联络人|联系电话|发生/);
  });

  it('shows of a register number, school, days and choices, and how each step stands', () => {
    const [head = [], ...rows] = table(path, '登记表.xlsx', '督办');
    expect(head).toEqual(expect.arrayContaining(['行', '学校名称', '日期', '编号', '情形', '承办科室', '环节：核查']));
    for (const title of ['摘要', '备注', '提议编号']) expect(head).not.toContain(title);
    // The row of October belongs to the year after.
    expect(rows.map((row) => row[0])).toEqual([2]);
    expect(rows[0]?.[head.indexOf('环节：核查')]).toBe('▲ 超期未办，2018-09-19 到期');
    const documents = table(path, '登记表.xlsx', '学校文件');
    expect(documents[1]).toContain(line);
    expect(table(path, '登记表.xlsx', '办理时限').length).toBeGreaterThan(10);
  });

  it('tells no word of a case, in no file of it and in nothing that the program says', () => {
    expect(JSON.stringify(brought)).not.toContain(marked);
    for (const name of filesBelow(join(path, pack))) {
      const text = saidIn(join(path, pack, name));
      expect(text, name).not.toContain(marked);
      expect(text, name).not.toMatch(/追责移交|的处理：批评教育|主题班会和心理健康周/);
      // Nor does anything lead back into the district, where whoever inspects cannot follow.
      if (name !== '目录.xlsx') expect(text, name).not.toMatch(/Target="[^"]*(?:学校\/|区级设置)/);
    }
    for (const tab of ['舆情', '信访', '重大事件快报', '督办', '申诉复查', '信息公开'])
      expect(JSON.stringify(table(path, '登记表.xlsx', tab)), tab).not.toContain(line);
  });
});

describe('evidence that is there already', () => {
  it('is left as it is, bytes, times, ledger and lease, at another hour too', async () => {
    const path = copies.of(base);
    await bring(path);
    const before = fingerprint(path);
    const { files } = await bring(path, '2018-11-06T15:00');
    expect(new Set(files.map((file) => file.state))).toEqual(new Set(['same']));
    expect(fingerprint(path)).toEqual(before);
  });

  it('comes back where it was deleted, and makes room where it was edited', async () => {
    const path = copies.of(base);
    const first = await bring(path);
    writeFileSync(join(path, pack, '登记表.xlsx'), 'edited by hand');
    rmSync(join(path, pack, '联系和机构.xlsx'));
    const again = await bring(path);
    expect(again.files.filter((file) => file.state === 'written').map((file) => file.path)).toEqual([
      '联系和机构.xlsx',
      '登记表.xlsx',
    ]);
    expect(readFileSync(join(path, pack, '登记表 人工改动1.xlsx'), 'utf8')).toBe('edited by hand');
    expect(again.files.map(({ path: name, sha256 }) => [name, sha256])).toEqual(
      first.files.map(({ path: name, sha256 }) => [name, sha256]),
    );
  });

  it('is renewed where a register says more, with an index that knows it', async () => {
    const path = copies.of(base);
    await bring(path);
    await typeRow(path, '学校文件', '371311002', '应急预案', '新的预案');
    const { files } = await bring(path, '2018-11-06T10:00');
    expect(files.filter((file) => file.state === 'written').map((file) => file.path)).toEqual([
      '目录.xlsx',
      '登记表.xlsx',
      '评分.xlsx',
    ]);
    expect(eventsOf(path, 'run').at(-1)?.summary).toBe('汇集2018年度迎检材料，写了 3 份');
  });
});

describe('the command', () => {
  const call = (path: string, more: Partial<Parameters<typeof evidenceCommand>[0]> = {}) =>
    evidenceCommand({
      args: [path],
      now: `${now}:00+08:00`,
      period: undefined,
      dryRun: false,
      json: false,
      schools: undefined,
      until: undefined,
      mailTo: undefined,
      every: undefined,
      env: {},
      log: () => {},
      ...more,
    });

  it('takes the last year whose September has passed, or the year of a month that is asked for', async () => {
    const path = copies.of(base);
    await expect(call(path, { now: '2018-09-30T23:59:00+08:00' })).rejects.toThrow(
      '2017年度（2016年10月—2017年9月）没有发过报表',
    );
    const first = await call(path, { now: '2018-10-01T00:00:00+08:00', dryRun: true });
    expect(first.document).toMatchObject({ year: 2018, folder: pack });
    const next = await call(path, { period: '2018-10', dryRun: true });
    expect(next.document).toMatchObject({ year: 2019, folder: '迎检材料/2019年度' });
  });

  it('lists what it would bring together and writes nothing with --dry-run', async () => {
    const path = copies.of(base);
    const before = fingerprint(path);
    const { document, lines } = await call(path, { dryRun: true });
    const { files } = document as EvidenceReport;
    expect(new Set(files.map((file) => file.state))).toEqual(new Set(['planned']));
    expect(lines.slice(1)).toEqual(files.map((file) => `  ${file.path}`));
    expect(fingerprint(path)).toEqual(before);
  });

  it('puts the same bytes into a folder outside with --to, over nobody’s file, and nothing into the district', async () => {
    const path = copies.of(base);
    const to = join(dirname(path), '外面');
    const before = fingerprint(path);
    const { document } = await call(path, { to });
    expect((document as EvidenceReport).folder).toBe(to);
    expect(filesBelow(path).some((name) => name.startsWith('迎检材料'))).toBe(false);
    expect(fingerprint(path)).toEqual(before);
    writeFileSync(join(to, '目录.xlsx'), 'somebody’s own');
    await call(path, { to });
    expect(readFileSync(join(to, '目录 原有1.xlsx'), 'utf8')).toBe('somebody’s own');
    const { files } = await bring(path);
    for (const { path: name, sha256 } of files) expect(contentHash(readFileSync(join(to, name)))).toBe(sha256);
    expect(filesBelow(to).filter((name) => !name.includes('原有'))).toEqual(filesBelow(join(path, pack)));
    await expect(call(path, { to: join(path, '迎检') })).rejects.toThrow('--to 要写区的文件夹以外的地方');
  });
});
