import { addDays, instantOf, isWorkingDay, localDate, localTime } from '../core/calendar.ts';
import { eventId } from '../core/event-id.ts';
import { dryWorld } from '../dry-run.ts';
import type { World } from '../world.ts';
import type { District } from './district.ts';
import { dueReminders } from './due-reminders.ts';

/** A letter that would go if no school reported in between. */
export interface PlannedLetter {
  readonly at: string;
  readonly to: string;
  readonly role: string;
  readonly items: readonly string[];
}

/** Which reminders would go until an instant, when, and to whom: each working day is lived through, nothing is sent. */
export async function preview(real: World, district: District, until: string): Promise<readonly PlannedLetter[]> {
  const planned: PlannedLetter[] = [];
  for (const now of mailTimes(real.now, until, district)) {
    const world = { ...dryWorld(real), now };
    for (const { address, role, items } of dueReminders(world, district)) {
      const keys = items.map(({ item }) => item);
      planned.push({ at: now, to: address, role, items: keys });
      await imagineSent(world, keys, address);
    }
  }
  return planned;
}

/** Told in the preview's own ledger only, so that the next day does not plan it again. */
async function imagineSent(world: World, items: readonly string[], address: string): Promise<void> {
  const [key = ''] = items;
  const to = [address];
  await world.ledger.append([
    {
      type: 'letterClaimed',
      id: eventId('claim', key),
      at: world.now,
      key,
      items,
      to,
      subject: '',
      messageId: '',
      bytes: '',
    },
    { type: 'letterSent', id: eventId('sent', key), at: world.now, key, where: 'preview' },
  ]);
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
