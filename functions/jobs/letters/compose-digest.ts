import { periodParts, periodTitle } from '../../../schemas/periods.ts';
import type { School } from '../../../schemas/roster.ts';
import { stateTitles } from '../../../schemas/state.ts';
import type { LedgerState } from '../../core/ledger-state.ts';
import { dueTitle, minuteTitle } from '../../letters/minute-title.ts';
import type { DigestPlan, LetterFrame } from '../../letters/plan.ts';
import type { World } from '../../world.ts';
import type { DueReminders } from './due-reminders.ts';
import type { Duty } from './duties.ts';
import { type LetterTally, tallyOf } from './letter-tally.ts';
import { isRehearsal, recipientOf } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** One table of all that the schools of a person who looks after many still owe. */
export function digestPlan(world: World, person: DueReminders, frame: Omit<LetterFrame, 'recipient'>): DigestPlan {
  const [first] = person.items;
  if (!first) throw new RangeError('a digest without a school');
  const period = matterTitle(first);
  const deadline = dueTitle(first.deadline.due);
  const { tone } = first.rung;
  const told = remindedOf(world);
  return {
    ...frame,
    recipient: { name: person.name, role: person.role as DigestPlan['recipient']['role'] },
    period,
    deadline,
    tone,
    readAt: minuteTitle(world.now),
    schools: person.items.map((due) => ({
      school: due.school.name,
      ...(matterTitle(due) === period ? {} : { period: matterTitle(due) }),
      ...(dueTitle(due.deadline.due) === deadline ? {} : { deadline: dueTitle(due.deadline.due) }),
      ...(due.rung.tone === tone ? {} : { tone: due.rung.tone }),
      stateTitle: stateTitle(due),
      contact: due.school.liaison,
      phone: due.school.liaisonPhone,
      principal: due.school.principal,
      principalPhone: due.school.principalPhone,
      toldWhom: toldWhom(told, due),
      ...(reachable(world, due.school) ? {} : { unreachable: true }),
    })),
  };
}

/** `2018年9月`, or what is owed once a year: `2018年年度总结`. */
export function matterTitle({ obligation, report }: Pick<Duty, 'obligation' | 'report'>): string {
  return obligation ? `${periodParts(obligation.period).year}年${obligation.title}` : periodTitle(report.period);
}

/** How far a school is with what it owes. */
export function stateTitle({ obligation, report, last }: Pick<Duty, 'obligation' | 'report' | 'last'>): string {
  switch (obligation?.kind) {
    case undefined:
      return stateTitles[report.state];
    case 'annualSummary':
      return stateTitles[report.summary ?? 'notStarted'];
    case 'checklist':
      return last.notInPlace === undefined ? stateTitles.notStarted : `${last.notInPlace} 项没有落实`;
  }
}

function reachable(world: World, { liaisonEmail, backupEmail, principalEmail }: School): boolean {
  return [liaisonEmail, backupEmail, principalEmail].some((address) => usableAddress(world, address));
}

type Reminded = Map<string, Set<string>>;

const tallies = new WeakMap<LedgerState, LetterTally<Reminded>>();

/** Who was reminded of what so far: addresses, by matter and school. */
function remindedOf({ ledger: { state } }: World): ReadonlyMap<string, ReadonlySet<string>> {
  const tally = tallyOf<Reminded>(tallies.get(state), state.letters, {
    empty: () => new Map(),
    counts: (letter) => letter.state === 'sent' && letter.key.startsWith('remind/'),
    count: (reminded, { items }) => {
      for (const item of items) {
        // A rehearsal reached nobody.
        if (isRehearsal(item)) continue;
        const [, matter, school] = item.split('/');
        const of = `${matter}/${school}`;
        reminded.set(of, (reminded.get(of) ?? new Set()).add(recipientOf(item) ?? ''));
      }
    },
  });
  tallies.set(state, tally);
  return tally.sum;
}

/** Who of the school was reminded of it so far. */
function toldWhom(reminded: ReturnType<typeof remindedOf>, { key, school }: Duty): string {
  const told = reminded.get(`${key}/${school.code}`);
  const people = [
    ['联络人', school.liaisonEmail],
    ['备用联络人', school.backupEmail],
    ['校长', school.principalEmail],
  ] as const;
  return people
    .filter(([, address]) => address !== '' && told?.has(address.toLowerCase()))
    .map(([role]) => role)
    .join('、');
}
