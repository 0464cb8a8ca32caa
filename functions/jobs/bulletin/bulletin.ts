import type { Period } from '../../../schemas/periods.ts';
import { type BulletinDocument, type DrawDocument, draftBulletin } from '../../core/bulletin/document.ts';
import { type Pair, pairOf, pairTitle } from '../../core/bulletin/pair.ts';
import { localDate, periodOf } from '../../core/calendar.ts';
import { bulletinFigures } from '../../core/figures.ts';
import { askedAfter } from '../../core/obligations/months.ts';
import { OperatorError } from '../../operator-error.ts';
import type { World } from '../../world.ts';
import { type District, handedOutPeriods, windowOf } from '../district.ts';
import { gatherMaster } from '../gather-master.ts';
import { type LetterOutcome, post } from '../letters/post.ts';
import { noteRun } from '../note-run.ts';
import { type Followed, followApproval } from './approval.ts';
import { noteEdits } from './edits.ts';
import { keepDraft, putDraft } from './files.ts';
import { figuresBefore, issuedAgain } from './issued.ts';
import { draftLetterKey, isTold, lastPair, lookedAt, mayTell } from './pair.ts';
import type { BulletinOutcome, BulletinReport } from './report.ts';
import { sectionLetter } from './told.ts';

export interface BulletinRequest {
  /** A month of the pair asked for; left out: the last pair whose second deadline has passed. */
  readonly period?: Period | undefined;
  readonly drawDocument: DrawDocument;
  readonly dryRun: boolean;
}

/**
 * Drafts the bulletin of a pair of months, or finds the draft that says the same already, and tells the section once;
 * issues it where 通报审签 approves it. One that was issued is kept as it was sent.
 */
export async function bulletin(world: World, district: District, request: BulletinRequest): Promise<BulletinOutcome> {
  const before = world.ledger.state.count;
  const pair = request.period === undefined ? pairAsked(world, district) : pairHandedOut(world, request.period);
  const known = world.ledger.state.bulletins.get(pair.from);
  if (known?.issued) return issuedAgain(world, district, known, request.dryRun);
  const view = await gatherMaster(world, district);
  const order = district.roster.map(({ code }) => code);
  const issued = await figuresBefore(world, pair);
  const figures = bulletinFigures({ view, order, now: world.now, issued }, pair);
  const wordsAt = (now: string): BulletinDocument => draftBulletin(figures, contextAt(world, district, pair, now));
  const last = known?.drafts.at(-1);
  const kept = last && wordsAt(last.at);
  const stands = last && kept?.code === last.code ? { document: kept, path: last.path } : undefined;
  const document = stands?.document ?? wordsAt(world.now);
  const files = { pair, document, figures, bytes: await request.drawDocument(document) };
  const { path, busy } = stands ? await keepDraft(world, stands.path, files) : await putDraft(world, files);
  if (!stands)
    await noteRun(world, before, '通报', pair.through, `起草${pairTitle(pair)}通报，草稿编号 ${document.code}`);
  await noteEdits(world, pair);
  const followed = await followApproval(world, district, pair, { document, figures, path });
  if (followed.issued) {
    const again = await issuedAgain(world, district, followed.issued, request.dryRun);
    return { ...again, report: { ...again.report, approval: followed.report }, busy: [...busy, ...again.busy] };
  }
  const letters = await tellSection(world, district, pair, document, path, request.dryRun, followed);
  // What could not be told at this hour is looked at again; where the section has no address, 总览 alone tells it.
  const isOver = district.settings.sectionEmail === '' || !followed.letter || isTold(world, followed.letter.key);
  if (isOver) await lookedAt(world, district, pair);
  return { report: { ...pair, draft: path, figures: figures.totals, ...shown(followed) }, letters, busy };
}

function shown({ report }: Followed): Pick<BulletinReport, 'approval'> {
  return report.state === 'none' ? {} : { approval: report };
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
  const period = askedAfter(district.control.obligations, pair.through);
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
  followed: Followed,
): Promise<LetterOutcome[]> {
  if (!mayTell(world, district)) return [];
  const letters: LetterOutcome[] = [];
  if (!isTold(world, draftLetterKey(pair, document.code)))
    letters.push(await post(world, district, await sectionLetter(district, pair, document, path), dryRun));
  if (followed.letter && !isTold(world, followed.letter.key))
    letters.push(await post(world, district, followed.letter, dryRun));
  return letters;
}
