import { describe, expect, it } from 'vitest';
import type { BulletinFigures } from '../../functions/core/bulletin/bulletin-figures.ts';
import { bulletinFigures } from '../../functions/core/figures.ts';
import type { MasterView } from '../../functions/core/master/master-view.ts';
import type { School } from '../../schemas/roster.ts';
import { monthsView, type Sent, viewOf } from './bulletin-sample.ts';
import { sampleSchools } from './master-view-sample.ts';

const now = '2018-10-30T09:00:00+08:00';
const pair = { from: '2018-09', through: '2018-10' };

function figuresOf(view: MasterView, schools: readonly School[] = sampleSchools): BulletinFigures {
  return bulletinFigures({ view, order: schools.map(({ code }) => code), now }, pair);
}

describe('figures', () => {
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
    expect(totals.incidents.months[1]).toEqual({ sum: 0, schools: 1, expected: 5, some: 0 });
    expect(totals.months[1]).toMatchObject({ expected: 5, reported: 4, zeroReports: 1 });
  });

  it('have no 0 where there is no data: a district that began in the second month', () => {
    const { totals, schools } = figuresOf(monthsView([10], () => ({ counts: [1, 0, 0, 1] })));
    expect(totals.months[0]).toMatchObject({ status: 'notStarted', window: null, expected: 0, reported: 0 });
    expect(totals.incidents.months[0]).toEqual({ sum: null, schools: 0, expected: 0, some: 0 });
    expect(totals.incidents.before.sum).toBeNull();
    expect(totals.incidents.change).toEqual({ is: 'none', why: 'noDataBefore' });
    expect(schools[0]?.months[0]).toMatchObject({ report: 'notStarted', version: 0 });
    expect(totals.backlog).toEqual({ sum: 0, schools: 24, expected: 24, some: 0 });
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
    expect(totals.backlog).toEqual({ sum: 1, schools: 1, expected: 3, some: 1 });
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

  it('count by heading what is in place, as each school last said it, and name who is without', () => {
    const view = monthsView([9, 10], (school, month) => {
      const index = sampleSchools.indexOf(school);
      if (index > 2) return undefined;
      if (index === 2 && month === 10) return { lacks: 'overdue' };
      // The first mends in October what it lacked in September.
      const without =
        index === 0 && month === 9 ? ['ruleProcess'] : index === 1 ? ['ruleProcess', 'ruleDiscipline'] : [];
      return { counts: [0, 0, 0, 0], without };
    });
    const { totals, schools } = figuresOf(view);
    const { checklist } = totals;
    expect(checklist).toMatchObject({ schools: 3, expected: 3 });
    expect(checklist.groups.map(({ title, items }) => [title, items.map(({ source }) => source).join(' ')])).toEqual([
      ['组织建构', 'S59'],
      ['规章制度', 'S60 S61 S62 S63 S64 S65'],
      ['日常监管', 'S66 S67 S68 S69 S70'],
      ['宣传载体', 'S71'],
    ]);
    expect(checklist.groups.map(({ whole, lacking }) => [whole, lacking])).toEqual([
      [3, []],
      [2, [sampleSchools[1]?.code]],
      [3, []],
      [3, []],
    ]);
    expect(checklist.groups[1]?.items[3]).toMatchObject({ key: 'ruleProcess', yes: 2, no: [sampleSchools[1]?.code] });
    expect(schools.map((school) => school.checklist.is === 'reported' && school.checklist.period)).toEqual([
      '2018-10',
      '2018-10',
      '2018-09',
    ]);
  });

  it('count a line that was accepted with nothing in it neither as 有 nor as 无', () => {
    const { checklist } = figuresOf(monthsView([9, 10], () => ({ counts: [0, 0, 0, 0] }))).totals;
    expect(checklist.groups[0]).toMatchObject({ whole: 0, lacking: [] });
    expect(checklist.groups[0]?.items[0]).toMatchObject({ yes: 0, no: [] });
    expect(checklist.groups[0]?.items[0]?.unclear).toHaveLength(24);
  });

  it('compare with the same months of last year, over schools that were there', () => {
    const periods = ['2017-09', '2017-10', '2018-07', '2018-08', '2018-09', '2018-10'];
    const view = viewOf(periods, (school, period) =>
      period < '2018' && sampleSchools.indexOf(school) > 9 ? undefined : { counts: [period < '2018' ? 2 : 1, 0, 0, 0] },
    );
    const { incidents, lastYear } = figuresOf(view).totals;
    expect(lastYear).toMatchObject({ from: '2017-09', through: '2017-10' });
    expect(incidents.lastYear).toMatchObject({ sum: 40, some: 10 });
    expect(incidents.changeLastYear).toMatchObject({ schools: 10, all: false, before: 40, now: 20, direction: 'less' });
  });

  it('carry a backlog over a month that was left out, whose days the next one asks for', () => {
    const of = (periods: readonly string[]) =>
      figuresOf(viewOf(periods, () => ({ counts: [1, 0, 0, 0] }), sampleSchools.slice(0, 1))).schools[0]?.backlog;
    expect(of(['2018-06', '2018-07', '2018-09', '2018-10'])).toEqual({ is: 'known', open: 4, since: '2018-06' });
  });
});

