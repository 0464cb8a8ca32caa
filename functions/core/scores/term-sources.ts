import type { Term } from '../../../schemas/control.ts';
import type { CampaignYear } from '../campaign-year.ts';
import type { MasterRow } from '../master/master-view.ts';
import { termsBetween } from '../terms.ts';
import { sessionsIn } from './read-month.ts';
import type { TermSource } from './source.ts';

/** Last day of a year of the campaign, `YYYY-MM-DD`. */
export function lastDayOf({ through }: Pick<CampaignYear, 'through'>): string {
  return `${through}-30`;
}

/**
 * The terms that touch a year, with what one school's reports say of them. A term counts for what lacks only once it is
 * over, in this year, all its reports are due, and the school reported from its first half on.
 */
export function termSources(
  terms: readonly Term[],
  year: CampaignYear,
  today: string,
  rows: readonly MasterRow[],
): readonly TermSource[] {
  const end = lastDayOf(year);
  return termsBetween(terms, `${year.from}-01`, end)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .map(({ name, from, half, through }) => {
      const own = rows.filter(
        ({ period }) => from.slice(0, 7) <= period && period <= through.slice(0, 7) && period <= year.through,
      );
      const isDue = own.every(({ timeliness }) => timeliness !== 'notDue');
      const isSeen = own.some(({ period }) => period <= half.slice(0, 7));
      return {
        name,
        ended: through <= end && through < today && isDue && isSeen,
        sessions: own
          .filter(({ source }) => source === 'accepted')
          .flatMap((row) => {
            const { times = 0, place } = sessionsIn(row).pupils;
            return times === 0 ? [] : [{ times, place }];
          }),
      };
    });
}
