import type { Period } from '../../../schemas/periods.ts';

/** What a school accepted for a month. */
export interface MonthAccount {
  readonly period: Period;
  /** Last day of its window. */
  readonly through: string;
  readonly incidents: number;
  readonly handled: number;
}

/** Incidents of a month that are not handled. */
export interface OpenMonth {
  readonly period: Period;
  readonly through: string;
  readonly count: number;
}

/**
 * What is still open after months, oldest first, if what happened first is handled first. More handled than was open means
 * older ones that nobody reported: the account then starts anew at none (A3-BAL).
 */
export function openAfter(months: readonly MonthAccount[]): readonly OpenMonth[] {
  let open: OpenMonth[] = [];
  for (const { period, through, incidents, handled } of months) {
    if (incidents === 0 && open.length === 0) continue;
    open.push({ period, through, count: incidents });
    let left = handled;
    open = open.flatMap((month) => {
      const settled = Math.min(left, month.count);
      left -= settled;
      return month.count > settled ? [{ ...month, count: month.count - settled }] : [];
    });
  }
  return open;
}
