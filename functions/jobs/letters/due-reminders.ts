import type { Rung } from '../../../schemas/control.ts';
import type { School } from '../../../schemas/roster.ts';
import { localDate } from '../../core/calendar.ts';
import { rungDay, rungDue } from '../../core/ladder.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { type Duty, openDuties } from './duties.ts';
import { recipientOf, remindedOn, type Told, toldItems } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** Whom a rung writes to. */
export type Role = Rung['to'][number];

/** One person and everything that person is to be reminded of today, in one letter. */
export interface DueReminders {
  readonly address: string;
  readonly name: string;
  readonly role: Role;
  readonly items: readonly DueReminder[];
}

/** What one school owes, at its rung: told once, by its key. */
export interface DueReminder extends Duty {
  readonly item: string;
  readonly rung: Rung;
}

/**
 * Who is to be written to about what: everything that is owed and not done, each at the one rung that is due, to the
 * people of that rung who have a usable address, were not told it yet, and got no other reminder today.
 */
export function dueReminders(world: World, district: District): readonly DueReminders[] {
  const today = localDate(world.now);
  const told = toldItems(world, district);
  const remindedToday = remindedOn(world, district, today);
  const people = new Map<string, Collected>();
  for (const duty of openDuties(world, district))
    for (const { address, name, role, ...due } of atRung(world, district, duty, today, told)) {
      if (told.has(due.item) || remindedToday.has(address.toLowerCase())) continue;
      // Inspectors and the section get a table of schools, others a letter about their own.
      const key = `${address.toLowerCase()} ${isOverseer(role)}`;
      const person = people.get(key) ?? { address, name, role, items: [] };
      if (!person.items.some(({ item }) => item === due.item)) person.items.push(due);
      people.set(key, person);
    }
  return oneLetterEach([...people.values()]);
}

interface Collected extends DueReminders {
  readonly items: DueReminder[];
}

/** Who has a school of their own and looks after others is told of the own one today, of the others the next working day. */
function oneLetterEach(people: readonly DueReminders[]): readonly DueReminders[] {
  const own = new Set(people.filter(({ role }) => !isOverseer(role)).map(({ address }) => address.toLowerCase()));
  return people.filter(({ address, role }) => !isOverseer(role) || !own.has(address.toLowerCase()));
}

/** True for people who look after many schools. */
export function isOverseer(role: Role): boolean {
  return role === '责任督学' || role === '安全科';
}

function atRung(
  world: World,
  district: District,
  duty: Duty,
  today: string,
  told: Told,
): (DueReminder & Pick<DueReminders, 'address' | 'name' | 'role'>)[] {
  const { key, school, deadline } = duty;
  const rung = rungDue(district.control.ladder, deadline, world.now, today, district.holidays);
  if (!rung) return [];
  const day = rungDay(rung, deadline.through, district.holidays);
  return rung.to.flatMap((role) => {
    const { address, name } = personOf(district, school, role);
    if (!usableAddress(world, address)) return [];
    const item = itemOf(`remind/${key}/${school.code}/`, String(rung.rung), day, address.toLowerCase(), told);
    return [{ ...duty, address, name, role, item, rung }];
  });
}

/**
 * The key under which a person is told of a rung: of its number, and where that was told before the day on which the rung
 * is due now, of that day too. The deadline was put off since, or the rung moved: nobody has heard of this one yet.
 */
function itemOf(matter: string, rung: string, day: string, person: string, told: Told): string {
  const item = `${matter}${rung}/${person}`;
  const before = told.get(item);
  if (before === undefined || before >= day) return item;
  const since = [...told].some(
    ([other, on]) => on >= day && other.startsWith(matter) && recipientOf(other)?.toLowerCase() === person,
  );
  return since ? item : `${matter}${rung}/${day}/${person}`;
}

function personOf(district: District, school: School, role: Role): { address: string; name: string } {
  switch (role) {
    case '联络人':
      return { address: school.liaisonEmail, name: school.liaison };
    case '备用联络人':
      return { address: school.backupEmail, name: school.backupLiaison };
    case '校长':
      return { address: school.principalEmail, name: school.principal };
    case '责任督学':
      return { address: school.inspectorEmail, name: school.inspector };
    case '安全科':
      return { address: district.settings.sectionEmail, name: district.settings.office };
  }
}
