import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BulletinFigures } from '../../functions/core/bulletin/bulletin-figures.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import type { MasterView } from '../../functions/core/master-view.ts';
import type { School } from '../../schemas/roster.ts';
import { monthsView, type Sent, windowIn2018 } from './bulletin-sample.ts';
import { sampleSchools } from './master-view-sample.ts';

const now = '2018-10-30T09:00:00+08:00';
const pair = { from: '2018-09', through: '2018-10' };
const keys = ['incidents', 'incidentsReported', 'incidentsCriminal', 'handledCount'] as const;

function figuresOf(view: MasterView, schools: readonly School[] = sampleSchools): BulletinFigures {
  return bulletinFigures({ view, order: schools.map(({ code }) => code), now }, pair);
}

/** What a school did in a month, in a random district; `away`: it was not expected. */
type Did = Sent | 'away';

const count = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom('不适用', '约3') },
);
const did: fc.Arbitrary<Did> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ counts: fc.tuple(count, count, count, count), late: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ lacks: 'overdue' } as const) },
  { weight: 1, arbitrary: fc.constant({ lacks: 'notDue' } as const) },
  { weight: 1, arbitrary: fc.constant('away' as const) },
);
const district = fc
  .record({
    first: fc.integer({ min: 5, max: 10 }),
    schools: fc.integer({ min: 1, max: 7 }),
    last: fc.integer({ min: 9, max: 10 }),
  })
  .chain(({ first, schools, last }) => {
    const months = Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index);
    return fc.record({
      months: fc.constant(months),
      table: fc.array(fc.array(did, { minLength: months.length, maxLength: months.length }), {
        minLength: schools,
        maxLength: schools,
      }),
    });
  });

