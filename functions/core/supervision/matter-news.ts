import { textAt } from '../../../schemas/registers/entry.ts';
import { addDays, hasPassed, instantOf } from '../calendar.ts';
import type { News } from '../daily-news.ts';
import type { Matter } from '../registers/matters.ts';
import { casesOf } from './cases.ts';
import { nameOf } from './matter-lines.ts';
import { placeOf } from './place.ts';
import { proposalsFrom } from './proposals.ts';
import { registerEvidence } from './register-evidence.ts';

/** Rows of registers whose light turned between two instants: which are overdue now, and which are due soon. */
export function matterNews(matters: readonly Matter[], since: string, now: string): readonly News[] {
  const turnedOn = (day: string): boolean => {
    const instant = `${day}T00:00:00+08:00`;
    return instantOf(instant) > instantOf(since) && hasPassed(instant, now);
  };
  const of = (light: '红' | '黄'): readonly Matter[] =>
    matters.filter(({ clocks }) =>
      clocks.some(
        ({ light: its, due = '', warnsOn = '' }) =>
          its === light && turnedOn(light === '红' ? addDays(due, 1) : warnsOn),
      ),
    );
  return [newsOf('登记事项新超期', of('红')), newsOf('登记事项快到期', of('黄'))].filter(
    ({ names }) => names.length > 0,
  );
}

/** True where 总览 has something of the registers to do: a light is yellow or red, or a row proposes a case nobody decided. */
export function doesAnyWait(matters: readonly Matter[]): boolean {
  return (
    matters.some(({ clocks }) => clocks.some(({ light }) => light === '红' || light === '黄')) ||
    proposalsFrom(registerEvidence(matters), casesOf(matters)).some(({ settled }) => settled === undefined)
  );
}

function newsOf(title: string, matters: readonly Matter[]): News {
  const names = matters.map((matter) => {
    const { register, entry } = matter;
    return nameOf({ matter, number: textAt(entry, 'number'), place: placeOf(register, entry) });
  });
  return { title, count: `${names.length} 件`, names };
}
