import type { Obligation } from '../../schemas/control.ts';
import type { Period } from '../../schemas/periods.ts';

/**
 * The day, `YYYY-MM-DD`, by which the checklist of 自查表 was or is due for a month's report: the last of 报送事项 that asks
 * for 自查表 alone by a day. From its month on, for a year; never before the year in which the district began.
 */
export function checklistDueOf(
  obligations: readonly Obligation[],
  period: Period,
  districtSince: Period,
): string | undefined {
  const due = obligations.findLast(({ forms, due: day }) => day && forms.length === 1 && forms[0] === '自查表')?.due;
  if (!due) return undefined;
  const year = Number(period.slice(0, 4));
  const days = due.length > 5 ? [due] : [`${year - 1}-${due}`, `${year}-${due}`];
  return days.findLast((day) => day.slice(0, 7) <= period && day.slice(0, 4) >= districtSince.slice(0, 4));
}
