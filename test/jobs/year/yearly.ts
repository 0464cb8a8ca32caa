import { isActive, type Knowledge, type Run } from './knowledge.ts';

/** What is due once a year: 四个落实 by the end of August (S31), 年度总结 by 25 September (S45). */
const duties = [
  { name: 'checklist', month: '08', due: '08-31' },
  { name: 'annualSummary', month: '09', due: '09-25' },
] as const;

/** One of them, for a school that has not done it, and the rung that is due. */
export interface YearlyDuty {
  /** `checklist-2018`. */
  readonly key: string;
  readonly rung: number;
}

/** What a school owes of this year's, or last year's until this year's month comes. */
export function yearlyDuties({ reports, ofSchool, months }: Knowledge, run: Run, school: string): YearlyDuty[] {
  const row = run.known.rows.get(school);
  const all = ofSchool.get(school) ?? [];
  return duties.flatMap(({ name, month, due }) => {
    const thisYear = Number(run.now.slice(0, 4));
    const isSummary = name === 'annualSummary';
    // 年度总结 stands in its month's workbook alone: until that is handed out, last year's is the newest.
    const isCome = run.now.slice(5, 7) >= month && (!isSummary || months.has(`${thisYear}-${month}`));
    const year = isCome ? thisYear : thisYear - 1;
    const period = `${year}-${month}`;
    const [first] = months;
    if (!row || first === undefined || period < first || !isActive(row, period)) return [];
    const where = isSummary ? reports.get(`${period}/${school}`) : all.find((report) => report.period >= period);
    const isDone = isSummary ? where?.summed : all.some((report) => report.period >= period && report.complete);
    const rung = run.known.policy.rung(`${year}-${due}`, run.now);
    return where && !isDone && rung !== undefined ? [{ key: `${name}-${year}`, rung }] : [];
  });
}
