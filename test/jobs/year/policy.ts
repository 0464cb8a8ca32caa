import { clockAt, isWorked, plusDays } from './days.ts';
import type { Decisions, Row } from './world-of-schools.ts';

/**
 * What the section promised, spelled out once more in plain days: the judge's own table, which shares no line with the
 * ladder it judges.
 */
export interface Policy {
  /** 08:30 until just before 17:30 on a working day. */
  humane(now: string): boolean;
  /** The one rung that is due for a report of this deadline (a day, inclusive); undefined where none is. */
  rung(due: string, now: string): number | undefined;
}

/** The days on which the rungs for one deadline fall. */
interface Days {
  readonly before: readonly (readonly [rung: number, day: string])[];
  readonly after: readonly (readonly [rung: number, day: string])[];
}

/** The policy while these days are typed as off or worked. */
export function policyWith(typed: Decisions['days']): Policy {
  const works = (day: string): boolean => {
    const row = typed.findLast((it) => it.day === day);
    if (row) return row.type === '班';
    return isWorked(day);
  };
  const backFrom = (day: string): string => (works(day) ? day : backFrom(plusDays(day, -1)));
  const nthAfter = (day: string, nth: number): string => {
    const next = plusDays(day, 1);
    const left = works(next) ? nth - 1 : nth;
    return left === 0 ? next : nthAfter(next, left);
  };
  const tables = new Map<string, Days>();
  const daysFor = (due: string): Days => {
    const table = tables.get(due) ?? {
      before: [
        [1, backFrom(plusDays(due, -3))],
        [2, backFrom(due)],
      ],
      after: [
        [3, nthAfter(due, 1)],
        [4, nthAfter(due, 3)],
        [5, nthAfter(due, 5)],
      ],
    };
    tables.set(due, table);
    return table;
  };
  return {
    humane: (now) => works(now.slice(0, 10)) && '08:30' <= now.slice(11, 16) && now.slice(11, 16) < '17:30',
    rung: (due, now) => {
      const { before, after } = daysFor(due);
      const today = now.slice(0, 10);
      const side = now < clockAt(due, 1440) ? before : after;
      return side.findLast(([, day]) => day <= today)?.[0];
    },
  };
}

/** Whom a rung writes to: the contact, from the deadline on the principal too, at last principal and inspector. */
export function peopleOf(rung: number, { contact, principal, inspector }: Row): readonly string[] {
  const people = rung <= 2 ? [contact] : rung <= 4 ? [contact, principal] : [principal, inspector];
  return [...new Set(people.filter((address) => address !== '').map((address) => address.toLowerCase()))];
}
