import { addDays, instantOf, isWorkingDay, localDate, localTime, periodOf } from '../core/calendar.ts';
import { rehearsalWorld } from '../dry-run.ts';
import type { World } from '../world.ts';
import { annualReportIfDue } from './annual-report/due.ts';
import { bulletinIfDue } from './bulletin/due.ts';
import { type District, handedOutPeriods } from './district.ts';
import { handOut } from './hand-out.ts';
import type { LetterOutcome } from './letters/post.ts';
import { remind } from './letters/remind.ts';
import { recipientOf } from './letters/told.ts';
import { lockDue } from './lock.ts';
import { publishScoresIfDue } from './scores/publish-due.ts';

/** A letter that would go if no school reported in between. */
export interface PlannedLetter {
  readonly at: string;
  /** Key of the letter and its addresses, as `remind` will say them. */
  readonly key: string;
  readonly to: readonly string[];
  readonly role: string;
  readonly items: readonly string[];
  readonly subject: string;
}

/**
 * Which letters would go until an instant, when, and to whom: on each working day the jobs are rehearsed as `run` does
 * them, in a copy of the district. What schools will report, and what is typed into 区级设置 later, nobody can foresee.
 */
export async function preview(real: World, district: District, until: string): Promise<readonly PlannedLetter[]> {
  const planned: PlannedLetter[] = [];
  const rehearsal = rehearsalWorld(real);
  for (const now of mailTimes(real.now, until, district)) {
    const world = { ...rehearsal, now };
    const handedOut = handedOutPeriods(world);
    const month = periodOf(now);
    if (handedOut[0] !== undefined && handedOut[0] < month && !handedOut.includes(month))
      await handOut(world, district, month);
    await lockDue(world, district);
    await publishScoresIfDue(world, district);
    const letters = await remind(world, district, false);
    const drafted = await bulletinIfDue(world, district, { drawDocument: world.drawDocument, dryRun: false });
    const annual = await annualReportIfDue(world, district, { drawDocument: world.drawDocument, dryRun: false });
    for (const letter of [...letters, ...(drafted?.letters ?? []), ...(annual?.letters ?? [])])
      if (letter.state === 'sent') planned.push(plannedAt(district, now, letter));
  }
  return planned;
}

function plannedAt(district: District, at: string, { key, to, items, subject }: LetterOutcome): PlannedLetter {
  return { at, key, to, role: roleOf(district, key), items, subject };
}

/** Whom a letter is for, by its key: the person whose address ends it, else the section. */
function roleOf({ roster, control }: District, key: string): string {
  const address = recipientOf(key)?.toLowerCase();
  if (key.startsWith('clock/') || key.startsWith('sectionWeek/')) {
    const sections = control.sections.filter(({ email }) => email.toLowerCase() === address);
    if (sections.length > 0) return sections.map(({ section }) => section).join('、');
    return roster.some(({ inspectorEmail }) => inspectorEmail.toLowerCase() === address) ? '责任督学' : '安全科';
  }
  const parts = key.split('/');
  const isTheirs = (theirs: string): boolean => theirs.toLowerCase() === address;
  const ofSchool = roster.filter(({ code }) => parts.includes(code));
  for (const { liaisonEmail, backupEmail, principalEmail, inspectorEmail } of address ? ofSchool : []) {
    if (isTheirs(liaisonEmail)) return '联络人';
    if (isTheirs(backupEmail)) return '备用联络人';
    if (isTheirs(principalEmail)) return '校长';
    if (isTheirs(inspectorEmail)) return '责任督学';
  }
  return '安全科';
}

/** The first humane minute of each working day, or now where today's has begun. */
function mailTimes(now: string, until: string, district: District): readonly string[] {
  const { mailFromTime, mailUntilTime } = district.settings;
  const times: string[] = [];
  for (let day = localDate(now); day <= localDate(until); day = addDays(day, 1)) {
    if (!isWorkingDay(day, district.holidays)) continue;
    const today = day === localDate(now);
    if (today && localTime(now) >= mailUntilTime) continue;
    const opens = `${day}T${mailFromTime}:00+08:00`;
    const at = today && instantOf(now) > instantOf(opens) ? now : opens;
    if (instantOf(at) <= instantOf(until)) times.push(at);
  }
  return times;
}
