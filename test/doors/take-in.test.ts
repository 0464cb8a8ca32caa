import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeInCommand } from '../../scripts/commands/take-in.ts';
import { anxiao, makeDistrict, type RosterRow } from '../support/district.ts';
import { Death, dieAt, leavesLeases } from '../support/dying-disk.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { bytesOf, copyOf, eventsOf, fingerprint } from './district-tree.ts';
import { line } from './in-process-line.ts';
import { holdLease, program, type Running, start } from './processes.ts';

const school: RosterRow = { code: '371311001', name: '示例第一小学' };
const other: RosterRow = { code: '371311002', name: '示例第二小学' };
const place = `学校/${school.code} ${school.name}/2018年09月.xlsx`;
const now = '2018-10-08T09:00';
const inOctober: Typed = {
  ...rightReport,
  monthlyReport_reportDate: '2018-10-08',
  monthlyReport_docDate: '2018-10-08',
};

const places: string[] = [];
const programs: Running[] = [];
let base = '';
/** Outside of every district: what came by mail. */
let mail = '';
let filled = '';
let corrected = '';

function keep(district: string): string {
  places.push(resolve(district, '..'));
  return district;
}

/** September's and October's reports handed out and untouched. */
function district(): string {
  return keep(copyOf(base));
}

/** The same workbook as it came under another name, or in another folder of the mail. */
function came(as: string, from = filled): string {
  const path = join(mkdtempSync(join(mail, 'from-')), as);
  copyFileSync(from, path);
  utimesSync(path, new Date('2018-09-24T16:00+08:00'), new Date('2018-09-24T16:00+08:00'));
  return path;
}

const takeIn = (at: string, ...args: string[]) => line('take-in', at, '--json', '--now', now, ...args);

/** A workbook of its own, made of another by a change of its hidden identity. */
async function claiming(row: 'school' | 'period' | 'anxiao', value: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(filled) as unknown as ArrayBuffer);
  workbook.getWorksheet('_identity')?.eachRow((cells) => {
    if (cells.getCell(1).value === row) cells.getCell(row === 'anxiao' ? 1 : 2).value = value;
  });
  const path = join(mkdtempSync(join(mail, 'from-')), '报表.xlsx');
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
  return path;
}

/** What lies in 收件箱, and as `已归档/…` what was filed: kept as it came, in its school's own folder. */
const inbox = (at: string): string[] => {
  const names = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const kept = names(join(at, '学校')).flatMap((folder) => names(join(at, '学校', folder, '历史版本', '收到的原件')));
  return [...names(join(at, '收件箱')), ...kept.map((name) => `已归档/${name}`)].sort();
};
const filedIds = (at: string): string[] => [
  ...new Set(eventsOf(at).flatMap(({ type, id }) => (type === 'filed' ? [id] : []))),
];

beforeAll(async () => {
  mail = mkdtempSync(join(tmpdir(), 'anxiao-test-'));
  places.push(mail);
  base = keep(makeDistrict([school, other]));
  await inProcess('handOut', base, '2018-09-01T09:00');
  await inProcess('handOut', base, '2018-10-01T09:00');
  const made = async (name: string, from: string, typed: Typed): Promise<string> => {
    const path = join(mail, name);
    copyFileSync(from, path);
    await fillReport(path, typed);
    return path;
  };
  filled = await made('filled.xlsx', join(base, place), rightReport);
  corrected = await made('corrected.xlsx', filled, { monthlyReport_incidents: 2 });
});

afterAll(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.map(({ ended }) => ended));
  for (const it of places) rmSync(it, { recursive: true, force: true });
});

