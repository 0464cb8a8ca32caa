import type { Period } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { Clerk, countPair, headings, type In, paper } from './bulletin-naive.ts';
import type { Paper, Papers } from './bulletin-papers.ts';
import type { Count } from './bulletin-sample.ts';

const pairsOf = {
  '2018-05': { now: ['2018-05', '2018-06'], before: ['2018-03', '2018-04'], lastYear: ['2017-05', '2017-06'] },
  '2018-07': { now: ['2018-07', '2018-08'], before: ['2018-05', '2018-06'], lastYear: ['2017-07', '2017-08'] },
} as const;

const reports = { in: 'onTime', late: 'late', overdue: 'missing', notDue: 'extended', away: 'notExpected' } as const;
const countNames = ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'];
const educationNames = [
  'eduTeacherTimes',
  'eduTeacherPeople',
  'eduStudentTimes',
  'eduStudentPeople',
  'eduParentTimes',
  'eduParentPeople',
  'activityPeople',
];

/** What a bulletin said of a pair that is other by now, a line each: `371311001 2018-07 incidents 1→2`. */
export function changedByHand(pair: keyof typeof pairsOf, old: Papers, now: Papers): readonly string[] {
  const pairs = pairsOf[pair];
  const [was, is] = [countPair(old, true, pairs), countPair(now, true, pairs)];
  const lines: string[] = [];
  const note = (where: string, before: unknown, after: unknown): void => {
    if (before !== after) lines.push(`${where} ${before}→${after}`);
  };
  for (const [index, month] of pairs.now.entries()) {
    for (const key of ['expected', 'reported', 'zeroReports'] as const)
      note(`${month} ${key}`, was.totals.months[index]?.[key], is.totals.months[index]?.[key]);
    for (const key of ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'] as const)
      note(`${month} ${key}`, was.totals[key].months[index]?.sum, is.totals[key].months[index]?.sum);
    for (const key of educationNames)
      note(
        `${month} ${key}`,
        was.totals.education[key]?.months[index]?.sum,
        is.totals.education[key]?.months[index]?.sum,
      );
  }
  for (const school of is.people) {
    for (const month of pairs.now) {
      const [before, after] = [paper(old, school, month), paper(now, school, month)];
      note(`${school.code} ${month} report`, reports[before.is], reports[after.is]);
      for (const [index, key] of countNames.entries())
        note(
          `${school.code} ${month} ${key}`,
          said(before, (it) => it.counts[index]),
          said(after, (it) => it.counts[index]),
        );
      for (const [index, key] of educationNames.entries())
        note(
          `${school.code} ${month} ${key}`,
          said(before, (it) => it.education[index]),
          said(after, (it) => it.education[index]),
        );
    }
    const last = (papers: Papers): In | undefined => new Clerk(papers, [], true).lastIn(school, pairs.now);
    const [before, after] = [last(old), last(now)];
    for (const [key] of headings.flatMap(([, lines]) => lines))
      if (before && after)
        note(
          `${school.code} ${pairs.now[1]} ${key}`,
          before.without.includes(key) ? 'no' : 'yes',
          after.without.includes(key) ? 'no' : 'yes',
        );
  }
  return lines;
}

function said(of: Paper, read: (it: In) => Count | undefined): string {
  if (of.is !== 'in' && of.is !== 'late') return 'none';
  const value = read(of);
  if (typeof value === 'number') return String(value);
  return value === null || value === undefined ? 'blank' : value === '不适用' ? 'notApplicable' : 'unclear';
}

/** How a school stands in a month and what it wrote, as words. */
export function schoolByHand(papers: Papers, ended: boolean, school: School, month: Period): readonly string[] {
  const of = paper(papers, school, month);
  const status = new Clerk(papers, [], ended).status(month);
  const open = of.is === 'notDue' && status === 'open' ? 'open' : reports[of.is];
  const report = status === 'notStarted' || status === 'notHandedOut' ? status : open;
  return [report, ...countNames.map((_, index) => said(of, (it) => it.counts[index]))];
}