describe('figures', () => {
  it('equal a recomputation that knows nothing of them, for random districts', () => {
    void fc.assert(
      fc.property(district, ({ months, table }) => {
        const schools = sampleSchools.slice(0, table.length);
        const at = (school: number, month: number): Did => table[school]?.[months.indexOf(month)] ?? 'away';
        const view = monthsView(
          months,
          (school, month) => {
            const it = at(schools.indexOf(school), month);
            return it === 'away' ? undefined : it;
          },
          schools,
        );
        const figures = figuresOf(view, schools);
        const number = (school: number, month: number, key: number): number | undefined => {
          const it = at(school, month);
          const value = it === 'away' ? undefined : it.counts?.[key];
          return typeof value === 'number' ? value : undefined;
        };
        const everyone = schools.map((_, index) => index);
        const numbers = (month: number, key: number): number[] =>
          everyone.flatMap((school) => number(school, month, key) ?? []);
        const add = (list: number[]): number | null => (list.length === 0 ? null : list.reduce((a, b) => a + b));
        const asked = (month: number): number => everyone.filter((school) => at(school, month) !== 'away').length;
        const codesWhere = (month: number, of: (it: Sent) => boolean): string[] =>
          everyone.flatMap((school) => {
            const it = at(school, month);
            return it !== 'away' && of(it) ? [schools[school]?.code ?? ''] : [];
          });

        keys.forEach((key, index) => {
          const total = figures.totals[key];
          expect(total.months.map(({ sum }) => sum)).toEqual([9, 10].map((month) => add(numbers(month, index))));
          expect(total.months.map((it) => it.schools)).toEqual([9, 10].map((month) => numbers(month, index).length));
          expect(total.months.map(({ expected }) => expected)).toEqual([9, 10].map(asked));
          expect(total.sum).toBe(add([9, 10].flatMap((month) => numbers(month, index))));
          expect(total.before.sum).toBe(add([7, 8].flatMap((month) => numbers(month, index))));
          const inAll = everyone.filter((school) =>
            [7, 8, 9, 10].every((month) => number(school, month, index) !== undefined),
          );
          if (total.change.is === 'compared') {
            const sumOver = (over: number[]): number =>
              inAll.reduce(
                (sum, school) => sum + over.reduce((all, month) => all + (number(school, month, index) ?? 0), 0),
                0,
              );
            expect(total.change.schools).toBe(inAll.length);
            expect(total.change.before).toBe(sumOver([7, 8]));
            expect(total.change.now).toBe(sumOver([9, 10]));
            const difference = sumOver([9, 10]) - sumOver([7, 8]);
            expect(total.change.change).toBe(difference);
            expect(total.change.direction).toBe(difference === 0 ? 'same' : difference < 0 ? 'less' : 'more');
          } else expect(inAll.length === 0 || !months.includes(7) || !months.includes(10)).toBe(true);
        });

        figures.totals.months.forEach((month, index) => {
          const of = 9 + index;
          expect(month.expected).toBe(asked(of));
          expect(month.reported).toBe(codesWhere(of, (it) => it.counts !== undefined).length);
          expect(month.zeroReports).toBe(codesWhere(of, (it) => it.counts?.[0] === 0).length);
          expect(month.late).toEqual(codesWhere(of, (it) => it.counts !== undefined && it.late === true));
          expect(month.missing).toEqual(codesWhere(of, (it) => it.lacks === 'overdue'));
          expect(month.extended).toEqual(codesWhere(of, (it) => it.lacks === 'notDue'));
          expect(month.window).toEqual(months.includes(of) ? windowIn2018(of, months[0] ?? 0) : null);
        });

        const backlogs = everyone.flatMap((school) => {
          let open = 0;
          let known = false;
          for (const month of months.filter((it) => it <= 10)) {
            if (at(school, month) === 'away') continue;
            const [happened, handled] = [number(school, month, 0), number(school, month, 3)];
            if (happened === undefined || handled === undefined) return [];
            open += happened - handled;
            if (open < 0) return [];
            known = true;
          }
          const shown = [9, 10].some((month) => at(school, month) !== 'away');
          return known && shown && months.includes(10) ? [open] : [];
        });
        if (months.includes(10)) expect(figures.totals.backlog.sum).toBe(add(backlogs));
      }),
      { seed: 20180930, numRuns: 60 },
    );
  });

  it('keep blank, 不适用, unreadable, not reported and 0 apart, and say where each number stands', () => {
    const sent: Sent[] = [
      { counts: [0, 0, 0, 0] },
      { counts: [null, 0, 0, 0] },
      { counts: ['不适用', 0, 0, 0] },
      { counts: ['约3', 0, 0, 0] },
      { lacks: 'overdue' },
    ];
    const view = monthsView([9, 10], (school, month) =>
      month === 10 ? sent[sampleSchools.indexOf(school)] : { counts: [1, 0, 0, 1] },
    );
    const { schools, totals } = figuresOf(view);
    const october = schools.slice(0, 5).map(({ months }) => months[1]);
    expect(october.map(({ counts }) => counts.incidents)).toEqual([
      { is: 'number', value: 0, cell: '月报表!C14' },
      { is: 'blank', cell: '月报表!C14' },
      { is: 'notApplicable', cell: '月报表!C14' },
      { is: 'unclear', cell: '月报表!C14' },
      { is: 'none' },
    ]);
    expect(october[0]).toMatchObject({ period: '2018-10', version: 1, checkCode: 'T001-1810', report: 'onTime' });
    expect(october[4]).toMatchObject({ version: 0, checkCode: '', report: 'missing' });
    expect(schools[5]?.months[1].report).toBe('notExpected');
    expect(totals.incidents.months[1]).toEqual({ sum: 0, schools: 1, expected: 5 });
    expect(totals.months[1]).toMatchObject({ expected: 5, reported: 4, zeroReports: 1 });
  });

  it('have no 0 where there is no data: a district that began in the second month', () => {
    const { totals, schools } = figuresOf(monthsView([10], () => ({ counts: [1, 0, 0, 1] })));
    expect(totals.months[0]).toMatchObject({ status: 'notStarted', window: null, expected: 0, reported: 0 });
    expect(totals.incidents.months[0]).toEqual({ sum: null, schools: 0, expected: 0 });
    expect(totals.incidents.before.sum).toBeNull();
    expect(totals.incidents.change).toEqual({ is: 'none', why: 'noDataBefore' });
    expect(schools[0]?.months[0]).toMatchObject({ report: 'notStarted', version: 0 });
    expect(totals.backlog).toEqual({ sum: 0, schools: 24, expected: 24 });
  });

  it('compare the same schools only, and only whole pairs', () => {
    const whole = monthsView([7, 8, 9, 10], (school, month) =>
      sampleSchools.indexOf(school) === 0 && month === 7
        ? { lacks: 'overdue' }
        : { counts: [month === 9 ? 2 : 1, 0, 0, 0] },
    );
    expect(figuresOf(whole).totals.incidents.change).toMatchObject({
      schools: 23,
      all: false,
      before: 46,
      now: 69,
      change: 23,
      direction: 'more',
    });
    const since = (first: number): MasterView =>
      monthsView(
        [first, first + 1, first + 2].filter((month) => month <= 10),
        () => ({ counts: [1, 0, 0, 0] }),
      );
    expect(figuresOf(since(8)).totals.incidents.change).toEqual({ is: 'none', why: 'monthMissingBefore' });
    const open = bulletinFigures({ view: whole, order: [], now: '2018-10-20T09:00:00+08:00' }, pair);
    expect(open.totals.months[1].status).toBe('open');
    expect(open.totals.incidents.change).toEqual({ is: 'none', why: 'monthMissingNow' });
  });

  it('know a backlog only where every month is known, and none was open before', () => {
    const sent: Record<number, readonly Sent[]> = {
      0: [{ counts: [3, 0, 0, 1] }, { counts: [0, 0, 0, 1] }],
      1: [{ counts: [1, 0, 0, 2] }, { counts: [5, 0, 0, 0] }],
      2: [{ lacks: 'overdue' }, { counts: [2, 0, 0, 0] }],
    };
    const view = monthsView([9, 10], (school, month) => sent[sampleSchools.indexOf(school)]?.[month - 9]);
    const { schools, totals } = figuresOf(view);
    expect(schools.map(({ backlog }) => backlog)).toEqual([
      { is: 'known', open: 1, since: '2018-09' },
      { is: 'unknown', why: 'openedBefore' },
      { is: 'unknown', why: 'monthMissing' },
    ]);
    expect(totals.backlog).toEqual({ sum: 1, schools: 1, expected: 3 });
  });

  it('list schools in the order of the register, whatever happened there', () => {
    const view = monthsView([9, 10], (school) => ({ counts: [sampleSchools.indexOf(school), 0, 0, 0] }));
    const order = sampleSchools.map(({ code }) => code).toReversed();
    expect(bulletinFigures({ view, order, now }, pair).schools.map(({ code }) => code)).toEqual(order);
  });

  it('are plain JSON', () => {
    const figures = figuresOf(monthsView([9, 10], () => ({ counts: [1, null, 0, 1] })));
    expect(JSON.parse(JSON.stringify(figures))).toEqual(figures);
  });
});
