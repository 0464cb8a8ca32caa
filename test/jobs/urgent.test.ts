import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeSetting } from '../support/type-setting.ts';

const school: RosterRow = { code: '371311001', name: '示例第一小学' };
const other: RosterRow = { code: '371311002', name: '示例第二小学' };

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

describe('a report that speaks of a crime', () => {
  let district = '';

  beforeEach(async () => {
    district = makeDistrict([school, other]);
    places.push(resolve(district, '..'));
    await typeSetting(district, '安全科邮箱', 'section@example.cn');
    await inProcess('run', district, '2018-09-01T09:00');
  });

  async function types(row: RosterRow, typed: Typed, savedAt: string): Promise<void> {
    await fillReport(reportPath(district, row), { ...rightReport, ...typed }, new Date(`${savedAt}:00+08:00`));
  }

  const lettersAt = async (now: string) =>
    (await inProcess('run', district, now)).letters.map(({ key, to, state }) => ({ key, to, state }));

  it('is told to the section by the run that first sees it, on a Saturday night, and to nobody else before morning', async () => {
    await types(school, { monthlyReport_incidentsCriminal: 1 }, '2018-09-22T21:00');
    const urgent = { key: `urgent/2018-09/${school.code}/A3-CRIM/1`, to: ['section@example.cn'], state: 'sent' };
    expect(await lettersAt('2018-09-22T22:10')).toEqual([urgent]);
    expect(await lettersAt('2018-09-22T23:10')).toEqual([]);
    const keys = (await lettersAt('2018-09-25T08:30')).map(({ key }) => key);
    expect(keys.filter((key) => key.startsWith('receipt/'))).toHaveLength(2);
    expect(keys.some((key) => key.startsWith('urgent/'))).toBe(false);
  });

  it('is told again where the number changed, and no wrong or unsigned report waits to be mended first', async () => {
    const wrong = { monthlyReport_incidents: 0, monthlyReport_principal: null };
    await types(school, { ...wrong, monthlyReport_incidentsCriminal: 1 }, '2018-09-19T15:00');
    await types(other, { monthlyReport_principal: null, monthlyReport_incidentsCriminal: 1 }, '2018-09-19T15:00');
    // Both in one letter.
    expect(await lettersAt('2018-09-19T20:00')).toMatchObject([{ key: `urgent/2018-09/${school.code}/A3-CRIM/1` }]);
    await types(other, { monthlyReport_incidents: 2, monthlyReport_incidentsCriminal: 2 }, '2018-09-19T21:00');
    expect(await lettersAt('2018-09-19T22:00')).toMatchObject([{ key: `urgent/2018-09/${other.code}/A3-CRIM/2` }]);
  });
});
