import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { addDays, periodWindow } from '../../functions/core/calendar.ts';
import { readControl } from '../../functions/core/control/read-control.ts';
import { unfillableRows, yearlyObligations } from '../../functions/core/obligations/due.ts';
import {
  askedAfter,
  countedIn,
  type DistrictCalendar,
  isMonthAsked,
  monthBefore,
  plannedWindow,
  windowToHandOut,
} from '../../functions/core/obligations/months.ts';
import { extensionsTab, obligationsTab, rosterTab } from '../../schemas/control.ts';
import type { Window } from '../../schemas/events.ts';
import type { Cell } from '../../schemas/grid.ts';
import { addMonths, type Period } from '../../schemas/periods.ts';
import { initialSettings, type Settings } from '../../schemas/settings.ts';

const holidays = await knownHolidays([]);
const schoolYear = '3、4、5、6、9、10、11、12';

/** 报送事项 as people typed it, and 延期 where they did. */
function read(rows: readonly (readonly Cell[])[], extensions: readonly (readonly Cell[])[] = []) {
  const head = (tab: { readonly columns: readonly { readonly title: string }[] }) =>
    tab.columns.map(({ title }) => title);
  const school = { 学校编码: '371311001', 学校名称: '示例小学', 学段: '小学', 类型: '公办' } as Record<string, string>;
  return readControl({
    sheets: [
      { name: '学校名册', cells: [head(rosterTab), head(rosterTab).map((title) => school[title] ?? null)] },
      { name: '报送事项', cells: [head(obligationsTab), ...rows] },
      { name: '延期', cells: [head(extensionsTab), ...extensions] },
    ],
    date1904: false,
  } as unknown as Parameters<typeof readControl>[0]);
}

const monthly = (months: string): readonly Cell[] => ['月报', '自查表、月报表', months, '', ''];
const checklist: readonly Cell[] = ['四个落实清单', '自查表', '8', '08-31', ''];
const summary: readonly Cell[] = ['年度总结', '年度总结', '9', '09-25', ''];

function calendar(
  rows: readonly (readonly Cell[])[],
  handedOut: readonly Period[] = [],
  settings: Partial<Settings> = {},
): DistrictCalendar {
  const control = read(rows);
  expect(control.problems.map(({ message }) => message)).toEqual([]);
  const empty = new Map<Period, Window>();
  const made = { settings: { ...initialSettings(), ...settings }, obligations: control.obligations, holidays };
  for (const period of handedOut) empty.set(period, windowToHandOut({ ...made, windows: empty }, period));
  return { ...made, windows: empty };
}

describe('a row of 报送事项', () => {
  it.each([
    [
      ['清单', '月报表', '8', '08-31'],
      '报送事项!B2（适用表）是“月报表”，应为“自查表、月报表”或“自查表”或“年度总结”，别的看不出有没有完成',
    ],
    [['都要', '自查表、月报表、年度总结', '9', ''], /报送事项!B2（适用表）.*应为“自查表、月报表”/],
    [
      ['月报', '自查表、月报表', '每月', '12-20'],
      '报送事项!D2（截止(月-日)）是“12-20”，应为空的：月报的截止日在“设置”里改',
    ],
    [['清单', '自查表', '3、9', '08-31'], /报送事项!C2（月份）是“3、9”，应为一个月份/],
  ])('of which nothing could be told is one line: %j', (row, line) => {
    const lines = read([row]).problems.map(({ message }) => message);
    expect(lines).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)]);
  });

  it('may stand for one year beside that of every year, but not twice for the same', () => {
    const once = ['年度总结', '年度总结', '9', '2018-09-28', ''];
    expect(read([summary, once]).problems).toEqual([]);
    expect(read([summary, ['总结', '年度总结', '9', '09-20', '']]).problems.map(({ message }) => message)).toEqual([
      '报送事项!A3（事项）是“总结”，与报送事项!A2重复',
    ]);
  });

  it('is what 延期 may name, by its own name and no other', () => {
    const rows = [monthly('每月'), checklist];
    const due = ['371311001', '2018-08', '2018-09-07', ''];
    expect(
      read(rows, [
        [...due, '四个落实清单'],
        [...due, ''],
      ]).problems,
    ).toEqual([]);
    expect(read(rows, [[...due, '总结']]).problems.map(({ message }) => message)).toEqual([
      '延期!E2（事项）是“总结”，应为“报送事项”里的名称，月报可以不写',
    ]);
  });
});

