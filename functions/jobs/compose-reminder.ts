import { fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import { periodTitle } from '../../schemas/periods.ts';
import { byMail, type School } from '../../schemas/roster.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import { stateTitles } from '../../schemas/state.ts';
import { feedbackFile, feedbackName } from '../../schemas/tree.ts';
import type { ReportState } from '../core/ledger-state.ts';
import { understand } from '../core/understand.ts';
import { letterBlank, letterFindings } from '../letters/letter-findings.ts';
import { minuteTitle } from '../letters/minute-title.ts';
import type { DigestPlan, LetterBlank, LetterFrame, Missing, OverdueItem, OverduePlan, Tone } from '../letters/plan.ts';
import type { LetterPress } from '../letters/press.ts';
import type { Letter, World } from '../world.ts';
import { type District, formsOf } from './district.ts';
import { type DueReminder, type DueReminders, isOverseer } from './due-reminders.ts';
import { readingAt } from './readings.ts';
import { failureMessage } from './tell-schools.ts';

/** What all letters of a run say of the section; in 试运行 they go to the section, with the true recipient named. */
export function frameOf(
  district: District,
  person: { readonly address: string; readonly name: string; readonly role: string; readonly school: string },
): Omit<LetterFrame, 'recipient'> {
  const { office, officePhone, sectionEmail, trial } = district.settings;
  const trialFor = `${person.school}${person.role} ${person.name}（${person.address}）`;
  return { office, phone: officePhone, replyTo: sectionEmail, ...(trial ? { trialFor } : {}) };
}

/** Where a letter goes: to its person, or in 试运行 to the section. */
export function addressesOf(district: District, address: string): readonly string[] {
  return [district.settings.trial ? district.settings.sectionEmail : address];
}

/** The letter of one person: about the own school, or for those who look after many, a table of schools. */
export async function composeReminder(
  world: World,
  district: District,
  press: LetterPress,
  person: DueReminders,
): Promise<Letter> {
  const items = person.items.map(({ item }) => item);
  const printed = isOverseer(person.role)
    ? await press.digest(digestPlan(world, district, person))
    : await press.overdue(await overduePlan(world, district, person));
  return { key: items[0] ?? '', items, to: addressesOf(district, person.address), ...printed };
}

const tones: readonly Tone[] = ['提醒', '催报', '督促'];

async function overduePlan(world: World, district: District, person: DueReminders): Promise<OverduePlan> {
  const highest = Math.max(...person.items.map(({ rung }) => tones.indexOf(rung.tone)));
  const tone = tones[highest] ?? '提醒';
  const items: OverdueItem[] = [];
  for (const due of person.items) items.push(await itemOf(world, district, due, tone));
  return {
    ...frameOf(district, { ...person, school: person.items[0]?.school.name ?? '' }),
    recipient: { name: person.name, role: person.role as OverduePlan['recipient']['role'] },
    tone,
    readAt: minuteTitle(world.now),
    items,
  };
}

async function itemOf(world: World, district: District, due: DueReminder, letterTone: Tone): Promise<OverdueItem> {
  const { school, report, rung } = due;
  return {
    school: school.name,
    period: periodTitle(report.period),
    ...(rung.tone === letterTone ? {} : { tone: rung.tone }),
    deadline: minuteTitle(due.due),
    ...(byMail(school) ? { byMail: true } : {}),
    ...(await placeOf(world, school, report)),
    contact: school.liaison,
    missing: await missingOf(world, district, report),
  };
}

/** Where the report is, and where all its findings are listed. */
export async function placeOf(
  world: World,
  school: School,
  report: ReportState,
): Promise<Pick<OverdueItem, 'where' | 'online' | 'allFindings'>> {
  if (byMail(school)) return { where: '发给联络人的邮件的附件', allFindings: '' };
  const path = report.content?.path ?? report.path;
  const link = world.store.saves(path) === 'byItself' ? await world.store.linkTo(path) : undefined;
  const beside = `同一文件夹里的《${feedbackFile(report.period).replace(/\.xlsx$/, '')}》`;
  return {
    where: link ?? path.replaceAll('/', '／'),
    ...(link === undefined ? {} : { online: true }),
    allFindings: report.findings.length === 0 ? '' : link === undefined ? beside : `报表里的“${feedbackName}”表`,
  };
}

export async function missingOf(world: World, district: District, report: ReportState): Promise<Missing> {
  const refused = report.content?.refused;
  if (refused)
    return {
      is: refused.code === 'L-WHO' ? 'mixedUp' : 'unreadable',
      why: failureMessage(refused.code, refused.detail),
    };
  switch (report.state) {
    case 'inProgress':
    case 'invalid': {
      const findings = report.findings.map(({ finding }) => finding);
      return { is: report.state, findings: letterFindings(findings, formsOf(district.settings, report.period)) };
    }
    case 'unsigned':
    case 'submitted':
      return { is: 'unsigned', blanks: await unsignedBlanks(world, district, report) };
    case 'returned':
      return { is: 'returned', reason: report.returned?.reason ?? '' };
    case 'locked':
    case 'notStarted':
      return { is: 'notStarted' };
  }
}

async function unsignedBlanks(world: World, district: District, report: ReportState): Promise<readonly LetterBlank[]> {
  const reading = await readingAt(world, report.content?.at);
  if (!reading) return [];
  const forms = formsOf(district.settings, report.period).filter(({ key }) => key !== 'annualSummary');
  const answers = understand(forms, reading);
  return forms.flatMap((form) =>
    fieldsOf(form)
      .filter((field) => field.signs && answers[definedName(form, field)]?.is === 'empty')
      .map((field) => {
        const cell = reading.found[definedName(form, field)]?.cell ?? '';
        return letterBlank({ form: form.key, field: field.key, cell }, forms);
      }),
  );
}

function digestPlan(world: World, district: District, person: DueReminders): DigestPlan {
  const [first] = person.items;
  if (!first) throw new RangeError('a digest without a school');
  const period = periodTitle(first.report.period);
  const deadline = minuteTitle(first.due);
  return {
    ...frameOf(district, { ...person, school: '' }),
    recipient: { name: person.name, role: person.role as DigestPlan['recipient']['role'] },
    period,
    deadline,
    tone: first.rung.tone,
    readAt: minuteTitle(world.now),
    schools: person.items.map(({ school, report, due }) => ({
      school: school.name,
      ...(periodTitle(report.period) === period ? {} : { period: periodTitle(report.period) }),
      ...(minuteTitle(due) === deadline ? {} : { deadline: minuteTitle(due) }),
      stateTitle: stateTitles[report.state],
      contact: school.liaison,
      phone: school.liaisonPhone,
      principal: school.principal,
      principalPhone: school.principalPhone,
      toldWhom: toldWhom(world, report.school, report.period, school),
      ...(reachable(school) ? {} : { unreachable: true }),
    })),
  };
}

function reachable(school: School): boolean {
  return [school.liaisonEmail, school.backupEmail, school.principalEmail].some(isMailAddress);
}

/** Who of the school was reminded of this month so far. */
function toldWhom(
  world: World,
  code: string,
  period: string,
  school: { readonly liaisonEmail: string; readonly backupEmail: string; readonly principalEmail: string },
): string {
  const told = [...world.ledger.state.letters.values()]
    .filter(({ state }) => state === 'sent')
    .flatMap(({ items }) => items.filter((item) => item.startsWith(`remind/${period}/${code}/`)))
    .map((item) => item.slice(item.lastIndexOf('/') + 1));
  const people = [
    ['联络人', school.liaisonEmail],
    ['备用联络人', school.backupEmail],
    ['校长', school.principalEmail],
  ] as const;
  return people
    .filter(([, address]) => address !== '' && told.includes(address.toLowerCase()))
    .map(([role]) => role)
    .join('、');
}
