import { addMonths, type Period, periodName, periodParts } from '../../../schemas/periods.ts';
import { tree } from '../../../schemas/tree.ts';
import { addWorkingDays, type HolidayTable } from '../calendar.ts';

/** The two months of a bulletin: 1–2, 3–4 … 11–12 of one year. */
export interface Pair {
  readonly from: Period;
  readonly through: Period;
}

/** The pair a month belongs to. */
export function pairOf(period: Period): Pair {
  const from = periodParts(period).month % 2 === 1 ? period : addMonths(period, -1);
  return { from, through: addMonths(from, 1) };
}

/** The pair before. */
export function pairBefore({ from }: Pair): Pair {
  return pairOf(addMonths(from, -1));
}

/** The same two months of the year before. */
export function pairLastYear({ from }: Pair): Pair {
  return pairOf(addMonths(from, -12));
}

/** `2018年9—10月`. */
export function pairTitle({ from, through }: Pair): string {
  const { year, month } = periodParts(from);
  return `${year}年${month}—${periodParts(through).month}月`;
}

/** `通报/2018年09—10月`. */
export function bulletinFolder({ from, through }: Pair): string {
  return `${tree.bulletins}/${periodName(from).replace(/月$/, '')}—${periodName(through).slice(-3)}`;
}

/** The day on which a bulletin is drafted by itself: the third working day after the second deadline. */
export function draftDay(secondThrough: string, holidays: HolidayTable): string {
  return addWorkingDays(secondThrough, 3, holidays);
}