describe('what is due once a year', () => {
  const all = [monthly('每月'), checklist, summary];
  const keys = (it: DistrictCalendar, last: Period) =>
    yearlyObligations(it, last).map(({ key, through, ridesIn }) => [key, through, ridesIn]);

  it('are the checklist and the summary, each in its month’s workbook, and last year’s give way to this year’s', () => {
    const two = ['2018-08', '2018-09', '2018-10', '2019-08'];
    expect(keys(calendar(all, two.slice(0, 1)), '2018-08')).toEqual([['checklist-2018', '2018-08-31', '2018-08']]);
    expect(keys(calendar(all, two.slice(0, 3)), '2018-10')).toEqual([
      ['checklist-2018', '2018-08-31', '2018-08'],
      ['annualSummary-2018', '2018-09-25', '2018-09'],
    ]);
    expect(keys(calendar(all, two), '2019-08')).toEqual([
      ['checklist-2019', '2019-08-31', '2019-08'],
      ['annualSummary-2018', '2018-09-25', '2018-09'],
    ]);
  });

  it('are never owed for a month before the district’s first', () => {
    expect(keys(calendar(all, ['2018-09']), '2018-09')).toEqual([['annualSummary-2018', '2018-09-25', '2018-09']]);
    expect(keys(calendar(all, ['2018-10']), '2018-10')).toEqual([]);
  });

  it('rides in the month before where its own is a vacation, but 年度总结 has no other workbook', () => {
    const months = [monthly(schoolYear), checklist, summary];
    const rides = calendar(months, ['2018-06', '2018-09']);
    expect(keys(rides, '2018-08')).toEqual([['checklist-2018', '2018-08-31', '2018-06']]);
    const september = [monthly('8、10'), checklist, summary];
    expect(keys(calendar(september, ['2018-08', '2018-10']), '2018-10')).toEqual([
      ['checklist-2018', '2018-08-31', '2018-08'],
    ]);
    expect(unfillableRows(calendar(september))).toEqual(['9 月不报送月报，“年度总结”没有报表可填，不会催报。']);
  });

  it('follows the row of the year over that of every year, and 设置 where the row says no day', () => {
    const once = ['年度总结', '年度总结', '9', '2018-09-28', ''];
    for (const rows of [
      [...all, once],
      [monthly('每月'), once, checklist, summary],
    ])
      expect(keys(calendar(rows, ['2018-09']), '2018-09')).toEqual([['annualSummary-2018', '2018-09-28', '2018-09']]);
    const undated = [monthly('每月'), ['学期清单', '自查表', '3、11', '', '']];
    const november = calendar(undated, ['2018-10', '2018-11'], { deadlineRolls: '顺延' });
    // 25 November 2018 is a Sunday.
    expect(keys(november, '2018-11')).toEqual([['checklist.11-2018', '2018-11-26', '2018-11']]);
  });

  it('is warned of where the month is not that of 年度总结月份', () => {
    const rows = [monthly('每月'), summary];
    const november = calendar(rows, ['2018-09', '2018-11'], { summaryMonth: 11 });
    expect(keys(november, '2018-11')).toEqual([]);
    expect(unfillableRows(november)).toEqual([
      '“报送事项”里“年度总结”的月份是 9 月，“设置”的“年度总结月份”是 11 月：对不上，不会催报。',
    ]);
  });

  it('is due in the year after where the day lies before the month, and on 28 February where there is no 29th', () => {
    const rows = (month: string, due: string) => [monthly('每月'), ['清单', '自查表', month, due, '']];
    expect(keys(calendar(rows('12', '01-10'), ['2018-12']), '2018-12')).toEqual([
      ['checklist.12-2018', '2019-01-10', '2018-12'],
    ]);
    expect(keys(calendar(rows('2', '02-29'), ['2019-02']), '2019-02')).toEqual([
      ['checklist.02-2019', '2019-02-28', '2019-02'],
    ]);
    expect(keys(calendar(rows('2', '02-29'), ['2020-02']), '2020-02')).toEqual([
      ['checklist.02-2020', '2020-02-29', '2020-02'],
    ]);
  });
});

