import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../functions/core/calendar.ts';
import { clocksOf } from '../../../functions/core/registers/clocks.ts';
import { signalsOf } from '../../../functions/core/registers/signals.ts';
import { matterLines } from '../../../functions/core/supervision/matter-lines.ts';
import { workingDayCounter } from '../../../functions/core/supervision/working-days.ts';
import { appeals, supervisions } from '../../../schemas/registers/cases.ts';
import { holidays, mattersTyped, rules, type TypedRow } from './register-rows.ts';
import { code, privateSchool, seen } from './seen.ts';

const date = fc.integer({ min: 0, max: 1400 }).map((days) => addDays('2016-06-01', days));

/** Counted day by day, with nothing of ours but what is a working day. */
function naiveWorkingDays(after: string, through: string): number {
  let count = 0;
  for (let time = Date.parse(after) + 86_400_000; time <= Date.parse(through); time += 86_400_000) {
    const day = new Date(time);
    const name = day.toISOString().slice(0, 10);
    const known = holidays.isWorkingDay(name);
    if (known ?? (day.getUTCDay() % 6 !== 0 && !/-(01-01|05-0[12]|10-0[123])$/.test(name))) count += 1;
  }
  return count;
}

describe('lights', () => {
  it('turn as a count day by day says, and days left and late agree with it', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 60 }), (begun, passed) => {
        const day = addDays(begun, passed);
        const [matter] = mattersTyped(day, [[supervisions, [{ 学校编码: code, 日期: begun, 摘要: '一件。' }]]]);
        const [clock] = matter?.clocks ?? [];
        const due = clock?.due ?? '';
        expect(naiveWorkingDays(begun, due)).toBe(5);
        expect(naiveWorkingDays(begun, addDays(due, -1))).toBe(4);
        const late = day > due;
        // Three working days before the last one, that one not counted, the light is yellow.
        const soon = naiveWorkingDays(addDays(day, -1), addDays(due, -1)) <= 3 && !late;
        const working = naiveWorkingDays(addDays(day, -1), day) === 1;
        if (working || late) expect(clock?.light).toBe(late ? '红' : soon ? '黄' : '绿');
        const [line] = matterLines(matter ? [matter] : [], day, workingDayCounter(holidays));
        expect(line?.over ?? -1).toBe(late ? naiveWorkingDays(due, day) : -1);
        expect(line?.left ?? -1).toBe(late ? -1 : naiveWorkingDays(day, due));
      }),
    );
  });

  it('count working days forwards and backwards, in any order of asking', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(date, date), { minLength: 1, maxLength: 8 }), (pairs) => {
        const count = workingDayCounter(holidays);
        for (const [from, through] of pairs) {
          const expected = through >= from ? naiveWorkingDays(from, through) : -naiveWorkingDays(through, from);
          expect(count(from, through) + 0).toBe(expected + 0);
        }
      }),
    );
  });

  it('list the worst first, with its coded answers and no words, and how long what is done has taken', () => {
    const on = (day: string, more: TypedRow = {}): TypedRow => ({ 学校编码: code, 日期: day, 摘要: '一件。', ...more });
    const { lines } = seen({
      asOf: '2018-09-28',
      typed: [
        [
          supervisions,
          [
            on('2018-09-27'),
            on('2018-09-19', { 编号: 'DB-1', 情形: '重大', 严重程度: '严重' }),
            on('2018-09-21'),
            on('2018-09-03', {
              编号: 'DB-4',
              核查完成: '2018-09-07',
              处置完成: '2018-09-10',
              整改完成: '2018-09-20',
              销号日期: '2018-09-25',
            }),
            on('2018-09-03', {
              核查完成: '2018-09-20',
              处置完成: '2018-09-20',
              整改完成: '2018-09-20',
              销号日期: '2018-09-21',
            }),
            on('2018-09-04', { 核实: '不属实' }),
            on('2018-09-05', { 是否督办: '不督办' }),
          ],
        ],
        [appeals, [{ 学校编码: privateSchool?.code ?? '', 收到日期: '2018-09-10', 事由: '不服。' }]],
      ],
    });
    expect(lines.map(({ place, stage, left, over, took }) => [place, stage, left ?? over ?? took])).toEqual([
      ['申诉复查!A2', 'red', 8],
      ['督办!A3', 'red', 1],
      ['督办!A4', 'yellow', 1],
      ['督办!A2', 'green', 4],
      ['督办!A6', 'doneLate', 14],
      ['督办!A5', 'done', 15],
      ['督办!A8', 'declined', undefined],
      ['督办!A7', 'untrue', undefined],
    ]);
    expect(lines[0]?.matter.owner).toBe('职成科');
    expect(lines[1]).toMatchObject({ number: 'DB-1', codes: '情形：重大；严重程度：严重', began: '2018-09-19' });
    // What the light says already is not said again.
    expect(lines.slice(-2).map(({ codes }) => codes)).toEqual(['', '']);
    expect(lines.at(-3)).toMatchObject({ number: 'DB-4', endedOn: '2018-09-25' });
  });

  it('ask no school about a row of 督办 that only takes up its own report, or that was decided against', () => {
    const entry = (more: Readonly<Record<string, string>>) => ({
      key: 'k',
      row: 1,
      values: { school: code, date: '2018-10-08', proposal: '', ...more },
    });
    const rowsOf = [
      entry({}),
      entry({ proposal: 'K7M3-92QX' }),
      entry({ decision: '不督办' }),
      entry({ verified: '不属实' }),
    ];
    expect(signalsOf({ supervision: rowsOf })).toEqual([{ register: '督办', school: code, date: '2018-10-08' }]);
    expect(clocksOf(supervisions, entry({ decision: '不督办' }), '2018-12-01', rules)).toEqual([]);
  });
});
