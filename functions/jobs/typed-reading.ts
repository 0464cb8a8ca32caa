import type { Reading } from '../../schemas/reading.ts';
import type { AcceptedVersion, ReportState } from '../core/ledger-state.ts';
import type { World } from '../world.ts';
import { type District, formsOf } from './district.ts';
import { readingAt } from './readings.ts';

/** A reading as the school typed it, and the hash of the workbook it was read from. Only ever in memory. */
export interface TypedReading {
  readonly hash: string;
  readonly reading: Reading;
}

/** What 历史版本 is to hold of an accepted version; `asTyped` is false where the typed words are gone. */
export interface KeptReading {
  readonly reading: Reading;
  readonly asTyped: boolean;
}

/**
 * The reading of an accepted version as typed: from this run's hand, from the ledger where nothing was taken out of it,
 * else from the workbook at `path` while it still is that version. `busy`: the workbook is being saved just now.
 */
export async function readingAsTyped(
  world: World,
  district: District,
  report: ReportState,
  accepted: AcceptedVersion,
  path: string,
  inHand: TypedReading | undefined,
): Promise<KeptReading | 'busy' | undefined> {
  const reading = await readingAt(world, accepted.reading);
  if (!reading?.redactions) return reading && { reading, asTyped: true };
  if (inHand?.hash === accepted.hash) return { reading: inHand.reading, asTyped: true };
  if ((await world.store.stamp(path)) === undefined) return { reading, asTyped: false };
  const content = await world.store.readReport(path);
  if (content.torn) return 'busy';
  const opened = content.hash === accepted.hash ? content.opened() : undefined;
  if (!opened?.ok) return { reading, asTyped: false };
  const { locatorOf, readForms } = await import('../core/locate/locate.ts');
  return {
    reading: readForms(opened.workbook, locatorOf(formsOf(district.settings, report.period))),
    asTyped: true,
  };
}
