import type { SchemeRow } from '../../../schemas/scoring/scheme.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { type CampaignYear, campaignYear, campaignYearOf } from '../campaign-year.ts';
import { checkCode } from '../event-id.ts';
import type { Indicator, SchoolScore } from './score.ts';
import type { ScoreVersion } from './state.ts';

/** 督导评分 of a year, to be drawn. */
export interface ScoresView {
  readonly year: number;
  /** In the order of the columns. */
  readonly indicators: readonly Indicator[];
  /** In the order of the codes: there is no ranking. */
  readonly schools: readonly SchoolScore[];
  /** 评分编号: names every point as it stands now; left out once the scores are published. */
  readonly code?: string;
  /** The newest version, where the scores are published. */
  readonly published?: Pick<ScoreVersion, 'version' | 'publishedOn' | 'appealBy'>;
}

/** 评分编号 of scores: any other point, full mark or school is another code; what is only tried is not in it. */
export function scoresCode({ indicators, schools }: Pick<ScoresView, 'indicators' | 'schools'>): string {
  const full = indicators.map(({ name, dimension, full: mark }) => [name, dimension, mark]);
  const points = schools.map(({ school, points: own }) => [school, own.map((it) => it.points)]);
  return checkCode(JSON.stringify([full, points]));
}

/**
 * The year whose scores are looked at on a day: the one it lies in; from October to December the one before it, which is
 * then inspected, published and appealed against, where it had any month at all.
 */
export function shownYear(day: string, periods: readonly string[]): CampaignYear {
  const own = campaignYearOf(day.slice(0, 7));
  const before = campaignYear(own.year - 1);
  const isOwed = day < `${own.year}-01-01` && periods.some((it) => before.from <= it && it <= before.through);
  return isOwed ? before : own;
}

/** The indicators of a version with the 试算满分 that stand in 评分办法 now: what-if needs no new version. */
export function withTrialMarks(indicators: readonly Indicator[], scheme: readonly SchemeRow[]): readonly Indicator[] {
  const trials = new Map(scheme.map(({ name, trial }) => [foldLabel(name), trial]));
  return indicators.map(({ trial: _, ...indicator }) => {
    const trial = trials.get(foldLabel(indicator.name));
    return trial === undefined ? indicator : { ...indicator, trial };
  });
}
