import type { Rung } from '../../schemas/control.ts';
import type { School } from '../../schemas/roster.ts';
import { localDate } from '../core/calendar.ts';
import { rungDue } from '../core/ladder.ts';
import type { World } from '../world.ts';
import type { District } from './district.ts';
import { type Duty, openDuties } from './duties.ts';
import { remindedOn, toldItems } from './told.ts';
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
    for (const { address, name, role, ...due } of atRung(world, district, duty, today)) {
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
): (DueReminder & Pick<DueReminders, 'address' | 'name' | 'role'>)[] {
  const { key, school, deadline } = duty;
  const rung = rungDue(district.control.ladder, deadline, world.now, today, district.holidays);
  if (!rung) return [];
  return rung.to.flatMap((role) => {
    const { address, name } = personOf(district, school, role);
    if (!usableAddress(world, address)) return [];
    const item = `remind/${key}/${school.code}/${rung.rung}/${address.toLowerCase()}`;
    return [{ ...duty, address, name, role, item, rung }];
  });
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
