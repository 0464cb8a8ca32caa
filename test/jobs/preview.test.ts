import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, lettersIn } from '../doors/district-tree.ts';
import { line } from '../doors/in-process-line.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeRow } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';

const first: RosterRow = { code: '371311001', name: '示例第一小学' };
const byMail: RosterRow = { code: '371311002', name: '示例第二小学', delivery: '邮件' };
const silent: RosterRow = { code: '371311003', name: '示例第三小学', inspectorEmail: 'inspector@example.cn' };

let place = '';
let district = '';

beforeAll(async () => {
  district = makeDistrict([first, byMail, silent]);
  place = resolve(district, '..');
  await typeSetting(district, '安全科邮箱', 'section@example.cn');
  await inProcess('run', district, '2018-09-03T09:00');
  await fillReport(
    reportPath(district, first),
    { ...rightReport, ...ownWords(first.name) },
    new Date('2018-09-20T15:00+08:00'),
  );
  await inProcess('run', district, '2018-09-20T16:00');
  await typeRow(district, '退回', first.code, '2018-09', '人数和签到表不一样', '2018-09-20');
  await inProcess('validate', district, '2018-09-20T19:00');
});

afterAll(() => {
  if (place !== '') rmSync(place, { recursive: true, force: true });
});

const days = (from: string, through: string): string[] => {
  const found: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(through); day += 86_400_000)
    found.push(new Date(day).toISOString().slice(0, 10));
  return found;
};

describe('preview', () => {
  it('foresees every letter that six weeks of runs then send, of all kinds, through a hand-out and a draft', async () => {
    const [until, now] = ['2018-10-31T23:59', '2018-09-20T19:00'];
    const before = fingerprint(district);
    const planned = await line('preview', district, '--json', '--now', now, '--until', until);
    expect(planned.status).toBe(0);
    expect(fingerprint(district)).toEqual(before);

    const told: object[] = [];
    for (const day of days('2018-09-21', '2018-10-31'))
      for (const { key, to, items, subject } of (await inProcess('run', district, `${day}T08:30`)).letters)
        told.push({ at: `${day}T08:30:00+08:00`, key, to, items, subject });
    const letters: { key: string; role: string }[] = planned.json.letters;
    expect(letters.map(({ role: _role, ...letter }) => letter)).toEqual(told);
    expect(new Set(letters.map(({ key }) => key.split('/')[0]))).toEqual(
      new Set(['returned', 'remind', 'summary', 'form', 'bulletin']),
    );
    expect(new Set(letters.map(({ role }) => role))).toEqual(new Set(['联络人', '校长', '责任督学', '安全科']));
    expect(lettersIn(district).length).toBeGreaterThan(told.length);
  }, 120_000);

  it('prints the days in order with their weekdays: what is due, and how many letters to whom', async () => {
    const { stdout } = await line('preview', district, '--now', '2018-11-16T12:00', '--until', '2018-11-26');
    expect(stdout).toMatch(/2018年11月16日 周五\n {9}第一学期期中/);
    expect(stdout).toMatch(
      /2018年11月22日 周四\n {2}08:30 {2}2018年11月月报提醒（第 1 级）\n[\s\S]*? {2}08:30 {2}信 \d+ 封：\n {11}提醒，发给联络人 3 封：c371311001@example\.cn、/,
    );
    expect(stdout).toMatch(/2018年11月25日 周日\n {2}24:00 {2}2018年11月月报截止/);
    expect(stdout.indexOf('11月22日')).toBeLessThan(stdout.indexOf('11月25日'));
  });

  it('writes a calendar that is the same each time, and never over something else', async () => {
    const file = join(place, '日程.ics');
    const write = async (path: string) =>
      line('preview', district, '--now', '2018-11-16T12:00', '--until', '2018-12-31', '--ics', path);
    expect((await write(file)).stdout).toContain(file);
    const once = readFileSync(file, 'utf8');
    expect(once).toMatch(/^BEGIN:VCALENDAR\r\n/);
    expect(once).toContain('DTSTAMP:20181116T040000Z');
    expect(once.match(/SUMMARY:2018年11月月报截止（24:00）\r\n/g)).toHaveLength(1);
    expect(once).toMatch(/DTSTART;VALUE=DATE:20181125\r\n/);
    expect(new Set(once.match(/UID:.*/g)).size).toBe(once.match(/BEGIN:VEVENT/g)?.length);
    await write(file);
    expect(readFileSync(file, 'utf8')).toBe(once);

    const other = join(place, '名册.ics');
    writeFileSync(other, 'not a calendar');
    for (const path of [other, join(place, '日程.txt'), join(place, 'nowhere', '日程.ics')])
      expect(await write(path)).toMatchObject({ status: 2, stderr: expect.stringContaining(path) });
    expect(readFileSync(other, 'utf8')).toBe('not a calendar');
    expect(existsSync(join(place, '日程.txt'))).toBe(false);
  });
});
