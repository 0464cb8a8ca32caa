import { addDays, localDate, localTime } from '../core/calendar.ts';
import { type ScheduleEntry, schedule } from '../core/obligations/schedule.ts';
import type { World } from '../world.ts';
import { calendarOf, type District } from './district.ts';
import { mattersOf } from './matters.ts';

/** How far and how many 总览 shows. */
const horizon = 62;
const shown = 8;

/** Everything dated that can be foreseen, from a day through another, `YYYY-MM-DD`. */
export function upcoming(world: World, district: District, from: string, until: string): readonly ScheduleEntry[] {
  const { settings, control, roster } = district;
  const { ladder, extensions, terms } = control;
  const schools = new Map(roster.map(({ code, name }) => [code, name]));
  const matters = mattersOf(world, district);
  const source = { ...calendarOf(world, district), settings, ladder, extensions, terms, schools, matters };
  return schedule(source, from, until);
}

/**
 * What comes next after an instant, as 总览 shows it. It follows from what the ledger says last, not from the clock, so that
 * the master is not drawn anew for the mere passing of time: a deadline that passes, letters and hand-outs move it on.
 * Clocks of registers have tabs of their own there.
 * @param asOf ISO instant of what is known; empty before the first event
 */
export function nextEntries(world: World, district: District, asOf: string): readonly ScheduleEntry[] {
  if (asOf === '') return [];
  const [today, time] = [localDate(asOf), localTime(asOf)];
  const all = upcoming(world, district, today, addDays(today, horizon));
  const unknown = all.filter(({ kind }) => kind === 'unknownHolidays');
  const listed = all.filter(({ kind }) => kind !== 'unknownHolidays' && kind !== 'clock');
  const others = listed.filter((it) => it.date > today || (it.time ?? '') > time);
  return [...unknown, ...others].slice(0, shown);
}
