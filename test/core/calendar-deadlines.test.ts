import chineseDays from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { periodWindow } from '../../functions/core/calendar.ts';
import { rungDay, rungDue } from '../../functions/core/ladder.ts';
import { ladderTab } from '../../schemas/control.ts';
import { initialSettings, type Settings } from '../../schemas/settings.ts';
import { rungsOf } from '../support/rungs.ts';

const holidays = await knownHolidays([]);
const ladder = rungsOf(ladderTab.rows);

// Nothing below asks our own calendar: days are counted with the library of holidays and plain dates.
const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
// The last rungs of December 2026 reach a year that is not announced yet; New Year's Day is a holiday in every year.
const isWorked = (date: string): boolean => date !== '2027-01-01' && chineseDays.isWorkday(date);
const months = Array.from({ length: 108 }, (_, index) => {
  const month = String((index % 12) + 1).padStart(2, '0');
  return `${2018 + Math.floor(index / 12)}-${month}`;
});
const rolls = ['不变', '顺延', '提前'] as const;
const rules = rolls.flatMap((deadlineRolls) =>
  [true, false].map((deadlineInclusive) => ({ deadlineRolls, deadlineInclusive })),
);

/** The last day that counts as in time, worked out in words: the 25th, moved if it must be, and the day before if 否. */
function lastDay(period: string, { deadlineRolls, deadlineInclusive }: (typeof rules)[number]): string {
  let date = `${period}-25`;
  if (deadlineRolls !== '不变') while (!isWorked(date)) date = plus(date, deadlineRolls === '顺延' ? 1 : -1);
  return deadlineInclusive ? date : plus(date, -1);
}

/** The day on which a run at the first humane minute of each working day first tells somebody who has not reported. */
function firstTold(through: string, due: string): string | undefined {
  for (let date = plus(through, -20); date <= through; date = plus(date, 1)) {
    if (!isWorked(date)) continue;
    if (rungDue(ladder, { through, due }, `${date}T08:30:00+08:00`, date, holidays)) return date;
  }
  return undefined;
}

describe.each(rules)('the deadlines of 2018 to 2026 ($deadlineRolls, inclusive $deadlineInclusive)', (rule) => {
  const settings: Settings = { ...initialSettings(), ...rule };

  it('are 108, each on the day the rule says, to the instant', () => {
    expect(months).toHaveLength(108);
    for (const period of months) {
      const through = lastDay(period, rule);
      const window = periodWindow(period, settings, holidays);
      expect([period, window.through, window.due]).toEqual([period, through, `${plus(through, 1)}T00:00:00+08:00`]);
    }
  });

  it('are told of on a working day that lies wholly before them, three days or more ahead', () => {
    for (const period of months) {
      const { through, due } = periodWindow(period, settings, holidays);
      const told = firstTold(through, due);
      expect([period, told]).toEqual([period, expect.any(String)]);
      if (told === undefined) continue;
      expect([period, isWorked(told)]).toEqual([period, true]);
      // From 08:30 of that day to 24:00 of the last: the whole of a working day, and two more days at least.
      expect([period, told <= plus(through, -3)]).toEqual([period, true]);
      expect([period, Date.parse(`${told}T17:30:00+08:00`) < Date.parse(due)]).toEqual([period, true]);
    }
  });

  it('are followed by reminders on working days only, in the order of the ladder', () => {
    for (const period of months) {
      const { through } = periodWindow(period, settings, holidays);
      const days = ladder.map((rung) => rungDay(rung, through, holidays));
      expect([period, days.every(isWorked)]).toEqual([period, true]);
      expect([period, days]).toEqual([period, days.toSorted()]);
      const after = days.slice(2).map((day) => {
        let count = 0;
        for (let date = plus(through, 1); date <= day; date = plus(date, 1)) if (isWorked(date)) count += 1;
        return count;
      });
      expect([period, after]).toEqual([period, [1, 3, 5]]);
      expect([period, days.slice(0, 2).every((day) => day <= through)]).toEqual([period, true]);
    }
  });
});

describe('where a deadline lies inside a long holiday', () => {
  it('the last working day before it is all there is, and both reminders fall on it', () => {
    const settings = initialSettings();
    const scarce = months.filter((period) => {
      const { through, due } = periodWindow(period, settings, holidays);
      let left = 0;
      for (let date = plus(firstTold(through, due) ?? '', 1); date <= through; date = plus(date, 1))
        if (isWorked(date)) left += 1;
      return left === 0;
    });
    // 春节 of 2023 began on Saturday 21 January: Friday the 20th is told of Wednesday the 25th.
    expect(scarce).toEqual(['2023-01']);
  });
});
