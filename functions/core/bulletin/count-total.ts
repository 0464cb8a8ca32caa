import type { Period } from '../../../schemas/periods.ts';
import type { Comparison, CountTotal, Figure, MonthFigures, PairSum, Sum } from './bulletin-figures.ts';
import { compare } from './compare.ts';
import type { Months } from './months.ts';
import type { Pair } from './pair.ts';
import { isExpected } from './school-month.ts';

/** Two months of the district: who reported in them. */
export interface Span extends Pair {
  readonly months: readonly [MonthFigures, MonthFigures];
}

/** The three pairs that figures are told of. */
export interface Spans {
  readonly now: Span;
  readonly before: Span;
  readonly lastYear: Span;
}

/** One count over the district: `figure` says what a school gave in a month. */
export function countTotal(
  months: Months,
  codes: readonly string[],
  spans: Spans,
  figure: (code: string, period: Period) => Figure,
): CountTotal {
  const sumIn = (period: Period): Sum => {
    const asked = codes.filter((code) => isExpected(months.of(code, period)));
    const numbers = asked.flatMap((code) => numberIn(figure(code, period)) ?? []);
    return {
      sum: added(numbers),
      schools: numbers.length,
      expected: asked.length,
      some: numbers.filter((number) => number > 0).length,
    };
  };
  const pairSum = ({ from, through }: Pair): PairSum => {
    const both = [sumIn(from), sumIn(through)] as const;
    const some = codes.filter((code) => [from, through].some((period) => (numberIn(figure(code, period)) ?? 0) > 0));
    return { sum: added(both.flatMap(({ sum }) => sum ?? [])), some: some.length, months: both };
  };
  const inBoth = (code: string, { from, through }: Pair): number | undefined => {
    const [first, second] = [numberIn(figure(code, from)), numberIn(figure(code, through))];
    return first === undefined || second === undefined ? undefined : first + second;
  };
  const against = (then: Span): Comparison =>
    compareSchools(months, codes, spans.now, then, (code, span) => inBoth(code, span));
  return {
    ...pairSum(spans.now),
    before: pairSum(spans.before),
    lastYear: pairSum(spans.lastYear),
    change: against(spans.before),
    changeLastYear: against(spans.lastYear),
  };
}

/** Two pairs over the schools that have a value in both; `all` where these are all that were expected in any month. */
export function compareSchools(
  months: Months,
  codes: readonly string[],
  now: Span,
  then: Span,
  value: (code: string, span: Span) => number | undefined,
): Comparison {
  const periods = [then.from, then.through, now.from, now.through];
  return compare({
    schools: codes.map((code) => ({ before: value(code, then), now: value(code, now) })),
    expected: codes.filter((code) => periods.some((period) => isExpected(months.of(code, period)))).length,
    before: then.months,
    now: now.months,
  });
}

/** A number that was given; undefined for a blank, 不适用, what nobody can read, and no report at all. */
function numberIn(figure: Figure): number | undefined {
  return figure.is === 'number' ? figure.value : undefined;
}

/** Nobody having given a number is not a sum of 0. */
export function added(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0);
}
