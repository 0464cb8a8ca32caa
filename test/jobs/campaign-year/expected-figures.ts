import { educationKeys } from '../../../functions/core/bulletin/bulletin-figures.ts';
import type { School } from '../../../schemas/roster.ts';
import { countPair } from '../../core/bulletin-naive.ts';
import type { Paper, Papers } from '../../core/bulletin-papers.ts';
import { players } from './cast.ts';
import { extension } from './decisions.ts';
import { expectedIn } from './expected-letters.ts';
import { periods, type Save, saves } from './reports.ts';
import { educationOf, lacksOf } from './school-hand.ts';

/** What a report told of its month when it was last right and signed by an instant. */
export function inForce(school: string, period: string, now: string): Save | undefined {
  return saves.findLast(
    (it) => it.school === school && it.period === period && it.at <= now && !it.wrong && it.signed && !it.summaryAlone,
  );
}

/** The last day on which a report is in time. */
function lastDayOf(school: string, period: string): string {
  return school === extension.school && period === extension.period ? extension.due : `${period}-25`;
}

/** What 总览 says of a month, counted once more. */
export function countedMonth(period: string, now: string) {
  const names = expectedIn(period);
  const reports = names.flatMap((name) => inForce(name, period, now) ?? []);
  const sum = (index: 0 | 1 | 2 | 3): number => reports.reduce((all, { counts }) => all + counts[index], 0);
  const onTime = reports.filter(({ school, at }) => at.slice(0, 10) <= lastDayOf(school, period)).length;
  return {
    expected: names.length,
    reported: reports.length,
    zeroReports: reports.filter(({ counts }) => counts[0] === 0).length,
    onTime,
    late: reports.length - onTime,
    missing: names.length - reports.length,
    incidents: sum(0),
    byTip: sum(1),
    criminal: sum(2),
    handled: sum(3),
    // 学生主题教育, in head-times.
    pupils: reports.reduce((all, { school }) => all + educated(school, period).people, 0),
  };
}

function educated(school: string, period: string) {
  const player = players.get(school);
  if (!player) throw new Error(`nobody is called ${school}`);
  const { lessons, training } = educationOf(player, period);
  return { lessons, training, people: lessons * player.students, teachers: training * player.teachers };
}

/** The papers of the year's months through one, as they lay there at an instant, for the clerk who counts bulletins. */
function papersAt(now: string, through: string): Papers {
  const schools = [...players].map(([name, { code }]) => ({ name, school: { code, name } as School }));
  return {
    schools: schools.map(({ school }) => school),
    months: periods.filter((period) => period <= through),
    leftOut: ['2019-02'],
    at: (school, month) => {
      const name = schools.find((it) => it.school === school)?.name ?? '';
      return paperOf(name, month, now);
    },
  };
}

function paperOf(name: string, month: string, now: string): Paper {
  if (!periods.some((it) => it === month) || !expectedIn(month).includes(name)) return { is: 'away' };
  const save = inForce(name, month, now);
  if (!save) return { is: now.slice(0, 10) > lastDayOf(name, month) ? 'overdue' : 'notDue' };
  const { lessons, training, people, teachers } = educated(name, month);
  const numbers: Readonly<Record<(typeof educationKeys)[number], number>> = {
    eduTeacherTimes: training,
    eduTeacherPeople: teachers,
    eduStudentTimes: lessons,
    eduStudentPeople: people,
    eduParentTimes: 0,
    eduParentPeople: 0,
    activityPeople: people,
  };
  return {
    is: save.at.slice(0, 10) <= lastDayOf(name, month) ? 'in' : 'late',
    counts: save.counts,
    without: lacksOf(save),
    education: educationKeys.map((key) => numbers[key]),
  };
}

/** The totals of a bulletin as a clerk counts them on the morning on which it is issued. */
export function countedBulletin(from: string, through: string, issued: string) {
  const months = (first: string): [string, string] => [first, nextMonth(first)];
  const pairs = {
    now: [from, through] as const,
    before: months(nextMonth(from, -2)),
    lastYear: months(nextMonth(from, -12)),
  };
  return countPair(papersAt(`${issued}T09:00`, through), true, pairs).totals;
}

function nextMonth(period: string, by = 1): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 7);
}
