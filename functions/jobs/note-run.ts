import type { Period } from '../../schemas/periods.ts';
import { eventId } from '../core/event-id.ts';
import type { World } from '../world.ts';

/** Adds a line to 运行日志 where a job appended anything since `before`; a run that did nothing leaves no trace. */
export async function noteRun(
  world: World,
  before: number,
  job: string,
  period: Period,
  summary: string,
): Promise<void> {
  const { state } = world.ledger;
  if (state.count === before) return;
  const id = eventId('run', job, world.now, state.count);
  await world.ledger.append([{ type: 'run', id, at: world.now, job, period, summary }]);
}
