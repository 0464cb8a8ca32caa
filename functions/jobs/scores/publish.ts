import type { ScoreCorrection, ScoresPublished } from '../../../schemas/events.ts';
import { scoreAppeals } from '../../../schemas/scoring/score-appeals.ts';
import { localDate, periodOf } from '../../core/calendar.ts';
import { yearTitle } from '../../core/campaign-year.ts';
import { eventId } from '../../core/event-id.ts';
import { windowEnd } from '../../core/registers/clocks.ts';
import { correctedScores, readAppeals } from '../../core/scores/appeals.ts';
import { type KeptScores, keptBytes } from '../../core/scores/kept-scores.ts';
import { codeProblem, type SignedPublication } from '../../core/scores/publication.ts';
import { scoresCode } from '../../core/scores/scores-view.ts';
import type { ScoreVersion } from '../../core/scores/state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { gatherMaster } from '../gather-master.ts';
import { noteRun } from '../note-run.ts';
import { keptScores } from './kept-scores.ts';
import { liveScores } from './live-scores.ts';

/** Fixes a year's scores as the data has them now; appending says so, and nothing said before it counts. */
export async function publishScores(world: World, district: District, row: SignedPublication): Promise<void> {
  const { year, date: publishedOn, publisher, reviewer } = row;
  const { rows, asOf } = await gatherMaster(world, district);
  const today = localDate(world.now);
  const { indicators, schools } = liveScores(world, district, rows, year, localDate(asOf || world.now));
  const isScored = schools.some(({ points }) => points.some((it) => it.points !== null));
  // A slip of the keyboard, or scores that nobody has looked at: the section is told why (`scoresOf`).
  if (!isScored || codeProblem(row, scoresCode({ indicators, schools })) !== undefined) return;
  // Schools lose no day to a row that was followed later than it says.
  const from = publishedOn < today ? today : publishedOn;
  const appealBy = windowEnd(scoreAppeals, from, {
    timeLimits: district.control.timeLimits,
    holidays: district.holidays,
  });
  const plain = indicators.map(({ trial: _, ...indicator }) => indicator);
  await appendVersion(
    world,
    { year, version: 1, indicators: plain, schools },
    { publishedOn, publisher, reviewer, appealBy },
    [],
  );
}

/** The next version of a year: what appeals in time were decided to change, all that is decided by now at once. */
export async function correctScores(
  world: World,
  district: District,
  versions: readonly ScoreVersion[],
): Promise<void> {
  const last = versions.at(-1);
  const kept = await keptScores(world, last);
  if (!last || !kept) return;
  const { due } = readAppeals(district.control.registers, last.year, versions, kept, localDate(world.now));
  if (due.length === 0) return;
  const corrects = due.map(({ row: _, ...correction }) => correction);
  await appendVersion(world, correctedScores(kept, due), last, corrects);
}

/** The attachment first: the event that speaks of it commits it. */
async function appendVersion(
  world: World,
  scores: KeptScores,
  of: Pick<ScoresPublished, 'publishedOn' | 'publisher' | 'reviewer' | 'appealBy'>,
  corrects: readonly ScoreCorrection[],
): Promise<void> {
  const before = world.ledger.state.count;
  const { year, version } = scores;
  const { publishedOn, publisher, reviewer, appealBy } = of;
  const kept = await world.ledger.attach(keptBytes(scores));
  const id = eventId('scoresPublished', year, version);
  const event = { year, version, publishedOn, publisher, reviewer, appealBy, kept, corrects };
  await world.ledger.append([{ type: 'scoresPublished', id, at: world.now, ...event }]);
  const words =
    version === 1
      ? `${yearTitle({ year })}评分公布，${scores.schools.length} 校，公布人 ${publisher}，复核人 ${reviewer}`
      : `${yearTitle({ year })}评分第 ${version} 版，申诉后改了 ${corrects.length} 处`;
  await noteRun(world, before, '评分', periodOf(world.now), words);
}
