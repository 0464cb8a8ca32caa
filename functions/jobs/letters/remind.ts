import { periodOf, withinMailHours } from '../../core/calendar.ts';
import type { LetterState } from '../../core/ledger-state.ts';
import { createLetterPress } from '../../letters/press.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { noteRun } from '../note-run.ts';
import { composeScores } from '../scores/score-letters.ts';
import { composeByMail } from './compose-by-mail.ts';
import { composeClocks } from './compose-clocks.ts';
import { composeOpen } from './compose-open.ts';
import { composeReminder } from './compose-reminder.ts';
import { composeSummary } from './daily-summary.ts';
import { composeReceipts } from './due-receipts.ts';
import { dueReminders } from './due-reminders.ts';
import { composeReturned } from './due-returned.ts';
import { composeUrgent } from './due-urgent.ts';
import { isMootLetter, whyMoot } from './moot.ts';
import { isUrgent, type LetterOutcome, post, resume } from './post.ts';
import { isDoubted, waitingLetters } from './waiting-letters.ts';

/**
 * Sends what people must be told: urgent matters to the section at once; at humane hours what a former run left, what
 * schools need to begin, reminders to those who have not reported, what the section sent back, to sections what is due in
 * their registers, receipts to those who have reported, to schools what they were scored, and last what the section should
 * know of the day. Nothing is told twice. The order matters where only so many letters may go a day.
 */
export async function remind(world: World, district: District, dryRun: boolean): Promise<readonly LetterOutcome[]> {
  if (district.settings.trial && district.settings.sectionEmail === '')
    throw new OperatorError('设置里“试运行”是“是”，但“安全科邮箱”是空的：请填写邮箱，或把试运行改为“否”。');
  const before = world.ledger.state.count;
  const outcomes: LetterOutcome[] = [];
  const tell = async (letter: Letter): Promise<void> => {
    outcomes.push(await post(world, district, letter, dryRun));
    if (outcomes.length % 20 === 0) world.log(`邮件：${outcomes.length} 封`);
  };
  const tryAgain = async (letter: LetterState): Promise<void> => {
    const outcome = await resume(world, district, letter, (item) => whyMoot(world, district, item), dryRun);
    if (outcome) outcomes.push(outcome);
  };
  const press = createLetterPress();
  const {
    urgent = [],
    doubted = [],
    others = [],
  } = Object.groupBy(waitingLetters(world, district), (letter) =>
    isUrgent(letter) ? 'urgent' : isDoubted(letter) && !isMootLetter(world, district, letter) ? 'doubted' : 'others',
  );
  for (const letter of urgent) await tryAgain(letter);
  const alarm = await composeUrgent(world, district, press);
  if (alarm) await tell(alarm);
  if (withinMailHours(world.now, district.settings, district.holidays)) {
    for (const letter of others) await tryAgain(letter);
    for (const letter of await composeOpen(world, district, press)) await tell(letter);
    for (const letter of await composeByMail(world, district, press)) await tell(letter);
    for (const person of dueReminders(world, district))
      await tell(await composeReminder(world, district, press, person));
    for (const letter of await composeReturned(world, district, press)) await tell(letter);
    for (const letter of await composeClocks(world, district, press)) await tell(letter);
    for (const receipt of await composeReceipts(world, district, press)) await tell(receipt);
    for (const letter of await composeScores(world, district, press)) await tell(letter);
    for (const letter of doubted) await tryAgain(letter);
    const summary = await composeSummary(world, district, press);
    if (summary) await tell(summary);
  }
  await noteRun(world, before, '邮件', periodOf(world.now), summaryOf(outcomes));
  return outcomes;
}

function summaryOf(outcomes: readonly LetterOutcome[]): string {
  const count = (state: LetterOutcome['state']): number => outcomes.filter((it) => it.state === state).length;
  return `发出 ${count('sent')} 封，推迟 ${count('deferred')} 封，被拒 ${count('refused')} 封，撤回 ${count('withdrawn')} 封`;
}
