import type { Period } from '../../schemas/periods.ts';
import { localDate, periodOf } from '../core/calendar.ts';
import { reportKey } from '../core/ledger-state.ts';
import { rulesEdition } from '../core/rules/edition.ts';
import type { FoundFile, World } from '../world.ts';
import type { District } from './district.ts';
import { type Candidate, findReports, type Stray } from './find-reports.ts';
import type { Judging } from './judging.ts';
import { noteRun } from './note-run.ts';
import { mustRetell } from './tell-schools.ts';
import { schoolsGone } from './troubles.ts';

/** What a run of validate did; what stands after it is told by `standing`. */
export interface Validation {
  /** Workbooks parsed in this run. */
  readonly read: Readonly<Record<Period, number>>;
  readonly strays: readonly Stray[];
  /** Reports that were being saved just now, by `<period>/<school>`: said in this run only. */
  readonly busy: ReadonlySet<string>;
}

const batch = 64;

/**
 * Reads the reports that changed, judges them, and tells their schools; `all` judges every report again. One bad workbook
 * never stops the others.
 */
export async function validate(world: World, district: District, all = false): Promise<Validation> {
  const { state } = world.ledger;
  const files = await world.store.listReports();
  if (files.length === 0 && [...state.reports.values()].filter(({ content }) => content).length > 1)
    throw schoolsGone();
  sayHowLong(world, files);
  const before = state.count;
  const rejudgeAll = all || world.ledger.cache.marks.get('judgedWith') !== judgedWith(district);
  const today = localDate(world.now);
  const bySchool = Map.groupBy(files, ({ school }) => school);
  const reports = Map.groupBy(state.reports.values(), ({ school }) => school);
  const roster = new Map(district.roster.map((school) => [school.code, school]));
  const strays: Stray[] = [];
  let judging: Judging | undefined;
  for (const [code, found] of bySchool)
    if (!reports.has(code)) strays.push(notOurs(code, found.length, roster.has(code)));
  for (const [code, ofSchool] of reports) {
    const school = roster.get(code);
    if (!school) continue;
    const found = await findReports(world, bySchool.get(code) ?? [], ofSchool);
    strays.push(...found.strays);
    const work = found.candidates.filter((candidate) =>
      // In a closed report only a change is work, and it is kept, not judged.
      candidate.report.lockedAt === undefined
        ? rejudgeAll || asksForWork(world, candidate, today)
        : candidate.is === 'file',
    );
    if (work.length === 0) continue;
    judging ??= await startJudging(world, district, rejudgeAll);
    for (const candidate of inOrder(work)) await judging.take(candidate, school);
    if (judging.pending >= batch) await judging.commit();
  }
  await judging?.commit();
  world.ledger.mark('judgedWith', judgedWith(district));
  if (!judging) return { read: {}, strays, busy: new Set() };
  await noteRun(world, before, '校验', periodOf(world.now), judging.summary);
  return { read: judging.read, strays: [...strays, ...judging.strays], busy: judging.busy };
}

/** Before a long reading starts: an operator who sees nothing happen would stop it. */
function sayHowLong({ store, ledger, log }: World, files: readonly FoundFile[]): void {
  const changed = files.filter(({ path, stamp }) => ledger.cache.files.get(path)?.stamp !== stamp).length;
  const time = changed > 20 ? store.timeFor(changed, 0) : '';
  if (time !== '') log(`要读 ${changed} 份报表，${time}`);
}

/** Loaded with the first report that asks for it: most runs find nothing changed, and need neither rules nor forms. */
async function startJudging(world: World, district: District, rejudgeAll: boolean): Promise<Judging> {
  const { Judging } = await import('./judging.ts');
  return new Judging(world, district, rejudgeAll);
}

/** What a judgement depends on besides the report: when it changes, everything is judged again from the ledger. */
function judgedWith(district: District): string {
  return `${rulesEdition}/${district.decisionsHash}`;
}

function notOurs(school: string, count: number, known: boolean): Stray {
  const why = known ? '这所学校还没有发过报表' : '学校名册里没有这个编码';
  return {
    school,
    code: 'L-WHO',
    message: `“学校”下以 ${school} 开头的文件夹里有 ${count} 个文件没有读取：${why}。`,
  };
}

/** True for what changed; else where a run was cut short, the school is still to be told, or a date has come. */
function asksForWork(world: World, candidate: Candidate, today: string): boolean {
  if (candidate.is !== 'unchanged') return true;
  const { school, period, recheckOn } = candidate.report;
  if (recheckOn !== undefined && recheckOn <= today) return true;
  return world.ledger.unsettled.has(reportKey(school, period)) || mustRetell(world, candidate.report);
}

/** Oldest first: a month is judged beside the one before it. */
function inOrder(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((a, b) => (a.report.period < b.report.period ? -1 : 1));
}
