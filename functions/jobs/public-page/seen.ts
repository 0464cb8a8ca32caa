import { entriesOf } from '../../../schemas/registers/entry.ts';
import { publications } from '../../../schemas/registers/publications.ts';
import { tree } from '../../../schemas/tree.ts';
import { localDate, periodOf } from '../../core/calendar.ts';
import { eventId } from '../../core/event-id.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import type { World } from '../../world.ts';
import { type District, schoolsOf } from '../district.ts';

/** Raised when the page looks different from the same events. */
export const pageEdition = 1;

/** Each school's newest month with an accepted version. */
export function newestAccepted({ ledger }: World): ReadonlyMap<string, ReportState> {
  const newest = new Map<string, ReportState>();
  for (const report of ledger.state.reports.values())
    if (report.accepted && report.period > (newest.get(report.school)?.period ?? '')) newest.set(report.school, report);
  return newest;
}

/** What the page follows from: the register, accepted versions, days that have come, and the file as it was left. */
export async function seenNow(world: World, district: District): Promise<string> {
  const today = localDate(world.now);
  const days = entriesOf(district.control.registers, publications)
    .flatMap(({ values: { publishedOn, withdrawnOn } }) => [publishedOn ?? '', withdrawnOn ?? ''])
    .filter((day) => day !== '' && day <= today);
  const accepted = newestAccepted(world);
  const schools = schoolsOf(district, periodOf(world.now)).map(
    ({ code }) => `${code} ${accepted.get(code)?.accepted?.of ?? ''}`,
  );
  const { events = 0 } = world.ledger.state.publicPage ?? {};
  const stamp = (await world.store.stamp(tree.publicPage)) ?? '-';
  return eventId('publicPage', pageEdition, district.controlHash, days.length, events, JSON.stringify(schools), stamp);
}
