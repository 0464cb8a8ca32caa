import { addMonths, type Period, periodParts } from '../../../schemas/periods.ts';
import type {
  BulletinFigures,
  Comparison,
  Correction,
  CountKey,
  MonthFigures,
  PairSum,
  SchoolFigures,
  SchoolMonth,
} from '../bulletin/bulletin-figures.ts';
import type { Measure, PairName, When } from './marks.ts';
import { type Against, checklistMembers, comparedOf, correctedSchools, isCount, listedInBoth } from './pair-facts.ts';
import { isOfChecklist } from './scope.ts';

/** When, as the figures know it. */
export type Span =
  | { readonly is: 'month'; readonly period: Period; readonly figures: MonthFigures }
  | { readonly is: 'pair'; readonly pair: PairName }
  /** A pair whose bulletin was issued, and what of it was corrected since. */
  | { readonly is: 'corrected'; readonly correction: Correction };

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
        return { is: 'pair', pair: when.pair };
      case 'months': {
        const isPair = ({ first, through }: { first: Period; through: Period }): boolean =>
          periodParts(first).month === when.first &&
          periodParts(through).month === when.second &&
          (when.year === 0 || when.year === periodParts(first).year);
        if (isPair({ first: from, through: addMonths(from, 1) })) return { is: 'pair', pair: 'now' };
        const pair = (['before', 'lastYear'] as const).find((it) =>
          isPair({ first: totals[it].from, through: totals[it].through }),
        );
        return pair && { is: 'pair', pair };
      }
      case 'month': {
        const figures = [...totals.months, ...totals.before.months, ...totals.lastYear.months].find(({ period }) =>
          isMonth(when, period),
        );
        return figures && { is: 'month', period: figures.period, figures };
      }
    }
  }

  /** A pair that a correction is about, where a sentence means one. */
  correctionOf(when: When): Span | undefined {
    const { corrections, totals } = this.#figures;
    const correction = corrections.find(({ from, through }) => {
      if (when.is === 'pair') return when.pair === 'before' && from === totals.before.from;
      const [first, second] = [periodParts(from), periodParts(through)];
      return (
        when.is === 'months' &&
        [first.month, second.month].join() === [when.first, when.second].join() &&
        (when.year === 0 || when.year === first.year)
      );
    });
    return correction && { is: 'corrected', correction };
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
    const { checklist } = this.#figures.totals;
    if (measure === 'listed') return checklist.schools;
    if (measure === 'listedBoth') return listedInBoth(this.#figures);
    if (measure === 'expected' && span.is === 'pair' && span.pair === 'now') return checklist.expected;
    if (span.is !== 'month') return this.members(measure, span)?.length;
    const { expected, reported, zeroReports } = span.figures;
    const counts = { expected, reported, zeroReports };
    if (measure in counts) return counts[measure as keyof typeof counts];
    return this.members(measure, span)?.length;
  }

  /** 100 for all of them; undefined over no school. */
  rate(measure: Measure, span: Span): number | undefined {
    if (span.is !== 'month' || span.figures.expected === 0) return undefined;
    const { expected, reported, late } = span.figures;
    if (measure === 'reportedRate' || measure === 'reported') return (100 * reported) / expected;
    if (measure === 'onTimeRate' || measure === 'onTime') return (100 * (reported - late.length)) / expected;
    return undefined;
  }

  /** How many incidents, over the district; `matched` over the schools that can be compared. */
  pieces(measure: Measure, span: Span, matched?: Against): number | undefined {
    const { totals } = this.#figures;
    if (measure === 'backlog')
      return span.is === 'pair' && span.pair === 'now' ? (totals.backlog.sum ?? undefined) : undefined;
    if (!isCount(measure)) return undefined;
    if (span.is === 'corrected') return undefined;
    if (span.is === 'pair') {
      const change = matched && this.change(measure, matched);
      if (matched) return span.pair === 'now' ? change?.now : change?.before;
      return this.#ofPair(measure, span.pair).sum ?? undefined;
    }
    const pair = (['now', 'before', 'lastYear'] as const).find((it) => this.#monthAt(it, span.period) >= 0) ?? 'now';
    return this.#ofPair(measure, pair).months[this.#monthAt(pair, span.period)]?.sum ?? undefined;
  }

  #ofPair(measure: CountKey, pair: PairName): PairSum {
    const total = this.#figures.totals[measure];
    return pair === 'now' ? total : total[pair];
  }

  #monthAt(pair: PairName, month: Period): number {
    const { totals } = this.#figures;
    return (pair === 'now' ? totals : totals[pair]).months.findIndex(({ period }) => period === month);
  }

  /** This pair against another. */
  change(measure: Measure, against: Against = 'before'): Extract<Comparison, { is: 'compared' }> | undefined {
    return comparedOf(this.#figures, measure, against);
  }

  /** The schools of which a measure is true in a month, by code; undefined where it is true of none by its nature. */
  members(measure: Measure, span: Span): readonly string[] | undefined {
    if (measure === 'backlog') return this.#codes(({ backlog }) => backlog.is === 'known' && backlog.open > 0);
    if (isCount(measure) && span.is !== 'corrected')
      return this.#codes((school) => (this.#pieces(school, measure, span) ?? 0) > 0);
    if (isOfChecklist(measure)) return checklistMembers(this.#figures, measure);
    if (span.is === 'corrected') return correctedSchools(span.correction, measure);
    if (span.is === 'pair') return undefined;
    const month = (school: SchoolFigures): SchoolMonth | undefined =>
      [...school.months, ...school.before, ...school.lastYear].find(({ period }) => period === span.period);
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
    const months = [...school.months, ...school.before, ...school.lastYear].filter(({ period }) => {
      if (span.is === 'month') return period === span.period;
      if (span.is === 'corrected') return false;
      return (span.pair === 'now' ? school.months : school[span.pair]).some((it) => it.period === period);
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

/** The month that is meant; one without a year may be of any. */
export function isMonth(when: When, period: Period): boolean {
  const { year, month } = periodParts(period);
  return when.is === 'month' && month === when.month && (when.year === 0 || when.year === year);
}
