import type { Period } from '../../../schemas/periods.ts';
import { addDays } from '../calendar.ts';
import type { Backlog, MonthFigures, SchoolMonth } from './bulletin-figures.ts';

/** A school's month with the days that it asked for. */
export interface MonthOfDays extends Pick<SchoolMonth, 'period' | 'report' | 'counts'> {
  readonly window: MonthFigures['window'];
}

/** What a school still has open after its months, oldest first, from the district's first one on. */
export function backlogOf(months: readonly MonthOfDays[]): Backlog {
  const first = months.findIndex(({ report }) => isAsked(report));
  const since: Period | undefined = months[first]?.period;
  if (since === undefined) return { is: 'unknown', why: 'notExpected' };
  let open = 0;
  for (const [index, { counts, report }] of months.entries()) {
    // A month that 报送事项 leaves out has no report; its days belong to the next.
    const isEmpty = report === 'notHandedOut' ? isBridged(months, index) : !isAsked(report);
    if (index < first || isEmpty) continue;
    const { incidents, handledCount } = counts;
    if (incidents.is !== 'number' || handledCount.is !== 'number') return { is: 'unknown', why: 'monthMissing' };
    open += incidents.value - handledCount.value;
    if (open < 0) return { is: 'unknown', why: 'openedBefore' };
  }
  return { is: 'known', open, since };
}

function isAsked(report: MonthOfDays['report']): boolean {
  return report !== 'notExpected' && report !== 'notStarted' && report !== 'notHandedOut';
}

/** True where the next month that was handed out begins the day after the last one before this ended. */
function isBridged(months: readonly MonthOfDays[], index: number): boolean {
  const before = months.slice(0, index).findLast(({ window }) => window)?.window;
  const after = months.slice(index + 1).find(({ window }) => window)?.window;
  return !!before && !!after && after.from <= addDays(before.through, 1);
}
