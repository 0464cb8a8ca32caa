import type { Rung } from '../../schemas/control.ts';
import type { Period } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import { localDate } from '../core/calendar.ts';
import { rungDue } from '../core/ladder.ts';
import { type ReportState, reportKey } from '../core/ledger-state.ts';
import type { World } from '../world.ts';
import { type District, deadlineOf, handedOutPeriods, schoolsOf } from './district.ts';

/** Whom a rung writes to. */
export type Role = Rung['to'][number];

/** One person and everything that person is to be reminded of today, in one letter. */
export interface DueReminders {
  readonly address: string;
  readonly name: string;
  readonly role: Role;
  readonly items: readonly DueReminder[];
}

/** One school's report at its rung: told once, by its key. */
export interface DueReminder {
  readonly item: string;
  readonly school: School;
  readonly report: ReportState;
  readonly rung: Rung;
  readonly due: string;
}

/**
 * Who is to be written to about what: reports without an accepted version, each at the one rung that is due, to the
 * people of that rung who have a usable address, were not told it yet, and got no other reminder today.
 */
export function dueReminders(world: World, district: District): readonly DueReminders[] {
  const today = localDate(world.now);
  const told = new Set<string>();
  const writtenToday = new Set<string>();
  for (const { items, to, claimedAt } of world.ledger.state.letters.values()) {
    for (const item of items) told.add(item);
    if (localDate(claimedAt) === today && items.some((item) => item.startsWith('remind/')))
      for (const address of to) writtenToday.add(address.toLowerCase());
  }
  const people = new Map<string, { address: string; name: string; role: Role; items: DueReminder[] }>();
  for (const period of handedOutPeriods(world))
    for (const school of schoolsOf(district, period))
      for (const { address, name, role, ...due } of ofSchool(world, district, school, period, today)) {
        if (told.has(due.item) || writtenToday.has(address.toLowerCase())) continue;
        // Inspectors and the section get a table of schools, others a letter about their own: two kinds, two letters.
        const key = `${address.toLowerCase()} ${isOverseer(role)}`;
        const person = people.get(key) ?? { address, name, role, items: [] };
        if (!person.items.some(({ item }) => item === due.item)) person.items.push(due);
        people.set(key, person);
      }
  return [...people.values()];
}

/** True for people who look after many schools. */
export function isOverseer(role: Role): boolean {
  return role === '责任督学' || role === '安全科';
}

function ofSchool(
  world: World,
  district: District,
  school: School,
  period: Period,
  today: string,
): (DueReminder & Pick<DueReminders, 'address' | 'name' | 'role'>)[] {
  const report = world.ledger.state.reports.get(reportKey(school.code, period));
  if (!report || report.accepted || report.lockedAt !== undefined) return [];
  const deadline = deadlineOf(district, report);
  const rung = rungDue(district.control.ladder, deadline, world.now, today, district.holidays);
  if (!rung) return [];
  return rung.to.flatMap((role) => {
    const { address, name } = personOf(district, school, role);
    if (!isMailAddress(address)) return [];
    const item = `remind/${period}/${school.code}/${rung.rung}/${address.toLowerCase()}`;
    return [{ address, name, role, item, school, report, rung, due: deadline.due }];
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
