import { type FailureCode, failureSentence } from '../../schemas/failures.ts';
import type { Form } from '../../schemas/form.ts';
import type { Workbook } from '../../schemas/grid.ts';
import { type Identity, readIdentity } from '../../schemas/identity.ts';
import { isPeriod, type Period, periodTitle } from '../../schemas/periods.ts';
import type { Reading } from '../../schemas/reading.ts';
import { identitySheet, tree } from '../../schemas/tree.ts';
import { periodOf } from '../core/calendar.ts';
import { eventId } from '../core/event-id.ts';
import { type ReportState, reportKey } from '../core/ledger-state.ts';
import type { Content, FoundFile, World } from '../world.ts';
import { type District, formsOf, windowOf } from './district.ts';
import { noteRun } from './note-run.ts';
import { printable, shownName } from './shown-name.ts';
import { requireSchools } from './troubles.ts';

/** What became of one workbook of 收件箱. */
export interface TakenIn {
  readonly file: string;
  /** Where it was filed; empty where it was not. */
  readonly path: string;
  readonly school: string;
  readonly code: FailureCode | '';
  readonly message: string;
}

/** Where the workbook as it came is kept: what it says of children stays with the school, also where it is filed again. */
function originalsOf(path: string): string {
  return `${path.slice(0, path.lastIndexOf('/'))}/${tree.versions}/${tree.originals}`;
}

/**
 * Files the workbooks of 收件箱 by their identity into their schools' folders. An untouched hand-out gives way, and what
 * was filed before and left alone since; nothing else is ever written over. What cannot be filed stays where it is, with a reason.
 */
export async function takeIn(world: World, district: District): Promise<readonly TakenIn[]> {
  await requireSchools(world);
  const before = world.ledger.state.count;
  const outcomes: TakenIn[] = [];
  for (const file of await world.store.listInbox()) outcomes.push(await takeOne(world, district, file));
  const filed = outcomes.filter(({ code }) => code === '').length;
  await noteRun(world, before, '收件', periodOf(world.now), `归档 ${filed} 份，未能归档 ${outcomes.length - filed} 份`);
  return outcomes;
}

async function takeOne(world: World, district: District, file: FoundFile): Promise<TakenIn> {
  const content = await world.store.readReport(file.path);
  const name = await nameOf(file.path);
  const refuse = (code: FailureCode, school: string, why = ''): TakenIn => ({
    file: file.path,
    path: '',
    school,
    code,
    message: `收件箱里的“${name}”没有归档：${why}${why === '' ? failureSentence(code) : ''}`,
  });
  if (content.torn) return refuse('F-BUSY', '');
  const opened = content.opened();
  if (!opened.ok) return refuse(opened.code, '');
  const identity = readIdentity(opened.workbook.sheets.find(({ name }) => name === identitySheet));
  if (!identity)
    return refuse('L-WHO', '', '它不是系统发出的报表（没有学校和月份的标记）。请在本月发下来的那份里填写。');
  const report = world.ledger.state.reports.get(reportKey(identity.school, identity.period));
  if (!report || !isPeriod(identity.period)) {
    const school = printable(identity.school);
    return refuse('L-WHO', school, `这个区没有给学校 ${school} 发过 ${printable(identity.period)} 的报表。`);
  }
  if (report.lockedAt !== undefined)
    return refuse(
      'L-WHO',
      identity.school,
      `${periodTitle(report.period)}已经定稿，不再接收修改。确有必要的，请在“延期”里给这所学校一个新的日期，再运行一次。`,
    );
  const mixedUp = await mixUp(world, district, file, content, report, identity);
  if (mixedUp) return refuse('L-WHO', identity.school, mixedUp);
  return place(world, district, file, name, content, report, refuse);
}

