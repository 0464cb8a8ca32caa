import { annualSummary } from '../../../schemas/annual-summary.ts';
import { periodParts, periodTitle } from '../../../schemas/periods.ts';
import { byMail, type School } from '../../../schemas/roster.ts';
import { selfCheck } from '../../../schemas/self-check.ts';
import { feedbackFile, feedbackName } from '../../../schemas/tree.ts';
import { endOfDay, localDate } from '../../core/calendar.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import { dueTitle, minuteTitle } from '../../letters/minute-title.ts';
import type { LetterFrame, OverdueItem, OverduePlan, Tone } from '../../letters/plan.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { digestPlan } from './compose-digest.ts';
import { type DueReminder, type DueReminders, isOverseer } from './due-reminders.ts';
import { missingOf } from './missing.ts';

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
    ? await press.digest(digestPlan(world, person, frameOf(district, { ...person, school: '' })))
    : await press.overdue(await overduePlan(world, district, person));
  return { key: items[0] ?? '', items, to: addressesOf(district, person.address), ...printed };
}

const tones: readonly Tone[] = ['提醒', '催报', '督促'];

async function overduePlan(world: World, district: District, person: DueReminders): Promise<OverduePlan> {
  const highest = Math.max(...person.items.map(({ rung }) => tones.indexOf(rung.tone)));
  const tone = tones[highest] ?? '提醒';
  const items: OverdueItem[] = [];
  for (const due of person.items) items.push(await itemOf(world, due, tone));
  return {
    ...frameOf(district, { ...person, school: person.items[0]?.school.name ?? '' }),
    recipient: { name: person.name, role: person.role as OverduePlan['recipient']['role'] },
    tone,
    readAt: minuteTitle(world.now),
    items,
  };
}

async function itemOf(world: World, due: DueReminder, letterTone: Tone): Promise<OverdueItem> {
  const { school, report, rung, obligation, deadline } = due;
  return {
    school: school.name,
    period: obligation ? `${periodParts(obligation.period).year}年` : periodTitle(report.period),
    ...(obligation ? { obligation: { title: obligation.title, forms: [formNames[obligation.kind]] } } : {}),
    ...(rung.tone === letterTone ? {} : { tone: rung.tone }),
    deadline: dueTitle(deadline.due),
    ...(endOfDay(localDate(world.now)) === deadline.due ? { lastDay: true } : {}),
    ...(byMail(school) ? { byMail: true } : {}),
    ...(await placeOf(world, school, report)),
    contact: school.liaison,
    missing: await missingOf(world, due),
  };
}

const formNames = { checklist: selfCheck.name, annualSummary: annualSummary.name } as const;

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
