import type { School } from '../../../schemas/roster.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { addressesOf, frameOf } from './compose-reminder.ts';
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

/** What a letter to a receiver is printed from, with an item for each report. */
export type ReceiverPlan<Item> = ReturnType<typeof frameOf> & {
  readonly recipient: Pick<Receiver, 'name' | 'role'>;
  readonly items: readonly Item[];
};

/** One letter to each receiver, about all of that person's reports. */
export async function lettersTo<Item>(
  district: District,
  receivers: readonly Receiver[],
  itemOf: (school: School, report: ReportState) => Promise<Item>,
  print: (plan: ReceiverPlan<Item>) => Promise<Pick<Letter, 'subject' | 'html' | 'text'>>,
): Promise<readonly Letter[]> {
  const letters: Letter[] = [];
  for (const receiver of receivers) {
    const { address, name, role } = receiver;
    const items: Item[] = [];
    for (const { school, report } of receiver.items) items.push(await itemOf(school, report));
    const frame = frameOf(district, { ...receiver, school: receiver.items[0]?.school.name ?? '' });
    const printed = await print({ ...frame, recipient: { name, role }, items });
    const keys = receiver.items.map(({ item }) => item);
    letters.push({ key: keys[0] ?? '', items: keys, to: addressesOf(district, address), ...printed });
  }
  return letters;
}
