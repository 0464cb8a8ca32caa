import type { School } from '../../../schemas/roster.ts';
import { localDate } from '../../core/calendar.ts';
import { rungDay, rungDue } from '../../core/ladder.ts';
import type { LetterState } from '../../core/ledger-state.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { isOutdatedScore } from '../scores/score-letters.ts';
import { isStaleSummary } from './daily-summary.ts';
import { whyClockMoot } from './due-clocks.ts';
import { isAnsweredReturn } from './due-returned.ts';
import { openDuty } from './duties.ts';
import { isRehearsal, plainItem, recipientOf, toldItems } from './told.ts';

/** True for a letter of which something is not to be said any more: it does not go as it is. */
export function isMootLetter(world: World, district: District, { items }: Pick<LetterState, 'items'>): boolean {
  return items.some((item) => whyMoot(world, district, item) !== undefined);
}

/**
 * Why an item of a letter that has not gone out is not to be said any more; undefined where it still is. A reminder is
 * moot once the school has reported, and once another rung of the ladder has taken its place; anything once the
 * register names another address, and once what was only rehearsed can be said to the person it is for.
 */
export function whyMoot(world: World, district: District, item: string): string | undefined {
  if (isRehearsal(item) && !district.settings.trial) return '试运行已经结束，这封不再发；本人会另收到一封。';
  if (!isOfRegister(district, item)) return '学校名册里已经换了邮箱，这封不再发。';
  if (item.startsWith('returned/') && isAnsweredReturn(world, item)) return '学校已经改过，这封不再发。';
  if (item.startsWith('score/') && isOutdatedScore(world, item)) return '申诉后得分改过了，这封不再发；会另发一封。';
  if (item.startsWith('summary/') && isStaleSummary(world, item)) return '这一天已经过了，下一封小结会写全。';
  const clock = whyClockMoot(world, district, item);
  if (clock !== undefined) return clock;
  if (item.startsWith('alarm/')) return '程序又在运行了，这封不再发。';
  return isOverdueReminder(world, district, item) ? undefined : '学校已经报送，或已到下一级催报，这封不再发。';
}

/** False for a reminder that nobody needs any more; true for everything else. */
function isOverdueReminder(world: World, district: District, item: string): boolean {
  const [kind, key = '', school = '', rung = ''] = item.split('/');
  if (kind !== 'remind') return true;
  const duty = openDuty(world, district, key, school);
  if (!duty) return false;
  const due = rungDue(district.control.ladder, duty.deadline, world.now, localDate(world.now), district.holidays);
  if (!due || String(due.rung) !== rung) return false;
  // Words of a day before that of the rung name another deadline.
  const words = toldItems(world, district).get(plainItem(item));
  return words === undefined || words >= rungDay(due, duty.deadline.through, district.holidays);
}

/** Where the school stands in the key of an item that a person of a school is told. */
const schoolAt: Readonly<Record<string, number>> = {
  remind: 2,
  receipt: 2,
  form: 2,
  findings: 2,
  returned: 2,
  score: 2,
  open: 1,
};

function isOfRegister(district: District, item: string): boolean {
  const parts = item.split('/');
  const at = schoolAt[parts[0] ?? ''];
  const recipient = recipientOf(item);
  if (at === undefined || recipient === undefined) return true;
  const school = district.roster.find(({ code }) => code === parts[at]);
  return [...(school ? addressesOf(school) : []), district.settings.sectionEmail]
    .map((address) => address.toLowerCase())
    .includes(recipient);
}

function addressesOf({ liaisonEmail, backupEmail, principalEmail, inspectorEmail }: School): readonly string[] {
  return [liaisonEmail, backupEmail, principalEmail, inspectorEmail];
}
