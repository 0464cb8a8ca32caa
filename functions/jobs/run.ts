import type { Period } from '../../schemas/periods.ts';
import { tree } from '../../schemas/tree.ts';
import type { World } from '../world.ts';
import type { BulletinReport } from './bulletin.ts';
import { bulletinIfDue } from './bulletin-due.ts';
import { consolidate } from './consolidate.ts';
import { type District, handedOutPeriods } from './district.ts';
import type { Stray } from './find-reports.ts';
import { handOut, reissue } from './hand-out.ts';
import { lockDue, reopenDue } from './lock.ts';
import type { LetterOutcome } from './post.ts';
import { remind } from './remind.ts';
import { type Standing, standing } from './standing.ts';
import { type TakenIn, takeIn } from './take-in.ts';
import { type Validation, validate } from './validate.ts';

/** The JSON of `run`. */
export interface RunReport extends Standing {
  readonly others: readonly Standing[];
  readonly letters: readonly LetterOutcome[];
  readonly bulletin: BulletinReport | null;
}

/** The jobs that are due, in the order of the flow; the master is rendered once more where letters were sent since. */
export async function run(
  world: World,
  district: District,
  period: Period,
  dryRun: boolean,
): Promise<{ report: RunReport; busy: readonly string[] }> {
  // A month before the first hand-out was nobody's obligation, and an earlier month is not handed out afterwards.
  const first = handedOutPeriods(world)[0];
  const handed = first === undefined || period >= first ? await handOut(world, district, period) : undefined;
  await reissue(world, district);
  await reopenDue(world, district);
  const taken = await takeIn(world, district);
  const validation = withTroubles(await validate(world, district), [
    ...(handed?.failures ?? []),
    ...inboxTroubles(taken),
  ]);
  await lockDue(world, district);
  await consolidate(world, district);
  const letters = await remind(world, district, dryRun);
  const drafted = await bulletinIfDue(world, district, { drawDocument: world.drawDocument, dryRun });
  const { master } = await consolidate(world, district);
  const stands = standing(world, district, period, validation);
  return {
    report: {
      ...stands,
      letters: [...letters, ...(drafted?.letters ?? [])],
      bulletin: drafted?.report ?? null,
    },
    busy: [...(master === 'busy' ? [tree.master] : []), ...(drafted?.busy ?? [])],
  };
}

/** What could not be handed out or filed is said with the workbooks that could not be read. */
function withTroubles(validation: Validation, troubles: readonly Stray[]): Validation {
  return { ...validation, strays: [...validation.strays, ...troubles] };
}

function inboxTroubles(taken: readonly TakenIn[]): Stray[] {
  return taken.flatMap(({ school, code, message }) => (code === '' ? [] : [{ school, code, message }]));
}
