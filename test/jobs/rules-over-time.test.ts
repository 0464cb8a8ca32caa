import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../schemas/events.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, ownWords, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeRow } from '../support/type-row.ts';

const first: RosterRow = { code: '371311001', name: '第一小学' };
const second: RosterRow = { code: '371311002', name: '第二小学' };

const made: string[] = [];
afterEach(() => {
  for (const district of made.splice(0)) rmSync(dirname(district), { recursive: true, force: true });
});

function districtOf(...rows: readonly RosterRow[]): string {
  const district = makeDistrict(rows);
  made.push(district);
  return district;
}

/** Runs, and tells the codes that stand by month, `2018-09 A2-AUG`, and how many workbooks were read. */
async function run(district: string, now: string): Promise<{ readonly codes: string[]; readonly read: number }> {
  const { period, findings, read, others } = await inProcess('run', district, now);
  const months = [{ period, findings, read }, ...others];
  return {
    codes: months.flatMap((month) => month.findings.map(({ code }) => `${month.period} ${code}`)).sort(),
    read: months.reduce((sum, month) => sum + month.read, 0),
  };
}

const month = (number: number) => `2018年${String(number).padStart(2, '0')}月`;

function fill(district: string, row: RosterRow, number: number, typed: Typed = {}): Promise<void> {
  const words = Object.entries(ownWords(row.name)).map(([key, text]) => [key, `${text}${number}月`]);
  return fillReport(reportPath(district, row, month(number)), {
    ...rightReport,
    ...Object.fromEntries(words),
    selfCheck_planText: `${row.name}${number}月以后的打算`,
    monthlyReport_reportDate: `2018-${String(number).padStart(2, '0')}-20`,
    ...typed,
  });
}

const noPupils = { selfCheck_eduStudentTimes: 0, selfCheck_eduStudentPeople: 0 };

describe('what time alone brings up', () => {
  it('the checklist of 31 August: on its day, once a school, in its newest report, until it is mended', async () => {
    const district = districtOf(first);
    await run(district, '2018-08-03T09:00');
    await fill(district, first, 8, { selfCheck_ruleProcess: '无', monthlyReport_docDate: '2018-08-03' });
    expect((await run(district, '2018-08-30T09:00')).codes).toEqual([]);
    expect(await run(district, '2018-08-31T00:00')).toEqual({ codes: ['2018-08 A2-AUG'], read: 0 });
    await run(district, '2018-09-01T09:00');
    await fill(district, first, 9, { selfCheck_ruleProcess: '无' });
    expect((await run(district, '2018-09-20T09:00')).codes).toEqual(['2018-09 A2-AUG']);
    await fill(district, first, 9);
    expect((await run(district, '2018-09-21T09:00')).codes).toEqual([]);
  });

  it('no session for pupils: at half term, until one is reported', async () => {
    const district = districtOf(first);
    await run(district, '2018-09-03T09:00');
    await fill(district, first, 9, noPupils);
    await run(district, '2018-09-20T09:00');
    await run(district, '2018-10-08T09:00');
    await fill(district, first, 10, noPupils);
    await run(district, '2018-10-22T09:00');
    await run(district, '2018-11-01T09:00');
    await fill(district, first, 11, { ...noPupils, monthlyReport_reportDate: '2018-11-12' });
    expect((await run(district, '2018-11-15T09:00')).codes).toEqual([]);
    expect(await run(district, '2018-11-16T09:00')).toEqual({ codes: ['2018-11 A2-SEM'], read: 0 });
    // A session in an earlier month, put right later, answers the question as well.
    await fill(district, first, 10, { selfCheck_eduStudentTimes: 1, selfCheck_eduStudentPeople: 900 });
    expect((await run(district, '2018-11-17T09:00')).codes).toEqual([]);
  });

  it('a case that stays open more than ten days, until a later month takes it on', async () => {
    const district = districtOf(first);
    await run(district, '2018-09-03T09:00');
    await fill(district, first, 9, { monthlyReport_handledCount: 0 });
    expect((await run(district, '2018-10-05T09:00')).codes).toEqual([]);
    expect((await run(district, '2018-10-06T09:00')).codes).toEqual(['2018-09 A3-BAL']);
    await fill(district, first, 10, { monthlyReport_handledCount: 2 });
    expect((await run(district, '2018-10-22T09:00')).codes).toEqual([]);
    await fill(district, first, 10, { monthlyReport_handledCount: 3 });
    expect((await run(district, '2018-10-23T09:00')).codes).toEqual(['2018-10 A3-BAL']);
    // September had one more: October's account is right again without a word of October changed.
    await fill(district, first, 9, { monthlyReport_incidents: 2, monthlyReport_handledCount: 0 });
    expect((await run(district, '2018-10-24T09:00')).codes).toEqual([]);
  });
});

describe('what others bring up', () => {
  it('the same words at two schools: both are asked, and neither any more once one is rewritten', async () => {
    const district = districtOf(first, second);
    await run(district, '2018-09-03T09:00');
    await fill(district, first, 9);
    expect((await run(district, '2018-09-20T08:00')).codes).toEqual([]);
    await fill(district, second, 9, ownWords(second.name));
    await fill(district, second, 9, {
      monthlyReport_handlingText: `${ownWords(first.name).monthlyReport_handlingText}9月`,
    });
    expect((await run(district, '2018-09-20T09:00')).codes).toEqual(['2018-09 X-DUP', '2018-09 X-DUP']);
    await fill(district, second, 9);
    expect((await run(district, '2018-09-21T09:00')).codes).toEqual([]);
  });

  it('a case in a register: a school that reported 0 is asked, unless it was found untrue', async () => {
    const none = { monthlyReport_incidents: 0, monthlyReport_incidentsReported: 0, monthlyReport_handledCount: 0 };
    const district = districtOf(first);
    await run(district, '2018-09-03T09:00');
    await fill(district, first, 9, none);
    expect((await run(district, '2018-09-20T09:00')).codes).toEqual([]);
    await typeRow(district, '舆情', first.code, '2018-09-12', '网帖反映', '不属实');
    expect((await run(district, '2018-09-20T10:00')).codes).toEqual([]);
    await typeRow(district, '督办', first.code, '2018-09-13', '来电反映');
    expect(await run(district, '2018-09-20T11:00')).toEqual({ codes: ['2018-09 X-SIG'], read: 0 });
    const journal = readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const raised = journal.map((line) => JSON.parse(line) as LedgerEvent).filter(({ type }) => type === 'raised');
    expect(JSON.stringify(raised)).not.toContain('来电反映');
  });
});
