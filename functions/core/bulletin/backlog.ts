import type { Period } from '../../../schemas/periods.ts';
import type { Backlog, SchoolMonth } from './bulletin-figures.ts';

/** What a school still has open after its months, oldest first, from the district's first one on. */
export function backlogOf(months: readonly SchoolMonth[]): Backlog {
  const expected = months.filter(({ report }) => report !== 'notExpected' && report !== 'notStarted');
  const since: Period | undefined = expected[0]?.period;
  if (since === undefined) return { is: 'unknown', why: 'notExpected' };
  let open = 0;
  for (const { counts } of expected) {
    const { incidents, handledCount } = counts;
    if (incidents.is !== 'number' || handledCount.is !== 'number') return { is: 'unknown', why: 'monthMissing' };
    open += incidents.value - handledCount.value;
    if (open < 0) return { is: 'unknown', why: 'openedBefore' };
  }
  return { is: 'known', open, since };
}
