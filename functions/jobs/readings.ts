import type { Reading } from '../../schemas/reading.ts';
import type { Pointer } from '../core/ledger-state.ts';
import type { World } from '../world.ts';

/** The reading an event took; undefined where there is none or the workbook was refused. */
export async function readingAt(world: World, pointer: Pointer | undefined): Promise<Reading | undefined> {
  if (!pointer) return undefined;
  const event = await world.ledger.read(pointer);
  return event.type === 'read' ? event.reading : undefined;
}
