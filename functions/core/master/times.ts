import type { Window } from '../../../schemas/events.ts';
import { dayTitle, weekdayTitle } from '../../../schemas/periods.ts';

const shanghai = 8 * 3_600_000;
const day = 86_400_000;

/** An instant as the district's clocks show it, `2018-09-20 14:05`; what is no instant stays as it is. */
export function minuteTitle(iso: string): string {
  // Nearly all instants bear the district's own offset, and a master shows thousands of them.
  if (iso[10] === 'T' && iso.endsWith('+08:00')) return iso.slice(0, 16).replace('T', ' ');
  const instant = Date.parse(iso);
  return Number.isNaN(instant) ? iso : localMinute(instant);
}

/** A deadline as people say it: midnight is the end of a day, `9月25日24:00`. */
export function deadlineTitle(iso: string): string {
  const due = dayAndTime(iso);
  return due ? `${dayTitle(due.date)}${due.time}` : iso;
}

/** The same where people have to plan by it: `9月25日 周二 24:00`. */
export function deadlineWithWeekday(iso: string): string {
  const due = dayAndTime(iso);
  return due ? `${weekdayTitle(due.date)} ${due.time}` : iso;
}

function dayAndTime(iso: string): { readonly date: string; readonly time: string } | undefined {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant)) return undefined;
  const [date = '', time = ''] = localMinute(instant).split(' ');
  if (time === '23:59') return { date, time: '24:00' };
  if (time !== '00:00') return { date, time };
  return { date: localMinute(instant - day).slice(0, 10), time: '24:00' };
}

/** 统计区间 of a period: `8月26日—9月25日`. */
export function windowTitle(window: Window): string {
  return `${dayTitle(window.from)}—${dayTitle(window.through)}`;
}

function localMinute(instant: number): string {
  return new Date(instant + shanghai).toISOString().slice(0, 16).replace('T', ' ');
}