describe('a workbook that came by mail', () => {
  it('renamed 副本(1).xlsx is filed by its identity over the untouched hand-out, and read as of its own time', async () => {
    const at = district();
    const path = came('副本(1).xlsx');
    const before = `${statSync(path).mtimeMs} ${readFileSync(path).toString('base64')}`;
    const ran = anxiao('take-in', at, path, '--json', '--now', now);
    expect(ran.status).toBe(0);
    expect(ran.json.taken).toMatchObject([{ path: place, school: school.code, code: '' }]);
    expect(readFileSync(join(at, place)).equals(readFileSync(filled))).toBe(true);
    expect(inbox(at)).toEqual(['已归档/副本(1).xlsx']);
    expect(`${statSync(path).mtimeMs} ${readFileSync(path).toString('base64')}`).toBe(before);
    expect(eventsOf(at).find(({ type }) => type === 'filed')).toMatchObject({ from: '副本(1).xlsx', path: place });

    const after = await inProcess('run', at, '2018-10-08T09:30');
    const september = after.others.find(({ period }) => period === '2018-09');
    expect(september).toMatchObject({ states: { submitted: 1, notStarted: 1 }, timeliness: { onTime: 1, overdue: 1 } });
  });

  it('twice, under two names and once more a day later, is filed once', async () => {
    const at = district();
    const twice = await takeIn(at, came('报表.xlsx'), came('报表.xlsx'), came('第一小学 9月.xlsx'));
    expect(twice.status).toBe(0);
    expect(twice.json.taken.map(({ path }: { path: string }) => path)).toEqual([place, place]);
    expect((await takeIn(at, came('又一次.xlsx'))).status).toBe(0);
    expect(filedIds(at)).toHaveLength(1);
    expect(readdirSync(dirname(join(at, place))).filter((name) => name.startsWith('2018年09月'))).toEqual([
      '2018年09月.xlsx',
    ]);
    expect(inbox(at).every((name) => name.startsWith('已归档/'))).toBe(true);
  });

  it('lets what came by mail give way to the correction that came after it, until somebody works on it', async () => {
    const at = district();
    await takeIn(at, came('报表.xlsx'));
    const taken = (await takeIn(at, came('报表 改.xlsx', corrected))).json.taken;
    expect(taken).toMatchObject([{ path: place, school: school.code, code: '' }]);
    expect(readFileSync(join(at, place))).toEqual(readFileSync(corrected));
    expect(inbox(at).sort()).toEqual(['已归档/报表 改.xlsx', '已归档/报表.xlsx']);
    await fillReport(join(at, place), { selfCheck_studentCount: 1234 });
    const edited = readFileSync(join(at, place));
    expect((await takeIn(at, came('报表.xlsx'))).json.taken).toMatchObject([{ path: '', code: 'L-WHO' }]);
    expect(readFileSync(join(at, place))).toEqual(edited);
  });

  it('that was saved before the one which lies there corrects nothing: mails come in any order', async () => {
    const at = district();
    await takeIn(at, came('报表 改.xlsx', corrected));
    const late = came('迟到的旧信.xlsx');
    utimesSync(late, new Date('2018-09-20T08:00+08:00'), new Date('2018-09-20T08:00+08:00'));
    expect((await takeIn(at, late)).json.taken).toMatchObject([{ path: '', code: 'L-WHO' }]);
    expect(readFileSync(join(at, place))).toEqual(readFileSync(corrected));
  });

  it('never goes over one that somebody filled in otherwise, and says what to do', async () => {
    const at = district();
    copyFileSync(corrected, join(at, place));
    const untouched = bytesOf(at);
    const path = came('报表.xlsx');
    const ran = anxiao('take-in', at, path, '--now', now);
    expect(ran.status).toBe(1);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toMatch(/“报表\.xlsx”没有归档：.*已有一份填过的.*移走/);
    expect((await takeIn(at, path)).json.taken).toMatchObject([{ path: '', school: school.code, code: 'L-WHO' }]);
    // Given again it is not put there again, and each run says so until somebody decides.
    expect(inbox(at)).toEqual(['报表.xlsx']);
    expect(bytesOf(at)).toEqual({ ...untouched, '收件箱/报表.xlsx': expect.anything() });
    const [failure] = (await inProcess('run', at, now)).failures.filter(({ code }) => code === 'L-WHO');
    expect(failure).toMatchObject({ school: school.code, message: expect.stringContaining('已有一份填过的') });

    renameSync(join(at, place), join(mail, 'the old one.xlsx'));
    await inProcess('run', at, '2018-10-08T10:00');
    expect(readFileSync(join(at, place)).equals(readFileSync(filled))).toBe(true);
    expect(inbox(at)).toEqual(['已归档/报表.xlsx']);
  });

  it('of September under a name of October is refused with a sentence that names both', async () => {
    const at = district();
    const before = bytesOf(at);
    for (const name of [
      '2018年10月.xlsx',
      '第一小学2018年10月报表.xlsx',
      '副本 2018年10月(2).xlsx',
      '1988年9月.xlsx',
    ]) {
      const { status, json } = await takeIn(at, came(name));
      expect(status, name).toBe(1);
      expect(json.taken, name).toMatchObject([{ path: '', school: school.code, code: 'L-WHO' }]);
      expect(json.taken[0].message).toMatch(
        /文件名写的是(2018年10月|1988年9月)，里面却是2018年9月的报表。请.*改正文件名/,
      );
      expect(inbox(at)).toEqual([name]);
      rmSync(join(at, '收件箱', name));
    }
    expect(bytesOf(at)).toEqual(before);
    // A day in a name says when it was sent; a month that agrees is no trouble.
    for (const name of ['2018年10月8日发来.xlsx', '2018年9月 第一小学(1).xlsx'])
      expect((await takeIn(at, came(name))).status, name).toBe(0);
  });

  it("of October whose title and date are September's is refused: last month's content in this month's workbook", async () => {
    const at = district();
    const path = came('报表.xlsx', join(at, place.replace('09月', '10月')));
    await fillReport(path, { ...rightReport, monthlyReport_periodMonth: 9 });
    const { status, json } = await takeIn(at, path);
    expect(status).toBe(1);
    expect(json.taken).toMatchObject([{ path: '', school: school.code, code: 'L-WHO' }]);
    expect(json.taken[0].message).toMatch(/这是2018年10月的报表，标题月份和填报日期却都是2018年9月的/);
    expect(readFileSync(join(at, place.replace('09月', '10月')))).toEqual(
      readFileSync(join(base, place.replace('09月', '10月'))),
    );

    // One of the two alone may be a slip of the pen: it is filed, and its school told by the rules.
    await fillReport(path, { ...inOctober, monthlyReport_periodMonth: 9 });
    expect((await takeIn(at, path)).json.taken.map(({ code }: { code: string }) => code).sort()).toEqual(['', 'L-WHO']);
  });

  it("that is a stranger's is refused, whatever it claims to be", async () => {
    const at = district();
    const plain = new ExcelJS.Workbook();
    plain.addWorksheet('月报表').getCell('A1').value = '学校自己做的表';
    const own = join(mail, '自己做的.xlsx');
    writeFileSync(own, Buffer.from(await plain.xlsx.writeBuffer()));
    const strangers = [
      own,
      await claiming('anxiao', 'other'),
      await claiming('school', '371399001'),
      await claiming('school', '../../371311001'),
      await claiming('school', '__proto__'),
      await claiming('school', `x\u001b[2J\n${'很'.repeat(5000)}`),
      await claiming('period', '2018-13'),
      await claiming('period', '2017-09'),
      await claiming('period', '2018-09/../2018-10'),
    ];
    const before = bytesOf(at);
    for (const path of strangers) {
      const { status, json, stderr } = await takeIn(at, path);
      expect(status, path).toBe(1);
      expect(json.taken).toMatchObject([{ path: '', code: 'L-WHO' }]);
      expect(json.taken[0].message.length).toBeLessThan(400);
      expect(stderr).toMatch(/^收件箱里的“[^\p{Cc}]+\n$/u);
      for (const name of inbox(at)) rmSync(join(at, '收件箱', name));
    }
    expect(bytesOf(at)).toEqual(before);
  });

  it('that is no workbook is said and not even copied; a workbook is known by its content', async () => {
    const at = district();
    const before = fingerprint(at);
    const torn = came('断了.xlsx');
    writeFileSync(torn, readFileSync(filled).subarray(0, 20_000));
    const text = came('报表.xlsx');
    writeFileSync(text, '这不是工作簿');
    const empty = came('空.xlsx');
    writeFileSync(empty, '');
    const picture = came('照片.jpg');
    writeFileSync(picture, 'JFIF');
    const old = came('旧.xls', resolve(import.meta.dirname, '../fixtures/xlsx/libreoffice-old-format.xls'));
    const lock = came('~$2018年09月.xlsx');
    writeFileSync(lock, 'somebody has it open');
    const { status, json, stderr } = await takeIn(at, torn, text, empty, picture, old, lock);
    expect(status).toBe(1);
    const codes = json.taken.map(({ file, code }: Record<string, string>) => `${file} ${code}`);
    expect(codes).toEqual([
      '断了.xlsx F-BROKEN',
      '报表.xlsx F-NOT-XLSX',
      '空.xlsx F-EMPTY',
      '照片.jpg F-NOT-XLSX',
      '旧.xls F-OLD-FORMAT',
    ]);
    expect(stderr.trim().split('\n')).toHaveLength(5);
    expect(fingerprint(at)).toEqual(before);

    const disguised = ['没有后缀', '2018年09月.xlsx.1', 'REPORT~1.XLS', '.隐藏.xlsx', '大写.XLSX'];
    const { json: known } = await takeIn(at, ...disguised.map((name) => came(name)));
    expect(known.taken.map(({ path }: { path: string }) => path)).toEqual(disguised.map(() => place));
    expect(inbox(at).every((name) => name.startsWith('已归档/'))).toBe(true);
  });

  it('named after a child is told of without the name, wherever it is told of', async () => {
    const at = district();
    const { stdout } = await line('take-in', at, came('三年级2班学生李小花被打.xlsx'), '--now', now);
    expect(stdout).toContain('〔姓名〕');
    expect(stdout).not.toContain('李小花');
    copyFileSync(corrected, join(at, '学校', `${school.code} ${school.name}`, '学生王小虎的事.xlsx'));
    const { failures } = await inProcess('run', at, now);
    expect(JSON.stringify(failures)).not.toContain('王小虎');
    expect(JSON.stringify(eventsOf(at).filter(({ type }) => type === 'filed'))).not.toContain('李小花');
  });

  it('under a name that would be a path elsewhere goes nowhere else', async () => {
    const at = district();
    const names = [
      '...xlsx',
      '..\\..\\区级设置.xlsx',
      '%2e%2e%2f总表.xlsx',
      '总表.xlsx',
      '区级设置.xlsx',
      '已归档.xlsx',
      'a\nb\u202e.xlsx',
      "'; rm -rf .xlsx",
      'CON.xlsx',
      '=1+1.xlsx',
      `${'长'.repeat(80)}.xlsx`,
    ];
    const around = readdirSync(dirname(at));
    const { status, json, stdout } = await takeIn(at, ...names.map((name) => came(name)));
    expect(status, stdout).toBe(0);
    expect(json.taken).toHaveLength(names.length);
    expect(json.taken.every(({ message }: { message: string }) => !/[\p{Cc}\p{Cf}]/u.test(message))).toBe(true);
    const same = (name: string): boolean => /^(?:收件箱|台账)\/|\/收到的原件\//.test(name) || name === place;
    const rest = (folder: string) => Object.entries(bytesOf(folder)).filter(([name]) => !same(name));
    expect(rest(at)).toEqual(rest(base));
    expect(readFileSync(join(at, place)).equals(readFileSync(filled))).toBe(true);
    expect(inbox(at)).toHaveLength(names.length);
    expect(readdirSync(dirname(at))).toEqual(around);
    // By a path that goes up and down only the last name counts.
    const path = came('弯路.xlsx');
    const detour = join(dirname(path), '..', basename(dirname(path)), basename(path));
    expect((await takeIn(at, detour)).status).toBe(0);
    expect(inbox(at)).toContain('已归档/弯路.xlsx');
  });
});

