import chineseDays from 'chinese-days';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import {
  addDays,
  addWorkingDays,
  dueWords,
  endOfDay,
  hasPassed,
  isWorkingDay,
  localDate,
  localTime,
  nextWorkingDay,
  periodOf,
  periodWindow,
  previousWorkingDay,
  unknownYear,
  windowWords,
  withinMailHours,
  workingDayFrom,
  workingDayUntil,
} from '../../functions/core/calendar.ts';
import type { Holiday } from '../../schemas/control.ts';
import { addMonths } from '../../schemas/periods.ts';
import { initialSettings, type Settings } from '../../schemas/settings.ts';

const holidays = await knownHolidays([]);
const settings = initialSettings();
const withRule = (rule: Partial<Settings>): Settings => ({ ...settings, ...rule });
const weekday = (date: string): string => '日一二三四五六'.charAt(new Date(`${date}T00:00:00Z`).getUTCDay());
const off = (from: string, through = from): Holiday => ({ days: { from, through }, type: '休', name: '' });
const worked = (date: string): Holiday => ({ days: { from: date, through: date }, type: '班', name: '' });

describe('working days', () => {
  it.each([
    ['2018-08-25', '六', false],
    ['2018-09-21', '五', true],
    ['2018-09-24', '一', false],
    ['2018-09-25', '二', true],
    ['2018-09-29', '六', true],
    ['2018-09-30', '日', true],
    ['2018-10-01', '一', false],
    ['2018-10-07', '日', false],
    ['2018-10-08', '一', true],
    ['2018-11-25', '日', false],
    ['2019-05-25', '六', false],
    ['2026-10-01', '四', false],
  ])('%s, 星期%s: worked is %s', (date, day, expected) => {
    expect(weekday(date)).toBe(day);
    expect(isWorkingDay(date, holidays)).toBe(expected);
  });

  it('are the library’s own answers for every day of the years it knows', () => {
    const differing: string[] = [];
    for (let date = '2004-01-01'; date < '2027-01-01'; date = addDays(date, 1))
      if (isWorkingDay(date, holidays) !== chineseDays.isWorkday(date)) differing.push(date);
    expect(differing).toEqual([]);
  });

  it.each([
    ['2018-09-21', '五', '2018-09-25', '2018-09-20'],
    ['2018-09-24', '一', '2018-09-25', '2018-09-21'],
    ['2018-09-28', '五', '2018-09-29', '2018-09-27'],
    ['2018-09-30', '日', '2018-10-08', '2018-09-29'],
  ])('%s, 星期%s: the next is %s, the one before %s', (date, day, next, previous) => {
    expect(weekday(date)).toBe(day);
    expect(nextWorkingDay(date, holidays)).toBe(next);
    expect(previousWorkingDay(date, holidays)).toBe(previous);
  });

  it('move a reminder back or forward only off a day that is not worked', () => {
    expect(workingDayUntil('2018-09-22', holidays)).toBe('2018-09-21');
    expect(workingDayUntil('2018-09-25', holidays)).toBe('2018-09-25');
    expect(workingDayFrom('2018-11-25', holidays)).toBe('2018-11-26');
    expect(workingDayFrom('2018-09-29', holidays)).toBe('2018-09-29');
  });

  it.each([
    ['2018-09-25', 1, '2018-09-26'],
    ['2018-09-25', 3, '2018-09-28'],
    ['2018-09-25', 5, '2018-09-30'],
    ['2018-09-25', 6, '2018-10-08'],
    ['2018-09-25', -1, '2018-09-21'],
    ['2018-11-25', 1, '2018-11-26'],
    ['2018-11-25', 0, '2018-11-25'],
  ])('%s and %i of them is %s', (date, count, expected) => {
    expect(addWorkingDays(date, count, holidays)).toBe(expected);
  });

  it('count exactly as many as were asked for', () => {
    const date = fc.integer({ min: 0, max: 8000 }).map((days) => addDays('2005-01-01', days));
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 15 }), (from, count) => {
        const found = addWorkingDays(from, count, holidays);
        let between = 0;
        for (let at = addDays(from, 1); at <= found; at = addDays(at, 1)) if (isWorkingDay(at, holidays)) between += 1;
        expect(between).toBe(count);
        expect(isWorkingDay(found, holidays)).toBe(true);
      }),
    );
  });
});

