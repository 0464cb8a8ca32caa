import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { addDays, isWorkingDay, periodWindow } from '../../functions/core/calendar.ts';
import { readControl } from '../../functions/core/control/read-control.ts';
import { rungDue } from '../../functions/core/ladder.ts';
import { type ScheduleSource, schedule } from '../../functions/core/obligations/schedule.ts';
import type { Extension, Rung } from '../../schemas/control.ts';
import { initialSettings } from '../../schemas/settings.ts';

const holidays = await knownHolidays([]);
const { obligations, ladder, terms } = readControl({ sheets: [] } as unknown as Parameters<typeof readControl>[0]);
const august = { from: '2018-08-01', through: '2018-08-25', due: '2018-08-26T00:00:00+08:00' };
const source: ScheduleSource = {
  settings: initialSettings(),
  obligations,
  holidays,
  windows: new Map([['2018-08', august]]),
  ladder,
  extensions: [],
  terms,
  schools: new Map([['371311001', '示例小学']]),
};
const lines = (from: string, until: string, change: Partial<ScheduleSource> = {}): readonly string[] =>
  schedule({ ...source, ...change }, from, until).map(({ date, time, title }) =>
    [date, time, title].filter((it) => it !== undefined).join(' '),
  );

describe('the schedule of a district', () => {
  it('says in words, day by day, what the end of August and September 2018 bring', () => {
    expect(lines('2018-08-27', '2018-09-30')).toEqual([
      '2018-08-27 08:30 2018年8月月报催报（第 3 级）',
      '2018-08-28 08:30 2018年四个落实清单提醒（第 1 级）',
      '2018-08-29 2018年7—8月通报起草',
      '2018-08-29 08:30 2018年8月月报催报（第 4 级）',
      // Friday: the last day of the checklist.
      '2018-08-31 08:30 2018年8月月报督促（第 5 级）',
      '2018-08-31 08:30 2018年四个落实清单提醒（第 2 级）',
      '2018-08-31 24:00 2018年四个落实清单截止',
      '2018-09-01 发放2018年9月月报',
      '2018-09-01 第一学期开始',
      // Monday.
      '2018-09-03 08:30 2018年四个落实清单催报（第 3 级）',
      '2018-09-05 08:30 2018年四个落实清单催报（第 4 级）',
      '2018-09-07 08:30 2018年四个落实清单督促（第 5 级）',
      // Friday before Mid-Autumn.
      '2018-09-21 08:30 2018年9月月报提醒（第 1 级）',
      '2018-09-21 08:30 2018年年度总结提醒（第 1 级）',
      '2018-09-25 08:30 2018年9月月报提醒（第 2 级）',
      '2018-09-25 08:30 2018年年度总结提醒（第 2 级）',
      '2018-09-25 24:00 2018年9月月报截止',
      '2018-09-25 24:00 2018年年度总结截止',
      '2018-09-26 2018年度督导评估报告起草',
      '2018-09-26 08:30 2018年9月月报催报（第 3 级）',
      '2018-09-26 08:30 2018年年度总结催报（第 3 级）',
      '2018-09-28 08:30 2018年9月月报催报（第 4 级）',
      '2018-09-28 08:30 2018年年度总结催报（第 4 级）',
      // A Sunday that is worked, as the Saturday before it.
      '2018-09-30 2018年度督导评估报告应形成',
      '2018-09-30 08:30 2018年9月月报督促（第 5 级）',
      '2018-09-30 08:30 2018年年度总结督促（第 5 级）',
    ]);
  });

  it('says what is counted, who is written to, and why a rung comes early', () => {
    const all = schedule(source, '2018-08-24', '2018-10-01');
    const detail = (title: string): string | undefined => all.find((it) => it.title === title)?.detail;
    expect(detail('2018年9月月报截止')).toBe('统计区间 8月26日—9月25日。');
    expect(detail('2018年年度总结截止')).toBe('填在 2018年9月的报表里。');
    expect(detail('2018年8月月报提醒（第 2 级）')).toBe('截止当天不是工作日，提前发：还没有报送的，发给联络人。');
    expect(detail('2018年9月月报督促（第 5 级）')).toBe('截止后 5 个工作日：还没有报送的，发给校长、责任督学。');
  });

  it('shows extensions, days of 锁定 and terms, each on its day', () => {
    const more: readonly Extension[] = [
      { school: '371311001', period: '2018-09', due: '2018-09-27', reason: '停电', obligation: '' },
      { school: '371311001', period: '2018-09', due: '2018-09-28', reason: '停电', obligation: '月报' },
      { school: '371311001', period: '2018-08', due: '2018-09-07', reason: '', obligation: '四个落实清单' },
    ];
    const settings = { ...initialSettings(), lockAfterDays: 10 };
    const found = lines('2018-09-01', '2019-01-31', { extensions: more, settings });
    expect(found.filter((line) => line.includes('延期'))).toEqual([
      '2018-09-07 24:00 示例小学2018年四个落实清单延期截止',
      // The last row counts.
      '2018-09-28 24:00 示例小学2018年9月月报延期截止',
    ]);
    expect(found).toContain('2018-10-05 24:00 2018年9月月报定稿');
    expect(found.filter((line) => line.includes('学期'))).toEqual([
      '2018-09-01 第一学期开始',
      '2018-11-16 第一学期期中',
      '2019-01-31 第一学期结束',
    ]);
  });

  it('leaves vacations out and counts their days afterwards', () => {
    const months = obligations.map((row) => (row.name === '月报' ? { ...row, months: [8, 9, 10, 12] } : row));
    const found = schedule({ ...source, obligations: months }, '2018-11-01', '2018-12-31');
    expect(found.filter(({ kind }) => kind === 'handOut' || kind === 'noHandOut').map(({ title }) => title)).toEqual([
      '2018年11月不报送月报',
      '发放2018年12月月报',
    ]);
    // October was not handed out in this district either: its days wait for December's report.
    expect(found.find(({ title }) => title === '2018年12月月报截止')?.detail).toBe('统计区间 8月26日—12月25日。');
  });

  it('warns of the years nobody knows, from the first of their days', () => {
    const found = schedule(source, '2026-12-30', '2028-01-02').filter(({ kind }) => kind === 'unknownHolidays');
    expect(found.map(({ date, title }) => [date, title])).toEqual([
      ['2027-01-01', '2027 年的放假安排还不知道'],
      ['2028-01-01', '2028 年的放假安排还不知道'],
    ]);
  });

  it('names for each month exactly the rungs that would be due at the first humane minute of each day', () => {
    const rung = fc.record({
      side: fc.constantFrom('前' as const, '当天' as const, '后' as const),
      days: fc.integer({ min: 0, max: 12 }),
      unit: fc.constantFrom('工作日' as const, '自然日' as const),
      enabled: fc.constantFrom('是' as const, '否' as const),
    });
    fc.assert(
      fc.property(fc.array(rung, { maxLength: 6 }), fc.integer({ min: 0, max: 7 }), (rungs, skip) => {
        const steps: readonly Rung[] = rungs.map((it, index) => ({
          ...it,
          rung: index + 1,
          to: ['联络人'],
          tone: '提醒',
        }));
        const window = periodWindow('2018-09', initialSettings(), holidays, '2018-09');
        const from = addDays('2018-09-01', skip);
        const told: string[] = [];
        const known = new Set<number>();
        for (let day = '2018-08-25'; day <= '2018-10-31'; day = addDays(day, 1)) {
          const due = rungDue(steps, window, `${day}T08:30:00+08:00`, day, holidays);
          if (!due || !isWorkingDay(day, holidays) || known.has(due.rung)) continue;
          known.add(due.rung);
          if (day >= from) told.push(`${day} ${due.rung}`);
        }
        const windows = new Map([['2018-09', window]]);
        const only = obligations.filter(({ name }) => name === '月报');
        const shown = schedule({ ...source, windows, ladder: steps, obligations: only }, from, '2018-10-31')
          .filter(({ kind, title }) => kind === 'rung' && title.startsWith('2018年9月'))
          .map(({ date, title }) => `${date} ${/第 (\d+) 级/.exec(title)?.[1]}`);
        expect(shown).toEqual(told);
      }),
      { numRuns: 200 },
    );
  });
});
