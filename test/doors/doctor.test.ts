import { chmodSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doorsOf } from '../../functions/doors.ts';
import type { LogEntry } from '../../functions/http/log-entry.ts';
import type { WatchReport } from '../../functions/jobs/doctor/alarm.ts';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeSetting } from '../support/type-setting.ts';
import { bytesOf, copyOf, eventsOf, fingerprint, lettersIn } from './district-tree.ts';
import { line } from './in-process-line.ts';

const first: RosterRow = { code: '371311001', name: '示例第一小学' };
const second: RosterRow = { code: '371311002', name: '示例第二小学' };

const places: string[] = [];
let lived = '';
const keep = (district: string): string => {
  places.push(district);
  return district;
};
const copy = (): string => keep(copyOf(lived));

const look = (district: string, now: string, ...args: string[]) =>
  line('doctor', district, '--json', '--now', now, ...args);
const lines = (json: { checks: { is: string; what: string; todo: string }[] }, is: string): string[] =>
  json.checks.filter((check) => check.is === is).map(({ what, todo }) => `${what}${todo}`);

beforeAll(async () => {
  lived = keep(makeDistrict([first, second]));
  await typeSetting(lived, '安全科邮箱', 'section@example.cn');
  await typeSetting(lived, '发件人', 'section@example.cn');
  await inProcess('run', lived, '2018-09-03T09:00');
  await fillReport(reportPath(lived, first), rightReport, new Date('2018-09-20T15:00+08:00'));
  await inProcess('run', lived, '2018-09-20T16:00');
  await inProcess('run', lived, '2018-09-21T09:00');
}, 60_000);
afterAll(() => {
  for (const place of places) removeDistrict(place);
});

describe('doctor says what is wrong with the place', () => {
  it('a folder that everybody on this machine may read, or write', async () => {
    const district = copy();
    const above = resolve(district, '..');
    // What lies in a closed folder is closed.
    chmodSync(district, 0o777);
    expect(lines((await look(district, '2018-09-21T10:00')).json, 'ok').join()).toContain('其他用户打不开');
    chmodSync(above, 0o755);
    chmodSync(district, 0o700);
    expect(lines((await look(district, '2018-09-21T10:00')).json, 'ok').join()).toContain('其他用户打不开');
    chmodSync(district, 0o755);
    // A copy of a folder is as open as its maker's folders are.
    chmodSync(join(district, '监察室'), 0o700);
    const read = await look(district, '2018-09-21T10:00');
    expect([read.status, lines(read.json, 'warn').join()]).toEqual([0, expect.stringContaining('所有用户都能打开')]);
    chmodSync(district, 0o707);
    const write = await look(district, '2018-09-21T10:00');
    expect([write.status, lines(write.json, 'bad').join()]).toEqual([1, expect.stringContaining('所有用户都能改动')]);
    chmodSync(district, 0o700);
  });

  it('a report whose time lies ahead', async () => {
    const district = copy();
    const ahead = new Date(Date.now() + 86_400_000);
    utimesSync(reportPath(district, second), ahead, ahead);
    const { json } = await look(district, '2018-09-21T10:00');
    expect(lines(json, 'warn').join()).toMatch(/1 个文件的时间在将来：学校\/371311002.*时钟/);
  });

  it('a backup that was never made, or long ago', async () => {
    const district = copy();
    const warned = async (now: string) => lines((await look(district, now)).json, 'warn').join();
    expect(await warned('2018-09-21T10:00')).toContain('不知道什么时候备份过');
    await line('backup', district, '--now', '2018-09-21T10:00');
    const fresh = await look(district, '2018-09-21T11:00');
    expect(lines(fresh.json, 'ok').join()).toContain('上次备份在 2018-09-21 10:00');
    // Nothing happened since: the old backup still holds everything.
    expect(await warned('2018-10-20T10:00')).not.toContain('备份');
    await inProcess('run', district, '2018-09-26T09:30');
    expect(await warned('2018-09-28T10:00')).not.toContain('备份');
    expect(await warned('2018-10-03T10:00')).toMatch(/上次备份在 2018-09-21 10:00，那以后又记了 \d+ 条/);
  });

  it('an attachment that a waiting letter needs, and a journal that cannot be read', async () => {
    const district = copy();
    expect(lines((await look(district, '2018-09-21T10:00')).json, 'ok').join()).toMatch(/台账 \d+ 条记录都读得出/);
    const journal = join(district, '台账', 'journal-000001.jsonl');
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, text.replace('"type"', '"tyqe"'));
    rmSync(join(district, '台账', 'snapshot.json'));
    const { status, json } = await look(district, '2018-09-21T10:00');
    expect([status, lines(json, 'bad').join()]).toEqual([1, expect.stringMatching(/台账损坏.*第 0 字节/)]);
  });
});

