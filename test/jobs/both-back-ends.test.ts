import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRosterFile } from '../../functions/adapters/roster-file.ts';
import type { RunReport } from '../../functions/jobs/run.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { type GoogleDistrict, makeGoogleDistrict } from '../support/google-district.ts';
import { inProcess } from '../support/in-process.ts';

const rows: readonly RosterRow[] = [
  { code: '371311001', name: '第一小学' },
  { code: '371311002', name: '第二小学' },
  { code: '371311003', name: '第三中心小学', type: '中心小学', villages: '4' },
  { code: '371311004', name: '第四小学' },
  { code: '371311005', name: '第五小学' },
  { code: '371311006', name: '第六小学', email: '' },
];

/** What happens between two runs: which school types what; `month` as its file is called. */
interface Step {
  readonly now: string;
  readonly typed: readonly (readonly [school: number, month: string, Typed])[];
}

const zero: Typed = {
  monthlyReport_incidents: 0,
  monthlyReport_incidentsReported: 0,
  monthlyReport_handledCount: 0,
  monthlyReport_handledDesc: null,
  monthlyReport_handlingText: null,
};
const october: Typed = { monthlyReport_reportDate: '2018-10-20', monthlyReport_docDate: '2018-10-08' };

const steps: readonly Step[] = [
  { now: '2018-09-03T09:00', typed: [] },
  {
    now: '2018-09-20T10:00',
    typed: [
      [1, '2018年09月', rightReport],
      [2, '2018年09月', { ...rightReport, ...zero }],
      [3, '2018年09月', { ...rightReport, monthlyReport_villagePlanCount: 9, monthlyReport_villageHotlineCount: 4 }],
      [
        4,
        '2018年09月',
        { ...rightReport, monthlyReport_incidents: '约3', selfCheck_orgLeadingGroup: '有（√）无（√）' },
      ],
      [5, '2018年09月', { selfCheck_studentCount: 800 }],
    ],
  },
  { now: '2018-09-20T11:00', typed: [] },
  {
    now: '2018-09-25T16:00',
    typed: [
      [1, '2018年09月', { monthlyReport_incidents: 2, monthlyReport_handledCount: 2 }],
      [3, '2018年09月', { monthlyReport_villagePlanCount: 4 }],
      [4, '2018年09月', { monthlyReport_incidents: 1 }],
    ],
  },
  {
    now: '2018-09-26T09:30',
    typed: [[4, '2018年09月', { selfCheck_orgLeadingGroup: '有（√）无（  ）', monthlyReport_principal: null }]],
  },
  { now: '2018-10-09T09:30', typed: [[4, '2018年09月', { monthlyReport_principal: '乙校长' }]] },
  {
    now: '2018-10-24T10:00',
    typed: [
      [1, '2018年10月', { ...rightReport, ...october }],
      [2, '2018年10月', { ...rightReport, ...october, ...zero }],
    ],
  },
  { now: '2018-10-30T10:00', typed: [] },
];

describe('two months on both back ends', () => {
  let folder: string;
  let google: GoogleDistrict;
  const told: { folder: RunReport; google: RunReport }[] = [];

  beforeAll(async () => {
    folder = makeDistrict(rows);
    const read = await readRosterFile(join(dirname(folder), 'roster.csv'));
    if ('problems' in read) throw new Error(read.problems.join());
    google = await makeGoogleDistrict(read.schools);
    for (const { now, typed } of steps) {
      for (const [school, month, answers] of typed) await typeBoth(school, month, answers);
      told.push({
        folder: await inProcess('run', folder, now),
        google: await inProcess('run', google.district, now, (world) => world, google.env),
      });
    }
  }, 300_000);
  afterAll(async () => {
    await google?.emulator.close();
    rmSync(dirname(folder), { recursive: true, force: true });
  });

  async function typeBoth(number: number, month: string, typed: Typed): Promise<void> {
    const row = rows[number - 1] as RosterRow;
    await fillReport(reportPath(folder, row, month), typed);
    const id = await google.section.at(google.root, '学校', `${row.code} ${row.name}`, month);
    await google.section.type(id, typed as Record<string, string | number | null>);
  }

  it.each(steps.map(({ now }, index) => [now, index] as const))('tells the same at %s', (_, index) => {
    const run = told[index];
    // A folder has no address to tell the schools of.
    const letters = run?.google.letters.filter(({ key }) => !key.startsWith('open/'));
    expect({ ...run?.google, letters }).toEqual(run?.folder);
  });
});
