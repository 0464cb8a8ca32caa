import { dayTitle, periodTitle } from '../../../schemas/periods.ts';
import { byMail, type School } from '../../../schemas/roster.ts';
import { tree } from '../../../schemas/tree.ts';
import { hasPassed } from '../../core/calendar.ts';
import { type ReportState, reportKey } from '../../core/ledger-state.ts';
import { dueTitle } from '../../letters/minute-title.ts';
import type { OpenPlan } from '../../letters/plan.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import { type District, deadlineOf, formsOf, handedOutPeriods, schoolsOf } from '../district.ts';
import { isNotShared } from '../not-shared.ts';
import { addressesOf, frameOf } from './compose-reminder.ts';
import { toldItems } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** Who fills reports in at a school. */
interface Filler {
  readonly address: string;
  readonly recipient: OpenPlan['recipient'];
}

/** Where files have addresses: once for each who fills in, where the school's reports are from now on. */
export async function composeOpen(world: World, district: District, press: LetterPress): Promise<readonly Letter[]> {
  const period = handedOutPeriods(world).at(-1);
  if (period === undefined || (await world.store.linkTo(tree.schools)) === undefined) return [];
  const told = toldItems(world, district);
  const letters: Letter[] = [];
  for (const school of schoolsOf(district, period)) {
    const report = world.ledger.state.reports.get(reportKey(school.code, period));
    if (!report || byMail(school) || hasPassed(deadlineOf(district, report).due, world.now)) continue;
    for (const filler of fillersOf(world, school)) {
      const item = `open/${school.code}/${filler.address.toLowerCase()}`;
      if (told.has(item) || isNotShared(world, school.code, filler.address)) continue;
      const letter = await openLetter(world, district, press, { school, report, filler, item });
      if (letter) letters.push(letter);
    }
  }
  return letters;
}

function fillersOf(world: World, { liaison, liaisonEmail, backupLiaison, backupEmail }: School): readonly Filler[] {
  const fillers: readonly Filler[] = [
    { address: liaisonEmail, recipient: { name: liaison, role: '联络人' } },
    { address: backupEmail, recipient: { name: backupLiaison, role: '备用联络人' } },
  ];
  return fillers.filter(
    ({ address }, index) =>
      usableAddress(world, address) && fillers.findIndex((other) => other.address === address) === index,
  );
}

async function openLetter(
  world: World,
  district: District,
  press: LetterPress,
  about: { readonly school: School; readonly report: ReportState; readonly filler: Filler; readonly item: string },
): Promise<Letter | undefined> {
  const { school, report, filler, item } = about;
  const place = report.path.slice(0, report.path.lastIndexOf('/'));
  const [folder, link] = [await world.store.linkTo(place), await world.store.linkTo(report.path)];
  if (folder === undefined || link === undefined || world.store.saves(report.path) === 'byHand') return undefined;
  const { address, recipient } = filler;
  const printed = await press.open({
    ...frameOf(district, { address, name: recipient.name, role: recipient.role, school: school.name }),
    recipient,
    school: school.name,
    period: periodTitle(report.period),
    window: `${dayTitle(report.window.from)}—${dayTitle(report.window.through)}`,
    deadline: dueTitle(deadlineOf(district, report).due),
    report: link,
    folder,
    account: address,
    forms: formsOf(district.settings, report.period).map(({ name }) => name),
  });
  return { key: item, items: [item], to: addressesOf(district, address), ...printed };
}
