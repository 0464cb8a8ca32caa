import type { Comparison, Direction, MonthFigures, WhyNotCompared } from './bulletin-figures.ts';

/** What two pairs of months are held against each other by. */
export interface Compared {
  /** Each school's number then and now; undefined where a month of the pair has none. */
  readonly schools: readonly { readonly before: number | undefined; readonly now: number | undefined }[];
  /** How many schools were expected in any of the months compared. */
  readonly expected: number;
  readonly before: readonly MonthFigures[];
  readonly now: readonly MonthFigures[];
}

/** One pair against another, over the schools that gave a number in all four months. */
export function compare(compared: Compared): Comparison {
  const why = whyNot(compared);
  if (why) return { is: 'none', why };
  const matched = compared.schools.flatMap(({ before, now }) =>
    before === undefined || now === undefined ? [] : [{ before, now }],
  );
  if (matched.length === 0) return { is: 'none', why: 'noSchoolInAll' };
  const before = matched.reduce((sum, it) => sum + it.before, 0);
  const now = matched.reduce((sum, it) => sum + it.now, 0);
  return {
    is: 'compared',
    schools: matched.length,
    all: matched.length === compared.expected,
    before,
    now,
    change: now - before,
    direction: directionOf(now - before),
  };
}

function whyNot({ before, now }: Compared): WhyNotCompared | undefined {
  if (before.every(({ reported }) => reported === 0)) return 'noDataBefore';
  if (before.some(({ status }) => status !== 'ended')) return 'monthMissingBefore';
  return now.some(({ status }) => status !== 'ended') ? 'monthMissingNow' : undefined;
}

function directionOf(change: number): Direction {
  return change > 0 ? 'more' : change < 0 ? 'less' : 'same';
}
