import { periodTitle } from '../../../schemas/periods.ts';
import { tree } from '../../../schemas/tree.ts';
import { periodOf } from '../../core/calendar.ts';
import { type CampaignYear, campaignYear, campaignYearOf, yearTitle } from '../../core/campaign-year.ts';
import { eventId } from '../../core/event-id.ts';
import type { EvidenceView } from '../../core/evidence/evidence-view.ts';
import { indexBook } from '../../core/evidence/index-book.ts';
import { evidencePack, type PackFile, packPaths } from '../../core/evidence/pack.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Drawn, World } from '../../world.ts';
import type { District } from '../district.ts';
import type { JobRequest } from '../jobs.ts';
import { keepOurs } from '../put-ours.ts';
import { gatherEvidence } from './gather-evidence.ts';

/** The JSON of `evidence`. */
export interface EvidenceReport {
  /** Of the campaign: 2018 is October 2017 through September 2018. */
  readonly year: number;
  /** Relative to the district, or as it was asked for. */
  readonly folder: string;
  /** In the order of 目录, which is the first. */
  readonly files: readonly EvidenceFile[];
}

export interface EvidenceFile {
  readonly path: string;
  /** `busy`: open elsewhere or not to be written; `planned`: in a dry run. */
  readonly state: 'written' | 'same' | 'busy' | 'planned';
  /** Of its bytes, hex; none in a dry run. */
  readonly sha256?: string;
}

/** Puts a file of the pack where it belongs, never over one that people changed. */
export type PutFile = (
  path: string,
  hash: string,
  bytes: () => Promise<Uint8Array>,
) => Promise<'written' | 'same' | 'busy'>;

/** Where the pack is to go instead of 迎检材料. */
export interface ElseWhere {
  readonly folder: string;
  readonly put: PutFile;
}

/** Brings the evidence of a year together (S40): the same content is written once, and a second call writes nothing. */
export async function evidence(
  world: World,
  district: District,
  { asked, dryRun }: Pick<JobRequest, 'asked' | 'dryRun'>,
  elsewhere?: ElseWhere,
): Promise<EvidenceReport> {
  const year = asked === undefined ? lastYear(world.now) : campaignYearOf(asked);
  const view = await gatherEvidence(world, district, year);
  if (view.rows.length === 0) throw new OperatorError(nothingIn(year));
  const { papers, files } = evidencePack(view);
  const folder = elsewhere?.folder ?? `${tree.evidence}/${yearTitle(year)}`;
  const paths = [packPaths.index, ...files.map(({ path }) => path)];
  const report = { year: year.year, folder };
  if (dryRun) return { ...report, files: paths.map((path) => ({ path, state: 'planned' })) };
  const put = elsewhere?.put ?? intoDistrict(world, folder);
  const placed: EvidenceFile[] = [];
  for (const file of files) placed.push(await place(world, put, file));
  // Last, so that an index never speaks of what is not there yet.
  const hashes = new Map(placed.map(({ path, sha256 = '' }) => [path, sha256]));
  const index = await place(world, put, { path: packPaths.index, book: indexBook(view, papers, hashes) });
  const all = [index, ...placed];
  if (!elsewhere) await note(world, view, all.filter(({ state }) => state === 'written').length);
  return { ...report, files: all };
}

/** The last year whose September has passed: in October one looks back. */
function lastYear(now: string): CampaignYear {
  return campaignYear(campaignYearOf(periodOf(now)).year - 1);
}

function nothingIn(year: CampaignYear): string {
  const span = `${periodTitle(year.from)}—${periodTitle(year.through)}`;
  return `${yearTitle(year)}（${span}）没有发过报表，没有可以汇集的材料。别的年度用 --period 写其中一个月，例如 --period ${year.year + 1}-09。`;
}

async function place({ store, ledger }: World, put: PutFile, file: PackFile): Promise<EvidenceFile> {
  const { path } = file;
  if ('kept' in file) {
    const state = await put(path, file.kept, () => ledger.attachment(file.kept));
    return { path, state, sha256: file.kept };
  }
  // Workbooks that leave the house are files, whatever the back end stores best.
  const { hash, bytes }: Drawn = await store.draw(file.book, { as: 'file' });
  return { path, state: await put(path, hash, async () => bytes), sha256: hash };
}

function intoDistrict(world: World, folder: string): PutFile {
  return (path, hash, bytes) => keepOurs(world, `${folder}/${path}`, hash, bytes);
}

async function note(world: World, { year }: EvidenceView, written: number): Promise<void> {
  if (written === 0) return;
  const summary = `汇集${yearTitle(year)}迎检材料，写了 ${written} 份`;
  const id = eventId('run', '迎检', world.now, world.ledger.state.count);
  await world.ledger.append([{ type: 'run', id, at: world.now, job: '迎检', period: year.through, summary }]);
}