describe('a year nobody knows', () => {
  it.each([
    ['2027-01-01', '五', false],
    ['2027-01-04', '一', true],
    ['2027-05-03', '一', true],
    ['2027-10-01', '五', false],
    ['2027-10-04', '一', true],
    ['2027-10-09', '六', false],
  ])('%s, 星期%s: worked is %s', (date, day, expected) => {
    expect(weekday(date)).toBe(day);
    expect(isWorkingDay(date, holidays)).toBe(expected);
  });

  it('is admitted, and warned of from sixty days before', () => {
    expect([2003, 2004, 2018, 2026, 2027].map((year) => holidays.covers(year))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(unknownYear('2026-11-01', holidays)).toBeUndefined();
    expect(unknownYear('2026-11-02', holidays)).toBe(2027);
    expect(unknownYear('2027-03-01', holidays)).toBe(2027);
  });

  it('is known once its notice is typed in, not after a few days of it', async () => {
    const few = await knownHolidays([off('2027-10-01', '2027-10-07')]);
    expect(few.covers(2027)).toBe(false);
    expect(isWorkingDay('2027-10-04', few)).toBe(false);
    const all = await knownHolidays([
      off('2027-01-01', '2027-01-03'),
      off('2027-10-01', '2027-10-08'),
      worked('2027-10-09'),
    ]);
    expect(all.covers(2027)).toBe(true);
    expect(isWorkingDay('2027-10-09', all)).toBe(true);
  });
});

describe('节假日 wins over what is built in', () => {
  it('both ways, the last row of a day deciding', async () => {
    const typed = await knownHolidays([
      off('2018-09-25'),
      worked('2018-09-24'),
      off('2018-09-26'),
      worked('2018-09-26'),
    ]);
    expect(isWorkingDay('2018-09-25', typed)).toBe(false);
    expect(isWorkingDay('2018-09-24', typed)).toBe(true);
    expect(isWorkingDay('2018-09-26', typed)).toBe(true);
    expect(isWorkingDay('2018-10-01', typed)).toBe(false);
  });
});

describe('the window of a period', () => {
  it('runs from the day after the last deadline through its own, the first from the 1st', () => {
    const first = periodWindow('2018-09', settings, holidays, '2018-09');
    expect(first).toEqual({ from: '2018-09-01', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' });
    expect(periodWindow('2018-09', settings, holidays, '2018-03').from).toBe('2018-08-26');
    expect(periodWindow('2018-10', settings, holidays, '2018-09').from).toBe('2018-09-26');
  });

  it.each([
    ['2018-08', '六', '不变', true, '2018-08-25'],
    ['2018-08', '六', '顺延', true, '2018-08-27'],
    ['2018-08', '六', '提前', true, '2018-08-24'],
    ['2018-09', '二', '顺延', true, '2018-09-25'],
    ['2018-09', '二', '不变', false, '2018-09-24'],
    ['2018-11', '日', '顺延', true, '2018-11-26'],
    ['2018-11', '日', '提前', true, '2018-11-23'],
    ['2018-11', '日', '顺延', false, '2018-11-25'],
    ['2019-05', '六', '提前', false, '2019-05-23'],
  ] as const)(
    '%s: the 25th is 星期%s, %s, inclusive %s: through %s',
    (period, day, deadlineRolls, deadlineInclusive, through) => {
      expect(weekday(`${period}-25`)).toBe(day);
      const window = periodWindow(period, withRule({ deadlineRolls, deadlineInclusive }), holidays);
      expect(window).toMatchObject({ through, due: endOfDay(through) });
    },
  );

  it('starts after the previous window as it was handed out when the rule has changed since', () => {
    const window = periodWindow('2018-10', withRule({ deadlineDay: 20 }), holidays, '2018-09', '2018-09-25');
    expect(window).toMatchObject({ from: '2018-09-26', through: '2018-10-20' });
    const early = periodWindow('2018-10', withRule({ deadlineDay: 1 }), holidays, '2018-09', '2018-10-08');
    expect(early).toMatchObject({ from: '2018-10-01', through: '2018-10-01' });
  });

  it('does not roll across a vacation typed as 休', async () => {
    const summer = await knownHolidays([off('2018-07-10', '2018-08-31')]);
    const rule = withRule({ deadlineRolls: '顺延' });
    expect(periodWindow('2018-07', rule, summer).through).toBe('2018-07-25');
    expect(periodWindow('2018-08', rule, summer).through).toBe('2018-09-03');
  });

  it('tiles the days with those before and after, for any rule', () => {
    const rule = fc.record({
      deadlineDay: fc.integer({ min: 1, max: 28 }),
      deadlineInclusive: fc.boolean(),
      deadlineRolls: fc.constantFrom('不变', '顺延', '提前'),
    });
    const start = fc.integer({ min: 0, max: 300 }).map((months) => addMonths('2004-02', months));
    fc.assert(
      fc.property(rule, start, (chosen, first) => {
        const windows = Array.from({ length: 14 }, (_, index) =>
          periodWindow(addMonths(first, index), withRule(chosen), holidays, first),
        );
        expect(windows[0]?.from.slice(8)).toBe('01');
        windows.forEach((window, index) => {
          expect(window.from <= window.through).toBe(true);
          expect(window.due).toBe(endOfDay(window.through));
          if (index > 0) expect(window.from).toBe(addDays(windows[index - 1]?.through ?? '', 1));
        });
      }),
    );
  });

  it('tiles them even where long vacations were typed as 休', async () => {
    const vacation = fc
      .tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 70 }))
      .map(([start, length]) => off(addDays('2018-01-01', start), addDays('2018-01-01', start + length)));
    const rolls = fc.constantFrom('顺延' as const, '提前' as const);
    await fc.assert(
      fc.asyncProperty(
        fc.array(vacation, { maxLength: 4 }),
        rolls,
        fc.integer({ min: 1, max: 28 }),
        async (rows, deadlineRolls, deadlineDay) => {
          const table = await knownHolidays(rows);
          const rule = withRule({ deadlineRolls, deadlineDay });
          for (let period = '2018-01'; period < '2020-01'; period = addMonths(period, 1)) {
            const window = periodWindow(period, rule, table);
            expect(window.from <= window.through).toBe(true);
            expect(periodWindow(addMonths(period, 1), rule, table).from).toBe(addDays(window.through, 1));
          }
        },
      ),
    );
  });

  it('is said in words', () => {
    expect(windowWords(periodWindow('2018-09', settings, holidays))).toBe(
      '统计区间：8月26日—9月25日　请于9月25日24:00前报送',
    );
    expect(windowWords(periodWindow('2019-01', settings, holidays))).toContain('12月26日—1月25日');
    expect(dueWords('2018-12-01T00:00:00+08:00')).toBe('11月30日24:00');
    expect(dueWords('2018-09-28T12:00:00+08:00')).toBe('9月28日12:00');
  });

  it('is over at 24:00 to the instant', () => {
    const { due } = periodWindow('2018-09', settings, holidays);
    expect(hasPassed(due, '2018-09-25T23:59:59.999+08:00')).toBe(false);
    expect(hasPassed(due, '2018-09-26T00:00:00+08:00')).toBe(true);
    expect(hasPassed(due, '2018-09-25T16:00:00Z')).toBe(true);
  });
});

