import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import type { World } from '../../functions/world.ts';
import type { LedgerEvent, RequestAnswered } from '../../schemas/events.ts';
import { anxiao, makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { Death, dieAt, leavesLeases } from '../support/dying-disk.ts';
import { fillReport, ownWords, rightReport } from '../support/fill-report.ts';
import { drawnOnce, inProcess } from '../support/in-process.ts';
import { typeRow } from '../support/type-row.ts';

const reported: RosterRow = { code: '371311001', name: '第一小学' };
const wrong: RosterRow = { code: '371311002', name: '第二小学' };
const silent: RosterRow = { code: '371311003', name: '第三小学' };
const told = '甲同学把乙同学推倒，电话13905391234';

/** A district in its first month, with a report that is right, one that is wrong and one that is blank. */
let base = '';
const places: string[] = [];

beforeAll(async () => {
  base = makeDistrict([reported, wrong, silent]);
  places.push(dirname(base));
  await inProcess('run', base, '2018-09-03T09:00');
  await fillReport(reportPath(base, reported), {
    ...rightReport,
    ...ownWords(reported.name),
    monthlyReport_handlingText: told,
  });
  await fillReport(reportPath(base, wrong), {
    ...rightReport,
    ...ownWords(wrong.name),
    monthlyReport_incidents: '约3',
  });
  await inProcess('run', base, '2018-09-20T09:00');
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

function copy(of = base): string {
  const place = mkdtempSync(join(tmpdir(), 'anxiao-requests-'));
  places.push(place);
  cpSync(of, join(place, '区'), { recursive: true, preserveTimestamps: true });
  return join(place, '区');
}

const asks = (district: string, ...row: readonly (string | number)[]) => typeRow(district, '办理请求', ...row);

/** Changes the cells of 办理请求 below its header. */
async function rewrite(district: string, change: (sheet: ExcelJS.Worksheet) => void): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  change(workbook.getWorksheet('办理请求') as ExcelJS.Worksheet);
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

function events(district: string): LedgerEvent[] {
  const ledger = join(district, '台账');
  const segments = readdirSync(ledger).filter((name) => name.startsWith('journal-'));
  return segments.flatMap((name) =>
    readFileSync(join(ledger, name), 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as LedgerEvent),
  );
}

function answers(district: string): RequestAnswered[] {
  return events(district).filter((event) => event.type === 'requestAnswered');
}

/** The rows of a tab of the master, as texts. */
function masterRows(district: string, tab: string): string[] {
  const read = readWorkbook(readFileSync(join(district, '总表.xlsx')));
  if (!read.ok) throw new Error(read.detail);
  const sheet = read.workbook.sheets.find(({ name }) => name === tab);
  return (sheet?.cells ?? []).map((cells) => cells.filter((cell) => cell !== null).join('｜'));
}

function fingerprint(district: string): Record<string, string> {
  const names = readdirSync(district, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names.map((name) => {
      const { mtimeMs, size } = statSync(join(district, name));
      return [name, `${mtimeMs} ${size}`];
    }),
  );
}

describe('办理请求', () => {
  it('is done by the next run, answered in 运行日志, and never taken up again', async () => {
    const district = copy();
    const control = () => readFileSync(join(district, '区级设置.xlsx'));
    await asks(district, 'R1', '立即校验', '', '2018-09-20 09:05');
    await asks(district, 'R2', '预览催报', '2018-09-25');
    await asks(district, 'R3', '查看来源', '2018-09/incidents');
    await asks(district, 'R4', '查看来源', '2018-09/incidents/371311002');
    await asks(district, '', '生成通报草稿');
    const typed = control();
    const { requests, bulletin } = await inProcess('run', district, '2018-09-20T10:00');
    expect(requests.map(({ request, outcome }) => `${request} ${outcome}`)).toEqual([
      '立即校验 done',
      '预览催报 2018-09-25 done',
      '查看来源 2018-09/incidents done',
      '查看来源 2018-09/incidents/371311002 done',
      '生成通报草稿 done',
    ]);
    expect(bulletin?.draft).toBe('通报/2018年09—10月/通报草稿.docx');
    const log = masterRows(district, '运行日志');
    const said = (id: string) => log.filter((row) => row.includes(`｜请求 ${id}｜`)).join('\n');
    expect(said('R1')).toBe(
      '2018-09-20 10:00｜请求 R1｜2018-09｜立即校验（已办理）：报表都重新校验了。2018年9月应报 3 校：未填 1、有误 1、已报送 1；必须改正 1 处，其他 1 处。',
    );
    const planned = anxiao('preview', district, '--now', '2018-09-20T10:00', '--until', '2018-09-25', '--json').json;
    const reminders = planned.letters.filter(({ key }: { key: string }) => key.startsWith('remind/'));
    expect(reminders.length).toBeGreaterThan(2);
    expect(said('R2')).toContain(
      `到 9月25日 周二为止，按现在的填报情况会发 ${reminders.length} 封催报邮件：9月21日 周五 08:30 发`,
    );
    expect(said('R3')).toContain(
      '2018年9月“本月校园欺凌发生事件数”合计 1：应报 3 校，已报 1 校，这一栏有数 1 校。不为 0 的：第一小学 1（月报表!C13 第1版）。',
    );
    expect(said('R4')).toContain(
      '第二小学 填了文字，请打开报表看，出自 学校/371311002 第二小学/2018年09月.xlsx 的 月报表!C13',
    );
    const code = events(district).flatMap((event) => (event.type === 'bulletinDrafted' ? [event.code] : []));
    expect(said(requests[4]?.id ?? '')).toContain(`草稿编号 ${code[0]}`);
    // The control workbook is people's alone.
    expect(control()).toEqual(typed);
    const before = fingerprint(district);
    const again = await inProcess('run', district, '2018-09-20T11:00');
    expect(again.requests).toEqual([]);
    expect(fingerprint(district)).toEqual(before);
  });

  it('says on 总览 what could not be done, until the row is mended or gone, and repeats nothing that was typed', async () => {
    const district = copy();
    await asks(district, 'R1', '查看来源', '张小明');
    await asks(district, 'R2', '查看来源', '2018-08/incidents');
    await asks(district, '李小红', '帮我看看');
    await inProcess('run', district, '2018-09-20T10:00');
    const warnings = () => masterRows(district, '总览').filter((row) => row.startsWith('办理请求'));
    expect(warnings()).toHaveLength(3);
    expect(warnings()[0]).toContain('R1 看不懂的请求（没有办成）：“参数”一栏要写一个数字的名字');
    expect(warnings()[1]).toContain('2018-08 还没有发过报表。');
    for (const { summary, request } of answers(district))
      expect(`${request} ${summary}`).not.toMatch(/张小明|李小红|帮我/);
    await rewrite(district, (sheet) => {
      sheet.getCell('C2').value = '2018-09/incidents';
      sheet.spliceRows(3, 2);
    });
    const { requests } = await inProcess('run', district, '2018-09-20T11:00');
    expect(requests).toEqual([{ id: 'R1', request: '查看来源 2018-09/incidents', outcome: 'done' }]);
    expect(warnings()).toEqual([]);
    expect(answers(district)).toHaveLength(4);
  });

  it('keeps what schools wrote in their own words out of its answers', async () => {
    const district = copy();
    await asks(district, 'R1', '查看来源', '2018-09/handlingText/371311001');
    await inProcess('run', district, '2018-09-20T10:00');
    const [answer] = answers(district);
    expect(answer?.outcome).toBe('done');
    expect(answer?.summary).toContain('填了文字，请打开报表看');
    expect(answer?.summary).not.toMatch(/推倒|甲同学|139/);
  });

  it('decides nothing: only 立即校验 judges reports again', async () => {
    const district = copy();
    const judged = async (now: string): Promise<number> => {
      let readings = 0;
      const around = (world: World): World => {
        const { ledger } = drawnOnce(world);
        const read: typeof ledger.read = async (pointer) => {
          const event = await ledger.read(pointer);
          if (event.type === 'read') readings += 1;
          return event;
        };
        const counting = new Proxy(ledger, {
          get: (target, name) => {
            if (name === 'read') return read;
            const member = Reflect.get(target, name);
            return typeof member === 'function' ? member.bind(target) : member;
          },
        });
        return { ...drawnOnce(world), ledger: counting };
      };
      await inProcess('run', district, now, around);
      return readings;
    };
    await asks(district, 'R1', '预览催报');
    expect(await judged('2018-09-20T10:00')).toBe(0);
    await asks(district, 'R2', '立即校验');
    expect(await judged('2018-09-20T11:00')).toBeGreaterThanOrEqual(2);
    await asks(district, 'R2', '立即校验');
    expect(await judged('2018-09-20T12:00')).toBe(0);
    expect(answers(district).map(({ request }) => request)).toEqual(['R1', 'R2']);
  });

  it('stops nothing where its header is not to be known, or where somebody pasted a hundred rows', async () => {
    const district = copy();
    await rewrite(district, (sheet) => {
      sheet.getCell('B1').value = '要办什么';
      sheet.getCell('B2').value = '立即校验';
    });
    expect((await inProcess('run', district, '2018-09-20T10:00')).requests).toEqual([]);
    expect(masterRows(district, '总览').join()).toContain('区级设置《办理请求》的表头认不出来');
    await rewrite(district, (sheet) => {
      sheet.getCell('B1').value = '请求';
      for (let row = 2; row < 32; row += 1) sheet.getRow(row).values = [`R${row}`, '查看来源', '2018-09/nothing'];
    });
    expect((await inProcess('run', district, '2018-09-20T11:00')).requests).toHaveLength(20);
    expect((await inProcess('run', district, '2018-09-20T12:00')).requests).toHaveLength(10);
    expect((await inProcess('run', district, '2018-09-20T13:00')).requests).toHaveLength(0);
    expect(masterRows(district, '总览').join()).not.toContain('认不出来');
  });

  it('is said on the command line, and only imagined in a dry run', async () => {
    const district = copy();
    await asks(district, 'R1', '生成通报草稿');
    const before = fingerprint(district);
    const dry = anxiao('run', district, '--now', '2018-09-20T10:00', '--dry-run');
    expect(dry.stdout).toContain('请求 R1 生成通报草稿：已办理');
    expect(fingerprint(district)).toEqual(before);
    const ran = anxiao('run', district, '--now', '2018-09-20T10:00', '--json');
    expect(ran.json.requests).toEqual([{ id: 'R1', request: '生成通报草稿', outcome: 'done' }]);
    expect(answers(district)).toHaveLength(1);
  });

  it('is added by init to a district that was made before it, and nothing else is touched', async () => {
    const district = copy();
    const path = join(district, '区级设置.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
    workbook.removeWorksheet('办理请求');
    writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
    expect((await inProcess('run', district, '2018-09-20T10:00')).requests).toEqual([]);
    expect(anxiao('init', district).stdout).toContain('补上了这些表：办理请求');
    await asks(district, 'R1', '预览催报');
    expect((await inProcess('run', district, '2018-09-20T11:00')).requests).toHaveLength(1);
  });
});

describe('a run that is killed while it answers', () => {
  // A seed of the environment repeats a failure; each run of the tests kills at other changes.
  const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);

  it('leaves each request to be answered once, and its work done once', async () => {
    const asked = copy();
    for (const [id, request, argument = ''] of [
      ['R1', '立即校验'],
      ['R2', '生成通报草稿'],
      ['R3', '查看来源', '2018-09/incidents'],
      ['R4', '办事'],
    ] as const)
      await asks(asked, id, request, argument);
    const now = '2018-09-20T10:00';
    const calm = copy(asked);
    const disk = dieAt(calm, Number.POSITIVE_INFINITY);
    await inProcess('run', calm, now).finally(() => disk.restore());
    const { touches } = disk;
    expect(touches).toBeGreaterThan(15);
    const outcomes = (district: string) => ({
      answers: answers(district).map(({ request, outcome, summary }) => `${request} ${outcome} ${summary}`),
      drafts: events(district).filter(({ type }) => type === 'bulletinDrafted').length,
      log: masterRows(district, '运行日志').filter((row) => row.includes('请求 ')),
      files: readdirSync(join(district, '通报'), { recursive: true, encoding: 'utf8' }).sort(),
    });
    const expected = outcomes(calm);
    expect(expected.answers.map((line) => line.slice(0, 6).trim())).toEqual(['R1 don', 'R2 don', 'R3 don', 'R4 ref']);
    for (let kill = 0; kill < 7; kill += 1) {
      const district = copy(asked);
      // The later half of a run is where requests are.
      const fatal = Math.max(1, Math.ceil(touches * (0.25 + (0.75 * (kill + ((seed * (kill + 7)) % 100) / 100)) / 7)));
      const mortal = dieAt(district, fatal, (kill % 3) / 2);
      const outcome = await inProcess('run', district, now).catch((error: unknown) => error);
      mortal.restore();
      const what = `dead at change ${fatal} of ${touches} (seed ${seed})`;
      expect(outcome, what).toBeInstanceOf(Death);
      leavesLeases(join(district, '台账'));
      await inProcess('run', district, now);
      expect(outcomes(district), what).toEqual(expected);
      rmSync(dirname(district), { recursive: true, force: true });
    }
  });
});
