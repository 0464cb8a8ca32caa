import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Chance, chanceOf } from '../../support/chance.ts';
import { makeDistrict, reportPath } from '../../support/district.ts';
import { fillReport, rightReport } from '../../support/fill-report.ts';
import { typeSetting } from '../../support/type-setting.ts';
import { clockAt, plusDays } from './days.ts';
import type { Entry, Year } from './log.ts';
import { serveAndTell } from './real-post.ts';
import { type Row, sectionAddress } from './world-of-schools.ts';

const schools = ['001', '002', '003', '004', '005', '006'].map((number) => ({
  code: `371311${number}`,
  name: `示例第${number}小学`,
  inspectorEmail: 'inspector@example.cn',
}));

/** The days on which rungs fall in September and October 2018, and some on which none does. */
const days = [...['09-14', '09-21', '09-26', '09-28', '09-30'], ...['10-17', '10-22', '10-26', '10-30']].map(
  (day) => `2018-${day}`,
);

/**
 * Two months of six schools with the real parts: the program in processes of its own that are killed, a folder of real
 * workbooks, a real SMTP server that breaks off. The log is what the judge of the years in memory reads.
 */
export async function liveForReal(seed: number): Promise<{ readonly year: Year; readonly place: string }> {
  const chance = chanceOf(seed);
  const district = makeDistrict(schools);
  await typeSetting(district, '安全科邮箱', sectionAddress);
  const rows = schools.map(rowOf);
  const log: Entry[] = [{ is: 'decided', decisions: { edition: 1, rows, extensions: [], days: [] } }];
  const post = await serveAndTell(log, chance, district);
  const reports = [...reportsOf(chance, '2018-09'), ...reportsOf(chance, '2018-10')];
  try {
    for (const day of days)
      for (const minutes of chance.one(3) ? [540, 900] : [chance.pick([430, 570, 1200])]) {
        const now = clockAt(day, minutes);
        // Where the run that was to hand the month out was killed, schools wait for their workbook.
        for (const report of reports.filter((it) => it.at <= now && existsSync(pathOf(district, it)))) {
          reports.splice(reports.indexOf(report), 1);
          await hand(district, report);
        }
        await post.run(now);
      }
  } finally {
    await post.close();
  }
  return { year: { log, dead: new Set(), marked: [] }, place: resolve(district, '..') };
}

interface Handed {
  readonly at: string;
  readonly school: (typeof schools)[number];
  readonly period: string;
  /** A part above its whole: to be mended. */
  readonly wrong: boolean;
}

/** When the schools hand a month in; some never do. */
function reportsOf(chance: Chance, period: string): Handed[] {
  return schools.flatMap((school) => {
    if (chance.one(4)) return [];
    const done = chance.between(-8, 5);
    const act = (after: number, wrong: boolean): Handed => {
      return { at: clockAt(plusDays(`${period}-25`, after), chance.between(480, 1000)), school, period, wrong };
    };
    return chance.one(3) ? [act(done - 2, true), act(done, false)] : [act(done, false)];
  });
}

function pathOf(district: string, { school, period }: Pick<Handed, 'school' | 'period'>): string {
  return reportPath(district, school, `${period.slice(0, 4)}年${period.slice(5)}月`);
}

async function hand(district: string, { at, school, period, wrong }: Handed): Promise<void> {
  const day = at.slice(0, 10);
  const dates = {
    monthlyReport_periodMonth: Number(period.slice(5)),
    monthlyReport_reportDate: day,
    monthlyReport_docDate: plusDays(day, -5),
  };
  const part = { monthlyReport_incidents: 0, monthlyReport_incidentsReported: wrong ? 5 : 0 };
  await fillReport(pathOf(district, { school, period }), { ...rightReport, ...dates, ...part }, new Date(at));
}

function rowOf({ code, name, inspectorEmail }: (typeof schools)[number]): Row {
  const [contact, principal] = [`c${code}@example.cn`, `p${code}@example.cn`];
  return { code, name, contact, principal, inspector: inspectorEmail, byMail: false, from: '', through: '' };
}
