import type { School } from '../../../schemas/roster.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { toldItems } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** Somebody at a school, and the reports that person is to hear of in one letter. */
export interface Receiver {
  readonly address: string;
  readonly name: string;
  readonly role: '联络人' | '校长';
  readonly items: { readonly item: string; readonly school: School; readonly report: ReportState }[];
}

/**
 * Contact and principal of each report that there is something to say about, who have a usable address and were not told
 * it yet; one person's reports together, whatever the letters of the address.
 * @param keyOf what is to be said of a report, as a key to which the address is added; undefined where nothing is
 */
export function schoolReceivers(
  world: World,
  district: District,
  keyOf: (report: ReportState) => string | undefined,
): readonly Receiver[] {
  const told = toldItems(world, district);
  const schools = new Map(district.roster.map((school) => [school.code, school]));
  const people = new Map<string, Receiver>();
  for (const report of world.ledger.state.reports.values()) {
    const school = schools.get(report.school);
    const key = school && keyOf(report);
    if (!key) continue;
    const to = [
      { role: '联络人', address: school.liaisonEmail, name: school.liaison },
      { role: '校长', address: school.principalEmail, name: school.principal },
    ] as const;
    for (const { role, address, name } of to) {
      const folded = address.toLowerCase();
      const item = `${key}/${folded}`;
      if (!usableAddress(world, address) || told.has(item)) continue;
      const person = people.get(folded) ?? { address, name, role, items: [] };
      if (!person.items.some((it) => it.item === item)) person.items.push({ item, school, report });
      people.set(folded, person);
    }
  }
  return [...people.values()];
}

/** Key, items and frame of the one letter to a receiver. */
export function keysOf({ items }: Receiver): { readonly key: string; readonly items: readonly string[] } {
  const keys = items.map(({ item }) => item);
  return { key: keys[0] ?? '', items: keys };
}
