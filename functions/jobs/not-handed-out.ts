import { type Period, periodTitle } from '../../schemas/periods.ts';
import { countedIn, isMonthAsked } from '../core/obligations/months.ts';
import type { World } from '../world.ts';
import { calendarOf, type District } from './district.ts';

/** Why a month is nobody's obligation: it was left out in 报送事项, or a later report counts its days already. */
export function whyNotHandedOut(world: World, district: District, period: Period): string | undefined {
  const calendar = calendarOf(world, district);
  if (!isMonthAsked(calendar.obligations, period))
    return `${periodTitle(period)}不报送月报，没有发表：“报送事项”里月报的“月份”没有这个月，这些天并入下一次报送。`;
  if (calendar.windows.has(period)) return undefined;
  const later = countedIn(calendar, period);
  return later === undefined
    ? undefined
    : `${periodTitle(period)}没有按时发表，这些天已经并入${periodTitle(later)}的报表，不再单独发表。`;
}

/** False for a month that nobody gets a report for, and nobody got. */
export function isOwed(world: World, district: District, period: Period): boolean {
  return calendarOf(world, district).windows.has(period) || whyNotHandedOut(world, district, period) === undefined;
}
