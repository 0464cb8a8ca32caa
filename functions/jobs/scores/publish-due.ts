import { localDate } from '../../core/calendar.ts';
import { mayAppealsBeDue } from '../../core/scores/appeals.ts';
import { publicationProblems, type SignedPublication, signedPublications } from '../../core/scores/publication.ts';
import { type ScoreVersion, versionsOf } from '../../core/scores/state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { contextOf } from './publication-context.ts';

/** For `run`: publishes what 评分公布 says, and corrects what appeals were decided to change; nothing where nothing is due. */
export async function publishScoresIfDue(world: World, district: District): Promise<void> {
  const rows = duePublications(world, district);
  const years = dueCorrections(world, district);
  if (rows.length === 0 && years.length === 0) return;
  const { correctScores, publishScores } = await import('./publish.ts');
  for (const row of rows) await publishScores(world, district, row);
  for (const versions of years) await correctScores(world, district, versions);
}

/** Rows of 评分公布 that were not followed yet and can be. */
function duePublications(world: World, district: District): readonly SignedPublication[] {
  const context = contextOf(world, district);
  return signedPublications(district.control.scorePublications).filter(
    (row) =>
      versionsOf(world.ledger.state.scores, row.year).length === 0 && publicationProblems(row, context).length === 0,
  );
}

/** The versions of years for which an appeal may ask for another. */
function dueCorrections({ ledger, now }: World, { control, settings }: District): readonly (readonly ScoreVersion[])[] {
  const { scores = [] } = ledger.state;
  if (settings.trial) return [];
  return [...new Set(scores.map(({ year }) => year))]
    .map((year) => versionsOf(scores, year))
    .filter((versions) => mayAppealsBeDue(control.registers, versions, localDate(now)));
}