describe('a ledger whose end is gone', () => {
  it('stops every job, says exactly what is lost, and goes on when told to, sending nothing twice', async () => {
    const district = copy();
    const whole = bytesOf(district);
    const journal = join(district, '台账', 'journal-000001.jsonl');
    const all = readFileSync(journal, 'utf8').trimEnd().split('\n');
    const firstLetter = all.findIndex((it) => it.includes('"letterClaimed"') && it.includes('remind/'));
    const sent = all.slice(firstLetter).filter((it) => it.includes('"letterSent"')).length;
    expect(sent).toBeGreaterThan(0);
    writeFileSync(journal, `${all.slice(0, firstLetter).join('\n')}\n`);
    const before = fingerprint(district);
    for (const job of ['run', 'validate', 'remind', 'consolidate', 'hand-out', 'backup']) {
      const { status, stderr } = await line(job, district, '--now', '2018-09-21T10:00');
      expect([status, stderr], job).toEqual([2, expect.stringMatching(/^台账末尾少了 \d+ 条记录[^\n]+\n$/)]);
      expect(stderr, job).toContain(`已发的信 ${sent} 封（`);
      expect(stderr, job).toContain('示例第二小学');
    }
    const doctor = await look(district, '2018-09-21T10:00');
    expect([doctor.status, lines(doctor.json, 'bad').join()]).toEqual([1, expect.stringContaining('台账末尾少了')]);
    expect(fingerprint(district)).toEqual(before);

    expect((await look(district, '2018-09-21T10:00', '--repair', '--dry-run')).status).toBe(1);
    expect(fingerprint(district)).toEqual(before);
    const mended = await look(district, '2018-09-21T10:00', '--repair');
    expect(lines(mended.json, 'warn').join()).toMatch(new RegExp(`台账已修复：补记了信 ${sent} 封`));
    const letters = lettersIn(district);
    const { letters: again, states } = await inProcess('run', district, '2018-09-21T10:00');
    expect([again, lettersIn(district)]).toEqual([[], letters]);
    expect(states).toEqual((await inProcess('run', copy(), '2018-09-21T10:00')).states);
    expect(Object.keys(bytesOf(district))).toEqual(Object.keys(whole));
  });

  it('is told where a version was lost, and nothing is said where none was', async () => {
    const district = copy();
    const journal = join(district, '台账', 'journal-000001.jsonl');
    const all = readFileSync(journal, 'utf8').trimEnd().split('\n');
    const accepted = all.findIndex((it) => it.includes('"accepted"'));
    // Back to the end of the append before.
    let cut = accepted;
    while (cut > 0 && all[cut - 1]?.endsWith('"more":true}')) cut -= 1;
    writeFileSync(journal, `${all.slice(0, cut).join('\n')}\n`);
    const { stderr } = await line('run', district, '--now', '2018-09-21T10:00');
    expect(stderr).toContain('已报版本 1 个（371311001 2018年9月 第1版）');
    rmSync(journal);
    expect((await line('run', district, '--now', '2018-09-21T10:00')).stderr).toContain('发出的报表 2 份');
    writeFileSync(journal, `${all.join('\n')}\n`);
    expect((await line('run', district, '--now', '2018-09-21T10:00')).status).toBe(0);
  });
});

