import type { PaperFigures } from '../../core/annual-report/annual-figures.ts';
import { approvalOf } from '../../core/bulletin/approval.ts';
import type { BulletinFigures } from '../../core/bulletin/bulletin-figures.ts';
import type { Pair } from '../../core/bulletin/pair.ts';
import { isYearly, type Paper, paperNames } from '../../core/bulletin/paper.ts';
import type { BulletinState, IssuedBulletin } from '../../core/bulletin/state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { issuedTwice } from './issue-decision.ts';
import { issuedPath, keepIssued, maySend } from './issued-files.ts';
import { sendIssued } from './issued-letters.ts';
import type { PaperOutcome } from './report.ts';

/** Keeps an issued paper's files as they were sent, and sends it to those who were not told yet, at humane hours. */
export async function issuedAgain(
  world: World,
  district: District,
  bulletin: BulletinState,
  dryRun: boolean,
): Promise<PaperOutcome> {
  const { from, through, issued } = bulletin;
  if (!issued) throw new RangeError('a bulletin that was not issued');
  const busy = await keepIssued(world, bulletin, issued);
  const letters = maySend(world, district) ? await sendIssued(world, district, bulletin, issued, dryRun) : [];
  const { number, code, issuedOn, at } = issued;
  const problems = issuedTwice(bulletin, approvalOf(district.control.approvals, bulletin));
  return {
    report: {
      from,
      through,
      draft: issuedPath(bulletin),
      issued: { number, code, issuedOn, at },
      ...(problems.length === 0 ? {} : { approval: { state: 'held', problems } }),
    },
    letters,
    busy,
  };
}

/** The figures of a paper as it was issued. */
export async function issuedFigures(world: World, paper: Paper, { files }: IssuedBulletin): Promise<PaperFigures> {
  const bytes = await world.ledger.attachment(files[paperNames(paper).figures] ?? '');
  return (JSON.parse(new TextDecoder().decode(bytes)) as { figures: PaperFigures }).figures;
}

/** The figures of a bulletin of two months as it was issued. */
export async function figuresOfPair(world: World, pair: Pair, issued: IssuedBulletin): Promise<BulletinFigures> {
  return (await issuedFigures(world, pair, issued)) as BulletinFigures;
}

/** The figures of every bulletin issued before a pair, as they were issued: what it corrects, it says. */
export async function figuresBefore(world: World, pair: Pair): Promise<readonly BulletinFigures[]> {
  const all: BulletinFigures[] = [];
  for (const bulletin of world.ledger.state.bulletins.values())
    if (bulletin.issued && bulletin.from < pair.from && !isYearly(bulletin))
      all.push(await figuresOfPair(world, bulletin, bulletin.issued));
  return all;
}
