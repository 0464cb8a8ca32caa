import type { Period } from '../../../schemas/periods.ts';
import type { MonthFigures, SchoolMonth } from './bulletin-figures.ts';
import type { Months } from './months.ts';
import { isExpected, isReported } from './school-month.ts';

/** Who reported in a month, of the schools of a bulletin. */
export function monthFigures(months: Months, period: Period, codes: readonly string[]): MonthFigures {
  const all = codes.map((code) => ({ code, month: months.of(code, period) }));
  const those = (report: SchoolMonth['report']): string[] =>
    all.filter(({ month }) => month.report === report).map(({ code }) => code);
  const status = months.status(period);
  const expected = all.filter(({ month }) => isExpected(month)).length;
  const reported = all.filter(({ month }) => isReported(month)).length;
  const onTime = those('onTime').length;
  const rate = (number: number): number | null => (status === 'ended' ? percentOf(number, expected) : null);
  return {
    period,
    status,
    window: months.window(period),
    expected,
    reported,
    onTime,
    rates: { reported: rate(reported), onTime: rate(onTime) },
    zeroReports: all.filter(({ month }) => isZeroReport(month)).length,
    late: those('late'),
    missing: those('missing'),
    extended: those('extended'),
  };
}

function isZeroReport({ counts: { incidents } }: SchoolMonth): boolean {
  return incidents.is === 'number' && incidents.value === 0;
}

/** Percent with one decimal; never 100 of less than all, nor 0 of some. */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const rounded = Math.round((1000 * part) / whole) / 10;
  if (part < whole && rounded === 100) return 99.9;
  return part > 0 && rounded === 0 ? 0.1 : rounded;
}