describe('runs that have stopped', () => {
  it('are told from what they owe: letters, reports unread, a month not handed out', async () => {
    const district = copy();
    const owed = async (now: string) => {
      const { status, json } = await look(district, now);
      return [status, lines(json, 'bad').join()];
    };
    // The reminder of the 21st went; the next one is due on the 25th.
    expect(await owed('2018-09-25T16:00')).toEqual([0, '']);
    await inProcess('run', district, '2018-09-25T09:00');
    // Due since the morning of the 26th: a day is not too long yet, two are.
    expect(await owed('2018-09-26T16:00')).toEqual([0, '']);
    expect(await owed('2018-09-28T10:00')).toEqual([
      1,
      expect.stringMatching(/程序可能停了：2018-09-2\d .*封该发的信没有发/),
    ]);
    await inProcess('run', district, '2018-09-28T10:00');
    expect(await owed('2018-09-28T11:00')).toEqual([0, '']);
    await fillReport(reportPath(district, second), rightReport, new Date('2018-09-28T12:00+08:00'));
    expect(await owed('2018-09-28T17:00')).toEqual([0, '']);
    expect(await owed('2018-09-30T10:00')).toEqual([1, expect.stringMatching(/1 份改过的报表没有读/)]);
    expect(await owed('2018-10-10T10:00')).toEqual([1, expect.stringMatching(/2 份当月报表没有发/)]);
  });

  it('raise one alarm a day, by a schedule of its own, and none once they run again', async () => {
    const district = copy();
    const alarm = (now: string, ...args: string[]) => look(district, now, '--alarm', ...args);
    const quiet = fingerprint(district);
    expect((await alarm('2018-09-21T12:00')).status).toBe(0);
    expect((await alarm('2018-09-28T10:00', '--dry-run')).status).toBe(1);
    expect(fingerprint(district)).toEqual(quiet);
    const letters = (): number => lettersIn(district).length;
    const before = letters();
    expect((await alarm('2018-09-28T10:00')).status).toBe(1);
    expect(letters()).toBe(before + 1);
    expect((await alarm('2018-09-28T11:00')).status).toBe(1);
    expect(letters()).toBe(before + 1);
    await alarm('2018-09-29T11:00');
    expect(letters()).toBe(before + 2);
    expect(eventsOf(district).filter((it) => it.type === 'letterSent' && it.key.startsWith('alarm/'))).toHaveLength(2);
    await inProcess('run', district, '2018-09-29T12:00');
    expect((await alarm('2018-09-29T13:00')).status).toBe(0);
  });

  it('are told by the function watch too: once a day by mail, in every answer and in the log', async () => {
    const district = copy();
    const log: LogEntry[] = [];
    const ask = async (now: string): Promise<{ status: number; document: WatchReport }> => {
      const doors = doorsOf({
        env: { DISTRICTS: `x=${district}` },
        now: () => `${now}:00+08:00`,
        log: (entry) => log.push(entry),
      });
      const answer = { status: 0, document: {} as WatchReport };
      const headers = { 'content-type': 'application/json' };
      await doors.watch?.(
        { method: 'POST', path: '/watch', headers, body: { district: 'x' } },
        { status: (status) => ({ json: (document) => Object.assign(answer, { status, document }) }) },
      );
      return answer;
    };
    expect(await ask('2018-09-21T12:00')).toEqual({
      status: 200,
      document: { stopped: false, failures: [], letters: [] },
    });
    const first = await ask('2018-09-28T10:00');
    expect(first).toMatchObject({
      status: 200,
      document: { stopped: true, letters: [{ key: 'alarm/2018-09-28', state: 'sent' }] },
    });
    expect((await ask('2018-09-28T11:00')).document).toMatchObject({ stopped: true, letters: [] });
    expect(log.map(({ severity, job }) => [severity, job])).toEqual([
      ['INFO', 'watch'],
      ['WARNING', 'watch'],
      ['WARNING', 'watch'],
    ]);
    expect(JSON.stringify(log)).not.toContain('@');
  });
});
