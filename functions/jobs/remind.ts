import { type Form, fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import { type Period, periodTitle } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import { feedbackFile } from '../../schemas/tree.ts';
import { hasPassed, periodOf, withinMailHours } from '../core/calendar.ts';
import { type ReportState, reportKey } from '../core/ledger-state.ts';
import { understand } from '../core/understand.ts';
import { letterBlank, letterFindings } from '../letters/letter-findings.ts';
import { minuteTitle } from '../letters/minute-title.ts';
import type { Missing, OverdueItem, OverduePlan } from '../letters/plan.ts';
import { createLetterPress } from '../letters/press.ts';
import type { Letter, World } from '../world.ts';
import { type District, formsOf, handedOutPeriods, schoolsOf } from './district.ts';
import { noteRun } from './note-run.ts';
import { type LetterOutcome, post, resume } from './post.ts';
import { readingAt } from './readings.ts';
import { failureMessage } from './tell-schools.ts';

/** One person and what that person is behind with. */
interface Overdue {
  readonly address: string;
  readonly name: string;
  readonly due: readonly { readonly item: string; readonly school: School; readonly report: ReportState }[];
}

/** Writes to the contacts of schools that are overdue, once; never outside humane hours, never to a school that reported. */
export async function remind(world: World, district: District, dryRun: boolean): Promise<readonly LetterOutcome[]> {
  if (!withinMailHours(world.now, district.settings, district.holidays)) return [];
  const before = world.ledger.state.count;
  const outcomes: LetterOutcome[] = [];
  for (const letter of world.ledger.state.letters.values())
    if (letter.state === 'claimed' || letter.state === 'deferred')
      outcomes.push(await resume(world, letter, (item) => isMoot(world, item), dryRun));
  const press = createLetterPress();
  for (const person of planOverdue(world, district)) {
    const letter = await compose(world, district, press, person);
    outcomes.push(await post(world, district, letter, dryRun));
    if (outcomes.length % 20 === 0) world.log(`催报：${outcomes.length} 封`);
  }
  const count = (state: LetterOutcome['state']): number => outcomes.filter((it) => it.state === state).length;
  await noteRun(
    world,
    before,
    '催报',
    periodOf(world.now),
    `发出 ${count('sent')} 封，推迟 ${count('deferred')} 封，撤回 ${count('withdrawn')} 封`,
  );
  return outcomes;
}

/** Who is overdue with what, by address; items that some letter already tells are left out. */
function planOverdue(world: World, district: District): readonly Overdue[] {
  const told = new Set([...world.ledger.state.letters.values()].flatMap(({ items }) => items));
  const people = new Map<string, { address: string; name: string; due: Overdue['due'][number][] }>();
  for (const period of handedOutPeriods(world))
    for (const school of schoolsOf(district, period)) {
      const report = world.ledger.state.reports.get(reportKey(school.code, period));
      if (!report || !isOverdue(world, report) || !isMailAddress(school.liaisonEmail)) continue;
      const address = school.liaisonEmail;
      const item = `remind/${period}/${school.code}/overdue/${address.toLowerCase()}`;
      if (told.has(item)) continue;
      const person = people.get(address.toLowerCase()) ?? { address, name: school.liaison, due: [] };
      person.due.push({ item, school, report });
      people.set(address.toLowerCase(), person);
    }
  return [...people.values()];
}

function isOverdue(world: World, report: ReportState): boolean {
  return !report.accepted && hasPassed(report.window.due, world.now);
}

async function compose(
  world: World,
  district: District,
  press: ReturnType<typeof createLetterPress>,
  person: Overdue,
): Promise<Letter> {
  const { settings } = district;
  const items: OverdueItem[] = [];
  for (const { school, report } of person.due) items.push(await itemOf(world, district, school, report));
  const plan: OverduePlan = {
    recipient: { name: person.name, role: '联络人' },
    office: settings.office,
    phone: settings.officePhone,
    replyTo: settings.sectionEmail,
    readAt: minuteTitle(world.now),
    items,
    ...(settings.trial
      ? { trialFor: `${person.due[0]?.school.name ?? ''}联络人 ${person.name}（${person.address}）` }
      : {}),
  };
  const keys = person.due.map(({ item }) => item);
  const to = settings.trial ? [settings.sectionEmail] : [person.address];
  return { key: keys[0] ?? '', items: keys, to, ...(await press.overdue(plan)) };
}

async function itemOf(world: World, district: District, school: School, report: ReportState): Promise<OverdueItem> {
  const path = report.content?.path ?? report.path;
  return {
    school: school.name,
    period: periodTitle(report.period),
    deadline: minuteTitle(report.window.due),
    where: path.replaceAll('/', '／'),
    allFindings:
      report.findings.length > 0 ? `同一文件夹里的《${feedbackFile(report.period).replace(/\.xlsx$/, '')}》` : '',
    contact: school.liaison,
    missing: await missingOf(world, district, report),
  };
}

async function missingOf(world: World, district: District, report: ReportState): Promise<Missing> {
  const forms = formsOf(district.settings, report.period);
  const refused = report.content?.refused;
  if (refused) return { is: 'unreadable', why: failureMessage(refused.code, refused.detail) };
  const findings = letterFindings(
    report.findings.map(({ finding }) => finding),
    forms,
  );
  switch (report.state) {
    case 'inProgress':
    case 'invalid':
      return { is: report.state, findings };
    case 'unsigned':
    case 'submitted':
      return { is: 'unsigned', blanks: await unsignedBlanks(world, report, forms) };
    case 'returned':
      return { is: 'returned', reason: '' };
    case 'locked':
    case 'notStarted':
      return { is: 'notStarted' };
  }
}

async function unsignedBlanks(world: World, report: ReportState, forms: readonly Form[]) {
  const reading = await readingAt(world, report.content?.at);
  if (!reading) return [];
  const answers = understand(forms, reading);
  return forms.flatMap((form) =>
    fieldsOf(form)
      .filter((field) => field.signs && answers[definedName(form, field)]?.is === 'empty')
      .map((field) =>
        letterBlank(
          { form: form.key, field: field.key, cell: reading.found[definedName(form, field)]?.cell ?? '' },
          forms,
        ),
      ),
  );
}

/** True where the school has reported since. */
function isMoot(world: World, item: string): boolean {
  const [, period = '', school = ''] = item.split('/');
  return world.ledger.state.reports.get(reportKey(school, period as Period))?.accepted !== undefined;
}