describe('the inbox', () => {
  it('is taken in by run as well, and its troubles stand with the failures', async () => {
    const at = district();
    copyFileSync(filled, join(at, '收件箱', '微信图片 报表(3).xlsx'));
    writeFileSync(join(at, '收件箱', '坏的.xlsx'), 'PK\u0003\u0004');
    const dry = fingerprint(at);
    const planned = await line('run', at, '--json', '--dry-run', '--now', now);
    expect(planned.json.failures).toMatchObject([{ code: 'F-BROKEN' }]);
    expect(fingerprint(at)).toEqual(dry);
    const ran = await line('run', at, '--json', '--now', now);
    expect(ran.status).toBe(1);
    expect(ran.json.failures).toMatchObject([{ school: '', code: 'F-BROKEN' }]);
    expect(ran.json.failures[0].message).toContain('坏的.xlsx');
    expect(ran.json.others[0].states.submitted).toBe(1);
    expect(inbox(at)).toEqual(['坏的.xlsx', '已归档/微信图片 报表(3).xlsx']);
    // What stays there is said again, and nothing else is done about it.
    const before = fingerprint(at);
    expect((await line('run', at, '--json', '--now', now)).json.failures).toEqual(ran.json.failures);
    expect(fingerprint(at)).toEqual(before);
  });

  it('gets nothing in a dry run, which says what would be filed', async () => {
    const at = district();
    const before = fingerprint(at);
    const { status, json } = await takeIn(at, came('副本(1).xlsx'), came('2018年10月.xlsx'), '--dry-run');
    expect(status).toBe(1);
    expect(json.taken).toMatchObject([
      { file: '收件箱/副本(1).xlsx', path: place, code: '' },
      { file: '收件箱/2018年10月.xlsx', path: '', code: 'L-WHO' },
    ]);
    expect(fingerprint(at)).toEqual(before);
  });

  it('gets nothing where the district cannot be worked on: one line, status 2', async () => {
    const held = district();
    const holder = await holdLease(join(held, '台账'));
    programs.push(holder);
    const unmounted = district();
    renameSync(join(unmounted, '学校'), join(unmounted, '..', 'elsewhere'));
    mkdirSync(join(unmounted, '学校'));
    const [before, alsoBefore] = [fingerprint(held), fingerprint(unmounted)];
    const cases = [
      [held, came('报表.xlsx'), `进程 ${holder.child.pid}`],
      [unmounted, came('报表.xlsx'), '共享盘没有连上'],
      [held, join(mail, '没有这个.xlsx'), '读不到文件'],
      [held, mail, '读不到文件'],
      [join(mail, '没有这个区'), came('报表.xlsx'), '找不到文件夹'],
    ] as const;
    for (const [at, path, why] of cases) {
      const { status, stdout, stderr } = await takeIn(at, path);
      expect({ status, stdout }, why).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(/^[^\n]+\n$/);
      expect(stderr).toContain(why);
    }
    expect((await line('take-in')).status).toBe(2);
    expect(fingerprint(held)).toEqual(before);
    expect(fingerprint(unmounted)).toEqual(alsoBefore);
  });

  it('that cannot be written is said at once', async () => {
    const at = district();
    rmSync(join(at, '收件箱'), { recursive: true });
    writeFileSync(join(at, '收件箱'), 'a file');
    // A process of its own: one that tried names for ever would never let this test say so.
    const running = start([program, 'take-in', at, came('报表.xlsx'), '--now', now]);
    programs.push(running);
    expect(await running.ended).toMatchObject({ status: 2 });
    expect(running.stderr()).toMatch(/^“收件箱\/报表\.xlsx”写不进去[^\n]+\n$/);
    expect(existsSync(join(at, '台账', 'lease.json'))).toBe(false);
  });
});

