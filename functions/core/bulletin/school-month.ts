import type { Period } from '../../../schemas/periods.ts';
import type { MasterRow, MasterValue } from '../master/master-view.ts';
import {
  type ByCount,
  countKeys,
  type Figure,
  type MonthStatus,
  type SchoolMonth,
  type SchoolReport,
} from './bulletin-figures.ts';

/** One school's month from its row of the master; no row: the school was not expected, or nobody was. */
export function schoolMonth(period: Period, status: MonthStatus, row: MasterRow | undefined): SchoolMonth {
  const accepted = row?.source === 'accepted' ? row : undefined;
  return {
    period,
    report: reportOf(status, row),
    version: accepted?.version ?? 0,
    checkCode: accepted?.checkCode ?? '',
    counts: byCount((key) => figureOf(accepted, accepted?.values[`monthlyReport_${key}`])),
  };
}

/** A value for each of the counts. */
export function byCount<T>(of: (key: (typeof countKeys)[number]) => T): ByCount<T> {
  return Object.fromEntries(countKeys.map((key) => [key, of(key)])) as ByCount<T>;
}

/** Something of it was accepted. */
export function isReported({ report }: Pick<SchoolMonth, 'report'>): boolean {
  return report === 'onTime' || report === 'late';
}

/** 应报. */
export function isExpected(month: Pick<SchoolMonth, 'report'>): boolean {
  return isReported(month) || ['missing', 'extended', 'open'].includes(month.report);
}

function reportOf(status: MonthStatus, row: MasterRow | undefined): SchoolReport {
  if (!row) return status === 'notStarted' || status === 'notHandedOut' ? status : 'notExpected';
  if (row.source === 'accepted') return row.timeliness === 'late' ? 'late' : 'onTime';
  if (row.timeliness === 'overdue') return 'missing';
  return status === 'ended' ? 'extended' : 'open';
}

/** What an accepted version has in a blank that takes a count. */
export function figureOf(accepted: MasterRow | undefined, found: MasterValue | undefined): Figure {
  if (!accepted) return { is: 'none' };
  const cell = found?.cell ?? '';
  if (!found || found.value === null || found.value === '') return { is: 'blank', cell };
  if (found.understood && typeof found.value === 'number') return { is: 'number', value: found.value, cell };
  return { is: found.value === '不适用' ? 'notApplicable' : 'unclear', cell };
}
