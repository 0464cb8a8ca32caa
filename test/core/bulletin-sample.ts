import { educationKeys } from '../../functions/core/bulletin/bulletin-figures.ts';
import { ticks } from '../../functions/core/bulletin/tick-groups.ts';
import type { MasterRow, MasterValue, MasterView, PeriodView } from '../../functions/core/master/master-view.ts';
import type { Window } from '../../schemas/events.ts';
import { addMonths, type Period } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { sampleRow, sampleSchools, sampleView } from './master-view-sample.ts';

/** What a school sent for a month: its four counts (`null` blank, a text as it stands there), or why nothing counts. */
export interface Sent {
  readonly counts?: readonly [Count, Count, Count, Count];
  readonly late?: boolean;
  readonly lacks?: 'overdue' | 'notDue';
  /** Keys of 自查表 that are ticked 无; the other lines are 有. Left out: nothing is ticked. */
  readonly without?: readonly string[];
  /** Sessions and head-times as `educationKeys` order them. */
  readonly education?: readonly Count[];
  readonly version?: number;
}

export type Count = number | string | null;

/** The window of a month by the rule: from the 26th through the 25th, the first month from the 1st. */
export function windowOf(period: Period, first: Period): Window {
  const from = period === first ? `${period}-01` : `${addMonths(period, -1)}-26`;
  return { from, through: `${period}-25`, due: `${period}-26T00:00:00+08:00` };
}

function periodIn2018(month: number): Period {
  return `2018-${String(month).padStart(2, '0')}`;
}

const keys = ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'] as const;
const cells = { incidents: 'C14', incidentsReported: 'F14', incidentsCriminal: 'F15', handledCount: 'C16' } as const;

/** A row of a school and month with what it sent and nothing else. */
export function sentRow(school: School, period: Period, sent: Sent): MasterRow {
  const template = sampleRow(0, '2018-09');
  const accepted = sent.counts !== undefined;
  return {
    ...template,
    school,
    period,
    state: accepted ? 'submitted' : 'notStarted',
    timeliness: accepted ? (sent.late ? 'late' : 'onTime') : (sent.lacks ?? 'overdue'),
    source: accepted ? 'accepted' : 'none',
    version: accepted ? (sent.version ?? 1) : 0,
    checkCode: accepted ? `T${school.code.slice(-3)}-${period.slice(2, 4)}${period.slice(5)}` : '',
    values: accepted ? valuesOf(sent) : {},
  };
}

function valuesOf({ counts = [null, null, null, null], without, education = [] }: Sent): MasterRow['values'] {
  return {
    ...Object.fromEntries(
      keys.map((key, index) => [`monthlyReport_${key}`, value(counts[index] ?? null, `月报表!${cells[key]}`)]),
    ),
    ...Object.fromEntries(
      without === undefined
        ? []
        : ticks.map(({ key }) => [`selfCheck_${key}`, value(without.includes(key) ? '无' : '有', `自查表!${key}`)]),
    ),
    ...Object.fromEntries(
      education.map((count, index) => {
        const key = educationKeys[index] ?? '';
        const name = key === 'activityPeople' ? `monthlyReport_${key}` : `selfCheck_${key}`;
        return [name, value(count, key)];
      }),
    ),
  };
}

function value(of: Count, cell: string): MasterValue {
  const understood = typeof of !== 'string' || ['不适用', '有', '无'].includes(of);
  return { value: of, understood, cell };
}

/** A view of months; a school without an entry for a month was not expected in it. */
export function viewOf(
  periods: readonly Period[],
  sent: (school: School, period: Period) => Sent | undefined,
  schools: readonly School[] = sampleSchools,
): MasterView {
  const rows = periods.flatMap((period) =>
    schools.flatMap((school) => {
      const it = sent(school, period);
      return it ? [sentRow(school, period, it)] : [];
    }),
  );
  const views = periods.map((period, index): PeriodView => {
    // The days of a month that was left out belong to the next.
    const before = periods[index - 1];
    const window = windowOf(period, periods[0] ?? period);
    return { ...emptyPeriod, period, window: before ? { ...window, from: `${before}-26` } : window };
  });
  return sampleView(rows, { periods: views.toReversed() });
}

/** The same of months of 2018. */
export function monthsView(
  months: readonly number[],
  sent: (school: School, month: number) => Sent | undefined,
  schools: readonly School[] = sampleSchools,
): MasterView {
  return viewOf(months.map(periodIn2018), (school, period) => sent(school, Number(period.slice(5))), schools);
}

const emptyPeriod = {
  expected: 0,
  reported: 0,
  zeroReports: 0,
  states: {},
  timeliness: {},
  totals: {},
} as unknown as Omit<PeriodView, 'period' | 'window'>;

/** Four months of 24 schools that look like life: a late one, two missing, one with more time, a few incidents. */
export function lifelikeView(): MasterView {
  return monthsView([7, 8, 9, 10], lifelike);
}

/** The same with two months of the year before, in which less was in place. */
export function lifelikeYears(): MasterView {
  const periods = ['2017-09', '2017-10', '2018-07', '2018-08', '2018-09', '2018-10'];
  const handedOut = [...periods.slice(0, 2), ...monthsBetween('2017-11', '2018-06'), ...periods.slice(2)];
  return viewOf(handedOut, (school, period) => {
    const sent = lifelike(school, Number(period.slice(5)));
    return period < '2018-07' && sent.without ? { ...sent, without: [...sent.without, 'ruleProcess'] } : sent;
  });
}

function monthsBetween(from: Period, through: Period): readonly Period[] {
  const all: Period[] = [];
  for (let period = from; period <= through; period = addMonths(period, 1)) all.push(period);
  return all;
}

function lifelike(school: School, month: number): Sent {
  const index = sampleSchools.indexOf(school);
  const without = [
    ...(index % 8 === 5 ? ['ruleLegalAdviser'] : []),
    ...(index === 7 && month < 10 ? ['ruleEmergencyPlan', 'dailyCounselling'] : []),
    ...(index === 20 ? ['publicityChannels'] : []),
  ];
  const education = [index % 2, 24 * (index % 2), 1 + (month % 2), (380 + index * 17) * (1 + (month % 2))];
  const others = { without, education: [...education, index % 3, 60 * (index % 3), index % 4 === 0 ? null : 45] };
  if (month === 10 && (index === 4 || index === 8)) return { lacks: 'overdue' };
  if (month === 10 && index === 9) return { lacks: 'notDue' };
  if (month === 9 && index === 11) return { counts: [1, 1, 0, 0], late: true, ...others };
  const some = (index * 7 + month * 5) % 13 === 0 ? 1 : (index + month) % 17 === 0 ? 2 : 0;
  const criminal = some === 2 && month === 10 ? 1 : 0;
  return {
    counts: [some, Math.min(some, index % 2), criminal, some === 2 ? 1 : some],
    late: month === 10 && index === 18,
    ...others,
  };
}
