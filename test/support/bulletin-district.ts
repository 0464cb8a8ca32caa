import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { bulletin } from '../../functions/jobs/bulletin/bulletin.ts';
import { bulletinIfDue } from '../../functions/jobs/bulletin/due.ts';
import type { BulletinOutcome } from '../../functions/jobs/bulletin/report.ts';
import type { District } from '../../functions/jobs/district.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import type { World } from '../../functions/world.ts';
import type { LedgerEvent } from '../../schemas/events.ts';
import { makeDistrict, type RosterRow, reportPath } from './district.ts';
import { fillReport, rightReport, type Typed } from './fill-report.ts';
import { drawnOnce, inProcess } from './in-process.ts';
import { typeRow } from './type-row.ts';

// In the order of the register, which is not the order of the codes.
export const schools: readonly RosterRow[] = [
  { code: '371311003', name: '示例第三小学' },
  { code: '371311001', name: '示例第一小学' },
  { code: '371311002', name: '示例第二小学' },
];
/** Where the files of the pair lie. */
export const folder = '通报/2018年09—10月';

/** One piece of work in a district at a time of day. */
export async function inDistrict<T>(
  path: string,
  now: string,
  work: (world: World, district: District) => Promise<T>,
  dryRun = false,
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  return withDistrict(
    async () => openWorld({ district: path, now: `${now}:00+08:00`, dryRun, env, log: () => {} }),
    knownHolidays,
    work,
  );
}

/** `bulletin`, as the command line does it. */
export const draft = (path: string, now: string, period?: string, env = {}): Promise<BulletinOutcome> =>
  inDistrict(
    path,
    now,
    (world, district) => bulletin(world, district, { period, drawDocument: world.drawDocument, dryRun: false }),
    false,
    env,
  );

/** What `run` does of it. */
export const due = (path: string, now: string, env = {}, dryRun = false): Promise<BulletinOutcome | undefined> =>
  inDistrict(
    path,
    now,
    (world, district) => bulletinIfDue(world, district, { drawDocument: world.drawDocument, dryRun }),
    dryRun,
    env,
  );

export const two = (number: number): string => String(number).padStart(2, '0');
export const workbookOf = (path: string, row: RosterRow, month: number): string =>
  reportPath(path, row, `2018年${two(month)}月`);

/** Fills a report as it would be in its month: right, on the 20th, unless told otherwise. */
export async function fill(
  path: string,
  row: RosterRow,
  month: number,
  typed: Typed = {},
  day = `2018-${two(month)}-20`,
): Promise<void> {
  await fillReport(
    workbookOf(path, row, month),
    {
      ...rightReport,
      monthlyReport_docDate: '2018-05-03',
      monthlyReport_reportDate: `2018-${two(month)}-20`,
      monthlyReport_handlingText: `${row.name}${month}月的处理：批评教育，家校沟通，一周后回访。`,
      ...typed,
    },
    new Date(`${day}T10:00:00+08:00`),
  );
}

/** The four counts. */
export function incidents(happened: number, reported: number, criminal: number, handled: number): Typed {
  return {
    monthlyReport_incidents: happened,
    monthlyReport_incidentsReported: reported,
    monthlyReport_incidentsCriminal: criminal,
    monthlyReport_handledCount: handled,
  };
}

export async function handOut(path: string, months: readonly number[]): Promise<void> {
  for (const month of months) await inProcess('handOut', path, `2018-${two(month)}-01T09:00`);
}

/** A district with September and October, all three schools right: 1 incident each in September, none in October. */
export async function quietDistrict(rows = schools, missing?: RosterRow): Promise<string> {
  const path = makeDistrict(rows);
  await handOut(path, [9, 10]);
  for (const row of rows) {
    await fill(path, row, 9);
    if (row !== missing) await fill(path, row, 10, incidents(0, 0, 0, 0));
  }
  await inProcess('validate', path, '2018-10-26T09:00', drawnOnce);
  return path;
}

/** What stands in a row of 通报审签 besides the code. */
export interface ApprovalRow {
  readonly bulletin?: string;
  readonly number?: string;
  readonly drafter?: string;
  readonly signer?: string;
  readonly asOf?: string;
  readonly issuedOn?: string;
}

/** A row of 通报审签 as somebody typed it: right for a draft of 30 October, unless told otherwise. */
export async function approve(path: string, code: string, row: ApprovalRow = {}): Promise<void> {
  const {
    bulletin: title = '2018年9—10月',
    number = '示教安通〔2018〕1号',
    drafter = '拟稿甲',
    signer = '签发乙',
    asOf = '2018-10-30',
    issuedOn = '2018-10-31',
  } = row;
  await typeRow(path, '通报审签', title, code, number, drafter, signer, asOf, issuedOn);
}

/** The JSON beside a draft, or of an issued bulletin. */
export const figuresOf = (path: string, name = '数据.json') =>
  JSON.parse(readFileSync(join(path, folder, name), 'utf8'));

/** All events of a district's ledger of one type. */
export function eventsOf<T extends LedgerEvent['type']>(path: string, type: T): Extract<LedgerEvent, { type: T }>[] {
  return readFileSync(join(path, '台账', 'journal-000001.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): LedgerEvent => JSON.parse(line))
    .filter((event): event is Extract<LedgerEvent, { type: T }> => event.type === type);
}

/** Copies of one district, each in a place of its own, which are much faster to make than the district. */
export class Copies {
  readonly #places: string[] = [];

  of(district: string): string {
    const place = mkdtempSync(join(tmpdir(), 'anxiao-test-'));
    this.#places.push(place);
    cpSync(district, join(place, '区'), { recursive: true, preserveTimestamps: true });
    return join(place, '区');
  }

  remove(): void {
    for (const place of this.#places.splice(0)) rmSync(place, { recursive: true, force: true });
  }
}

/**
 * Removes a district that a test made, with the folder of its own that it lies in. Nothing where it was never made, and
 * never anything outside of the system's temporary folder: the parent of '' is the folder above the tests.
 */
export function removeDistrict(path: string): void {
  const place = resolve(path, '..');
  if (
    path !== '' &&
    isAbsolute(path) &&
    basename(place).startsWith('anxiao-test-') &&
    dirname(place) === resolve(tmpdir())
  )
    rmSync(place, { recursive: true, force: true });
}
