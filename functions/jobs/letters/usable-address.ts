import { isMailAddress } from '../../../schemas/settings.ts';
import type { AddressMark } from '../../core/address-marks.ts';
import { addDays, localDate } from '../../core/calendar.ts';
import type { World } from '../../world.ts';

/**
 * How long an address that a server refused gets no letter. Providers count refused recipients against the sender, so
 * it is tried once a month and not more: mailboxes that were full or closed do come back, and nobody tells us.
 */
const restDays = 30;

/** True where letters may go to an address: it is one, and no server refused it for its own fault of late. */
export function usableAddress(world: Pick<World, 'ledger' | 'now'>, address: string): boolean {
  return isMailAddress(address) && addressMark(world, address) === undefined;
}

/** Why an address gets no letters for now (联系异常); undefined where it may, though it may have been refused long ago. */
export function addressMark({ ledger, now }: Pick<World, 'ledger' | 'now'>, address: string): AddressMark | undefined {
  const mark = ledger.state.addresses.get(address.toLowerCase());
  return mark && localDate(now) < addDays(localDate(mark.since), restDays) ? mark : undefined;
}
