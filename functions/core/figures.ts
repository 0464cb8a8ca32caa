import { addMonths, type Period } from '../../schemas/periods.ts';
import { backlogOf } from './bulletin/backlog.ts';
import type {
  BulletinFigures,
  CountKey,
  CountTotal,
  MonthFigures,
  MonthStatus,
  SchoolFigures,
  SchoolMonth,
  Sum,
  TotalFigures,
} from './bulletin/bulletin-figures.ts';
import { compare } from './bulletin/compare.ts';
import { type Pair, pairBefore } from './bulletin/pair.ts';
import { byCount, schoolMonth } from './bulletin/school-month.ts';
import { hasPassed } from './calendar.ts';
import type { MasterRow, MasterView } from './master-view.ts';

/** What figures are made from: the master's rows and windows, the order of 学校名册, and the clock. */
export interface FiguresSource {
  readonly view: Pick<MasterView, 'rows' | 'periods'>;
  /** School codes in the order of 学校名册. */
  readonly order: readonly string[];
  /** ISO: which deadlines have passed. */
  readonly now: string;
}

type Two<T> = readonly [T, T];

/** The figures of a pair of months against the pair before, from accepted versions only. */
export function bulletinFigures(source: FiguresSource, pair: Pair): BulletinFigures {
  const { from, through } = pair;
  const before = pairBefore(pair);
  const months = new Months(source, through);
  const schools = schoolsIn(source, [before.from, before.through, from, through]).map(
    ({ code, name }): SchoolFigures => {
      const at = (period: Period): SchoolMonth => months.of(code, period);
      return {
        code,
        name,
        months: [at(from), at(through)],
        before: [at(before.from), at(before.through)],
        backlog: backlogOf(months.all.map(at)),
      };
    },
  );
  const ofNow: Two<MonthFigures> = [
    monthFigures(months, from, schools, (it) => it.months[0]),
    monthFigures(months, through, schools, (it) => it.months[1]),
  ];
  const ofBefore: Two<MonthFigures> = [
    monthFigures(months, before.from, schools, (it) => it.before[0]),
    monthFigures(months, before.through, schools, (it) => it.before[1]),
  ];
  const totals: TotalFigures = {
    ...byCount((key) => countTotal(key, schools, ofNow, ofBefore)),
    backlog: backlogTotal(schools),
    months: ofNow,
    before: { ...before, months: ofBefore },
  };
  return { edition: 1, from, through, totals, schools };
}

/** The district's months up to the pair's last one, with each school's row. */
class Months {
  /** Every month since the first hand-out, oldest first, without a gap. */
  readonly all: readonly Period[];
  readonly #source: FiguresSource;
  readonly #rows: ReadonlyMap<string, MasterRow>;
  readonly #first: Period | undefined;

  constructor(source: FiguresSource, through: Period) {
    this.#source = source;
    this.#rows = new Map(source.view.rows.map((row) => [`${row.period}/${row.school.code}`, row]));
    this.#first = source.view.periods.map(({ period }) => period).sort()[0];
    const all: Period[] = [];
    for (let period = this.#first; period !== undefined && period <= through; period = addMonths(period, 1))
      all.push(period);
    this.all = all;
  }

  window(period: Period): MonthFigures['window'] {
    return this.#source.view.periods.find((it) => it.period === period)?.window ?? null;
  }

  status(period: Period): MonthStatus {
    if (this.#first === undefined || period < this.#first) return 'notStarted';
    const window = this.window(period);
    if (!window) return 'notHandedOut';
    return hasPassed(window.due, this.#source.now) ? 'ended' : 'open';
  }

  of(code: string, period: Period): SchoolMonth {
    return schoolMonth(period, this.status(period), this.#rows.get(`${period}/${code}`));
  }
}

/** Schools with a row in one of the periods, in the order of 学校名册; one that left the register comes last. */
function schoolsIn({ view, order }: FiguresSource, periods: readonly Period[]): MasterRow['school'][] {
  const schools = new Map(
    view.rows.filter(({ period }) => periods.includes(period)).map(({ school }) => [school.code, school]),
  );
  const places = new Map(order.map((code, place) => [code, place]));
  const place = (code: string): number => places.get(code) ?? order.length;
  return [...schools.values()].sort((a, b) => place(a.code) - place(b.code) || (a.code < b.code ? -1 : 1));
}

function monthFigures(
  months: Months,
  period: Period,
  schools: readonly SchoolFigures[],
  monthOf: (school: SchoolFigures) => SchoolMonth,
): MonthFigures {
  const codes = (report: SchoolMonth['report']): string[] =>
    schools.filter((school) => monthOf(school).report === report).map(({ code }) => code);
  const all = schools.map(monthOf);
  return {
    period,
    status: months.status(period),
    window: months.window(period),
    expected: all.filter(isExpected).length,
    reported: all.filter(isReported).length,
    zeroReports: all.filter(({ counts: { incidents } }) => incidents.is === 'number' && incidents.value === 0).length,
    late: codes('late'),
    missing: codes('missing'),
    extended: codes('extended'),
  };
}

function isReported({ report }: SchoolMonth): boolean {
  return report === 'onTime' || report === 'late';
}

function isExpected(month: SchoolMonth): boolean {
  return isReported(month) || ['missing', 'extended', 'open'].includes(month.report);
}

function countTotal(
  key: CountKey,
  schools: readonly SchoolFigures[],
  months: Two<MonthFigures>,
  before: Two<MonthFigures>,
): CountTotal {
  const now: Two<Sum> = [sumOf(key, schools, (it) => it.months[0]), sumOf(key, schools, (it) => it.months[1])];
  const then: Two<Sum> = [sumOf(key, schools, (it) => it.before[0]), sumOf(key, schools, (it) => it.before[1])];
  return {
    sum: together(now),
    months: now,
    before: { sum: together(then), months: then },
    change: compare(key, schools, months, before),
  };
}

function sumOf(key: CountKey, schools: readonly SchoolFigures[], monthOf: (school: SchoolFigures) => SchoolMonth): Sum {
  const months = schools.map(monthOf);
  const numbers = months.flatMap(({ counts }) => {
    const figure = counts[key];
    return figure.is === 'number' ? [figure.value] : [];
  });
  return {
    sum: numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0),
    schools: numbers.length,
    expected: months.filter(isExpected).length,
  };
}

function together(months: Two<Sum>): number | null {
  const sums = months.flatMap(({ sum }) => (sum === null ? [] : [sum]));
  return sums.length === 0 ? null : sums.reduce((sum, it) => sum + it, 0);
}

function backlogTotal(schools: readonly SchoolFigures[]): Sum {
  const expected = schools.filter(({ months }) => months.some(isExpected));
  const known = expected.flatMap(({ backlog }) => (backlog.is === 'known' ? [backlog.open] : []));
  return {
    sum: known.length === 0 ? null : known.reduce((sum, open) => sum + open, 0),
    schools: known.length,
    expected: expected.length,
  };
}
