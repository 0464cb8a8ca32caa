import { backlogOf } from './bulletin/backlog.ts';
import {
  type BulletinFigures,
  type ByEducation,
  type CountTotal,
  educationKeys,
  type SchoolFigures,
  type SchoolMonth,
  type Sum,
} from './bulletin/bulletin-figures.ts';
import { checklistFigures } from './bulletin/checklist.ts';
import { corrections } from './bulletin/corrections.ts';
import { added, countTotal, type Span, type Spans } from './bulletin/count-total.ts';
import { type FiguresSource, Months } from './bulletin/months.ts';
import { type Pair, pairBefore, pairLastYear } from './bulletin/pair.ts';
import { monthFigures } from './bulletin/reporting.ts';
import { byCount, isExpected } from './bulletin/school-month.ts';

/**
 * The figures of a pair of months against the pair before and the same of last year, from accepted versions only; and what
 * bulletins issued before it said otherwise.
 */
export function bulletinFigures(source: FiguresSource, pair: Pair): BulletinFigures {
  const months = new Months(source);
  const earlier = (source.issued ?? []).filter(({ from }) => from < pair.from);
  return { ...figuresOf(months, pair), corrections: corrections(earlier, (of) => figuresOf(months, of)) };
}

function figuresOf(months: Months, pair: Pair): Omit<BulletinFigures, 'corrections'> {
  const { from, through } = pair;
  const [before, lastYear] = [pairBefore(pair), pairLastYear(pair)];
  const named = months.schoolsIn([pair, before, lastYear].flatMap((it) => [it.from, it.through]));
  const codes = named.map(({ code }) => code);
  const spanOf = (of: Pair): Span => ({
    from: of.from,
    through: of.through,
    months: [monthFigures(months, of.from, codes), monthFigures(months, of.through, codes)],
  });
  const spans: Spans = { now: spanOf(pair), before: spanOf(before), lastYear: spanOf(lastYear) };
  const all = months.through(through);
  const schools = named.map(({ code, name }): SchoolFigures => {
    const both = (of: Pair): readonly [SchoolMonth, SchoolMonth] => [
      months.of(code, of.from),
      months.of(code, of.through),
    ];
    return {
      code,
      name,
      months: both(pair),
      before: both(before),
      lastYear: both(lastYear),
      education: [months.education(code, from), months.education(code, through)],
      checklist: months.checklist(code, pair),
      backlog: backlogOf(all.map((period) => ({ ...months.of(code, period), window: months.window(period) }))),
    };
  });
  return {
    edition: 1,
    from,
    through,
    totals: {
      ...byCount((key) => countTotal(months, codes, spans, (code, period) => months.of(code, period).counts[key])),
      backlog: backlogTotal(schools),
      months: spans.now.months,
      before: spans.before,
      lastYear: spans.lastYear,
      education: educationTotals(months, codes, spans),
      checklist: checklistFigures(months, codes, spans),
    },
    schools,
  };
}

function educationTotals(months: Months, codes: readonly string[], spans: Spans): ByEducation<CountTotal> {
  const totals = educationKeys.map((key) => [
    key,
    countTotal(months, codes, spans, (code, period) => months.education(code, period)[key]),
  ]);
  return Object.fromEntries(totals) as ByEducation<CountTotal>;
}

function backlogTotal(schools: readonly SchoolFigures[]): Sum {
  const expected = schools.filter(({ months }) => months.some(isExpected));
  const known = expected.flatMap(({ backlog }) => (backlog.is === 'known' ? [backlog.open] : []));
  return {
    sum: added(known),
    schools: known.length,
    expected: expected.length,
    some: known.filter((open) => open > 0).length,
  };
}
