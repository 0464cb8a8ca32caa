import { addMonths, type Period, periodParts } from '../../schemas/periods.ts';
import { tree } from '../../schemas/tree.ts';

/** The first month of the school year that a month is in: a school year begins in September. */
export function schoolYearOf(period: Period): Period {
  const { year, month } = periodParts(period);
  return `${month >= 9 ? year : year - 1}-09`;
}

/** The first month that is kept where so many whole school years before the running one are; undefined: all are. */
export function keptFrom(now: Period, years: number): Period | undefined {
  return years === 0 ? undefined : addMonths(schoolYearOf(now), -12 * years);
}

const version = new RegExp(`^${tree.schools}/([^/ ]+)[^/]*/${tree.versions}/(\\d{4})年(\\d{2})月 第\\d+版\\.json$`);
const byTime = new RegExp(
  `^(?:${tree.schools}/[^/]+/${tree.versions}/${tree.originals}/[^/]+|${tree.outbox}/[^/]+\\.eml)$`,
);

/** Whose accepted version a file is, whatever people named its folder; undefined for other files. */
export function versionOwner(path: string): { readonly school: string; readonly period: Period } | undefined {
  const [, school, year, month] = version.exec(path) ?? [];
  return school === undefined ? undefined : { school, period: `${year}-${month}` };
}

/** Whether a file holds what people typed or were told, as typed, of a month before `from`; `savedAt` is ISO. */
export function isOver({ path, savedAt }: { readonly path: string; readonly savedAt: string }, from: Period): boolean {
  const owner = versionOwner(path);
  return owner ? owner.period < from : byTime.test(path) && savedAt.slice(0, 7) < from;
}
