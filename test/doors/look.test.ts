import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as XLSX from 'xlsx';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import type { Explanation, Source } from '../../functions/jobs/explain.ts';
import { preview } from '../../functions/jobs/preview.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import { columnLetters } from '../../schemas/grid.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { namesOf } from '../support/drawn-parts.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { retype } from '../support/retype.ts';
import { bytesOf, copyOf, eventsOf, fingerprint, lettersIn } from './district-tree.ts';
import { line } from './in-process-line.ts';

const corrected: RosterRow = { code: '371311001', name: '示例第一小学' };
const none: RosterRow = { code: '371311002', name: '示例第二小学' };
const unsigned: RosterRow = { code: '371311003', name: '示例第三小学' };
const silent: RosterRow = { code: '371311004', name: '示例第四小学' };
const central: RosterRow = { code: '371311005', name: '示例中心小学', type: '中心小学', villages: '2' };
const all = [corrected, none, unsigned, silent, central];

const places: string[] = [];
let fresh = '';

function keep(district: string): string {
  places.push(resolve(district, '..'));
  return district;
}

const copy = (): string => keep(copyOf(fresh));

/** What somebody typed into the control workbook: in a tab, beside or below the first cell that says so. */
async function typeIntoControl(district: string, settings: Readonly<Record<string, string | number>>): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  workbook.getWorksheet('设置')?.eachRow((row) => {
    const typed = settings[String(row.getCell(1).value)];
    if (typed !== undefined) row.getCell(2).value = typed;
  });
  const roster = workbook.getWorksheet('学校名册');
  const head = (roster?.getRow(1).values ?? []) as unknown[];
  roster?.eachRow((row, index) => {
    if (index > 1 && row.getCell(1).value) row.getCell(head.indexOf('责任督学邮箱')).value = 'inspector@example.cn';
  });
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

