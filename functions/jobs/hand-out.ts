import type { Book } from '../../schemas/book.ts';
import type { HandedOut } from '../../schemas/events.ts';
import { type Form, fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { addMonths, type Period, periodName, periodParts, periodTitle } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import { reportFile, schoolFolder, tree } from '../../schemas/tree.ts';
import { dueWords, windowWords } from '../core/calendar.ts';
import { eventId } from '../core/event-id.ts';
import { type ReportState, reportKey } from '../core/ledger-state.ts';
import type { World } from '../world.ts';
import { type District, formsOf, schoolsOf, windowOf } from './district.ts';
import type { Stray } from './find-reports.ts';
import { noteRun } from './note-run.ts';
import { readingAt } from './readings.ts';
import { notWritten, requireSchools } from './troubles.ts';

/** What a hand-out did. */
export interface HandOutReport {
  readonly period: Period;
  /** 应报. */
  readonly schools: number;
  /** Paths of the workbooks made in this run. */
  readonly created: readonly string[];
  /** Schools whose workbook was there already. */
  readonly existing: number;
  /** Schools whose folder cannot be written: the next run tries again. */
  readonly failures: readonly Stray[];
}

const batch = 50;

/** Makes each expected school's workbook for a period, once; what exists is never overwritten. */
export async function handOut(world: World, district: District, period: Period): Promise<HandOutReport> {
  await requireSchools(world);
  const schools = schoolsOf(district, period);
  const folders = await world.store.folders(tree.schools);
  const created: string[] = [];
  const failures: Stray[] = [];
  const before = world.ledger.state.count;
  for (let from = 0; from < schools.length; from += batch) {
    const group = schools.slice(from, from + batch);
    const events: HandedOut[] = [];
    for (const school of group)
      if (!world.ledger.state.reports.has(reportKey(school.code, period)))
        events.push(await planHandOut(world, district, school, period, folders));
    await world.ledger.append(events);
    for (const school of group) {
      const done = await perform(world, district, school, period);
      if (done.outcome === 'created') created.push(done.path);
      if (done.outcome === 'refused') failures.push(notWritten(school.code, done.path));
    }
    if (events.length > 0)
      world.log(`发放 ${periodName(period)} 报表：${Math.min(from + batch, schools.length)}/${schools.length}`);
  }
  await noteRun(world, before, '发表', period, `发出 ${periodName(period)} 报表 ${created.length} 份`);
  const existing = schools.length - created.length - failures.length;
  return { period, schools: schools.length, created, existing, failures };
}

/** The event that commits to a report: what its inputs hold when the school first opens it. */
async function planHandOut(
  world: World,
  district: District,
  school: School,
  period: Period,
  folders: readonly string[],
): Promise<HandedOut> {
  const forms = formsOf(district.settings, period);
  const known = folders.find((name) => name === school.code || name.startsWith(`${school.code} `));
  const folder = known ?? schoolFolder(school.code, school.name);
  return {
    type: 'handedOut',
    id: eventId('handedOut', school.code, period),
    at: world.now,
    school: school.code,
    period,
    path: `${tree.schools}/${folder}/${reportFile(period)}`,
    edition: editionOf(forms),
    window: windowOf(world, district, period),
    given: await givenInputs(world, school, period, forms),
  };
}

function editionOf(forms: readonly Form[]): string {
  return forms.map(({ key, edition }) => `${key}=${edition}`).join(';');
}

/** The school and the month, and last month's standing answers where the declaration carries them over. */
async function givenInputs(
  world: World,
  school: School,
  period: Period,
  forms: readonly Form[],
): Promise<Record<string, Cell>> {
  const before = world.ledger.state.reports.get(reportKey(school.code, addMonths(period, -1)));
  const last = before && (await readingAt(world, before.accepted?.reading ?? before.content?.at));
  const { readAnswer } = await import('../../schemas/read-answer.ts');
  const given: Record<string, Cell> = {};
  for (const form of forms)
    for (const field of fieldsOf(form)) {
      const key = definedName(form, field);
      if (field.kind === 'ref') given[key] = `${school.name}（${school.code}）`;
      else if (field.kind === 'month') given[key] = periodParts(period).month;
      else if (field.carry) {
        const raw = last?.found[key]?.raw ?? null;
        if (readAnswer(field, raw).is === 'value') given[key] = raw;
      }
    }
  return given;
}

/** True for a workbook that could not be read and was then moved away: nothing of the school's is there any more. */
function wantsAnother({ content }: ReportState): boolean {
  return content?.refused !== undefined && content.refused.code !== 'F-MISSING';
}

/** For schools that moved an unreadable workbook out of the way: the untouched one again, in any month. */
export async function reissue(world: World, district: District): Promise<readonly string[]> {
  const schools = new Map(district.roster.map((school) => [school.code, school]));
  const created: string[] = [];
  for (const report of world.ledger.state.reports.values()) {
    const school = wantsAnother(report) ? schools.get(report.school) : undefined;
    const done = school && (await perform(world, district, school, report.period));
    if (done?.outcome === 'created') created.push(done.path);
  }
  return created;
}

/** Puts the workbook in place. One that was handed out and seen since is the school's: it is not made again. */
async function perform(
  world: World,
  district: District,
  school: School,
  period: Period,
): Promise<{ readonly path: string; readonly outcome: 'created' | 'exists' | 'refused' }> {
  const report = world.ledger.state.reports.get(reportKey(school.code, period));
  const path = report?.path ?? '';
  if (!report || (report.content && !wantsAnother(report)) || (await world.store.stamp(path)) !== undefined)
    return { path, outcome: 'exists' };
  const event = await world.ledger.read(report.handedOut);
  if (event.type !== 'handedOut') return { path, outcome: 'exists' };
  await world.ledger.begin();
  const drawn = await world.store.draw(await bookOf(district, school, report, event.given));
  return { path, outcome: await world.store.create(path, drawn) };
}

// What draws and reads forms is loaded with the first report to be made: on most days there is none.
async function bookOf(
  district: District,
  school: School,
  report: ReportState,
  given: Readonly<Record<string, Cell>>,
): Promise<Book> {
  const { reportBook } = await import('../core/report-book.ts');
  const { settings } = district;
  const forms = formsOf(settings, report.period);
  const carried = forms.some((form) =>
    fieldsOf(form).some((field) => field.carry && definedName(form, field) in given),
  );
  return reportBook({
    identity: { school: school.code, period: report.period, edition: report.edition },
    school: { code: school.code, name: school.name },
    forms,
    words: {
      campaign: settings.campaign,
      office: settings.office,
      day: String(settings.deadlineDay),
      window: windowWords(report.window),
      school: school.name,
    },
    given,
    officePhone: settings.officePhone,
    deadline: dueWords(report.window.due),
    ...(carried ? { carriedFrom: periodTitle(addMonths(report.period, -1)) } : {}),
  });
}
