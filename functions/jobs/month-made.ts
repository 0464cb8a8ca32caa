import { monthlyForms } from '../../schemas/forms.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { ReportState } from '../core/ledger-state.ts';
import { understand } from '../core/understand.ts';
import type { World } from '../world.ts';
import { readingAt } from './readings.ts';

/**
 * When the month's report in a reading was made, ISO, where that was before the reading: of a version in which only 年度总结
 * is another, which has a deadline of its own. Undefined where the month itself was changed.
 */
export async function monthMadeBefore(
  world: World,
  { accepted }: ReportState,
  reading: Reading,
): Promise<string | undefined> {
  const before = accepted && (await readingAt(world, accepted.reading));
  return before && monthIn(before) === monthIn(reading) ? accepted.madeAt : undefined;
}

/** All that a reading says of the month, its 说明 included. */
function monthIn(reading: Reading): string {
  const explained = Object.entries(reading.explanations).filter(([key]) =>
    monthlyForms.some((form) => key.startsWith(`${form.key}_`)),
  );
  return JSON.stringify([understand(monthlyForms, reading), explained]);
}
