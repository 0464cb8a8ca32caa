import type { Timeliness } from '../../schemas/state.ts';
import { hasPassed } from './calendar.ts';

/**
 * 是否按时, by the last accepted version: when it was made, against the deadline (the first instant that is too late).
 * @param due ISO instant
 * @param madeAt ISO instant; none where no version was ever accepted
 */
export function timelinessOf(due: string, madeAt: string | undefined, now: string): Timeliness {
  const deadline = Date.parse(due);
  if (madeAt !== undefined) return Date.parse(madeAt) < deadline ? 'onTime' : 'late';
  return hasPassed(due, now) ? 'overdue' : 'notDue';
}