describe('vacation months', () => {
  it('are those that no row of the months’ reports names; without such a row there are none', () => {
    const { obligations } = read([monthly(schoolYear)]);
    const asked = Array.from({ length: 12 }, (_, index) => addMonths('2018-01', index)).filter((period) =>
      isMonthAsked(obligations, period),
    );
    expect(asked.map((period) => Number(period.slice(5)))).toEqual([3, 4, 5, 6, 9, 10, 11, 12]);
    expect(isMonthAsked(read([checklist]).obligations, '2018-07')).toBe(true);
    expect(askedAfter(obligations, '2018-06')).toBe('2018-09');
    expect(askedAfter(obligations, '2018-12')).toBe('2019-03');
  });

  it('are counted by the report after them', () => {
    const summer = calendar([monthly(schoolYear)], ['2018-05', '2018-06']);
    expect(windowToHandOut(summer, '2018-09')).toEqual({
      from: '2018-06-26',
      through: '2018-09-25',
      due: '2018-09-26T00:00:00+08:00',
    });
    expect(plannedWindow(summer, '2018-09')).toEqual(windowToHandOut(summer, '2018-09'));
    // October is planned as if September had been handed out in its time.
    expect(plannedWindow(summer, '2018-10').from).toBe('2018-09-26');
    expect(monthBefore(summer.windows, '2018-09')).toBe('2018-06');
  });

  it('leave no month to be handed out afterwards whose days a later one counts', () => {
    const late = calendar([monthly('每月')], ['2018-09', '2018-11']);
    expect(late.windows.get('2018-11')?.from).toBe('2018-09-26');
    expect(countedIn(late, '2018-10')).toBe('2018-11');
    expect(countedIn(late, '2018-12')).toBeUndefined();
    expect(countedIn(late, '2018-08')).toBeUndefined();
  });

  it('leave every day from the first in one window, whatever months are asked for and whenever the rule changes', () => {
    const rule = fc.record({
      deadlineDay: fc.integer({ min: 1, max: 28 }),
      deadlineInclusive: fc.boolean(),
      deadlineRolls: fc.constantFrom('不变' as const, '顺延' as const, '提前' as const),
    });
    const months = fc.subarray([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], { minLength: 1 });
    fc.assert(
      fc.property(months, fc.array(rule, { minLength: 24, maxLength: 24 }), (asked, ruled) => {
        const { obligations } = read([monthly(asked.join('、'))]);
        const windows = new Map<Period, Window>();
        ruled.forEach((each, index) => {
          const period = addMonths('2018-01', index);
          if (!isMonthAsked(obligations, period)) return;
          const settings = { ...initialSettings(), ...each };
          windows.set(period, windowToHandOut({ settings, obligations, holidays, windows }, period));
        });
        const all = [...windows.values()];
        all.forEach(({ from, through }, index) => {
          expect(from <= through).toBe(true);
          const before = all[index - 1];
          // A deadline that was moved before the last one leaves that one day counted twice, and none uncounted.
          if (before) expect(from <= addDays(before.through, 1)).toBe(true);
          if (before && through > before.through) expect(from).toBe(addDays(before.through, 1));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('change nothing where every month is asked for', () => {
    const year = calendar([monthly('每月')]);
    for (let period = '2018-02'; period < '2019-02'; period = addMonths(period, 1)) {
      expect(
        plannedWindow({ ...year, windows: new Map([['2018-01', plannedWindow(year, '2018-01')]]) }, period),
      ).toEqual(periodWindow(period, initialSettings(), holidays, '2018-01'));
    }
  });
});
