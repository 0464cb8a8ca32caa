import ical, { ICalAlarmType, ICalEventTransparency } from 'ical-generator';

/** One entry of a calendar: all day, or from `time` on (`HH:mm` in Asia/Shanghai). */
export interface CalendarEntry {
  /** Stays the same as long as it is the same matter: a calendar that takes the file in again renews the entry. */
  readonly id: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly time?: string;
  readonly title: string;
  readonly detail: string;
  /** People are told a day before, at nine in the morning. */
  readonly alarm: boolean;
}

const day = 86_400_000;
const minute = 60_000;
const dayBeforeAtNine = (15 * 3_600_000) / 1000;

/**
 * An .ics file (RFC 5545) for Outlook, WPS and telephones: the same entries and clock give the same bytes on every machine.
 * Times are written as instants (UTC), which calendars show on the clock of where they are.
 * @param now ISO instant of the run: DTSTAMP
 */
export function calendarFile(name: string, entries: readonly CalendarEntry[], now: string): string {
  const calendar = ical({ name, prodId: { company: 'anxiao', product: 'anxiao', language: 'ZH-CN' } });
  for (const { id, date, time, title, detail, alarm } of entries) {
    const allDay = time === undefined;
    const start = new Date(allDay ? `${date}T00:00:00Z` : `${date}T${time}:00+08:00`);
    calendar.createEvent({
      id,
      stamp: new Date(now),
      start,
      end: new Date(start.getTime() + (allDay ? day : 30 * minute)),
      allDay,
      summary: title,
      description: detail,
      // A deadline of schools leaves the day of whoever looks at it free.
      transparency: ICalEventTransparency.TRANSPARENT,
      alarms: alarm ? [{ type: ICalAlarmType.display, trigger: dayBeforeAtNine }] : [],
    });
  }
  return `${calendar.toString()}\r\n`;
}
