import type { Comparison, CountKey, Direction, MonthFigures, SchoolFigures, SchoolMonth } from './bulletin-figures.ts';

/** This pair against the one before, over the schools that gave a number in all four months. */
export function compare(
  key: CountKey,
  schools: readonly SchoolFigures[],
  months: readonly MonthFigures[],
  before: readonly MonthFigures[],
): Comparison {
  if (before.every(({ reported }) => reported === 0)) return { is: 'none', why: 'noDataBefore' };
  if (before.some(({ status }) => status !== 'ended')) return { is: 'none', why: 'monthMissingBefore' };
  if (months.some(({ status }) => status !== 'ended')) return { is: 'none', why: 'monthMissingNow' };
  const matched = schools.flatMap((school) => {
    const then = pairSum(key, school.before);
    const now = pairSum(key, school.months);
    return then === undefined || now === undefined ? [] : [{ then, now }];
  });
  if (matched.length === 0) return { is: 'none', why: 'noSchoolInAll' };
  const then = matched.reduce((sum, it) => sum + it.then, 0);
  const now = matched.reduce((sum, it) => sum + it.now, 0);
  return {
    is: 'compared',
    schools: matched.length,
    all: matched.length === schools.length,
    before: then,
    now,
    change: now - then,
    direction: directionOf(now - then),
  };
}

function directionOf(change: number): Direction {
  return change > 0 ? 'more' : change < 0 ? 'less' : 'same';
}

/** A school's sum over two months; undefined unless both have a number. */
function pairSum(key: CountKey, months: readonly [SchoolMonth, SchoolMonth]): number | undefined {
  const [first, second] = months.map(({ counts }) => counts[key]);
  return first?.is === 'number' && second?.is === 'number' ? first.value + second.value : undefined;
}
