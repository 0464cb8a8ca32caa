import type { Obligation } from '../../../schemas/control.ts';
import { addMonths, type Period, periodParts } from '../../../schemas/periods.ts';
import { dueDay } from './due.ts';
import { kindOf } from './obligations.ts';

/**
 * The day, `YYYY-MM-DD`, by which the checklist of 自查表 was or is due for a month's report: the last that 报送事项 asks for
 * by a day. From its month on, for a year; never before the year in which the district began.
 */
export function checklistDueOf(
  obligations: readonly Obligation[],
  period: Period,
  districtSince: Period,
): string | undefined {
  const rows = obligations.filter((row) => kindOf(row) === 'checklist');
  for (let back = 0; back < 12; back += 1) {
    const month = addMonths(period, -back);
    if (month.slice(0, 4) < districtSince.slice(0, 4)) return undefined;
    const days = rows
      .filter(({ months }) => months.includes(periodParts(month).month))
      .flatMap(({ due }) => (due ? (dueDay(due, month) ?? []) : []));
    const last = days.at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}
