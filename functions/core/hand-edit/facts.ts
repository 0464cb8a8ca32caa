import { addMonths, type Period, periodParts } from '../../../schemas/periods.ts';
import {
  type BulletinFigures,
  type Comparison,
  type CountKey,
  countKeys,
  type MonthFigures,
  type SchoolFigures,
  type SchoolMonth,
} from '../bulletin/bulletin-figures.ts';
import type { Measure, PairName, When } from './marks.ts';

/** When, as the figures know it. */
export type Span =
  | { readonly is: 'month'; readonly period: Period; readonly figures: MonthFigures }
  | { readonly is: 'pair'; readonly pair: Exclude<PairName, 'lastYear'> };

/** What figures say, asked the way a sentence says it; undefined where they say nothing of the kind. */
export class Facts {
  readonly #figures: BulletinFigures;
  readonly #schools: ReadonlyMap<string, SchoolFigures>;

  constructor(figures: BulletinFigures) {
    this.#figures = figures;
    this.#schools = new Map(figures.schools.map((school) => [school.code, school]));
  }

  /** The months or the pair that a sentence means; undefined for any that the figures do not speak of. */
  spanOf(when: When): Span | undefined {
    const { from, totals } = this.#figures;
    switch (when.is) {
      case 'pair':
        return when.pair === 'lastYear' ? undefined : { is: 'pair', pair: when.pair };
      case 'months': {
        const isPair = ({ first, through }: { first: Period; through: Period }): boolean =>
          periodParts(first).month === when.first &&
          periodParts(through).month === when.second &&
          (when.year === 0 || when.year === periodParts(first).year);
        if (isPair({ first: from, through: addMonths(from, 1) })) return { is: 'pair', pair: 'now' };
        return isPair({ first: totals.before.from, through: totals.before.through })
          ? { is: 'pair', pair: 'before' }
          : undefined;
      }
      case 'month': {
        const figures = [...totals.months, ...totals.before.months].find(({ period }) => {
          const { year, month } = periodParts(period);
          return month === when.month && (when.year === 0 || when.year === year);
        });
        return figures && { is: 'month', period: figures.period, figures };
      }
    }
  }

  /** The two months that the bulletin is about. */
  get months(): readonly [Span, Span] {
    const [first, second] = this.#figures.totals.months;
    return [
      { is: 'month', period: first.period, figures: first },
      { is: 'month', period: second.period, figures: second },
    ];
  }

  /** How many schools. */
  schools(measure: Measure, span: Span): number | undefined {
    if (span.is === 'pair') return undefined;
    const { expected, reported, zeroReports } = span.figures;
    const counts = { expected, reported, zeroReports };
    if (measure in counts) return counts[measure as keyof typeof counts];
    return this.members(measure, span)?.length;
  }

  /** 100 for all of them; undefined over no school. */
  rate(measure: Measure, span: Span): number | undefined {
    if (span.is === 'pair' || span.figures.expected === 0) return undefined;
    const { expected, reported, late } = span.figures;
    if (measure === 'reportedRate' || measure === 'reported') return (100 * reported) / expected;
    if (measure === 'onTimeRate' || measure === 'onTime') return (100 * (reported - late.length)) / expected;
    return undefined;
  }

  /** How many incidents, over the district; `matched` over the schools that can be compared. */
  pieces(measure: Measure, span: Span, matched = false): number | undefined {
    const { totals } = this.#figures;
    if (measure === 'backlog')
      return span.is === 'pair' && span.pair === 'now' ? (totals.backlog.sum ?? undefined) : undefined;
    if (!isCount(measure)) return undefined;
    const { change, sum, months, before } = totals[measure];
    if (span.is === 'pair' && matched) return change.is === 'compared' ? change[span.pair] : undefined;
    if (span.is === 'pair') return (span.pair === 'now' ? sum : before.sum) ?? undefined;
    const at = totals.months.findIndex(({ period }) => period === span.period);
    const of =
      at >= 0 ? months[at] : before.months[totals.before.months.findIndex(({ period }) => period === span.period)];
    return of?.sum ?? undefined;
  }

  /** This pair against the one before. */
  change(measure: Measure): Extract<Comparison, { is: 'compared' }> | undefined {
    if (!isCount(measure)) return undefined;
    const { change } = this.#figures.totals[measure];
    return change.is === 'compared' ? change : undefined;
  }

  /** The schools of which a measure is true in a month, by code; undefined where it is true of none by its nature. */
  members(measure: Measure, span: Span): readonly string[] | undefined {
    if (measure === 'backlog') return this.#codes(({ backlog }) => backlog.is === 'known' && backlog.open > 0);
    if (isCount(measure)) return this.#codes((school) => (this.#pieces(school, measure, span) ?? 0) > 0);
    if (span.is === 'pair') return undefined;
    const month = (school: SchoolFigures): SchoolMonth | undefined =>
      [...school.months, ...school.before].find(({ period }) => period === span.period);
    switch (measure) {
      case 'missing':
      case 'late':
      case 'extended':
        return span.figures[measure];
      case 'onTime':
        return this.#codes((school) => month(school)?.report === 'onTime');
      case 'reported':
        return this.#codes((school) => ['onTime', 'late'].includes(month(school)?.report ?? ''));
      case 'expected':
        return this.#codes((school) =>
          ['onTime', 'late', 'missing', 'extended', 'open'].includes(month(school)?.report ?? ''),
        );
      case 'zeroReports':
        return this.#codes((school) => {
          const incidents = month(school)?.counts.incidents;
          return incidents?.is === 'number' && incidents.value === 0;
        });
      default:
        return undefined;
    }
  }

  /** One school's own number. */
  ownPieces(code: string, measure: Measure, span: Span): number | undefined {
    const school = this.#schools.get(code);
    if (!school) return undefined;
    if (measure === 'backlog') return school.backlog.is === 'known' ? school.backlog.open : undefined;
    return isCount(measure) ? this.#pieces(school, measure, span) : undefined;
  }

  nameOf(code: string): string {
    return this.#schools.get(code)?.name ?? code;
  }

  #pieces(school: SchoolFigures, measure: CountKey, span: Span): number | undefined {
    const months = [...school.months, ...school.before].filter(({ period }) => {
      if (span.is === 'month') return period === span.period;
      return (span.pair === 'now' ? school.months : school.before).some((it) => it.period === period);
    });
    const numbers = months.flatMap(({ counts }) => {
      const figure = counts[measure];
      return figure.is === 'number' ? [figure.value] : [];
    });
    if (numbers.length === 0 || numbers.length < months.length) return undefined;
    return numbers.reduce((sum, number) => sum + number, 0);
  }

  #codes(of: (school: SchoolFigures) => boolean): readonly string[] {
    return this.#figures.schools.filter(of).map(({ code }) => code);
  }
}

function isCount(measure: Measure): measure is CountKey {
  return (countKeys as readonly string[]).includes(measure);
}
