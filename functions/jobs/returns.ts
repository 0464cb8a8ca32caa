import type { Return } from '../../schemas/control.ts';
import { eventId } from '../core/event-id.ts';
import type { ReportState } from '../core/ledger-state.ts';
import type { District } from './district.ts';

/** Where a report stands with 退回: its last row there, whether it is new to the ledger, and whether it still asks. */
export interface StandingReturn {
  readonly row: (Return & { readonly key: string }) | undefined;
  readonly isNew: boolean;
  readonly stands: boolean;
}

/**
 * A report is returned while it holds what it held when its row of 退回 was first seen, told by content, not by clock. The
 * section looked at what the run before had read: what the school changed since then answers the row already.
 */
export function standingReturn({ control }: District, report: ReportState, hash: string): StandingReturn {
  const last = control.returns.findLast(({ school, period }) => school === report.school && period === report.period);
  if (!last) return { row: undefined, isNew: false, stands: false };
  const row = { ...last, key: eventId('row', last.school, last.period, last.date, last.reason) };
  const isNew = report.returned?.row !== row.key;
  const asked = isNew ? (report.content?.hash ?? '') : report.returned?.hash;
  return { row, isNew, stands: asked === hash };
}
