import { entriesOf } from '../../../schemas/registers/entry.ts';
import { schemeTab } from '../../../schemas/scoring/scheme.ts';
import { scoreAppeals } from '../../../schemas/scoring/score-appeals.ts';
import { localDate } from '../../core/calendar.ts';
import type { MasterRow } from '../../core/master/master-view.ts';
import { readAppeals } from '../../core/scores/appeals.ts';
import { type KeptScores, readKept } from '../../core/scores/kept-scores.ts';
import { publicationProblems, signedPublications } from '../../core/scores/publication.ts';
import { type ScoresView, shownYear, withTrialMarks } from '../../core/scores/scores-view.ts';
import { type ScoreVersion, versionsOf } from '../../core/scores/state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { liveScores } from './live-scores.ts';

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
  return { view, warnings: [...problems, ...(await publishingWarnings(world, district))] };
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
    return { view: { year, indicators, schools }, problems };
  }
  const { version, publishedOn, appealBy } = last;
  const indicators = withTrialMarks(kept.indicators, district.control.scheme);
  return {
    view: { year, indicators, schools: kept.schools, published: { version, publishedOn, appealBy } },
    problems: [],
  };
}

/** A version with every point; undefined where there is none. */
export async function keptScores(world: World, version: ScoreVersion | undefined): Promise<KeptScores | undefined> {
  return version && readKept(await world.ledger.attachment(version.kept));
}

/** Why what 评分公布 and 评分申诉 say is not followed. */
async function publishingWarnings(world: World, district: District): Promise<readonly string[]> {
  const { control } = district;
  const { scores } = world.ledger.state;
  const unpublished = signedPublications(control.scorePublications).filter(
    ({ year }) => versionsOf(scores, year).length === 0,
  );
  const warnings = unpublished.flatMap((row) => publicationProblems(row, contextOf(world, district)));
  const years = new Set(entriesOf(control.registers, scoreAppeals).map(({ values }) => values.year));
  for (const year of [...years].sort()) {
    const versions = versionsOf(scores, year);
    const kept = await keptScores(world, versions[0]);
    warnings.push(...readAppeals(control.registers, year, versions, kept, localDate(world.now)).problems);
  }
  return warnings;
}

/** What a row of 评分公布 is held against. */
export function contextOf(world: World, { control, settings }: District) {
  return {
    today: localDate(world.now),
    isSchemeWhole: !control.remarks.some((remark) => sheetOf(remark) === schemeTab.name),
    trial: settings.trial,
  };
}

function sheetOf(remark: District['control']['remarks'][number]): string | undefined {
  return 'at' in remark ? remark.at.sheet : remark.sheet;
}
