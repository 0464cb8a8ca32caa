import type { FailureCode } from '../../schemas/failures.ts';
import { readIdentity } from '../../schemas/identity.ts';
import { isPeriod, type Period, periodTitle } from '../../schemas/periods.ts';
import { blankTick } from '../../schemas/ticks.ts';
import { identitySheet } from '../../schemas/tree.ts';
import { eventId } from '../core/event-id.ts';
import { type ReportState, reportKey, seenHash } from '../core/ledger-state.ts';
import type { Content, FoundFile, Opened, World } from '../world.ts';
import { shownName } from './shown-name.ts';

/** The workbook that stands for one school and period in this run, or why none does. */
export type Candidate =
  | { readonly is: 'unchanged'; readonly report: ReportState }
  | { readonly is: 'file'; readonly report: ReportState; readonly path: string; readonly content: Content }
  | {
      readonly is: 'failure';
      readonly report: ReportState;
      readonly path: string;
      readonly hash: string;
      readonly code: FailureCode;
      readonly detail: string;
    };

/** A workbook that belongs to no report we know: said, never guessed at. */
export interface Stray {
  readonly school: string;
  readonly code: FailureCode;
  readonly message: string;
}

export interface FoundReports {
  readonly candidates: readonly Candidate[];
  readonly strays: readonly Stray[];
}

interface Claim {
  readonly file: FoundFile;
  readonly hash: string;
  /** `<period>/<school>`, or `!CODE` where it cannot be read. */
  readonly claims: string;
  readonly content: Content | undefined;
}

/**
 * Finds the workbook of each report handed out, in one school's folder. Identity and place must agree; of two that claim
 * one report an untouched hand-out gives way; two different ones that people filled in are both left unread (L-WHO).
 */
export async function findReports(
  world: World,
  files: readonly FoundFile[],
  reports: readonly ReportState[],
): Promise<FoundReports> {
  if (allAsBefore(world, files, reports))
    return { candidates: reports.map((report) => ({ is: 'unchanged', report })), strays: [] };
  if (files.some(({ path }) => path.endsWith('/'))) return { candidates: reports.map(outOfReach), strays: [] };
  const claims: Claim[] = [];
  for (const file of files) claims.push(await claimOf(world, file));
  const strays: Stray[] = [];
  const byReport = new Map<ReportState, Claim[]>(reports.map((report) => [report, []]));
  for (const claim of claims) {
    const report = reports.find((it) => belongs(claim, it));
    if (report) byReport.get(report)?.push(claim);
    else if (!claim.claims.startsWith('!')) strays.push(await strayOf(claim));
  }
  const candidates: Candidate[] = [];
  for (const [report, group] of byReport) candidates.push(await choose(world, report, group));
  return { candidates, strays };
}

/**
 * The usual case, told by one comparison a file: each report's workbook, and nothing else, lies where it was handed out,
 * and has not been written to since it was read.
 */
function allAsBefore(world: World, files: readonly FoundFile[], reports: readonly ReportState[]): boolean {
  const { cache } = world.ledger;
  return (
    files.length === reports.length &&
    reports.every((report, index) => {
      const file = files[index];
      const known = file?.path === report.path ? cache.files.get(file.path) : undefined;
      return (
        known !== undefined &&
        known.stamp === file?.stamp &&
        known.hash === seenHash(report) &&
        !report.content?.refused &&
        known.claims === reportKey(report.school, report.period)
      );
    })
  );
}

/** The school's folder cannot be opened now: its reports are neither missing nor unchanged. */
function outOfReach(report: ReportState): Candidate {
  return { is: 'failure', report, path: report.path, hash: '', code: 'F-BUSY', detail: '' };
}

/**
 * By the month its name states, so that September's file saved as October's is a trouble of October, whose place it takes;
 * by identity where the name states none.
 */
