import type { School } from '../../../schemas/roster.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { addressesOf, frameOf } from './compose-reminder.ts';
import { toldItems } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** Somebody at a school, and the matters (reports, unless said) that person is to hear of in one letter. */
export interface Receiver<M = ReportState> {
  readonly address: string;
  readonly name: string;
  readonly role: '联络人' | '校长';
  readonly items: { readonly item: string; readonly school: School; readonly matter: M }[];
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
  return receiversOf(world, district, world.ledger.state.reports.values(), keyOf);
}

/** The same for other matters of schools. */
export function receiversOf<M extends { readonly school: string }>(
  world: World,
  district: District,
  matters: Iterable<M>,
  keyOf: (matter: M) => string | undefined,
): readonly Receiver<M>[] {
  const told = toldItems(world, district);
  const schools = new Map(district.roster.map((school) => [school.code, school]));
  const people = new Map<string, Receiver<M>>();
  for (const matter of matters) {
    const school = schools.get(matter.school);
    const key = school && keyOf(matter);
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
      if (!person.items.some((it) => it.item === item)) person.items.push({ item, school, matter });
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

/** One letter to each receiver, about all of that person's matters. */
export async function lettersTo<Item, M>(
  district: District,
  receivers: readonly Receiver<M>[],
  itemOf: (school: School, matter: M) => Promise<Item>,
  print: (plan: ReceiverPlan<Item>) => Promise<Pick<Letter, 'subject' | 'html' | 'text'>>,
): Promise<readonly Letter[]> {
  const letters: Letter[] = [];
  // Contact and principal read the same of a matter.
  const known = new Map<School, Map<M, Item>>();
  for (const receiver of receivers) {
    const { address, name, role } = receiver;
    const items: Item[] = [];
    for (const { school, matter } of receiver.items) {
      const ofSchool = known.get(school) ?? new Map<M, Item>();
      const item = ofSchool.get(matter) ?? (await itemOf(school, matter));
      known.set(school, ofSchool.set(matter, item));
      items.push(item);
    }
    const frame = frameOf(district, { ...receiver, school: receiver.items[0]?.school.name ?? '' });
    const printed = await print({ ...frame, recipient: { name, role }, items });
    const keys = receiver.items.map(({ item }) => item);
    letters.push({ key: keys[0] ?? '', items: keys, to: addressesOf(district, address), ...printed });
  }
  return letters;
}
