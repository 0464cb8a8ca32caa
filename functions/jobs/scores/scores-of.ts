import { entriesOf } from '../../../schemas/registers/entry.ts';
import { scoreAppeals } from '../../../schemas/scoring/score-appeals.ts';
import { localDate } from '../../core/calendar.ts';
import { yearTitle } from '../../core/campaign-year.ts';
import type { MasterRow } from '../../core/master/master-view.ts';
import { readAppeals } from '../../core/scores/appeals.ts';
import { codeProblem, publicationProblems, signedPublications } from '../../core/scores/publication.ts';
import { type ScoresView, scoresCode, shownYear, withTrialMarks } from '../../core/scores/scores-view.ts';
import { versionsOf } from '../../core/scores/state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { keptScores } from './kept-scores.ts';
import { liveScores } from './live-scores.ts';
import { contextOf } from './publication-context.ts';

/** A year's scores to be drawn, and what the section must know of them, as whole sentences. */
export interface ScoresOf {
  readonly view: ScoresView;
  readonly warnings: readonly string[];
}

/** The scores of the year that is looked at on a day (`shownYear`): as published, else as the data has them. */
export async function scoresOf(
  world: World,
  district: District,
  rows: readonly MasterRow[],
  day: string,
): Promise<ScoresOf> {
  const { year } = shownYear(day, [...new Set(rows.map(({ period }) => period))]);
  const { view, problems } = await yearScores(world, district, rows, year, day);
  return { view, warnings: [...problems, ...(await publishingWarnings(world, district, rows, day))] };
}

/** The scores of any year. */
export async function yearScores(
  world: World,
  district: District,
  rows: readonly MasterRow[],
  year: number,
  day: string,
): Promise<{ readonly view: ScoresView; readonly problems: readonly string[] }> {
  const last = versionsOf(world.ledger.state.scores, year).at(-1);
  const kept = await keptScores(world, last);
  if (!last || !kept) {
    const { indicators, schools, problems } = liveScores(world, district, rows, year, day);
    return { view: { year, indicators, schools, code: scoresCode({ indicators, schools }) }, problems };
  }
  const { version, publishedOn, appealBy } = last;
  const indicators = withTrialMarks(kept.indicators, district.control.scheme);
  return {
    view: { year, indicators, schools: kept.schools, published: { version, publishedOn, appealBy } },
    problems: [],
  };
}

/** Why what 评分公布 and 评分申诉 say is not followed. */
async function publishingWarnings(
  world: World,
  district: District,
  rows: readonly MasterRow[],
  day: string,
): Promise<readonly string[]> {
  const { control } = district;
  const { scores } = world.ledger.state;
  const unpublished = signedPublications(control.scorePublications).filter(
    ({ year }) => versionsOf(scores, year).length === 0,
  );
  const warnings = unpublished.flatMap((row) => {
    const problems = publicationProblems(row, contextOf(world, district));
    if (problems.length > 0) return problems;
    const other = codeProblem(row, scoresCode(liveScores(world, district, rows, row.year, day)));
    return [other ?? `“评分公布”${yearTitle(row)}：签好了，下一次运行公布；一直没有公布的，是这一年度还没有任何得分。`];
  });
  const years = new Set(entriesOf(control.registers, scoreAppeals).map(({ values }) => values.year));
  for (const year of [...years].sort()) {
    const versions = versionsOf(scores, year);
    const kept = await keptScores(world, versions[0]);
    warnings.push(...readAppeals(control.registers, year, versions, kept, localDate(world.now)).problems);
  }
  return warnings;
}