function belongs(claim: Claim, report: ReportState): boolean {
  const placed = placedPeriod(claim.file.path);
  return placed === undefined ? claim.claims === reportKey(report.school, report.period) : placed === report.period;
}

async function strayOf(claim: Claim): Promise<Stray> {
  return {
    school: claim.file.school,
    code: 'L-WHO',
    message: `“${await shownName(claim.file.path)}”不是这个文件夹该有的报表${claim.claims ? `（文件里记的月份和学校是 ${claim.claims.replace('/', '、')}）` : ''}，没有读取。`,
  };
}

/** `2018年9月 …` in the name → `2018-09`. */
function placedPeriod(path: string): Period | undefined {
  const match = /(?:^|\/)(\d{4})年(\d{1,2})月[^/]*$/.exec(path);
  const period = match ? `${match[1]}-${match[2]?.padStart(2, '0')}` : '';
  return isPeriod(period) ? period : undefined;
}

async function claimOf(world: World, file: FoundFile): Promise<Claim> {
  const known = world.ledger.cache.files.get(file.path);
  if (known?.stamp === file.stamp) return { file, hash: known.hash, claims: known.claims, content: undefined };
  const content = await world.store.readReport(file.path);
  if (content.torn) return { file, hash: content.hash, claims: '!F-BUSY', content };
  const claims = known?.hash === content.hash ? known.claims : claimsOf(content.opened());
  world.ledger.remember(file.path, { stamp: content.stamp, hash: content.hash, claims });
  return { file, hash: content.hash, claims, content };
}

function claimsOf(opened: Opened): string {
  if (!opened.ok) return `!${opened.code}`;
  const identity = readIdentity(opened.workbook.sheets.find(({ name }) => name === identitySheet));
  return identity ? reportKey(identity.school, identity.period) : '';
}

async function choose(world: World, report: ReportState, group: readonly Claim[]): Promise<Candidate> {
  const [only, ...others] = group;
  if (!only) return missing(world, report);
  if (others.length === 0) return judgeClaim(world, report, only);
  // Several files, none of them changed since one was chosen: nothing is opened again.
  const mark = `chosen/${reportKey(report.school, report.period)}`;
  const among = eventId('among', ...group.map(({ file, hash }) => `${file.path} ${hash}`));
  if (report.content && world.ledger.cache.marks.get(mark) === `${among} ${report.content.hash}`)
    return { is: 'unchanged', report };
  const candidate = await chooseAmong(world, report, group);
  const hash = candidateHash(candidate);
  if (hash !== undefined) world.ledger.mark(mark, `${among} ${hash}`);
  return candidate;
}

/** What the report will hold once the candidate is taken; undefined where it is looked at again in any case. */
function candidateHash(candidate: Candidate): string | undefined {
  if (candidate.is === 'file') return candidate.content.hash;
  if (candidate.is === 'unchanged') return candidate.report.content?.hash;
  return candidate.code === 'F-BUSY' ? undefined : candidate.hash;
}

async function chooseAmong(world: World, report: ReportState, group: readonly Claim[]): Promise<Candidate> {
  const own = distinct(report, group);
  const touched = await withoutUntouched(world, report, own);
  const [first] = touched;
  if (!first) {
    // Nobody typed into the workbook we gave: what lies beside it (an .xls, another month's) is what the school filled in.
    const beside = group.find((claim) => !own.some(({ hash }) => hash === claim.hash) && claim.claims !== '!F-BUSY');
    return judgeClaim(world, report, beside ?? own[0] ?? group[0]);
  }
  if (touched.length === 1) return judgeClaim(world, report, first);
  const names = touched.map(({ file }) => `“${file.path.split('/').at(-1)}”`).join('和');
  return failure(report, first, 'L-WHO', `${names}都是这个月的报表而内容不同，请只留一份。`, touched);
}

