import type { PairSum } from './bulletin-figures.ts';

/**
 * Fewer schools with incidents than this: 其中数 (found by a report, criminal) would say of a school that everybody can
 * name what kind its case was, and who is meant can be guessed. S33 asks for each school's incidents, not for that.
 */
const few = 3;

/** True where 其中数 of both months together, or of a year, may be told. `some`: schools that are concerned. */
export function mayTellParts({ some }: Pick<PairSum, 'some'>): boolean {
  return some === 0 || some >= few;
}

/** True where they may be told month by month: in one month alone the other would follow from the sum. */
export function mayTellPartsByMonth(incidents: PairSum): boolean {
  return mayTellParts(incidents) && incidents.months.every(({ some }) => some === 0 || some >= few);
}

/** What stands in their place. */
export const untoldParts = '不单列';
