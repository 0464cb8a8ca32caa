import { approvalOf } from '../../core/bulletin/approval.ts';
import type { BulletinFigures } from '../../core/bulletin/bulletin-figures.ts';
import type { Pair } from '../../core/bulletin/pair.ts';
import type { BulletinState, IssuedBulletin } from '../../core/bulletin/state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { issuedTwice } from './issue-decision.ts';
import { issuedNames, issuedPath, keepIssued, maySend } from './issued-files.ts';
import { sendIssued } from './issued-letters.ts';
import type { BulletinOutcome } from './report.ts';

/** Keeps an issued bulletin's files as they were sent, and sends it to those who were not told yet, at humane hours. */
export async function issuedAgain(
  world: World,
  district: District,
  bulletin: BulletinState,
  dryRun: boolean,
): Promise<BulletinOutcome> {
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
      figures: (await issuedFigures(world, issued)).totals,
      issued: { number, code, issuedOn, at },
      ...(problems.length === 0 ? {} : { approval: { state: 'held', problems } }),
    },
    letters,
    busy,
  };
}

/** The figures of a bulletin as it was issued. */
async function issuedFigures(world: World, { files }: IssuedBulletin): Promise<BulletinFigures> {
  const bytes = await world.ledger.attachment(files[issuedNames.figures] ?? '');
  return (JSON.parse(new TextDecoder().decode(bytes)) as { figures: BulletinFigures }).figures;
}

/** The figures of every bulletin issued before a pair, as they were issued: what it corrects, it says. */
export async function figuresBefore(world: World, pair: Pair): Promise<readonly BulletinFigures[]> {
  const all: BulletinFigures[] = [];
  for (const { from, issued } of world.ledger.state.bulletins.values())
    if (issued && from < pair.from) all.push(await issuedFigures(world, issued));
  return all;
}