/** A name or a content that speaks of another month than the identity: nobody can tell which is meant. */
async function mixUp(
  world: World,
  district: District,
  file: FoundFile,
  content: Content,
  report: ReportState,
  identity: Identity,
): Promise<string | undefined> {
  const months = namedPeriods(file.path);
  const [named] = months;
  if (named !== undefined && !months.some((month) => month === identity.period))
    return `文件名写的是${periodTitle(named)}，里面却是${periodTitle(identity.period)}的报表。请把内容填进${periodTitle(named)}的那一份，或改正文件名。`;
  const opened = content.opened();
  if (!opened.ok) return undefined;
  const forms = formsOf(district.settings, report.period);
  const { understand } = await import('../core/understand.ts');
  const { otherPeriodMeant } = await import('../core/rules/monthly-report-rules.ts');
  const answers = understand(forms, await readingOf(opened.workbook, forms));
  const meant = otherPeriodMeant(answers, report.period, (period) => windowOf(world, district, period));
  return (
    meant &&
    `这是${periodTitle(report.period)}的报表，标题月份和填报日期却都是${periodTitle(meant)}的。请核对后重新填写这个月的内容。`
  );
}

async function place(
  world: World,
  district: District,
  file: FoundFile,
  name: string,
  content: Content,
  report: ReportState,
  refuse: (code: FailureCode, school: string, why?: string) => TakenIn,
): Promise<TakenIn> {
  const there =
    (await world.store.stamp(report.path)) === undefined ? undefined : await world.store.readReport(report.path);
  if (there?.torn) return refuse('F-BUSY', report.school);
  if (there && !givesWay(there, content, report) && !(await isUntouched(world, district, report, there)))
    return refuse(
      'L-WHO',
      report.school,
      `学校的文件夹里已有一份填过的${periodTitle(report.period)}报表，内容和它不同。请核对后只留一份：要用新的，就把旧的移走再运行一次。`,
    );
  await world.ledger.begin();
  const drawn = { bytes: content.bytes(), hash: content.hash, storedAt: content.storedAt };
  const outcome = await world.store.replace(report.path, drawn, there ? [there.hash] : []);
  if (outcome === 'busy' || outcome === 'edited') return refuse('F-BUSY', report.school);
  const { school, period, path } = report;
  await world.ledger.append([
    {
      type: 'filed',
      id: eventId('filed', school, period, content.hash),
      at: world.now,
      school,
      period,
      path,
      from: name,
      hash: content.hash,
    },
  ]);
  await world.store.moveInto(file.path, originalsOf(path));
  return { file: file.path, path, school, code: '', message: `“${name}”已归档到 ${path}。` };
}

/** The same workbook, or what came by mail before it and nobody touched since: its original is kept. */
function givesWay(there: Content, content: Content, { filed }: ReportState): boolean {
  return there.hash === content.hash || (there.hash === filed && there.storedAt <= content.storedAt);
}

async function isUntouched(world: World, district: District, report: ReportState, there: Content): Promise<boolean> {
  const opened = there.opened();
  const event = await world.ledger.read(report.handedOut);
  if (!opened.ok || event.type !== 'handedOut') return false;
  const { differsFromHandOut } = await import('../core/understand.ts');
  return !differsFromHandOut(await readingOf(opened.workbook, formsOf(district.settings, report.period)), event.given);
}

// What reads forms is loaded with the first workbook to be filed: the inbox is empty most of the time.
async function readingOf(workbook: Workbook, forms: readonly Form[]): Promise<Reading> {
  const { locatorOf, readForms } = await import('../core/locate/locate.ts');
  return readForms(workbook, locatorOf(forms));
}

function nameOf(path: string): Promise<string> {
  return shownName(path.slice(path.lastIndexOf('/') + 1));
}

/** Months that a name speaks of, wherever it does; a whole date in it says when the file was sent, not what it is about. */
function namedPeriods(path: string): readonly Period[] {
  const months = path.matchAll(/(?<!\d)(\d{4})年(\d{1,2})月(?!份?\s*\d{1,2}\s*[日号])/g);
  return [...months].map(([, year, month = '']) => `${year}-${month.padStart(2, '0')}`).filter(isPeriod);
}
