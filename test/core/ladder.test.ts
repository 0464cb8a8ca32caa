import { beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { endOfDay, type HolidayTable, isWorkingDay, localDate } from '../../functions/core/calendar.ts';
import { rungDay, rungDue } from '../../functions/core/ladder.ts';
import { ladderTab } from '../../schemas/control.ts';
import { rungsOf } from '../support/rungs.ts';

const ladder = rungsOf(ladderTab.rows);

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
    // Friday 2018-08-31, the checklist; Monday 3 September is the first working day after it.
    ['2018-08-31', ['2018-08-28', '2018-08-31', '2018-09-03', '2018-09-05', '2018-09-07']],
    // Sunday 2018-09-30 worked, as Saturday the 29th; then National Day from Monday 1 through Sunday 7 October.
    ['2018-09-30', ['2018-09-27', '2018-09-30', '2018-10-08', '2018-10-10', '2018-10-12']],
    // Sunday 2018-02-25; Saturday the 24th made up for Spring Festival, 15 through 21 February.
    ['2018-02-25', ['2018-02-22', '2018-02-24', '2018-02-26', '2018-02-28', '2018-03-02']],
    // Monday 2019-02-25; Spring Festival was 4 through 10 February.
    ['2019-02-25', ['2019-02-22', '2019-02-25', '2019-02-26', '2019-02-28', '2019-03-04']],
    // Thursday 2021-02-25; Saturday the 20th worked.
    ['2021-02-25', ['2021-02-22', '2021-02-25', '2021-02-26', '2021-03-02', '2021-03-04']],
    // Saturday 2020-01-25, New Year's Day of the moon: the holiday of 24 January lasted through 2 February that year.
    ['2020-01-25', ['2020-01-22', '2020-01-23', '2020-02-03', '2020-02-05', '2020-02-07']],
    // Wednesday 2023-01-25; Spring Festival was Saturday 21 through Friday 27 January, the 28th and 29th worked.
    ['2023-01-25', ['2023-01-20', '2023-01-20', '2023-01-28', '2023-01-30', '2023-02-01']],
    // Saturday 2019-05-25.
    ['2019-05-25', ['2019-05-22', '2019-05-24', '2019-05-27', '2019-05-29', '2019-05-31']],
    // Wednesday 2019-09-25; National Day from Tuesday 1 through Monday 7 October, Sunday 29 September worked.
    ['2019-09-25', ['2019-09-20', '2019-09-25', '2019-09-26', '2019-09-29', '2019-10-08']],
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
