import { type KeptScores, readKept } from '../../core/scores/kept-scores.ts';
import type { ScoreVersion } from '../../core/scores/state.ts';
import type { World } from '../../world.ts';

/** A version with every point; undefined where there is none. */
export async function keptScores(world: World, version: ScoreVersion | undefined): Promise<KeptScores | undefined> {
  return version && readKept(await world.ledger.attachment(version.kept));
}
