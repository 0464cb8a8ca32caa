import { periodTitle } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import { timelinessTitles } from '../../schemas/state.ts';
import type { ReportState } from '../core/ledger-state.ts';
import { timelinessOf } from '../core/timeliness.ts';
import { understand } from '../core/understand.ts';
import { letterFigures } from '../letters/letter-figures.ts';
import { letterFindings } from '../letters/letter-findings.ts';
import { minuteTitle } from '../letters/minute-title.ts';
import type { ReceiptItem, ReceiptPlan } from '../letters/plan.ts';
import type { LetterPress } from '../letters/press.ts';
import type { Letter, World } from '../world.ts';
import { addressesOf, frameOf } from './compose-reminder.ts';
import { type District, deadlineOf, formsOf } from './district.ts';
import { readingAt } from './readings.ts';

interface Receiver {
  readonly address: string;
  readonly name: string;
  readonly role: '联络人' | '校长';
  readonly items: { item: string; school: School; report: ReportState }[];
}

/** The receipts of versions accepted since the last ones were sent: to contact and principal, one letter a person. */
export async function composeReceipts(
  world: World,
  district: District,
  press: LetterPress,
): Promise<readonly Letter[]> {
  const letters: Letter[] = [];
  for (const receiver of receivers(world, district)) {
    const items: ReceiptItem[] = [];
    for (const { school, report } of receiver.items) items.push(await itemOf(world, district, school, report));
    const plan: ReceiptPlan = {
      ...frameOf(district, { ...receiver, school: receiver.items[0]?.school.name ?? '' }),
      recipient: { name: receiver.name, role: receiver.role },
      items,
    };
    const keys = receiver.items.map(({ item }) => item);
    letters.push({
      key: keys[0] ?? '',
      items: keys,
      to: addressesOf(district, receiver.address),
      ...(await press.receipt(plan)),
    });
  }
  return letters;
}

function receivers(world: World, district: District): readonly Receiver[] {
  const told = new Set([...world.ledger.state.letters.values()].flatMap(({ items }) => items));
  const schools = new Map(district.roster.map((school) => [school.code, school]));
  const people = new Map<string, Receiver>();
  for (const report of world.ledger.state.reports.values()) {
    const school = schools.get(report.school);
    if (!school || !report.accepted) continue;
    const to = [
      { role: '联络人', address: school.liaisonEmail, name: school.liaison },
      { role: '校长', address: school.principalEmail, name: school.principal },
    ] as const;
    for (const { role, address, name } of to) {
      const item = `receipt/${report.period}/${report.school}/${report.accepted.version}/${address.toLowerCase()}`;
      if (!isMailAddress(address) || told.has(item)) continue;
      const person = people.get(address.toLowerCase()) ?? { address, name, role, items: [] };
      if (!person.items.some((it) => it.item === item)) person.items.push({ item, school, report });
      people.set(address.toLowerCase(), person);
    }
  }
  return [...people.values()];
}

async function itemOf(world: World, district: District, school: School, report: ReportState): Promise<ReceiptItem> {
  const { accepted, previous } = report;
  if (!accepted) throw new RangeError('a receipt without an accepted version');
  const forms = formsOf(district.settings, report.period);
  const answersOf = async (pointer: typeof accepted.reading | undefined) => {
    const reading = await readingAt(world, pointer);
    return reading && understand(forms, reading);
  };
  const queries = report.findings.map(({ finding }) => finding).filter(({ severity }) => severity === 'query');
  const { due } = deadlineOf(district, report);
  return {
    school: school.name,
    period: periodTitle(report.period),
    madeAt: minuteTitle(accepted.madeAt),
    timeliness: timelinessTitles[timelinessOf(due, accepted.madeAt, world.now)],
    checkCode: accepted.checkCode,
    version: accepted.version,
    ...(previous
      ? {
          replaces: {
            version: previous.version,
            madeAt: minuteTitle(previous.madeAt),
            checkCode: previous.checkCode,
          },
        }
      : {}),
    contact: school.liaison,
    figures: letterFigures(forms, (await answersOf(accepted.reading)) ?? {}, await answersOf(previous?.reading)),
    queries: letterFindings(queries, forms),
  };
}
