import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEmlHead, readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { eventsOf, lettersIn } from '../doors/district-tree.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { retypeRows } from '../support/type-cells.ts';

const school: RosterRow = { code: '371311001', name: '示例第一小学' };

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

describe('a receipt', () => {
  it('tells contact and principal the figures as understood and the code of that version, once a version', async () => {
    const district = makeDistrict([school]);
    places.push(resolve(district, '..'));
    await inProcess('run', district, '2018-09-01T09:00');
    /** The new letters of a run. */
    const lettersAt = async (now: string) => {
      const before = lettersIn(district);
      await inProcess('run', district, now);
      return lettersIn(district)
        .filter((name) => !before.includes(name))
        .map((name) => {
          const bytes = readFileSync(join(district, '发件箱', name));
          return { to: readEmlHead(bytes).to, ...readEmlParts(bytes) };
        });
    };
    const codes = (): string[] =>
      eventsOf(district).flatMap((event) => (event.type === 'accepted' ? [event.checkCode] : []));
    const both = [`c${school.code}@example.cn`, `p${school.code}@example.cn`];

    const typed = { ...rightReport, monthlyReport_incidents: '３件', selfCheck_studentCount: '1,234人' };
    await fillReport(reportPath(district, school), typed, new Date('2018-09-20T10:07+08:00'));
    const first = await lettersAt('2018-09-20T11:00');
    expect(first.map(({ to }) => to).sort()).toEqual(both);
    for (const { text } of first) {
      expect(text).toMatch(new RegExp(`校验码：${codes()[0]}\\n`));
      expect(text).toMatch(/本月校园欺凌发生事件数[^\n]*\b3 件/);
      expect(text).toMatch(/学生数[^\n]*\b1234 人/);
      expect(text).toContain('9月20日 10:07');
    }

    await fillReport(reportPath(district, school), { monthlyReport_incidents: 2 }, new Date('2018-09-20T14:00+08:00'));
    const second = await lettersAt('2018-09-20T15:00');
    expect(second.map(({ to }) => to).sort()).toEqual(both);
    expect(new Set(codes()).size).toBe(2);
    for (const { text } of second) {
      expect(text).toMatch(new RegExp(`校验码：${codes()[1]}\\n`));
      expect(text).toContain(`（校验码 ${codes()[0]}）`);
      expect(text).toMatch(/本月校园欺凌发生事件数[^\n]*\b2 件/);
    }
    expect(await lettersAt('2018-09-20T16:00')).toEqual([]);

    // Whoever takes over the school is told what stands, not of months long past.
    const takesOver = (address: string) =>
      retypeRows(district, '学校名册', (rows) => rows.map((row) => ({ ...row, 校长邮箱: address })));
    await takesOver('new@example.cn');
    const receiptsAt = async (now: string) =>
      (await lettersAt(now)).filter(({ text }) => text.includes('校验码')).map(({ to }) => to);
    expect(await receiptsAt('2018-09-21T09:00')).toEqual(['new@example.cn']);
    await takesOver('newer@example.cn');
    expect(await receiptsAt('2018-10-22T09:00')).toEqual([]);
  });
});
