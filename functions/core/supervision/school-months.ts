import type { Window } from '../../../schemas/events.ts';
import type { MasterRow, PeriodView } from '../master/master-view.ts';
import type { MonthAccount } from './open-cases.ts';
import type { EvidenceSource } from './supervision-view.ts';

/** One month of a school that was handed out, with the days that it asked for. */
export interface HandedOutMonth {
  readonly row: MasterRow;
  readonly window: Window;
  /** False where it is too long ago to propose anything of it. */
  readonly recent: boolean;
}

/** So many months back the reports propose cases. */
const monthsBack = 12;

/** The months of each school, oldest first. */
export function monthsBySchool(
  rows: readonly MasterRow[],
  periods: readonly PeriodView[],
): readonly (readonly HandedOutMonth[])[] {
  const windows = new Map(
    periods.map(({ period, window }, index) => [period, { window, recent: index < monthsBack }] as const),
  );
  const bySchool = new Map<string, HandedOutMonth[]>();
  for (const row of rows) {
    const of = windows.get(row.period);
    if (!of) continue;
    const months = bySchool.get(row.school.code) ?? [];
    bySchool.set(row.school.code, months);
    months.push({ row, ...of });
  }
  const oldestFirst = (a: HandedOutMonth, b: HandedOutMonth): number => (a.row.period < b.row.period ? -1 : 1);
  return [...bySchool.values()].map((months) => months.sort(oldestFirst));
}

// Looked up for every school and month: names put together each time would cost more than all the rest.
const blanks = {
  incidents: 'monthlyReport_incidents',
  incidentsCriminal: 'monthlyReport_incidentsCriminal',
  handledCount: 'monthlyReport_handledCount',
  eduTeacherTimes: 'selfCheck_eduTeacherTimes',
} as const;

type CountKey = keyof typeof blanks;

/** A number of the accepted version; undefined where there is none. */
export function acceptedCount({ source, values }: MasterRow, key: CountKey): number | undefined {
  const found = source === 'accepted' ? values[blanks[key]] : undefined;
  return found?.understood && typeof found.value === 'number' ? found.value : undefined;
}

/** What the accepted versions say of incidents and how they were handled, oldest first; months that lack a number left out. */
export function accountsOf(months: readonly HandedOutMonth[]): readonly (MonthAccount & HandedOutMonth)[] {
  return months.flatMap((month) => {
    const { row, window } = month;
    const incidents = acceptedCount(row, 'incidents');
    const handled = acceptedCount(row, 'handledCount');
    if (incidents === undefined || handled === undefined) return [];
    return [{ ...month, period: row.period, through: window.through, incidents, handled }];
  });
}

/** Where a number of a school's month stands. */
export function sourceOfCount({ period, school, path, values }: MasterRow, key: CountKey): EvidenceSource {
  const cell = values[blanks[key]]?.cell ?? '';
  return { words: `${period}/${key}/${school.code}`, path, cell };
}
