import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Period } from '../../schemas/periods.ts';
import { reportFile, schoolFolder, tree } from '../../schemas/tree.ts';
import { fillReport, ownWords, rightReport } from '../../test/support/fill-report.ts';
import { anxiaoCommand, timedWell } from './machine.ts';

/** A made-up district: its reports are right and signed but for every nth. */
export interface BenchDistrict {
  readonly schools: number;
  readonly periods: readonly Period[];
  /** One report in so many has an error; 0 for none. */
  readonly wrongEvery: number;
}

/** One made-up school. */
export interface BenchSchool {
  readonly code: string;
  readonly name: string;
}

/** Runs a command of ours and gives its JSON; throws where it did not end well. */
export function anxiao(...args: readonly string[]): unknown {
  return JSON.parse(timedWell(anxiaoCommand(...args, '--json')).stdout);
}

/** A folder of this bench's own, gone when the work is done. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'anxiao-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The schools of a made-up district. */
export function benchSchools(count: number): readonly BenchSchool[] {
  return Array.from({ length: count }, (_, index) => ({
    code: String(371_311_001 + index),
    name: `示例第${String(index + 1).padStart(4, '0')}小学`,
  }));
}

/** Path of a school's report in a district. */
export function benchReport(district: string, { code, name }: BenchSchool, period: Period): string {
  return join(district, tree.schools, schoolFolder(code, name), reportFile(period));
}

/**
 * Makes a district whose reports are handed out, filled and signed, and not yet read. Each period's workbook is handed
 * out and typed into once; the other schools' differ from it in whose they are and in what they count.
 */
export async function makeBenchDistrict(folder: string, made: BenchDistrict): Promise<string> {
  const district = join(folder, '区');
  const schools = benchSchools(made.schools);
  initDistrict(folder, district, schools);
  for (const period of made.periods) {
    const right = await filledTemplate(folder, period, {});
    const wrong = await filledTemplate(folder, period, { monthlyReport_incidentsReported: 999 });
    schools.forEach((school, index) => {
      const isWrong = made.wrongEvery > 0 && index % made.wrongEvery === made.wrongEvery - 1;
      const path = benchReport(district, school, period);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, reportOf(isWrong ? wrong : right, school, index));
      const savedAt = new Date(`${period}-20T10:00:00+08:00`);
      utimesSync(path, savedAt, savedAt);
    });
  }
  // What is in place is not made again: the commands enter the reports into the ledger.
  for (const period of made.periods) anxiao('hand-out', district, '--period', period, '--now', `${period}-01T09:00`);
  return district;
}

/** A fresh copy, with the times of its files: what a run sees must not depend on the run before. */
export function copyDistrict(from: string, to: string): string {
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  return to;
}

function initDistrict(folder: string, district: string, schools: readonly BenchSchool[]): void {
  const head = '学校编码,学校名称,学段,类型,联络人,联络人邮箱,校长,校长邮箱,责任督学,责任督学邮箱,村小数';
  const rows = schools.map(({ code, name }) => `${code},${name},小学,公办,甲老师,c${code}@example.cn,乙校长,,丁督学,,`);
  const roster = join(folder, 'roster.csv');
  writeFileSync(roster, `${[head, ...rows].join('\n')}\n`);
  anxiao('init', district, '--schools', roster);
}

const pattern: BenchSchool = { code: '379999999', name: '示例样本小学' };
const countedPupils = 98_765;

/** The parts of one handed-out report after a school typed into it. */
async function filledTemplate(
  folder: string,
  period: Period,
  typed: Readonly<Record<string, number>>,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const district = join(folder, `样本 ${period}`);
  initDistrict(folder, district, [pattern]);
  anxiao('hand-out', district, '--period', period, '--now', `${period}-01T09:00`);
  const path = benchReport(district, pattern, period);
  await fillReport(path, {
    ...rightReport,
    // Nobody copies from another or from last month: a question to each school would be a feedback workbook to each.
    ...ownWords(`${pattern.name}${period}`),
    selfCheck_studentCount: countedPupils,
    monthlyReport_reportDate: `${period}-20`,
    monthlyReport_docDate: `${period}-03`,
    ...typed,
  });
  const parts = unzipSync(readFileSync(path));
  rmSync(district, { recursive: true });
  return parts;
}

function reportOf(parts: Readonly<Record<string, Uint8Array>>, { code, name }: BenchSchool, index: number): Uint8Array {
  const own = Object.entries(parts).map(([part, bytes]): [string, Uint8Array] => {
    if (!part.endsWith('.xml')) return [part, bytes];
    const text = strFromU8(bytes);
    const replaced = text
      .replaceAll(pattern.code, code)
      .replaceAll(pattern.name, name)
      .replaceAll(`<v>${countedPupils}</v>`, `<v>${1200 + index}</v>`);
    return [part, replaced === text ? bytes : strToU8(replaced)];
  });
  return zipSync(Object.fromEntries(own), { level: 6 });
}
