import type { KeptScores } from '../scores/kept-scores.ts';
import { rounded } from '../scores/tenths.ts';
import type { ScoreMeans } from './annual-figures.ts';

/**
 * The scores of a year, as they were published, as means of the district by dimension: over the schools that have points
 * for every indicator of it which anybody has points for.
 */
export function scoreMeans({ indicators, schools }: Pick<KeptScores, 'indicators' | 'schools'>): ScoreMeans {
  const known = indicators.map((_, at) => schools.some(({ points }) => typeof points[at]?.points === 'number'));
  const titles = [...new Set(indicators.map(({ dimension }) => dimension))];
  const dimensions = titles.flatMap((title) => {
    const places = indicators.flatMap(({ dimension }, at) => (dimension === title && known[at] ? [at] : []));
    const sums = schools.flatMap(({ points }) => {
      const own = places.map((at) => points[at]?.points ?? null);
      return own.includes(null) ? [] : [own.reduce((sum: number, it) => sum + (it ?? 0), 0)];
    });
    if (places.length === 0 || sums.length === 0) return [];
    return [
      {
        title,
        schools: sums.length,
        mean: rounded(sums.reduce((all, it) => all + it, 0) / sums.length),
        full: rounded(places.reduce((all, at) => all + (indicators[at]?.full ?? 0), 0)),
      },
    ];
  });
  return { schools: schools.length, dimensions };
}