beforeAll(async () => {
  fresh = keep(makeDistrict(all));
  await inProcess('handOut', fresh, '2018-09-01T09:00');
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

describe('explain', () => {
  let district = '';
  const ask = async (figure: string): Promise<Explanation> => {
    const { status, json, stderr } = await line('explain', district, figure, '--json', '--now', '2018-09-26T12:00');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    return json;
  };
  const sourceOf = ({ sources }: Explanation, row: RosterRow): Source => {
    const found = sources.find(({ school }) => school === row.code);
    if (!found) throw new Error(`no source ${row.code}`);
    return found;
  };

  beforeAll(async () => {
    district = copy();
    const saved = new Date('2018-09-20T15:30+08:00');
    await fillReport(reportPath(district, corrected), rightReport, saved);
    await fillReport(
      reportPath(district, none),
      {
        ...rightReport,
        monthlyReport_incidents: 0,
        monthlyReport_incidentsReported: 0,
        monthlyReport_handledCount: 0,
        monthlyReport_villagePlanCount: '不适用',
      },
      saved,
    );
    await fillReport(
      reportPath(district, unsigned),
      { ...rightReport, monthlyReport_incidents: 9, monthlyReport_principal: null },
      saved,
    );
    await fillReport(
      reportPath(district, central),
      { ...rightReport, monthlyReport_incidents: 3, monthlyReport_villagePlanCount: 0 },
      saved,
    );
    await inProcess('run', district, '2018-09-21T08:00');
    await fillReport(
      reportPath(district, corrected),
      { monthlyReport_incidents: 2 },
      new Date('2018-09-22T10:15+08:00'),
    );
    await inProcess('run', district, '2018-09-22T11:00');
    // Seen and not signed, or changed since it was accepted: neither is what was reported.
    await fillReport(
      reportPath(district, central),
      { monthlyReport_incidents: null },
      new Date('2018-09-23T09:00+08:00'),
    );
    await inProcess('run', district, '2018-09-24T08:00');
  });

  it('follows a total to the file, cell, content and times of each school', async () => {
    const before = fingerprint(district);
    const total = await ask('2018-09/incidents');
    expect(total).toMatchObject({
      figure: '2018-09/incidents',
      period: '2018-09',
      form: 'monthlyReport',
      field: 'incidents',
      value: 2 + 0 + 3,
      expected: 5,
      reported: 3,
      counted: 3,
    });
    expect(total.window).toMatchObject({ from: '2018-09-01', through: '2018-09-25' });
    expect(total.sources.map(({ school, value, counted }) => [school, value, counted])).toEqual([
      [corrected.code, 2, true],
      [none.code, 0, true],
      [unsigned.code, 9, false],
      [silent.code, null, false],
      [central.code, 3, true],
    ]);
    for (const row of [corrected, none, unsigned]) {
      const source = sourceOf(total, row);
      const bytes = readFileSync(join(district, source.file));
      expect(join(district, source.file)).toBe(reportPath(district, row));
      expect(source.revision).toBe(contentHash(bytes));
      const { tab = '', a1 = '' } = namesOf(bytes).get('monthlyReport_incidents') ?? {};
      expect(source.cell).toBe(`${tab}!${a1}`);
      expect(XLSX.read(bytes).Sheets[tab]?.[a1]?.v).toBe(source.value);
      expect(Date.parse(source.madeAt)).toBe(statSync(reportPath(district, row)).mtimeMs);
    }
    expect(sourceOf(total, corrected)).toMatchObject({ version: 2, seenAt: '2018-09-22T11:00:00+08:00' });
    expect(sourceOf(total, none)).toMatchObject({ version: 1, seenAt: '2018-09-21T08:00:00+08:00' });
    expect(sourceOf(total, corrected).checkCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    // The version in force, not the blank that somebody left in the file since.
    expect(sourceOf(total, central).revision).not.toBe(contentHash(readFileSync(reportPath(district, central))));
    const versions = readdirSync(join(district, '学校', `${corrected.code} ${corrected.name}`, '历史版本'));
    expect(versions).toHaveLength(sourceOf(total, corrected).version);
    expect(await ask('2018-09/monthlyReport_incidents')).toEqual({
      ...total,
      figure: '2018-09/monthlyReport_incidents',
    });
    expect(fingerprint(district)).toEqual(before);
  });

  it('follows a sum of 总览 and a figure of the bulletin to the same schools', async () => {
    const total = await ask('2018-09/incidents');
    await inProcess('consolidate', district, '2018-09-26T12:00');
    const read = readWorkbook(readFileSync(join(district, '总表.xlsx')));
    const cells = read.ok ? (read.workbook.sheets.find(({ name }) => name === '总览')?.cells ?? []) : [];
    const head = cells.findIndex((row) => row.includes('本月校园欺凌发生事件数（件）'));
    const column = cells[head]?.indexOf('本月校园欺凌发生事件数（件）') ?? -1;
    const row = cells.findIndex((values, at) => at > head && values[0] === '2018-09');
    expect(cells[row]?.[column]).toBe(total.value);
    const cell = `总览!${columnLetters(column)}${row + 1}`;
    expect(await ask(cell)).toEqual({ ...total, figure: cell });

    const { status, stderr } = await line('explain', district, `总览!A${row + 1}`, '--now', '2018-09-26T12:00');
    expect([status, stderr]).toEqual([2, expect.stringContaining('不是学校填报的数字')]);
    const later = keep(copyOf(district));
    await inProcess('handOut', later, '2018-10-01T09:00');
    const pair = await line('explain', later, '2018-09—10/incidents', '--json', '--now', '2018-10-01T12:00');
    expect(pair.json).toMatchObject({ from: '2018-09', through: '2018-10', field: 'incidents', value: total.value });
    expect(pair.json.months).toMatchObject([{ ...total }, { period: '2018-10', value: null, reported: 0 }]);
    expect((await line('explain', later, '2018-10—11/incidents', '--now', '2018-10-01T12:00')).status).toBe(2);
  });

  it('tells 0, blank, 不适用 and not reported apart', async () => {
    const plans = await ask('2018-09/villagePlanCount');
    expect(plans).toMatchObject({ value: 0, expected: 5, reported: 3, counted: 1 });
    expect(sourceOf(plans, central)).toMatchObject({ value: 0, counted: true });
    expect(sourceOf(plans, none)).toMatchObject({ value: '不适用', counted: true });
    expect(sourceOf(plans, corrected)).toMatchObject({ value: null, counted: true, cell: '月报表!D11' });
    expect(sourceOf(plans, silent)).toMatchObject({ value: null, counted: false, cell: '' });
    // Nobody having given a number is not a total of 0.
    expect(await ask('2018-09/villageHotlineCount')).toMatchObject({ value: null, reported: 3, counted: 0 });
    const { stdout } = await line('explain', district, '2018-09/villagePlanCount', '--now', '2018-09-26T12:00');
    const told = (row: RosterRow): string => stdout.split('\n').find((it) => it.includes(row.code)) ?? '';
    expect(told(central)).toMatch(/：0 ← /);
    expect(told(none)).toMatch(/：不适用 ← /);
    expect(told(corrected)).toMatch(/：空 ← /);
    expect(told(silent)).toMatch(/没有读到/);
  });

  it('follows one school, and one that has not reported', async () => {
    const one = await ask(`2018-09/incidents/${corrected.code}`);
    expect(one).toMatchObject({ value: 2, sources: [{ school: corrected.code, version: 2 }] });
    const open = await ask(`2018-09/incidents/${unsigned.code}`);
    expect(open).toMatchObject({ value: 9, counted: 0, sources: [{ counted: false, version: 0, checkCode: '' }] });
    const nobody = await ask(`2018-09/incidents/${silent.code}`);
    expect(nobody).toMatchObject({ value: null, counted: 0, sources: [{ counted: false, cell: '', version: 0 }] });
  });

  it('follows each number in a cell of the master that names it', async () => {
    const bytes = readFileSync(join(district, '总表.xlsx'));
    const book = XLSX.read(bytes);
    const areas = new Map(
      (book.Workbook?.Names ?? []).map(({ Name, Ref }) => {
        const [tab = '', area = ''] = Ref.replace(/[$']/g, '').split('!');
        return [Name, { tab, ...XLSX.utils.decode_range(area) }];
      }),
    );
    const shown = (tab: string, r: number, c: number) => book.Sheets[tab]?.[XLSX.utils.encode_cell({ r, c })]?.v;
    const codes = areas.get('col_monthlyReport_schoolId');
    if (!codes) throw new Error('no column of codes');
    for (const key of ['incidents', 'villagePlanCount', 'docTitle']) {
      const area = areas.get(`col_monthlyReport_${key}`);
      if (!area) throw new Error(`no column ${key}`);
      for (let r = area.s.r; r <= area.e.r; r += 1) {
        const a1 = XLSX.utils.encode_cell({ r, c: area.s.c });
        const it = await ask(`${area.tab}!${a1}`);
        expect(it).toMatchObject({ period: '2018-09', form: 'monthlyReport', field: key });
        expect(it.sources.map(({ school }) => school)).toEqual([shown(codes.tab, r, codes.s.c)]);
        const cell = shown(area.tab, r, area.s.c);
        expect(it.value ?? 'nothing', a1).toBe(cell === '—' || cell === '' || cell === undefined ? 'nothing' : cell);
      }
    }
    // The sums stand above the header and below the table, each a cell of its own.
    const incidents = areas.get('col_monthlyReport_incidents');
    if (!incidents) throw new Error('no column of incidents');
    const column = incidents.s.c;
    const last = XLSX.utils.decode_range(book.Sheets[incidents.tab]?.['!ref'] ?? 'A1').e.r;
    const sums = Array.from({ length: last + 1 }, (_, r) => r).filter(
      (r) => (r < incidents.s.r || r > incidents.e.r) && typeof shown(incidents.tab, r, column) === 'number',
    );
    expect(sums).toHaveLength(2);
    for (const r of sums) {
      const a1 = `$${XLSX.utils.encode_col(column)}$${r + 1}`;
      expect(await ask(`'${incidents.tab}'!${a1}`)).toMatchObject({
        value: shown(incidents.tab, r, column),
        counted: 3,
      });
    }
  });

  it('says in one line what is no figure', async () => {
    const before = fingerprint(district);
    const unknown = [
      ...[
        '',
        'x',
        '2018-09',
        '2018-09/',
        '2018-09/nothing',
        '2018-9/incidents',
        '2018-13/incidents',
        '2018-10/incidents',
      ],
      ...[
        '2018-09/monthlyReport_incidents_x',
        '2018-09/_incidents',
        '2018-09/selfCheck_incidents',
        '2018-09/__proto__',
      ],
      ...['2018-09/incidents/', '2018-09/incidents/371311099', '2018-09/incidents/371311001/x', '2018-09/incidents/..'],
      ...[
        '月报汇总!A1',
        '月报汇总!ZZZ9999999',
        '月报汇总!',
        '!H12',
        '没有这张表!H12',
        '月报汇总!H0',
        '总览!A1',
        '月报汇总!H6:H9',
      ],
    ];
    for (const figure of unknown) {
      const { status, stdout, stderr } = await line('explain', district, figure, '--json', '--now', '2018-09-26T12:00');
      expect({ status, stdout }, figure).toEqual({ status: 2, stdout: '' });
      expect(stderr, figure).toMatch(/^\P{Cc}*\p{Script=Han}{2}\P{Cc}*\n$/u);
    }
    for (const args of [['explain'], ['explain', district], ['explain', district, '2018-09/incidents', 'more']])
      expect((await line(...args)).status, args.join(' ')).toBe(2);
    expect(anxiao('explain', district, '2018-09/nothing').status).toBe(2);
    expect(fingerprint(district)).toEqual(before);
  });
});

describe('preview', () => {
  it.each(['否', '是'])(
    'names the letters that remind then sends day by day when nobody reports (试运行 %s)',
    async (trial) => {
      const district = copy();
      await typeIntoControl(district, { 安全科邮箱: 'section@example.cn', 试运行: trial });
      await fillReport(reportPath(district, unsigned), { ...rightReport, monthlyReport_principal: null });
      await inProcess('validate', district, '2018-09-20T18:00');
      // The cache may be deleted at any time: what a look imagines must not get into the next one.
      rmSync(join(district, '台账', 'snapshot.json'));
      const before = fingerprint(district);
      const until = '2018-10-12T23:59';
      const planned = await line('preview', district, '--json', '--now', '2018-09-20T18:00', '--until', until);
      expect(planned.status).toBe(0);
      expect(fingerprint(district)).toEqual(before);

      const told: { at: string; key: string; to: readonly string[]; items: readonly string[] }[] = [];
      for (let day = Date.UTC(2018, 8, 21); day <= Date.UTC(2018, 9, 12); day += 86_400_000) {
        const now = `${new Date(day).toISOString().slice(0, 10)}T08:30`;
        for (const { key, to, items, state } of (await inProcess('remind', district, now)).letters) {
          expect(state).toBe('sent');
          told.push({ at: `${now}:00+08:00`, key, to, items });
        }
      }
      const planning: { at: string; key: string; to: string[]; items: string[] }[] = planned.json.letters;
      // What `run` alone drafts on 26 September is told by a letter of its own.
      expect(planning.filter(({ key }) => key.startsWith('bulletin/')).map(({ at }) => at)).toEqual([
        '2018-09-26T08:30:00+08:00',
      ]);
      const letters = planning.filter(({ key }) => !key.startsWith('bulletin/'));
      expect(letters.map(({ at, key, to, items }) => ({ at, key, to, items }))).toEqual(told);
      expect(new Set(told.map(({ at }) => at)).size).toBe(6);
      const forPeople = told.filter(({ key }) => !key.startsWith('summary/'));
      expect(new Set(forPeople.flatMap(({ to }) => to)).has('section@example.cn')).toBe(trial === '是');
      expect(told.some(({ items }) => items.length >= all.length)).toBe(true);
      expect(told.some(({ at }) => /-(22|23|24)T|10-0[1-7]T/.test(at))).toBe(false);
    },
  );

  it('ends with its day and hour, and begins with what is due now', async () => {
    const district = copy();
    await inProcess('validate', district, '2018-09-20T18:00');
    const count = async (now: string, until: string): Promise<number> =>
      (await line('preview', district, '--json', '--now', now, '--until', until)).json.letters.length;
    expect(await count('2018-09-21T08:00', '2018-09-21T08:29')).toBe(0);
    expect(await count('2018-09-21T08:00', '2018-09-21T08:30')).toBe(all.length);
    // A day alone is meant to its end.
    expect(await count('2018-09-21T08:00', '2018-09-21')).toBe(all.length);
    expect(await count('2018-09-21T17:30', '2018-09-24T23:59')).toBe(0);
    expect(await count('2018-09-22T10:00', '2018-09-24T23:59')).toBe(0);
    const late = await line('preview', district, '--json', '--now', '2018-09-21T15:00', '--until', '2018-09-21T23:00');
    expect(late.json.letters[0].at).toBe('2018-09-21T15:00:00+08:00');
    // Looked at by somebody who may write as well, it is still only imagined.
    const now = '2018-09-21T15:00:00+08:00';
    rmSync(join(district, '台账', 'snapshot.json'));
    await withDistrict(
      () => openWorld({ district, now, dryRun: false, env: {}, log: () => {} }),
      knownHolidays,
      (world, opened) => preview(world, opened, '2018-10-12T23:59:00+08:00'),
    );
    expect((await inProcess('remind', district, '2018-09-21T15:00')).letters).toHaveLength(all.length);
    expect(await count('2018-09-21T15:10', '2018-09-24T23:59')).toBe(0);
    expect((await line('preview', district, '--until', 'soon')).status).toBe(2);
  });
});

describe('options', () => {
  it('that a command does not know, or would not heed, are refused in one line of Chinese', async () => {
    const district = copy();
    const before = fingerprint(district);
    for (const [args, why] of [
      [['run', district, '--until', '2018-09-24'], '--until 只用于 preview'],
      [['preview', district, '--schools', 'x.csv'], '--schools 只用于 init'],
      [['remind', district, '--mail-to', 'a@example.cn'], '--mail-to 只用于 doctor'],
      [['validate', district, '--every', '60'], '--every 只用于 run'],
      [['remind', district, '--dryrun'], '没有 --dryrun 这个选项'],
      [['remind', district, '--now'], '--now 后面要写内容'],
      [['remind', district, '--json=yes'], '--json 后面不写内容'],
    ] as const) {
      const { status, stdout, stderr } = await line(...args);
      expect({ status, stdout }, args.join(' ')).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(why);
      expect(stderr).toMatch(/^[^\n]+\n$/);
      expect(stderr).not.toMatch(/option|argument/i);
    }
    expect(fingerprint(district)).toEqual(before);
  });
});

describe('doctor', () => {
  const look = (district: string, ...args: string[]) =>
    line('doctor', district, '--json', '--now', '2018-09-20T10:00', ...args);
  const whats = (json: { checks: { is: string; what: string; todo: string }[] }, is: string): string[] =>
    json.checks.filter((check) => check.is === is).map(({ what, todo }) => `${what}${todo}`);

  it('finds nothing in a healthy district and changes nothing', async () => {
    const district = copy();
    await typeIntoControl(district, { 安全科邮箱: 'section@example.cn', 发件人: '安全科 <section@example.cn>' });
    await retype(district, '科室', '监察室', { 邮箱: 'discipline@example.cn' });
    await inProcess('run', district, '2018-09-20T09:00');
    await line('backup', district, '--now', '2018-09-20T09:30');
    const before = fingerprint(district);
    const { status, json, stdout } = await look(district);
    expect(status, stdout).toBe(0);
    expect(json.checks.map(({ is }: { is: string }) => is)).toEqual(json.checks.map(() => 'ok'));
    expect(json.checks.length).toBeGreaterThan(8);
    expect(fingerprint(district)).toEqual(before);
    expect(anxiao('doctor', district, '--now', '2018-09-20T10:00').stdout).toMatch(/^(?:√ [^\n]+\n)+$/);
  });

  it('names what is only worth knowing: blank settings, an unknown year, a full inbox', async () => {
    const district = copy();
    writeFileSync(join(district, '收件箱', '报表.xlsx'), 'PK');
    const { json } = await line('doctor', district, '--json', '--now', '2031-01-10T10:00');
    // Twelve years without a run are another matter.
    expect(whats(json, 'bad')).toEqual([expect.stringContaining('程序可能停了')]);
    const warned = whats(json, 'warn').join('\n');
    for (const word of ['安全科邮箱', '发件人', '2031 年的放假安排', '收件箱里有 1 份', '还没有总表'])
      expect(warned).toContain(word);
  });

  it('says what to mend where settings are broken', async () => {
    const district = copy();
    await typeIntoControl(district, { 截止日: 99, 安全科邮箱: 'nobody' });
    const before = fingerprint(district);
    const { status, json } = await look(district);
    expect(status).toBe(1);
    expect(whats(json, 'bad')).toHaveLength(1);
    expect(whats(json, 'bad')[0]).toMatch(/安全科邮箱.*nobody.*\n.*截止日.*99/);
    const { stdout } = await line('doctor', district, '--now', '2018-09-20T10:00');
    expect(stdout).toMatch(/^× [^\n]+：\n[^\n]+nobody[^\n]+\n[^\n]+99[^\n]+\n改正以后再运行 doctor。\n$/);
    // With a letter asked for, nothing goes out of a district that is not in order.
    expect((await look(district, '--mail-to', 'a@example.cn')).status).toBe(1);
    expect(fingerprint(district)).toEqual(before);
  });

  it('says where the folder of the schools is out of reach', async () => {
    const district = copy();
    renameSync(join(district, '学校'), join(district, '..', 'elsewhere'));
    for (const there of ['no folder', 'an empty one']) {
      if (there === 'an empty one') mkdirSync(join(district, '学校'));
      const { status, json } = await look(district);
      expect(status).toBe(1);
      expect(whats(json, 'bad')).toEqual([expect.stringContaining('共享盘没有连上')]);
    }
  });

  it('sends a letter by the road of all others, to the outbox', async () => {
    const district = copy();
    const events = eventsOf(district).length;
    const { status, json } = await look(district, '--mail-to', 'someone@example.cn');
    expect(status).toBe(0);
    expect(whats(json, 'ok').at(-1)).toContain('someone@example.cn');
    const [name = '', ...more] = lettersIn(district);
    expect(more).toEqual([]);
    const letter = readFileSync(join(district, '发件箱', name), 'utf8');
    expect(letter).toMatch(/^To: someone@example\.cn\r$/m);
    expect(letter).toMatch(/^Date: Thu, 20 Sep 2018 10:00:00 \+0800\r$/m);
    expect(readFileSync(join(district, '发件箱', 'index.html'), 'utf8')).toContain('someone@example.cn');
    expect(eventsOf(district)).toHaveLength(events);
  });

  it('sends nothing to what is no address, nor in a dry run', async () => {
    const district = copy();
    const before = bytesOf(district);
    for (const address of ['nobody', 'a@b.cn,c@d.cn', 'A <a@b.cn>', 'a@b.cn\r\nBcc: c@d.cn', '']) {
      const { status, stdout, stderr } = await look(district, '--mail-to', address);
      expect({ status, stdout }, address).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain('--mail-to');
    }
    await look(district, '--mail-to', 'someone@example.cn', '--dry-run');
    expect(bytesOf(district)).toEqual(before);
  });
});
