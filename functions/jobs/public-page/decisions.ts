import { entriesOf } from '../../../schemas/registers/entry.ts';
import { publications } from '../../../schemas/registers/publications.ts';
import { localDate } from '../../core/calendar.ts';
import { type Decision, decidePublications } from '../../core/public-page/decide.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';

/** What becomes of each row of 信息公开 on the day of the run. */
export function decisionsOf({ now, ledger }: World, { control, roster }: District): readonly Decision[] {
  const items = ledger.state.publicPage?.items ?? [];
  return decidePublications(entriesOf(control.registers, publications), { today: localDate(now), roster, items });
}
