import { addDays, instantOf, isWorkingDay, localDate, localTime } from '../core/calendar.ts';
import { eventId } from '../core/event-id.ts';
import { applyEvent, type LedgerState } from '../core/ledger-state.ts';
import { dryWorld } from '../dry-run.ts';
import type { World } from '../world.ts';
import { addressesOf } from './compose-reminder.ts';
import type { District } from './district.ts';
import { dueReminders } from './due-reminders.ts';

/** A letter that would go if no school reported in between. */
export interface PlannedLetter {
  readonly at: string;
  /** Key of the letter and its addresses, as `remind` will say them. */
  readonly key: string;
  readonly to: readonly string[];
  readonly role: string;
  readonly items: readonly string[];
}

/** Which reminders would go until an instant, when, and to whom: each working day is lived through, nothing is sent. */
export async function preview(real: World, district: District, until: string): Promise<readonly PlannedLetter[]> {
  const planned: PlannedLetter[] = [];
  // A copy: what is only imagined must never get into the state that a later settle writes down.
  const state = structuredClone(real.ledger.state);
  const ledger: World['ledger'] = { ...dryWorld(real).ledger, state };
  for (const now of mailTimes(real.now, until, district))
    for (const { address, role, items } of dueReminders({ ...real, ledger, now }, district)) {
      const keys = items.map(({ item }) => item);
      const to = addressesOf(district, address);
      const [key = ''] = keys;
      planned.push({ at: now, key, to, role, items: keys });
      imagineSent(state, now, key, keys, to);
    }
  return planned;
}

/** Told in the preview's own state only, so that the next day does not plan it again. */
function imagineSent(
  state: LedgerState,
  at: string,
  key: string,
  items: readonly string[],
  to: readonly string[],
): void {
  const claim = { id: eventId('claim', key), at, key, items, to, subject: '', messageId: '', bytes: '' };
  applyEvent(state, { type: 'letterClaimed', ...claim }, [0, 0, 0]);
  applyEvent(state, { type: 'letterSent', id: eventId('sent', key), at, key, where: '' }, [0, 0, 0]);
}

/** The first humane minute of each working day, or now where today's has begun. */
function mailTimes(now: string, until: string, district: District): readonly string[] {
  const { mailFromTime, mailUntilTime } = district.settings;
  const times: string[] = [];
  for (let day = localDate(now); day <= localDate(until); day = addDays(day, 1)) {
    if (!isWorkingDay(day, district.holidays)) continue;
    const today = day === localDate(now);
    if (today && localTime(now) >= mailUntilTime) continue;
    const opens = `${day}T${mailFromTime}:00+08:00`;
    const at = today && instantOf(now) > instantOf(opens) ? now : opens;
    if (instantOf(at) <= instantOf(until)) times.push(at);
  }
  return times;
}
