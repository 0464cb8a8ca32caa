import type { Period } from '../../../schemas/periods.ts';
import { type BulletinDocument, type DrawDocument, draftBulletin } from '../../core/bulletin/document.ts';
import { type Pair, pairOf, pairTitle } from '../../core/bulletin/pair.ts';
import type { IssuedBulletin } from '../../core/bulletin/state.ts';
import { localDate, periodOf } from '../../core/calendar.ts';
import { bulletinFigures } from '../../core/figures.ts';
import { askedAfter } from '../../core/obligations/months.ts';
import { OperatorError } from '../../operator-error.ts';
import type { World } from '../../world.ts';
import { type District, handedOutPeriods, windowOf } from '../district.ts';
import { gatherMaster } from '../gather-master.ts';
import { draftAndFollow } from './draft-and-follow.ts';
import { figuresBefore, figuresOfPair, issuedAgain } from './issued.ts';
import { lastPair } from './pair.ts';
import type { BulletinOutcome, PaperOutcome } from './report.ts';

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
  const pair = request.period === undefined ? pairAsked(world, district) : pairHandedOut(world, request.period);
  const known = world.ledger.state.bulletins.get(pair.from);
  if (known?.issued)
    return asIssued(world, pair, known.issued, await issuedAgain(world, district, known, request.dryRun));
  const view = await gatherMaster(world, district);
  const order = district.roster.map(({ code }) => code);
  const issued = await figuresBefore(world, pair);
  const figures = bulletinFigures({ view, order, now: world.now, issued }, pair);
  const wordsAt = (now: string): BulletinDocument => draftBulletin(figures, contextAt(world, district, pair, now));
  const outcome = await draftAndFollow(world, district, { paper: pair, figures, wordsAt }, request);
  const made = world.ledger.state.bulletins.get(pair.from)?.issued;
  if (made) return asIssued(world, pair, made, outcome);
  return { ...outcome, report: { ...outcome.report, figures: figures.totals } };
}

async function asIssued(
  world: World,
  pair: Pair,
  issued: IssuedBulletin,
  outcome: PaperOutcome,
): Promise<BulletinOutcome> {
  const { totals } = await figuresOfPair(world, pair, issued);
  return { ...outcome, report: { ...outcome.report, figures: totals } };
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
