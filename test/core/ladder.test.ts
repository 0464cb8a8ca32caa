import { beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { endOfDay, type HolidayTable, isWorkingDay, localDate } from '../../functions/core/calendar.ts';
import { rungDay, rungDue } from '../../functions/core/ladder.ts';
import { ladderTab, type Rung } from '../../schemas/control.ts';

const ladder: readonly Rung[] = ladderTab.rows.map(([rung, side, days, unit, to, tone, enabled]) => ({
  rung,
  side,
  days,
  unit,
  to: to.split('、') as Rung['to'],
  tone,
  enabled,
}));

describe('the ladder', () => {
  let holidays: HolidayTable;
  beforeAll(async () => {
    holidays = await knownHolidays([]);
  });

  const days = (through: string): string[] => ladder.map((rung) => rungDay(rung, through, holidays));

  it.each([
    // Tuesday 2018-09-25; 22–24 September were the Mid-Autumn holiday, 29 and 30 worked.
    ['2018-09-25', ['2018-09-21', '2018-09-25', '2018-09-26', '2018-09-28', '2018-09-30']],
    // Saturday 2018-08-25.
    ['2018-08-25', ['2018-08-22', '2018-08-24', '2018-08-27', '2018-08-29', '2018-08-31']],
    // Sunday 2018-11-25.
    ['2018-11-25', ['2018-11-22', '2018-11-23', '2018-11-26', '2018-11-28', '2018-11-30']],
    // Thursday 2018-10-25.
    ['2018-10-25', ['2018-10-22', '2018-10-25', '2018-10-26', '2018-10-30', '2018-11-01']],
  ])('moves back before %s and forward after it', (through, expected) => {
    expect(days(through)).toEqual(expected);
    for (const day of days(through)) expect(isWorkingDay(day, holidays)).toBe(true);
  });

  const due = (now: string, through = '2018-09-25'): number | undefined =>
    rungDue(ladder, { through, due: endOfDay(through) }, now, localDate(now), holidays)?.rung;

  it.each([
    ['2018-09-20T10:00:00+08:00', undefined],
    ['2018-09-21T08:00:00+08:00', 1],
    ['2018-09-24T10:00:00+08:00', 1],
    ['2018-09-25T10:00:00+08:00', 2],
    ['2018-09-25T23:59:59+08:00', 2],
    // The minute after: the coming deadline is no longer told, the first overdue rung is due on this day.
    ['2018-09-26T00:00:00+08:00', 3],
    ['2018-09-27T10:00:00+08:00', 3],
    // After a pause only the highest: 3 is stale.
    ['2018-09-28T10:00:00+08:00', 4],
    ['2018-10-20T10:00:00+08:00', 5],
  ])('has one rung due at %s', (now, rung) => {
    expect(due(now)).toBe(rung);
  });

  it('is silent between a deadline on a Saturday and Monday, and where rungs are switched off', () => {
    expect(due('2018-08-26T10:00:00+08:00', '2018-08-25')).toBeUndefined();
    const off = ladder.map((rung) => ({ ...rung, enabled: '否' as const }));
    expect(
      rungDue(
        off,
        { through: '2018-09-25', due: endOfDay('2018-09-25') },
        '2018-09-26T10:00:00+08:00',
        '2018-09-26',
        holidays,
      ),
    ).toBeUndefined();
  });
});
