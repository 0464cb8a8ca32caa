import type { HandedOut } from '../../schemas/events.ts';
import { type Form, fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { type Period, periodName, periodParts } from '../../schemas/periods.ts';
import { byMail, type School } from '../../schemas/roster.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import { reportFile, schoolFolder, tree } from '../../schemas/tree.ts';
import { eventId } from '../core/event-id.ts';
import { type ReportState, reportKey } from '../core/ledger-state.ts';
import { windowToHandOut } from '../core/obligations/months.ts';
import type { World } from '../world.ts';
import { calendarOf, type District, formsOf, periodBefore, schoolsOf } from './district.ts';
import type { Stray } from './find-reports.ts';
import { whyNotHandedOut } from './not-handed-out.ts';
import { noteNotShared } from './not-shared.ts';
import { noteRun } from './note-run.ts';
import { readingAt } from './readings.ts';
import { reportBookOf } from './report-book-of.ts';
import { notShared, notWritten, requireSchools } from './troubles.ts';

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
  /** Why nobody gets a report for this month, as a sentence; left out where they do. */
  readonly notice?: string;
}

const batch = 50;
/** Schools served side by side: on Google each takes a handful of requests, one after the other. */
const atOnce = 6;

/** Makes each expected school's workbook for a period, once; what exists is never overwritten. */
export async function handOut(world: World, district: District, period: Period): Promise<HandOutReport> {
  await requireSchools(world);
  const notice = whyNotHandedOut(world, district, period);
  if (notice !== undefined) return { period, schools: 0, created: [], existing: 0, failures: [], notice };
  const schools = schoolsOf(district, period);
  const folders = await world.store.folders(tree.schools);
  const created: string[] = [];
  const failures: Stray[] = [];
  let existing = 0;
  const before = world.ledger.state.count;
  const missing = schools.filter(({ code }) => !world.ledger.state.reports.has(reportKey(code, period))).length;
  const time = missing > 20 ? world.store.timeFor(0, missing) : '';
  if (time !== '') world.log(`要发 ${missing} 份报表，${time}`);
  for (let from = 0; from < schools.length; from += batch) {
    const group = schools.slice(from, from + batch);
    const events: HandedOut[] = [];
    for (const school of group)
      if (!world.ledger.state.reports.has(reportKey(school.code, period)))
        events.push(await planHandOut(world, district, school, period, folders));
    await world.ledger.append(events);
    for (const some of chunks(group, atOnce)) {
      const done = await allOf(some.map((school) => giveTo(world, district, school, period)));
      existing += done.filter(({ outcome }) => outcome === 'exists').length;
      created.push(...done.flatMap(({ path, outcome }) => (outcome === 'created' ? [path] : [])));
      failures.push(...done.flatMap(({ troubles }) => troubles));
    }
    if (events.length > 0)
      world.log(`发放 ${periodName(period)} 报表：${Math.min(from + batch, schools.length)}/${schools.length}`);
  }
  await noteRun(world, before, '发表', period, `发出 ${periodName(period)} 报表 ${created.length} 份`);
  return { period, schools: schools.length, created, existing, failures };
}

/** All results; where one failed, its error, once none of the others is at work any more. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(works);
  return settled.map((it) => {
    if (it.status === 'rejected') throw it.reason;
    return it.value;
  });
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** A school's workbook put in place and its folder shared; what could not be done is said, and tried again by the next run. */
async function giveTo(
  world: World,
  district: District,
  school: School,
  period: Period,
): Promise<{ readonly path: string; readonly outcome: string; readonly troubles: readonly Stray[] }> {
  const done = await perform(world, district, school, period);
  const troubles =
    done.outcome === 'refused' ? [notWritten(school.code, done.path)] : await shareFolder(world, school, done.path);
  return { ...done, troubles };
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
    window: windowToHandOut(calendarOf(world, district), period),
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
  const last = periodBefore(world, period);
  const before = last === undefined ? undefined : world.ledger.state.reports.get(reportKey(school.code, last));
  const reading = before && (await readingAt(world, before.accepted?.reading ?? before.content?.at));
  const { readAnswer } = await import('../../schemas/read-answer.ts');
  const given: Record<string, Cell> = {};
  for (const form of forms)
    for (const field of fieldsOf(form)) {
      const key = definedName(form, field);
      if (field.kind === 'ref') given[key] = `${school.name}（${school.code}）`;
      else if (field.kind === 'month') given[key] = periodParts(period).month;
      else if (field.carry) {
        const raw = reading?.found[key]?.raw ?? null;
        if (readAnswer(field, raw).is === 'value') given[key] = raw;
      }
    }
  return given;
}

/** True for a workbook that could not be read and was then moved away: nothing of the school's is there any more. */
function wantsAnother({ content, lockedAt }: ReportState): boolean {
  return lockedAt === undefined && content?.refused !== undefined && content.refused.code !== 'F-MISSING';
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

/** Whose report a template is: nobody's, of no month, so that one serves them all. */
const nobody = { code: '', name: '' };
const noPeriod: Period = '2000-01';

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
  const forms = formsOf(district.settings, period);
  const saves = byMail(school) ? 'byHand' : world.store.saves(path);
  const book = await reportBookOf(world, district, school, report, event.given, forms, saves);
  const how = byMail(school)
    ? { as: 'file' as const }
    : { template: await reportBookOf(world, district, nobody, { ...report, period: noPeriod }, {}, forms, saves) };
  return { path, outcome: await world.store.create(path, await world.store.draw(book, how)) };
}

/** The school's folder is offered once to each who fills in or signs. */
async function shareFolder(world: World, school: School, path: string): Promise<readonly Stray[]> {
  if (byMail(school) || path === '') return [];
  const { liaisonEmail, backupEmail, principalEmail } = school;
  const addresses = new Set([liaisonEmail, backupEmail, principalEmail].filter(isMailAddress));
  const folder = path.slice(0, path.lastIndexOf('/'));
  const troubles: Stray[] = [];
  for (const address of await world.store.unshared(folder, [...addresses])) {
    await world.ledger.begin();
    const { refused } = await world.store.share(folder, address);
    if (refused === undefined) continue;
    noteNotShared(world, school.code, address);
    troubles.push(notShared(school.code, refused));
  }
  return troubles;
}
