import { addMonths, type Period } from '../../schemas/periods.ts';
import type { TotalFigures } from '../core/bulletin/bulletin-figures.ts';
import { type BulletinDocument, type DrawDocument, draftBulletin } from '../core/bulletin/document.ts';
import { type Pair, pairOf, pairTitle } from '../core/bulletin/pair.ts';
import { localDate, periodOf } from '../core/calendar.ts';
import { bulletinFigures } from '../core/figures.ts';
import { OperatorError } from '../operator-error.ts';
import type { World } from '../world.ts';
import { keepDraft, putDraft } from './bulletin-files.ts';
import { draftLetterKey, isTold, lastPair, mayTell } from './bulletin-pair.ts';
import { sectionLetter } from './bulletin-told.ts';
import { type District, handedOutPeriods, windowOf } from './district.ts';
import { gatherMaster } from './gather-master.ts';
import { noteRun } from './note-run.ts';
import { type LetterOutcome, post } from './post.ts';

/** The JSON of `bulletin`, and of `run` under `bulletin`. */
export interface BulletinReport {
  readonly from: Period;
  readonly through: Period;
  /** Path of the .docx, relative to the district. */
  readonly draft: string;
  readonly figures: TotalFigures;
}

/** What came of it: the document, the letter to the section where one was due, and files that could not be renewed. */
export interface BulletinOutcome {
  readonly report: BulletinReport;
  readonly letters: readonly LetterOutcome[];
  readonly busy: readonly string[];
}

export interface BulletinRequest {
  /** A month of the pair asked for; left out: the last pair whose second deadline has passed. */
  readonly period?: Period | undefined;
  readonly drawDocument: DrawDocument;
  readonly dryRun: boolean;
}

/** Drafts the bulletin of a pair of months, or finds the draft that says the same already, and tells the section once. */
export async function bulletin(world: World, district: District, request: BulletinRequest): Promise<BulletinOutcome> {
  const before = world.ledger.state.count;
  const pair = request.period === undefined ? pairAsked(world, district) : pairHandedOut(world, request.period);
  const view = await gatherMaster(world, district);
  const order = district.roster.map(({ code }) => code);
  const figures = bulletinFigures({ view, order, now: world.now }, pair);
  const wordsAt = (now: string): BulletinDocument => draftBulletin(figures, contextAt(world, district, pair, now));
  const last = world.ledger.state.bulletins.get(pair.from)?.drafts.at(-1);
  const kept = last && wordsAt(last.at);
  const stands = last && kept?.code === last.code ? { document: kept, path: last.path } : undefined;
  const document = stands?.document ?? wordsAt(world.now);
  const files = { pair, document, figures, bytes: await request.drawDocument(document) };
  const { path, busy } = stands ? await keepDraft(world, stands.path, files) : await putDraft(world, files);
  if (!stands)
    await noteRun(world, before, '通报', pair.through, `起草${pairTitle(pair)}通报，草稿编号 ${document.code}`);
  const letters = await tellSection(world, district, pair, document, path, request.dryRun);
  return { report: { ...pair, draft: path, figures: figures.totals }, letters, busy };
}

/** Before the first second deadline there is only the pair that is under way, and its draft says so. */
function pairAsked(world: World, district: District): Pair {
  return lastPair(world, district) ?? pairHandedOut(world, periodOf(world.now));
}

function pairHandedOut(world: World, period: Period): Pair {
  const pair = pairOf(period);
  if (!handedOutPeriods(world).some((it) => it === pair.from || it === pair.through))
    throw new OperatorError(`${pairTitle(pair)}没有发过报表，没有可以通报的数据。可用 --period 指定别的月份。`);
  return pair;
}

function contextAt(world: World, district: District, pair: Pair, now: string) {
  const { office, officePhone, bulletinNumberPrefix } = district.settings;
  const period = addMonths(pair.through, 1);
  const next = { period, window: windowOf(world, district, period) };
  return { date: localDate(now), now, office, officePhone, numberPrefix: bulletinNumberPrefix, next };
}

async function tellSection(
  world: World,
  district: District,
  pair: Pair,
  document: BulletinDocument,
  path: string,
  dryRun: boolean,
): Promise<LetterOutcome[]> {
  if (!mayTell(world, district) || isTold(world, draftLetterKey(pair, document.code))) return [];
  return [await post(world, district, await sectionLetter(district, pair, document, path), dryRun)];
}