describe('a take-in killed at any change of the disk', () => {
  it('is finished by the next run, which files the workbook once', async () => {
    const call = (at: string, files: readonly string[]) => ({
      args: [at, ...files],
      now: `${now}:00+08:00`,
      period: undefined,
      dryRun: false,
      json: true,
      schools: undefined,
      until: undefined,
      mailTo: undefined,
      every: undefined,
      env: {},
      log: () => {},
    });
    const counted = district();
    const disk = dieAt(counted, Number.POSITIVE_INFINITY);
    await takeInCommand(call(counted, [came('副本(1).xlsx')]));
    disk.restore();
    expect(disk.touches).toBeGreaterThan(20);

    let between = 0;
    for (let fatal = 1; fatal <= disk.touches; fatal += 1) {
      const at = district();
      const path = came('副本(1).xlsx');
      const dying = dieAt(at, fatal);
      const outcome = await takeInCommand(call(at, [path])).catch((error: unknown) => error);
      dying.restore();
      const what = `dead at change ${fatal} of ${disk.touches}`;
      expect(outcome, what).toBeInstanceOf(Death);
      if (existsSync(join(at, '台账'))) leavesLeases(join(at, '台账'));
      expect(readFileSync(path).equals(readFileSync(filled)), what).toBe(true);
      const isFiled = readFileSync(join(at, place)).equals(readFileSync(filled));
      const isLeft = existsSync(join(at, '收件箱', '副本(1).xlsx'));
      if (isFiled && isLeft) between += 1;

      // A few by the run that comes next, the others by somebody who tries again: both must come to the same.
      if (isLeft && isFiled && between === 1) await inProcess('run', at, now);
      else await takeInCommand(call(at, isFiled ? [] : [path]));
      expect(readFileSync(join(at, place)).equals(readFileSync(filled)), what).toBe(true);
      expect(filedIds(at), what).toHaveLength(1);
      expect(inbox(at), what).toEqual(['已归档/副本(1).xlsx']);
      const workbooks = (of: string): string[] =>
        readdirSync(dirname(join(of, place))).filter((it) => it.endsWith('.xlsx'));
      expect(workbooks(at), what).toEqual(workbooks(base));
      rmSync(resolve(at, '..'), { recursive: true, force: true });
    }
    expect(between).toBeGreaterThan(0);
  });
});
