import type { Period } from '../../schemas/periods.ts';
import { localDate, periodOf, withinMailHours } from '../core/calendar.ts';
import { rungDue } from '../core/ladder.ts';
import { reportKey } from '../core/ledger-state.ts';
import { createLetterPress } from '../letters/press.ts';
import { OperatorError } from '../operator-error.ts';
import type { World } from '../world.ts';
import { composeByMail } from './compose-by-mail.ts';
import { composeOpen } from './compose-open.ts';
import { composeReminder } from './compose-reminder.ts';
import { type District, deadlineOf } from './district.ts';
import { composeReceipts } from './due-receipts.ts';
import { dueReminders } from './due-reminders.ts';
import { composeUrgent } from './due-urgent.ts';
import { noteRun } from './note-run.ts';
import { type LetterOutcome, post, resume } from './post.ts';

/**
 * Sends what people must be told: urgent matters to the section at once; at humane hours what a former run left, reminders
 * to those who have not reported, and receipts to those who have. Nothing is told twice.
 */
export async function remind(world: World, district: District, dryRun: boolean): Promise<readonly LetterOutcome[]> {
  if (district.settings.trial && district.settings.sectionEmail === '')
    throw new OperatorError('设置里“试运行”是“是”，但“安全科邮箱”是空的：请填写邮箱，或把试运行改为“否”。');
  const before = world.ledger.state.count;
  const outcomes: LetterOutcome[] = [];
  const humane = withinMailHours(world.now, district.settings, district.holidays);
  for (const letter of [...world.ledger.state.letters.values()])
    if ((letter.state === 'claimed' || letter.state === 'deferred') && (humane || letter.key.startsWith('urgent/')))
      outcomes.push(await resume(world, letter, (item) => isMoot(world, district, item), dryRun));
  const press = createLetterPress();
  const urgent = await composeUrgent(world, district, press);
  if (urgent) outcomes.push(await post(world, district, urgent, dryRun));
  if (humane) {
    for (const letter of await composeOpen(world, district, press))
      outcomes.push(await post(world, district, letter, dryRun));
    for (const person of dueReminders(world, district)) {
      outcomes.push(await post(world, district, await composeReminder(world, district, press, person), dryRun));
      if (outcomes.length % 20 === 0) world.log(`邮件：${outcomes.length} 封`);
    }
    for (const letter of await composeByMail(world, district, press))
      outcomes.push(await post(world, district, letter, dryRun));
    for (const receipt of await composeReceipts(world, district, press))
      outcomes.push(await post(world, district, receipt, dryRun));
  }
  await noteRun(world, before, '邮件', periodOf(world.now), summaryOf(outcomes));
  return outcomes;
}

function summaryOf(outcomes: readonly LetterOutcome[]): string {
  const count = (state: LetterOutcome['state']): number => outcomes.filter((it) => it.state === state).length;
  return `发出 ${count('sent')} 封，推迟 ${count('deferred')} 封，被拒 ${count('refused')} 封，撤回 ${count('withdrawn')} 封`;
}

/** A reminder is moot once the school has reported, and once another rung of the ladder has taken its place. */
function isMoot(world: World, district: District, item: string): boolean {
  const [kind, period = '', school = '', rung = ''] = item.split('/');
  if (kind !== 'remind') return false;
  const report = world.ledger.state.reports.get(reportKey(school, period as Period));
  if (!report || report.accepted || report.lockedAt !== undefined) return true;
  const due = rungDue(
    district.control.ladder,
    deadlineOf(district, report),
    world.now,
    localDate(world.now),
    district.holidays,
  );
  return String(due?.rung) !== rung;
}
