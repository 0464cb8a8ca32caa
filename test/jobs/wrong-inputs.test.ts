import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { contentHash } from '../../functions/core/event-id.ts';
import { anxiao, makeDistrict, type Ran, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';

const program = resolve(import.meta.dirname, '../../scripts/anxiao.js');
const first: RosterRow = { code: '371311001', name: '示例第一小学' };
const second: RosterRow = { code: '371311002', name: '示例第二小学' };
const third: RosterRow = { code: '371311003', name: '示例第三小学' };
const now = '2018-09-20T10:00';
const overdue = '2018-09-26T09:30';

/** A district with a month handed out, one right report and one wrong, validated; what wrong usage must leave alone. */
let district = '';
/** Files and folders beside it that are no district. */
let outside = '';
const places: string[] = [];
const mounts: string[] = [];

beforeAll(async () => {
  district = makeDistrict([first, second, third]);
  outside = dirname(district);
  places.push(outside);
  await inProcess('handOut', district, '2018-09-01T09:00');
  await fillReport(reportPath(district, first), rightReport);
  await fillReport(reportPath(district, second), { ...rightReport, monthlyReport_incidentsReported: 5 });
  await inProcess('run', district, now);
  mkdirSync(join(outside, '空文件夹'));
});

afterAll(() => {
  for (const mount of mounts) spawnSync('umount', [mount]);
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

function newPlace(): string {
  const place = mkdtempSync(join(tmpdir(), 'anxiao-wrong-'));
  places.push(place);
  return place;
}

function copyOf(from: string): string {
  const copy = join(newPlace(), '区');
  cpSync(from, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

/** Every file and folder with its bytes and times. */
function fingerprint(folder: string): Record<string, string> {
  const names = ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].sort();
  return Object.fromEntries(
    names.map((name) => {
      const stats = statSync(join(folder, name));
      return [name, `${stats.mtimeMs} ${stats.isFile() ? contentHash(readFileSync(join(folder, name))) : ''}`];
    }),
  );
}

/** Wrong set-up: status 2, nothing on stdout, one clear line (several only where several things are wrong). */
function expectRefused({ status, stdout, stderr }: Ran, words: RegExp, lines = 1): void {
  expect([status, stdout], stderr).toEqual([2, '']);
  expect(stderr).toMatch(words);
  expect(stderr).not.toMatch(/\bat .*\.ts:\d+|Error:|undefined|\[object/);
  expect(stderr.trimEnd().split('\n')).toHaveLength(lines);
}

function journal(of: string): { type: string; id: string }[] {
  const text = readFileSync(join(of, '台账', 'journal-000001.jsonl'), 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function skipLoudly(context: TestContext, reason: string): never {
  console.warn(`SKIPPED ${context.task.name}: ${reason}`);
  context.skip(reason);
}

describe('wrong usage', () => {
  it.each<[string, string[], RegExp]>([
    ['no command', [], /命令/],
    ['an unknown command', ['valdate', '$D'], /没有“valdate”这个命令.*validate/],
    ['a name that every object has', ['constructor', '$D'], /没有“constructor”这个命令/],
    ['an unknown option', ['run', '$D', '--jason'], /用法.*run/],
    ['an option without its value', ['run', '$D', '--now'], /用法.*run/],
    ['no district', ['run', '--json'], /请写明一个区的文件夹/],
    ['two districts', ['run', '$D', '$D'], /请写明一个区的文件夹/],
    ['a month that is none', ['run', '$D', '--period', '2018-13'], /--period 是“2018-13”/],
    ['a clock that is none', ['run', '$D', '--now', 'yesterday'], /--now 是“yesterday”/],
    ['a day that is none', ['run', '$D', '--now', '2018-02-30T09:00'], /--now 是“2018-02-30T09:00”/],
    ['an hour that is none', ['run', '$D', '--now', '2018-09-20T25:00'], /--now/],
    ['a folder that is not there', ['run', '$O/没有', '--json'], /找不到文件夹“.*没有”/],
    ['a file instead of a folder', ['validate', '$O/roster.csv'], /roster\.csv”是一个文件/],
    ['a folder that is no district', ['run', '$O/空文件夹'], /空文件夹”不是一个区的文件夹：里面没有 区级设置\.xlsx/],
    ['init on a file', ['init', '$O/roster.csv'], /是一个文件/],
    ['init below a file', ['init', '$O/roster.csv/区'], /文件/],
    ['init from a roster that is not there', ['init', '$O/新区', '--schools', '$O/没有.xlsx'], /没有\.xlsx/],
    ['init from a roster that is a picture', ['init', '$O/新区', '--schools', '$O/a.png'], /\.xlsx 或 \.csv/],
  ])('%s', (_, args, words) => {
    const before = fingerprint(outside);
    const place = (arg: string): string => arg.replace('$D', district).replace('$O', outside);
    const ran = anxiao(...args.map(place));
    expectRefused(ran, words, ran.stderr.includes('名册') ? 2 : 1);
    expect(fingerprint(outside)).toEqual(before);
  });

  it('a sender that is no address, in the environment', () => {
    const before = fingerprint(outside);
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'run', district, '--now', overdue], {
      encoding: 'utf8',
      env: { ...process.env, SMTP_URL: '', MAIL_FROM: 'nobody at nowhere' },
    });
    expectRefused({ status, stdout, stderr, json: undefined }, /MAIL_FROM.*nobody at nowhere/);
    expect(fingerprint(outside)).toEqual(before);
  });
});

describe('a control workbook that cannot be used', () => {
  const control = (): string => join(district, '区级设置.xlsx');
  let whole = Buffer.alloc(0);
  beforeAll(() => {
    whole = readFileSync(control());
  });

  /** Changes the control workbook for one call, which must change nothing else. */
  async function with_(change: () => Promise<void> | void, call: () => void): Promise<void> {
    await change();
    const before = fingerprint(district);
    try {
      call();
      expect(fingerprint(district)).toEqual(before);
    } finally {
      rmSync(control(), { recursive: true, force: true });
      writeFileSync(control(), whole);
    }
  }

  async function edit(change: (workbook: ExcelJS.Workbook) => void): Promise<void> {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(whole as unknown as ArrayBuffer);
    change(workbook);
    writeFileSync(control(), Buffer.from(await workbook.xlsx.writeBuffer()));
  }

  function set(workbook: ExcelJS.Workbook, title: string, value: string | number): void {
    workbook.getWorksheet('设置')?.eachRow((row) => {
      if (row.getCell(1).value === title) row.getCell(2).value = value;
    });
  }

  it('says of two broken settings at once where they are and what is allowed, and changes nothing', () =>
    with_(
      () =>
        edit((workbook) => {
          set(workbook, '截止日', 31);
          set(workbook, '截止日当天算按时', '也许');
        }),
      () => {
        const ran = anxiao('run', district, '--json', '--now', overdue);
        expectRefused(ran, /设置!B\d+（截止日）是“31”，应为 1 到 28 的整数/, 3);
        expect(ran.stderr).toMatch(/设置!B\d+（截止日当天算按时）是“也许”，应为“是”或“否”/);
      },
    ));

  it('says that a trial needs somebody to write to, before anything is done', () =>
    with_(
      () => edit((workbook) => set(workbook, '试运行', '是')),
      () => expectRefused(anxiao('run', district, '--now', overdue), /试运行.*安全科邮箱/),
    ));

  it('says that the roster is gone', () =>
    with_(
      () => edit((workbook) => workbook.removeWorksheet('学校名册')),
      () => expectRefused(anxiao('run', district, '--now', overdue), /学校名册/, 2),
    ));

  it.each<[string, () => void]>([
    ['cut short', () => writeFileSync(control(), whole.subarray(0, whole.length / 2))],
    ['empty', () => writeFileSync(control(), '')],
    ['no workbook', () => writeFileSync(control(), '<html>')],
    [
      'a folder',
      () => {
        rmSync(control());
        mkdirSync(control());
      },
    ],
  ])('that is %s', (_, harm) =>
    with_(harm, () =>
      expectRefused(anxiao('run', district, '--now', overdue), /区级设置\.xlsx (?:读不出来|现在读不了)/),
    ),
  );

  it('without its 设置 means the defaults', async () => {
    const copy = copyOf(district);
    const path = join(copy, '区级设置.xlsx');
    await edit((workbook) => workbook.removeWorksheet('设置'));
    renameSync(control(), path);
    writeFileSync(control(), whole);
    const ran = anxiao('run', copy, '--json', '--now', now);
    expect([ran.status, ran.json.states.submitted, ran.json.schools]).toEqual([0, 1, 3]);
  });
});

describe('a roster', () => {
  const head = '学校编码,学校名称,学段,类型,联络人,联络人邮箱,校长,校长邮箱,责任督学,责任督学邮箱,村小数';
  const row = (code: string, name: string, email = ''): string => `${code},${name},小学,公办,甲,${email},乙,,丁,,`;

  it.each<[string, string, RegExp[]]>([
    [
      'with a code twice and an address that is none tells both, each with its row',
      `${head}\n${row('371311001', '甲校')}\n${row('371311002', '乙校', 'not-an-address')}\n${row('371311001', '丙校')}\n`,
      [/第 4 行 A 列（学校编码）是“371311001”，与第 2 行 A 列重复/, /第 3 行 F 列（联络人邮箱）是“not-an-address”/],
    ],
    ['without columns that it needs names them', '学校编码,学校名称\n371311001,甲校\n', [/缺少这些列：学段、类型/]],
    ['without a school', `${head}\n`, [/一所学校也没有/]],
    ['that is empty', '', [/名册/]],
    ['with a quote that never ends', `${head}\n"371311001,甲校\n`, [/第 \d 行引号不成对/]],
  ])('%s', (_, text, words) => {
    const place = newPlace();
    writeFileSync(join(place, 'roster.csv'), text);
    const ran = anxiao('init', join(place, '区'), '--schools', join(place, 'roster.csv'));
    expectRefused(ran, /名册/, words.length + 1);
    for (const word of words) expect(ran.stderr).toMatch(word);
    expect(readdirSync(place)).toEqual(['roster.csv']);
  });

  it('in order is said to be so by a dry run, which makes nothing', () => {
    const place = newPlace();
    writeFileSync(join(place, 'roster.csv'), `${head}\n${row('371311001', '甲校')}\n`);
    const ran = anxiao('init', join(place, '区'), '--schools', join(place, 'roster.csv'), '--dry-run');
    expect([ran.status, ran.stdout]).toEqual([0, expect.stringMatching(/会在“.*区”建 1 所学校的区，这次什么都没有写/)]);
    expect(readdirSync(place)).toEqual(['roster.csv']);
  });

  it('is read as Chinese Excel saves it, with a BOM, and as a workbook', async () => {
    const place = newPlace();
    const text = `${head}\r\n${row('371311001', '示例小学')}\r\n`;
    writeFileSync(join(place, 'gb.csv'), iconv.encode(text, 'gb18030'));
    writeFileSync(join(place, 'bom.csv'), `\ufeff${text}`);
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('名册');
    for (const line of text.trim().split('\r\n')) sheet.addRow(line.split(','));
    await workbook.xlsx.writeFile(join(place, 'book.xlsx'));
    for (const name of ['gb.csv', 'bom.csv', 'book.xlsx']) {
      const made = anxiao('init', join(place, name, '..', `区 ${name}`), '--schools', join(place, name), '--json');
      expect([made.status, made.json?.schools], made.stderr).toEqual([0, 1]);
      expect(readdirSync(join(place, `区 ${name}`, '学校'))).toEqual(['371311001 示例小学']);
    }
  });
});

describe('reports that cannot be taken', () => {
  const names = [
    'empty',
    'cut short',
    'bomb',
    'encrypted',
    'old format by another name',
    'old format beside',
    'a web page',
    'lock file only',
    'copies that are the same',
    'copies that differ',
    'another school’s',
    'last month’s',
    'huge',
    'unreadable',
    'gone',
    'right',
  ] as const;
  type Name = (typeof names)[number];
  const rowOf = (name: Name): RosterRow => {
    const number = names.indexOf(name) + 1;
    return { code: `3713110${String(number).padStart(2, '0')}`, name: `示例${number}小学` };
  };
  const expected: Partial<Record<Name, string>> = {
    empty: 'F-EMPTY',
    'cut short': 'F-BROKEN',
    bomb: 'F-TOO-LARGE',
    encrypted: 'F-ENCRYPTED',
    'old format by another name': 'F-OLD-FORMAT',
    'old format beside': 'F-OLD-FORMAT',
    'a web page': 'F-NOT-XLSX',
    'copies that differ': 'L-WHO',
    'another school’s': 'L-WHO',
    'last month’s': 'L-WHO',
    huge: 'F-TOO-LARGE',
    gone: 'F-MISSING',
    ...(process.platform === 'linux' ? { unreadable: 'F-BUSY' } : {}),
  };
  let many = '';
  let ran: Ran;
  let inputs: Record<string, string> = {};

  const september = (name: Name): string => reportPath(many, rowOf(name));
  const october = (name: Name): string => reportPath(many, rowOf(name), '2018年10月');
  const beside = (name: Name, file: string): string => join(dirname(october(name)), file);

  beforeAll(async () => {
    many = makeDistrict(names.map(rowOf));
    places.push(dirname(many));
    await inProcess('handOut', many, '2018-09-01T09:00');
    await inProcess('handOut', many, '2018-10-01T09:00');
    await inProcess('validate', many, '2018-10-02T09:00');
    await fillReport(october('right'), { ...rightReport, monthlyReport_reportDate: '2018-10-20' });
    await fillReport(september('last month’s'), rightReport);
    const good = readFileSync(october('right'));
    writeFileSync(october('empty'), '');
    writeFileSync(october('cut short'), good.subarray(0, good.length / 2));
    const parts = unzipSync(good);
    writeFileSync(
      october('bomb'),
      zipSync({ ...parts, 'xl/worksheets/sheet2.xml': new Uint8Array(80 << 20) }, { level: 6 }),
    );
    writeFileSync(october('encrypted'), compoundFile('EncryptedPackage'));
    writeFileSync(october('old format by another name'), compoundFile('Workbook'));
    writeFileSync(beside('old format beside', '2018年10月.xls'), compoundFile('Workbook'));
    writeFileSync(october('a web page'), '<html><table><tr><td>自查表</td></tr></table></html>');
    writeFileSync(beside('lock file only', '~$2018年10月.xlsx'), 'somebody');
    copyFileSync(october('right'), beside('right', '2018年10月 (1).xlsx'));
    await fillReport(october('copies that are the same'), { selfCheck_teacherCount: 10 });
    copyFileSync(october('copies that are the same'), beside('copies that are the same', '2018年10月 - 副本.xlsx'));
    copyFileSync(october('copies that differ'), beside('copies that differ', '2018年10月 (1).xlsx'));
    await fillReport(october('copies that differ'), { selfCheck_teacherCount: 10 });
    await fillReport(beside('copies that differ', '2018年10月 (1).xlsx'), { selfCheck_teacherCount: 11 });
    writeFileSync(october('another school’s'), good);
    copyFileSync(september('last month’s'), october('last month’s'));
    writeFileSync(october('huge'), '');
    truncateSync(october('huge'), 3 * 1024 ** 3);
    rmSync(october('gone'));
    if (expected.unreadable) {
      rmSync(october('unreadable'));
      // A file that is there and whose reading fails, as on a bad disk or a share that went away.
      symlinkSync('/proc/self/mem', october('unreadable'));
    }
    mkdirSync(join(many, '学校', '371399999 别区小学'));
    writeFileSync(join(many, '学校', '371399999 别区小学', '2018年10月.xlsx'), good);
    writeFileSync(join(many, '学校', '说明.txt'), 'people leave notes');
    inputs = reportsOf();
    ran = anxiao('run', many, '--json', '--now', '2018-10-20T10:00');
  });

  /** What schools put there, byte by byte: nothing of it may ever change. */
  function reportsOf(): Record<string, string> {
    const schools = join(many, '学校');
    const files = readdirSync(schools, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !/校验结果|历史版本/.test(name),
    );
    return Object.fromEntries(
      files.map((name) => {
        const stats = statSync(join(schools, name));
        const isSmall = stats.isFile() && stats.size < 1 << 24 && !name.includes(rowOf('unreadable').code);
        return [
          name,
          isSmall ? `${stats.mtimeMs} ${contentHash(readFileSync(join(schools, name)))}` : String(stats.size),
        ];
      }),
    );
  }

  function compoundFile(stream: string): Uint8Array {
    const bytes = Buffer.alloc(1536);
    bytes.write('d0cf11e0a1b11ae1', 'hex');
    bytes.write('Root Entry', 512, 'utf16le');
    bytes.write(stream, 640, 'utf16le');
    return bytes;
  }

  it('are each a failure with its code and a sentence, and none stops the others', () => {
    expect(ran.status, ran.stderr).toBe(1);
    const failures: { school: string; code: string; message: string }[] = ran.json.failures;
    const told = Object.fromEntries(failures.map(({ school, code }) => [school, code]));
    const wanted = Object.entries(expected).map(([name, code]) => [rowOf(name as Name).code, code]);
    expect(told).toEqual(Object.fromEntries([...wanted, ['371399999', 'L-WHO']]));
    expect(failures).toHaveLength(Object.keys(told).length);
    for (const { message } of failures) expect(message).toMatch(/。$/);
    expect(ran.json.states.submitted).toBe(1);
    expect(ran.json.states.inProgress).toBe(1);
    expect(Object.values(ran.json.states as Record<string, number>).reduce((sum, count) => sum + count)).toBe(
      names.length,
    );
  });

  it('leave last month’s report where it belongs', () => {
    const before = ran.json.others.find(({ period }: { period: string }) => period === '2018-09');
    expect(before.states.submitted).toBe(1);
    expect(before.failures).toEqual([]);
  });

  it('are told on stderr line by line, with nothing but JSON on stdout', () => {
    expect(ran.stdout.trimEnd().split('\n')).toHaveLength(1);
    for (const [name, code] of Object.entries(expected))
      expect(ran.stderr).toMatch(new RegExp(`^2018-10 ${rowOf(name as Name).code} ${code}：.*。$`, 'm'));
  });

  it('lose nothing that anybody typed, and cost nothing when they lie there unchanged', () => {
    expect(reportsOf()).toEqual(inputs);
    const again = anxiao('run', many, '--json', '--now', '2018-10-20T11:00');
    expect([again.status, again.json.read]).toEqual([1, 0]);
    expect(again.json.states).toEqual(ran.json.states);
    const events = journal(many).length;
    expect(anxiao('run', many, '--json', '--now', '2018-10-20T12:00').json.read).toBe(0);
    expect(journal(many)).toHaveLength(events);
    expect(reportsOf()).toEqual(inputs);
  });
});

describe('the schools’ folders out of reach', () => {
  it.each<[string, string[]]>([
    ['run', ['run', '--now', overdue]],
    ['run in the next month, which would hand out', ['run', '--now', '2018-10-02T09:00']],
    ['hand-out', ['hand-out', '--now', '2018-10-02T09:00']],
    ['validate', ['validate', '--now', overdue]],
    ['take-in', ['take-in', '--now', overdue]],
  ])('%s: status 2, and nothing is called missing', (_, [command = '', ...options]) => {
    const schools = join(district, '学校');
    const away = join(outside, '学校');
    renameSync(schools, away);
    try {
      for (const empty of [false, true]) {
        if (empty) mkdirSync(schools);
        const before = fingerprint(district);
        expectRefused(
          anxiao(command, district, ...options),
          /“学校”文件夹里一份报表也没有了，可能是共享盘没有连上；什么都没有改变。/,
        );
        expect(fingerprint(district)).toEqual(before);
      }
    } finally {
      rmSync(schools, { recursive: true, force: true });
      renameSync(away, schools);
    }
  });
});

describe('a disk that is full', () => {
  it('says so in one line, keeps the journal whole, and is caught up with once there is room', (context) => {
    const mount = newPlace();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', mount]);
    if (mounted.status !== 0) skipLoudly(context, 'only root on Linux can mount a small disk');
    mounts.push(mount);
    const twin = copyOf(district);
    const unharmed = anxiao('run', twin, '--json', '--now', overdue);
    const full = join(mount, '区');
    cpSync(district, full, { recursive: true, preserveTimestamps: true });
    const filler = join(mount, 'filler');
    const statuses: (number | null)[] = [];
    for (const free of [0, 4, 16, 64, 128]) {
      fill(filler, free * 1024);
      const ran = anxiao('run', full, '--now', overdue);
      statuses.push(ran.status);
      if (ran.status === 2) expectRefused(ran, /磁盘空间不足/);
      else expect([ran.status, ran.stderr]).toEqual([1, expect.stringMatching(/^邮件没有发出.*\n$/)]);
      journal(full);
      expect(visibleLitter(full)).toEqual([]);
    }
    expect(statuses.slice(0, 3)).toEqual([2, 2, 2]);
    rmSync(filler);
    const last = anxiao('run', full, '--json', '--now', overdue);
    expect([last.status, last.json?.states, last.json?.timeliness]).toEqual([
      unharmed.status,
      unharmed.json.states,
      unharmed.json.timeliness,
    ]);
    expect(lettersIn(full)).toEqual(lettersIn(twin));
    expect(lettersIn(full).length).toBeGreaterThan(0);
    expect(existsSync(join(full, '总表.xlsx'))).toBe(true);
  });

  /** Fills the disk but for some bytes. */
  function fill(filler: string, free: number): void {
    rmSync(filler, { force: true });
    let size = 0;
    for (let piece = 1 << 20; piece >= 4096; ) {
      try {
        writeFileSync(filler, Buffer.alloc(piece), { flag: 'a' });
        size += piece;
      } catch {
        truncateSync(filler, size);
        piece /= 2;
      }
    }
    truncateSync(filler, Math.max(0, size - free));
  }

  function lettersIn(of: string): string[] {
    return readdirSync(join(of, '发件箱'))
      .filter((name) => name.endsWith('.eml'))
      .sort();
  }

  function visibleLitter(of: string): string[] {
    const names = readdirSync(of, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => !name.startsWith('台账') && /^(?!\.).*tmp/.test(name.split('/').at(-1) ?? ''));
  }
});

describe('places that may not be written or read', () => {
  const nobody = 65_534;

  /** Runs the program as somebody whom permissions bind; root passes through them all. */
  function asNobody(context: TestContext, ...args: string[]): Ran {
    const isRoot = process.getuid?.() === 0;
    const who = isRoot ? { uid: nobody, gid: nobody } : {};
    const env = { ...process.env, SMTP_URL: '', MAIL_FROM: '', HOME: tmpdir(), NODE_DISABLE_COMPILE_CACHE: '1' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
      env,
      ...who,
    });
    if (status === null || /EACCES.*anxiao\.ts|Cannot find module/.test(stderr))
      skipLoudly(context, 'nobody else may run the program here');
    let json: unknown;
    try {
      json = JSON.parse(stdout);
    } catch {
      json = undefined;
    }
    return { status, stdout, stderr, json };
  }

  function ownedCopy(context: TestContext): string {
    if (process.platform === 'win32') skipLoudly(context, 'Windows keeps permissions another way');
    const copy = copyOf(district);
    if (process.getuid?.() === 0)
      for (const name of ['..', '', ...readdirSync(copy, { recursive: true, encoding: 'utf8' })])
        chownSync(join(copy, name), nobody, nobody);
    return copy;
  }

  it('a ledger that is read-only: status 2 and one line; nothing changed', (context) => {
    const copy = ownedCopy(context);
    const folders = ['台账', '台账/临时', '台账/附件'].map((name) => join(copy, name));
    for (const folder of folders) chmodSync(folder, 0o555);
    const before = fingerprint(copy);
    expectRefused(asNobody(context, 'run', copy, '--now', overdue), /没有写入台账的权限/);
    expect(fingerprint(copy)).toEqual(before);
    for (const folder of folders) chmodSync(folder, 0o755);
    expect(asNobody(context, 'run', copy, '--json', '--now', overdue).status).toBe(0);
  });

  it('one school’s folder that may not be opened is that school’s trouble, not a missing report', async (context) => {
    const copy = ownedCopy(context);
    const folder = dirname(reportPath(copy, first));
    chmodSync(folder, 0);
    const ran = asNobody(context, 'run', copy, '--json', '--now', '2018-10-02T09:00');
    chmodSync(folder, 0o755);
    expect(ran.status, ran.stderr).toBe(1);
    const september = ran.json.others[0];
    expect(september.failures).toMatchObject([{ school: first.code, code: 'F-BUSY' }]);
    expect(september.states).toMatchObject({ submitted: 1, invalid: 1, notStarted: 1 });
    // October could not be put there either; the other schools have theirs.
    expect(ran.json.failures).toMatchObject([
      { school: first.code, code: 'F-BUSY' },
      { school: first.code, code: 'F-BUSY' },
    ]);
    expect(existsSync(reportPath(copy, second, '2018年10月'))).toBe(true);
    const next = asNobody(context, 'run', copy, '--json', '--now', '2018-10-02T10:00');
    expect([next.status, next.json.failures]).toEqual([0, []]);
    expect(existsSync(reportPath(copy, first, '2018年10月'))).toBe(true);
  });

  it('one school’s folder that may not be written: its feedback and version wait, all others have theirs', async (context) => {
    const copy = ownedCopy(context);
    await fillReport(reportPath(copy, third), rightReport);
    await fillReport(reportPath(copy, first), { monthlyReport_incidents: 2 });
    if (process.getuid?.() === 0) for (const row of [first, third]) chownSync(reportPath(copy, row), nobody, nobody);
    const folder = dirname(reportPath(copy, third));
    chmodSync(folder, 0o555);
    const ran = asNobody(context, 'run', copy, '--json', '--now', now);
    chmodSync(folder, 0o755);
    expect(ran.status, ran.stderr).toBe(1);
    expect(ran.json.failures).toMatchObject([
      { school: third.code, code: 'F-BUSY', message: expect.stringContaining('历史版本') },
    ]);
    expect(ran.json.states.submitted).toBe(2);
    expect(readdirSync(join(dirname(reportPath(copy, first)), '历史版本'))).toHaveLength(2);
    const next = asNobody(context, 'run', copy, '--json', '--now', '2018-09-20T11:00');
    expect([next.status, next.json.failures]).toEqual([0, []]);
    expect(readdirSync(join(folder, '历史版本'))).toHaveLength(1);
  });
});