async function judgeClaim(world: World, report: ReportState, claim: Claim | undefined): Promise<Candidate> {
  if (!claim) return missing(world, report);
  const { claims, hash, file } = claim;
  if (claims.startsWith('!')) {
    const code = claims.slice(1) as FailureCode;
    if (isKnown(report, hash, code)) return { is: 'unchanged', report };
    const content = claim.content ?? (await world.store.readReport(file.path));
    const opened = content.torn ? undefined : content.opened();
    return failure(report, claim, code, opened && !opened.ok ? opened.detail : '');
  }
  if (claims !== '' && claims !== reportKey(report.school, report.period)) {
    const [period = '', school = ''] = claims.split('/');
    const said = school === report.school && isPeriod(period) ? periodTitle(period) : `学校 ${school} `;
    return failure(report, claim, 'L-WHO', `文件里记的是${said}的报表，和它所在的位置对不上。`);
  }
  // Read before, or read and refused for what stands in it: the same bytes say the same.
  if (seenHash(report) === hash) return { is: 'unchanged', report };
  const content = claim.content ?? (await world.store.readReport(file.path));
  return content.torn ? failure(report, claim, 'F-BUSY', '') : { is: 'file', report, path: file.path, content };
}

/** One claim a content: the workbook under its own name before a copy of the same bytes. */
function distinct(report: ReportState, group: readonly Claim[]): readonly Claim[] {
  const sorted = [...group].sort((a, b) => Number(b.file.path === report.path) - Number(a.file.path === report.path));
  const readable = sorted.filter(({ claims }) => claims === reportKey(report.school, report.period) || claims === '');
  // A copy that cannot be read, or another month's, does not count where the report itself can be read.
  const pool = readable.length > 0 ? readable : sorted;
  return pool.filter((claim, index) => pool.findIndex(({ hash }) => hash === claim.hash) === index);
}

/** Those of several that somebody typed into. */
async function withoutUntouched(
  world: World,
  report: ReportState,
  claims: readonly Claim[],
): Promise<readonly Claim[]> {
  const event = await world.ledger.read(report.handedOut);
  const given = event.type === 'handedOut' ? event.given : {};
  const touched: Claim[] = [];
  for (const claim of claims) {
    const opened = (claim.content ?? (await world.store.readReport(claim.file.path))).opened();
    if (!opened.ok || !looksUntouched(opened, given)) touched.push(claim);
  }
  return touched;
}

/** Cheap and strict: every named input still holds what was handed out. */
function looksUntouched(opened: Opened & { ok: true }, given: Readonly<Record<string, unknown>>): boolean {
  for (const [name, ref] of opened.workbook.names) {
    if (!/^(?:selfCheck|monthlyReport|annualSummary)_/.test(name)) continue;
    const sheet = opened.workbook.sheets.find((it) => it.name === ref.sheet);
    const cell = sheet?.cells[ref.row]?.[ref.column] ?? null;
    const plain = cell === null || cell === blankTick ? '' : String(cell);
    if (plain !== String(given[name] ?? '')) return false;
  }
  return true;
}

async function missing(_world: World, report: ReportState): Promise<Candidate> {
  if (!report.content) return { is: 'unchanged', report };
  if (report.content.refused?.code === 'F-MISSING') return { is: 'unchanged', report };
  return {
    is: 'failure',
    report,
    path: report.path,
    hash: 'missing',
    code: 'F-MISSING',
    detail: '',
  };
}

function failure(
  report: ReportState,
  claim: Claim,
  code: FailureCode,
  detail: string,
  all: readonly Claim[] = [claim],
): Candidate {
  const hash = all.length === 1 ? claim.hash : eventId('rivals', ...all.map((it) => it.hash).sort());
  if (isKnown(report, hash, code)) return { is: 'unchanged', report };
  return { is: 'failure', report, path: claim.file.path, hash, code, detail };
}

function isKnown(report: ReportState, hash: string, code: FailureCode): boolean {
  return code !== 'F-BUSY' && report.content?.hash === hash && report.content.refused?.code === code;
}
