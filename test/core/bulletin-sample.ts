import type { MasterRow, MasterView, PeriodView } from '../../functions/core/master-view.ts';
import type { Window } from '../../schemas/events.ts';
import type { Period } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { sampleRow, sampleSchools, sampleView } from './master-view-sample.ts';

/** What a school sent for a month: its four counts (`null` blank, a text as it stands there), or why nothing counts. */
export interface Sent {
  readonly counts?: readonly [Count, Count, Count, Count];
  readonly late?: boolean;
  readonly lacks?: 'overdue' | 'notDue';
}

type Count = number | string | null;

/** Windows of 2018 by the rule: from the 26th through the 25th, the first month from the 1st. */
export function windowIn2018(month: number, first: number): Window {
  const two = (number: number): string => String(number).padStart(2, '0');
  const from = month === first ? `2018-${two(month)}-01` : month === 1 ? '2017-12-26' : `2018-${two(month - 1)}-26`;
  return { from, through: `2018-${two(month)}-25`, due: `2018-${two(month)}-26T00:00:00+08:00` };
}

const keys = ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'] as const;
const cells = { incidents: 'C14', incidentsReported: 'F14', incidentsCriminal: 'F15', handledCount: 'C16' } as const;

/** A row of a school and month with these counts and nothing else. */
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
    version: accepted ? 1 : 0,
    checkCode: accepted ? `T${school.code.slice(-3)}-${period.slice(2, 4)}${period.slice(5)}` : '',
    values: accepted
      ? Object.fromEntries(
          keys.map((key, index) => {
            const value = sent.counts?.[index] ?? null;
            const understood = value === null || typeof value === 'number' || value === '不适用';
            return [`monthlyReport_${key}`, { value, understood, cell: `月报表!${cells[key]}` }];
          }),
        )
      : {},
  };
}

/** A view of months of 2018; a school without an entry for a month was not expected in it. */
export function monthsView(
  months: readonly number[],
  sent: (school: School, month: number) => Sent | undefined,
  schools: readonly School[] = sampleSchools,
): MasterView {
  const rows = months.flatMap((month) =>
    schools.flatMap((school) => {
      const it = sent(school, month);
      return it ? [sentRow(school, `2018-${String(month).padStart(2, '0')}`, it)] : [];
    }),
  );
  const periods = months.map((month): PeriodView => {
    const period = `2018-${String(month).padStart(2, '0')}`;
    return { ...emptyPeriod, period, window: windowIn2018(month, months[0] ?? 1) };
  });
  return sampleView(rows, { periods: periods.toReversed() });
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
  const place = (school: School): number => sampleSchools.indexOf(school);
  return monthsView([7, 8, 9, 10], (school, month) => {
    const index = place(school);
    if (month === 10 && (index === 4 || index === 8)) return { lacks: 'overdue' };
    if (month === 10 && index === 9) return { lacks: 'notDue' };
    if (month === 9 && index === 11) return { counts: [1, 1, 0, 0], late: true };
    const some = (index * 7 + month * 5) % 13 === 0 ? 1 : (index + month) % 17 === 0 ? 2 : 0;
    const criminal = some === 2 && month === 10 ? 1 : 0;
    return {
      counts: [some, Math.min(some, index % 2), criminal, some === 2 ? 1 : some],
      late: month === 10 && index === 18,
    };
  });
}
