import type { Extension, Obligation } from '../../../schemas/control.ts';
import type { Window } from '../../../schemas/events.ts';
import { type Period, periodParts } from '../../../schemas/periods.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { endOfDay } from '../calendar.ts';
import { type DistrictCalendar, isMonthAsked, monthBefore, plannedWindow } from './months.ts';
import { kindOf, type ObligationKind } from './obligations.ts';

/** Something due from schools by a day of one year, besides the months' reports. */
export interface YearlyObligation extends Pick<Window, 'through' | 'due'> {
  /** `checklist-2018`, `annualSummary-2018`; in another month than the built-in row's `checklist.12-2018`. */
  readonly key: string;
  readonly kind: Exclude<ObligationKind, 'monthlyReport'>;
  /** 事项 of its row: 年度总结. */
  readonly title: string;
  /** The month of its row. */
  readonly period: Period;
  /** The month in whose workbook it is filled in: its own, or, where that is not handed out, the one before. */
  readonly ridesIn: Period;
}

/** The month of the built-in checklist: its letters bear no month in their keys. */
const checklistMonth = 8;

/**
 * What 报送事项 asks for besides the months' reports, in the months through `last`: of each row and month the newest year,
 * which takes the place of the years before. Never for a month before the district's first: nobody could fill it in.
 */
export function yearlyObligations(calendar: DistrictCalendar, last: Period): readonly YearlyObligation[] {
  const newest = new Map<string, YearlyObligation>();
  for (const row of calendar.obligations)
    for (const month of row.months)
      for (const year of [periodParts(last).year - 1, periodParts(last).year]) {
        const found = inYear(calendar, row, month, year);
        if (!found || found.period > last) continue;
        const base = found.key.slice(0, found.key.lastIndexOf('-'));
        const known = newest.get(base);
        // Of two rows for one year the one that names the year says when.
        if (!known || known.period < found.period || row.due === found.through) newest.set(base, found);
      }
  return [...newest.values()];
}

/** What 延期 may call the months' reports: nothing at all, or the name of their row. */
export function monthlyNames(obligations: readonly Obligation[]): readonly string[] {
  return ['', ...obligations.filter((row) => kindOf(row) === 'monthlyReport').map(({ name }) => name)];
}

/**
 * When a school's is due: as the last row of 延期 says that names it, one of `names`, and its month; else as for all.
 */
export function extendedDue(
  extensions: readonly Extension[],
  school: string,
  period: Period,
  names: readonly string[],
  { through, due }: Pick<Window, 'through' | 'due'>,
): Pick<Window, 'through' | 'due'> {
  const row = extensions.findLast(
    (it) =>
      it.school === school &&
      it.period === period &&
      names.some((name) => foldLabel(name) === foldLabel(it.obligation)),
  );
  return row ? { through: row.due, due: endOfDay(row.due) } : { through, due };
}

function inYear(
  calendar: DistrictCalendar,
  row: Obligation,
  month: number,
  year: number,
): YearlyObligation | undefined {
  const kind = kindOf(row);
  if (kind === undefined || kind === 'monthlyReport') return undefined;
  // The form stands in the workbook of its month alone.
  if (kind === 'annualSummary' && month !== calendar.settings.summaryMonth) return undefined;
  const period = `${year}-${String(month).padStart(2, '0')}`;
  const isHandedOut = calendar.windows.has(period);
  const ridesIn = isHandedOut ? period : kind === 'checklist' ? monthBefore(calendar.windows, period) : undefined;
  const through = row.due === undefined ? plannedWindow(calendar, period).through : dueDay(row.due, period);
  if (ridesIn === undefined || through === undefined) return undefined;
  const builtIn = kind === 'annualSummary' || month === checklistMonth;
  const key = `${kind}${builtIn ? '' : `.${period.slice(5)}`}-${year}`;
  return { key, kind, title: row.name, period, ridesIn, through, due: endOfDay(through) };
}

/** The day of a month's row: in its year, or where it lies before the month the year after; none in other years. */
export function dueDay(due: string, period: Period): string | undefined {
  const { year } = periodParts(period);
  const yearly = due.length === 5;
  const day = yearly ? due : due.slice(5);
  const dueYear = day.slice(0, 2) < period.slice(5) ? year + 1 : year;
  if (!yearly && Number(due.slice(0, 4)) !== dueYear) return undefined;
  const leap = new Date(Date.UTC(dueYear, 1, 29)).getUTCMonth() === 1;
  return `${dueYear}-${day === '02-29' && !leap ? '02-28' : day}`;
}

/** Rows of 年度总结 that no workbook has a place for, each as a sentence: nobody is reminded of them. */
export function unfillableRows({ settings: { summaryMonth }, obligations }: DistrictCalendar): readonly string[] {
  const asked = isMonthAsked(obligations, `2000-${String(summaryMonth).padStart(2, '0')}`);
  return obligations
    .filter((row) => kindOf(row) === 'annualSummary')
    .flatMap(({ name, months }) => {
      if (!months.includes(summaryMonth))
        return [
          `“报送事项”里“${name}”的月份是 ${months.join('、')} 月，“设置”的“年度总结月份”是 ${summaryMonth} 月：对不上，不会催报。`,
        ];
      return asked ? [] : [`${summaryMonth} 月不报送月报，“${name}”没有报表可填，不会催报。`];
    });
}