describe('corrections', () => {
  const sent = (counts: Sent['counts']): Sent => ({ counts: counts ?? [0, 0, 0, 0], without: [], education: [1] });
  const first = sampleSchools.slice(0, 3);
  const view = (july: readonly (Sent | undefined)[]): MasterView =>
    monthsView(
      [7, 8, 9, 10],
      (school, month) => (month === 7 ? july[first.indexOf(school)] : sent([0, 0, 0, 0])),
      first,
    );
  const order = first.map(({ code }) => code);
  const at = (of: MasterView, pairOf: typeof pair, issued: readonly BulletinFigures[] = []): BulletinFigures =>
    bulletinFigures({ view: of, order, now, issued }, pairOf);
  const before = { from: '2018-07', through: '2018-08' };
  const told = at(view([sent([1, 0, 0, 0]), { lacks: 'overdue' }, sent([0, 0, 0, 0])]), before);
  const since = view([sent([2, 0, 0, 0]), { ...sent([1, 0, 0, 0]), late: true }, sent([0, 0, 0, 0])]);

  it('say what a bulletin told otherwise: by school, and in the sums', () => {
    const [correction, ...others] = at(since, pair, [told]).corrections;
    expect(others).toEqual([]);
    expect(correction).toMatchObject(before);
    expect(correction?.totals).toEqual([
      { period: '2018-07', key: 'reported', was: 2, now: 3 },
      { period: '2018-07', key: 'incidents', was: 1, now: 3 },
      { period: '2018-07', key: 'eduTeacherTimes', was: 2, now: 3 },
    ]);
    expect(correction?.schools.slice(0, 3)).toEqual([
      { code: order[0], name: first[0]?.name, period: '2018-07', key: 'incidents', was: 1, now: 2 },
      { code: order[1], name: first[1]?.name, period: '2018-07', key: 'report', was: 'missing', now: 'late' },
      { code: order[1], name: first[1]?.name, period: '2018-07', key: 'incidents', was: 'none', now: 1 },
    ]);
  });

  it('are told once: what a later bulletin corrected is known', () => {
    const issued = at(since, pair, [told]);
    expect(issued.corrections).toHaveLength(1);
    expect(at(since, { from: '2018-11', through: '2018-12' }, [issued, told]).corrections).toEqual([]);
  });

  it('are of what was issued only, and never of the bulletin itself or a later one', () => {
    expect(at(since, pair).corrections).toEqual([]);
    expect(at(since, before, [told]).corrections).toEqual([]);
  });

  it('are nothing where a bulletin of before checklists and sessions were kept lacks them', () => {
    const { corrections: _, ...old } = JSON.parse(JSON.stringify(told)) as BulletinFigures;
    const bare = {
      ...old,
      totals: { ...old.totals, education: undefined, checklist: undefined },
      schools: old.schools.map((school) => ({ ...school, education: undefined, checklist: undefined })),
    } as unknown as BulletinFigures;
    const same = view([sent([1, 0, 0, 0]), { lacks: 'overdue' }, sent([0, 0, 0, 0])]);
    expect(at(same, pair, [bare]).corrections).toEqual([]);
  });
});
