import { periodTitle } from '../../../schemas/periods.ts';
import { byMail, type School } from '../../../schemas/roster.ts';
import { type ReportState, reportKey } from '../../core/ledger-state.ts';
import { dueTitle, minuteTitle } from '../../letters/minute-title.ts';
import type { ReturnedItem } from '../../letters/plan.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import { type District, deadlineOf } from '../district.ts';
import { placeOf } from './compose-reminder.ts';
import { lettersTo, schoolReceivers } from './school-receivers.ts';

/** 退回: once for each row of the register, to contact and principal, one letter a person, while it still asks. */
export async function composeReturned(
  world: World,
  district: District,
  press: LetterPress,
): Promise<readonly Letter[]> {
  return lettersTo(
    district,
    schoolReceivers(world, district, keyOf),
    (school, report) => itemOf(world, district, school, report),
    press.returned,
  );
}

function keyOf({ period, school, state, returned }: ReportState): string | undefined {
  return state === 'returned' && returned ? `returned/${period}/${school}/${returned.row}` : undefined;
}

/** True once the school has changed what was sent back, or another row of 退回 says it anew: the letter is moot. */
export function isAnsweredReturn(world: World, item: string): boolean {
  const [, period = '', school = '', row = ''] = item.split('/');
  const report = world.ledger.state.reports.get(reportKey(school, period));
  return report?.state !== 'returned' || report.returned?.row !== row;
}

async function itemOf(world: World, district: District, school: School, report: ReportState): Promise<ReturnedItem> {
  return {
    school: school.name,
    period: periodTitle(report.period),
    deadline: dueTitle(deadlineOf(district, report).due),
    ...(byMail(school) ? { byMail: true } : {}),
    ...(await placeOf(world, school, report)),
    contact: school.liaison,
    reason: report.returned?.reason ?? '',
    inForce: report.accepted ? minuteTitle(report.accepted.madeAt) : '',
  };
}
