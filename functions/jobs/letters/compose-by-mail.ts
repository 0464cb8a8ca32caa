import { fieldsOf, fieldTitle } from '../../../schemas/form.ts';
import { definedName } from '../../../schemas/forms.ts';
import { dayTitle, periodTitle } from '../../../schemas/periods.ts';
import { byMail, type School } from '../../../schemas/roster.ts';
import { hasPassed } from '../../core/calendar.ts';
import { type ReportState, reportKey } from '../../core/ledger-state.ts';
import { attachmentName } from '../../letters/attachment-name.ts';
import { dueTitle, minuteTitle } from '../../letters/minute-title.ts';
import type { HandOutItem } from '../../letters/plan.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import { type District, deadlineOf, formsOf, handedOutPeriods, periodBefore, schoolsOf } from '../district.ts';
import { addressesOf, frameOf } from './compose-reminder.ts';
import { missingOfReport } from './missing.ts';
import { type Told, toldItems } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** For schools that cannot reach the folder: this month's form as an attachment, and what was wrong in what they sent. */
export async function composeByMail(world: World, district: District, press: LetterPress): Promise<readonly Letter[]> {
  const told = toldItems(world, district);
  const letters: Letter[] = [];
  for (const period of handedOutPeriods(world))
    for (const school of schoolsOf(district, period)) {
      const report = world.ledger.state.reports.get(reportKey(school.code, period));
      if (
        !report ||
        report.accepted ||
        report.lockedAt !== undefined ||
        !byMail(school) ||
        !usableAddress(world, school.liaisonEmail)
      )
        continue;
      const form = await handOutLetter(world, district, press, school, report, told);
      const findings = await findingsLetter(world, district, press, school, report, told);
      for (const letter of [form, findings]) if (letter) letters.push(letter);
    }
  return letters;
}

/** The untouched workbook, once, while there is time to fill it in. */
async function handOutLetter(
  world: World,
  district: District,
  press: LetterPress,
  school: School,
  report: ReportState,
  told: Told,
): Promise<Letter | undefined> {
  const item = `form/${report.period}/${school.code}/${school.liaisonEmail.toLowerCase()}`;
  const { due } = deadlineOf(district, report);
  if (told.has(item) || report.state !== 'notStarted' || hasPassed(due, world.now)) return undefined;
  if ((await world.store.stamp(report.path)) === undefined) return undefined;
  const content = await world.store.readReport(report.path);
  const planned = await handOutItem(world, district, school, report, due);
  const printed = await press.handOut({ ...frame(district, school), items: [planned] });
  return {
    key: item,
    items: [item],
    to: addressesOf(district, school.liaisonEmail),
    ...printed,
    attachments: [{ name: planned.file, bytes: content.bytes() }],
  };
}

async function handOutItem(
  world: World,
  district: District,
  school: School,
  report: ReportState,
  due: string,
): Promise<HandOutItem> {
  const forms = formsOf(district.settings, report.period);
  const event = await world.ledger.read(report.handedOut);
  const given = event.type === 'handedOut' ? event.given : {};
  const carried = forms.flatMap((form) =>
    fieldsOf(form)
      .filter((field) => field.carry && definedName(form, field) in given)
      .map(fieldTitle),
  );
  const before = carried.length > 0 ? periodBefore(world, report.period) : undefined;
  return {
    school: school.name,
    period: periodTitle(report.period),
    window: `${dayTitle(report.window.from)}—${dayTitle(report.window.through)}`,
    deadline: dueTitle(due),
    file: attachmentName(school.name, periodTitle(report.period)),
    forms: forms.map(({ name }) => name),
    carriedFrom: before === undefined ? '' : periodTitle(before),
    carried,
  };
}

/** What must be mended in a report that was read, once for each content of it. */
async function findingsLetter(
  world: World,
  district: District,
  press: LetterPress,
  school: School,
  report: ReportState,
  told: Told,
): Promise<Letter | undefined> {
  if (report.state !== 'invalid' || !report.content) return undefined;
  const item = `findings/${report.period}/${school.code}/${report.content.of}/${school.liaisonEmail.toLowerCase()}`;
  if (told.has(item)) return undefined;
  const printed = await press.findings({
    ...frame(district, school),
    readAt: minuteTitle(world.now),
    items: [
      {
        school: school.name,
        period: periodTitle(report.period),
        deadline: dueTitle(deadlineOf(district, report).due),
        where: '您发来的报表',
        allFindings: '',
        contact: school.liaison,
        missing: await missingOfReport(world, report, formsOf(district.settings, report.period)),
      },
    ],
  });
  return { key: item, items: [item], to: addressesOf(district, school.liaisonEmail), ...printed };
}

function frame(district: District, school: School) {
  const person = { address: school.liaisonEmail, name: school.liaison, role: '联络人' as const, school: school.name };
  return { ...frameOf(district, person), recipient: { name: person.name, role: person.role } };
}
