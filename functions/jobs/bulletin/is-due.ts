import { approvalOf, isSigned } from '../../core/bulletin/approval.ts';
import type { Paper } from '../../core/bulletin/paper.ts';
import { addDays, localDate } from '../../core/calendar.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { areKept, maySend } from './issued-files.ts';
import { draftLetterKey, draftsTouched, isLookedAt, isTold, mayTell } from './pair.ts';

/** How long after it was issued a bulletin's letters are asked about: by then each went out or stands on 总览. */
const sendingDays = 60;

/**
 * Whether there is something to do about a paper: a draft that is due and was not told of, an approval to follow, a draft
 * that somebody edited, an issued one to send or to put back. Not a single report is looked at for it.
 * @param isDrafted whether the draft that is due was made; undefined while none is due
 */
export async function isPaperDue(
  world: World,
  district: District,
  paper: Paper,
  isDrafted: boolean | undefined,
): Promise<boolean> {
  const known = world.ledger.state.bulletins.get(paper.from);
  if (known?.issued) return !(await areKept(world, known)) || (await isToBeSent(world, district, paper));
  const last = known?.drafts.at(-1);
  if (isDrafted !== undefined) {
    if (!isDrafted || !last) return true;
    if (!isTold(world, draftLetterKey(paper, last.code)) && mayTell(world, district)) return true;
  }
  if (!known) return false;
  const row = approvalOf(district.control.approvals, paper);
  const isAsked = (row !== undefined && isSigned(row)) || known.held !== undefined;
  return isAsked ? !(await isLookedAt(world, district, paper)) : draftsTouched(world, paper);
}

async function isToBeSent(world: World, district: District, paper: Paper): Promise<boolean> {
  const issued = world.ledger.state.bulletins.get(paper.from)?.issued;
  if (!issued || !maySend(world, district)) return false;
  if (localDate(world.now) > addDays(localDate(issued.at), sendingDays)) return false;
  const { untold } = await import('./issued-letters.ts');
  return untold(world, district, paper, issued).length > 0;
}
