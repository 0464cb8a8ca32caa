import type { Return } from '../../schemas/control.ts';
import { eventId } from '../core/event-id.ts';
import type { ReportState } from '../core/ledger-state.ts';
import type { District } from './district.ts';

/** The row of 退回 that counts for a report: its last. */
export function returnOf(
  { control }: District,
  report: Pick<ReportState, 'school' | 'period'>,
): (Return & { readonly key: string }) | undefined {
  const row = control.returns.findLast(({ school, period }) => school === report.school && period === report.period);
  return row && { ...row, key: eventId('row', row.school, row.period, row.date, row.reason) };
}
