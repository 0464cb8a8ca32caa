import { endOfDay, hasPassed } from '../core/calendar.ts';
import { eventId } from '../core/event-id.ts';
import { rulesEdition } from '../core/rules/edition.ts';
import type { World } from '../world.ts';
import { type District, handedOutPeriods, windowOf } from './district.ts';
import { yearlyDues } from './letters/duties.ts';
import { turned } from './matters.ts';

/** Raised when the master looks different from the same events. */
const masterEdition = 4;

/** What the master depends on: the events, the registers, and which deadlines and warning days have passed; never the time of day. */
export function shows(world: World, district: District): string {
  const { state } = world.ledger;
  const dues = [
    ...handedOutPeriods(world).map((period) => windowOf(world, district, period).due),
    ...yearlyDues(world, district),
    ...district.control.extensions.map(({ due }) => endOfDay(due)),
  ];
  const passed = dues.filter((due) => hasPassed(due, world.now)).length + turned(world, district).length;
  const { troubles } = district.apart;
  return eventId(
    'view',
    state.count,
    state.lastAt,
    district.controlHash,
    passed,
    rulesEdition,
    masterEdition,
    ...troubles,
  );
}
