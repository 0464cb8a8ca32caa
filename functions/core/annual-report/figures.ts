import type { Period } from '../../../schemas/periods.ts';
import { addMonths } from '../../../schemas/periods.ts';
import type { BulletinFigures, ChecklistFigures } from '../bulletin/bulletin-figures.ts';
import { checklistFigures } from '../bulletin/checklist.ts';
import { added, type Span } from '../bulletin/count-total.ts';
import { type FiguresSource, Months } from '../bulletin/months.ts';
import type { Pair } from '../bulletin/pair.ts';
import { monthFigures, percentOf } from '../bulletin/reporting.ts';
import { isExpected, isReported } from '../bulletin/school-month.ts';
import type { CampaignYear } from '../campaign-year.ts';
import type { Matter } from '../registers/matters.ts';
import type {
  AnnualFigures,
  Days,
  IssuedFigures,
  IssuedPair,
  ReportingFigures,
  ScoreMeans,
  SummaryFigures,
} from './annual-figures.ts';
import { appealFigures, caseFigures, opinionFigures, visitFigures } from './count-registers.ts';

/** A bulletin of the year whose draft was due, and what it was issued with. */
export interface YearBulletin extends Pair {
  readonly issued?: { readonly number: string; readonly issuedOn: string; readonly figures: BulletinFigures };
}

/** What the report of a year is assembled from: the four sources of S46, and what schools reported. */
export interface AnnualSource extends FiguresSource {
  readonly year: CampaignYear;
  /** Months of the year that were handed out, oldest first. */
  readonly periods: readonly Period[];
  readonly days: Days;
  /** Rows of the registers as they stand on the day of the draft, at the latest on the year's last. */
  readonly matters: readonly Matter[];
  readonly bulletins: readonly YearBulletin[];
  readonly summaries: SummaryFigures | null;
  readonly scores: ScoreMeans | null;
}

/** The figures of a campaign year. */
export function annualFigures(source: AnnualSource): AnnualFigures {
  const { year, periods, days, matters, scores, summaries } = source;
  const months = new Months(source);
  const schools = months.schoolsIn(periods).map(({ code, name }) => ({ code, name }));
  const codes = schools.map(({ code }) => code);
  return {
    is: 'annualReport',
    edition: 1,
    year: year.year,
    from: periods[0] ?? year.from,
    through: year.through,
    days,
    schools,
    reporting: reportingFigures(months, periods, codes),
    opinions: opinionFigures(matters, days),
    bulletins: issuedFigures(source.bulletins),
    cases: caseFigures(matters, days),
    appeals: appealFigures(matters, days),
    inspections: {
      special: visitFigures(matters, days, '专项督导'),
      daily: visitFigures(matters, days, '日常检查'),
    },
    scores,
    summaries,
    checklist: checklistAtEnd(months, year, codes),
  };
}

function reportingFigures(months: Months, periods: readonly Period[], codes: readonly string[]): ReportingFigures {
  const all = periods.map((period) => monthFigures(months, period, codes));
  const sum = (of: (month: (typeof all)[number]) => number): number => all.reduce((total, it) => total + of(it), 0);
  const [expected, reported, onTime] = [sum((it) => it.expected), sum((it) => it.reported), sum((it) => it.onTime)];
  const always = codes.filter((code) => {
    const asked = periods.map((period) => months.of(code, period)).filter(isExpected);
    return asked.length > 0 && asked.every(isReported);
  });
  return {
    months: all.map(({ period, status, window, expected: asked, reported: came, onTime: inTime }) => ({
      period,
      status,
      window,
      expected: asked,
      reported: came,
      onTime: inTime,
    })),
    expected,
    reported,
    onTime,
    missing: expected - reported,
    rates: { reported: percentOf(reported, expected), onTime: percentOf(onTime, expected) },
    always: always.length,
  };
}

function issuedFigures(bulletins: readonly YearBulletin[]): IssuedFigures {
  const issued = bulletins.flatMap(({ from, through, issued: as }): IssuedPair[] => {
    if (!as) return [];
    const { totals } = as.figures;
    const sum = (key: 'expected' | 'reported'): number => totals.months.reduce((all, month) => all + month[key], 0);
    return [
      {
        from,
        through,
        number: as.number,
        issuedOn: as.issuedOn,
        expected: sum('expected'),
        reported: sum('reported'),
        incidents: totals.incidents.sum,
        handled: totals.handledCount.sum,
      },
    ];
  });
  return {
    due: bulletins.length,
    issued,
    open: bulletins.filter((it) => !it.issued).map(({ from, through }) => ({ from, through })),
    expected: issued.reduce((all, it) => all + it.expected, 0),
    reported: issued.reduce((all, it) => all + it.reported, 0),
    incidents: added(issued.flatMap(({ incidents }) => incidents ?? [])),
    handled: added(issued.flatMap(({ handled }) => handled ?? [])),
  };
}

/** As the last two months of the year have it, against the same of the year before. */
function checklistAtEnd(months: Months, { through }: CampaignYear, codes: readonly string[]): ChecklistFigures {
  const spanOf = (last: Period): Span => {
    const first = addMonths(last, -1);
    const both = [monthFigures(months, first, codes), monthFigures(months, last, codes)] as const;
    return { from: first, through: last, months: both };
  };
  const before = spanOf(addMonths(through, -12));
  return checklistFigures(months, codes, { now: spanOf(through), before, lastYear: before });
}