describe('the clock in Shanghai', () => {
  it.each([
    ['2018-09-25T15:59:59Z', '2018-09-25', '23:59', '2018-09'],
    ['2018-09-30T16:00:00Z', '2018-10-01', '00:00', '2018-10'],
    ['2018-12-31T20:00:00-05:00', '2019-01-01', '09:00', '2019-01'],
    ['2018-09-25T08:05:00', '2018-09-25', '08:05', '2018-09'],
    ['2018-09-25', '2018-09-25', '00:00', '2018-09'],
  ])('%s is %s %s, of %s', (now, date, time, period) => {
    expect([localDate(now), localTime(now), periodOf(now)]).toEqual([date, time, period]);
  });

  it('refuses what is no time', () => {
    expect(() => localDate('9月25日')).toThrow(RangeError);
  });

  it.each([
    ['2018-09-25T08:29:00+08:00', '二', false],
    ['2018-09-25T08:30:00+08:00', '二', true],
    ['2018-09-25T17:29:59+08:00', '二', true],
    ['2018-09-25T17:30:00+08:00', '二', false],
    ['2018-09-25T01:00:00Z', '二', true],
    ['2018-09-24T10:00:00+08:00', '一', false],
    ['2018-09-30T10:00:00+08:00', '日', true],
    ['2018-11-25T10:00:00+08:00', '日', false],
  ])('%s, 星期%s: letters may go is %s', (now, day, expected) => {
    expect(weekday(localDate(now))).toBe(day);
    expect(withinMailHours(now, settings, holidays)).toBe(expected);
  });
});
