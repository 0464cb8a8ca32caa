import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../functions/core/calendar.ts';
import type { MasterView } from '../../../functions/core/master/master-view.ts';
import { openAfter } from '../../../functions/core/supervision/open-cases.ts';
import type { Proposal } from '../../../functions/core/supervision/supervision-view.ts';
import { flashes, opinions, petitions, supervisions } from '../../../schemas/registers/cases.ts';
import { surveys } from '../../../schemas/registers/education.ts';
import type { TypedRow } from './register-rows.ts';
import { brief, code, only, other, pending, privateSchool, seen, type Typed } from './seen.ts';

describe('督办提议', () => {
  it('propose a crime, an old backlog and three months in a row, each with figure, days and place', () => {
    const view = seen({ counts: { 7: [2, 0, 0, 1], 8: [1, 0, 0, 0], 9: [1, 0, 1, 1] } });
    expect(pending(view).map(brief)).toEqual([
      {
        trigger: '重大',
        why: '2018年9月报表（8月26日—9月25日）报构成刑事案件 1 件。',
        from: '2018-08-26',
        through: '2018-09-25',
      },
      {
        trigger: '久拖不决',
        why: '各月报表算到9月25日，还有 2 件没有处理，其中 2 件超过 10 天；先发生的先处理的话，最早的是2018年8月报的。',
        from: '2018-07-26',
        through: '2018-09-25',
      },
      {
        trigger: '社会反映强烈',
        why: '2018年7月起连续三次报表都报有事件发生：7月 2 件、8月 1 件、9月 1 件。',
        from: '2018-07-01',
        through: '2018-09-25',
      },
    ]);
    expect(view.proposals.find(({ trigger }) => trigger === '重大')?.sources).toEqual([
      { words: `2018-09/incidentsCriminal/${code}`, path: expect.any(String), cell: '月报表!F15' },
    ]);
    expect(
      view.proposals.every(({ owner, code: it }) => owner === '安全科' && /^[0-9A-Z]{4}-[0-9A-Z]{4}$/.test(it)),
    ).toBe(true);
  });

  it('call nothing old before its eleventh day, nor what the section waived for the school', () => {
    const counts = { 9: [1, 0, 0, 0] } as const;
    expect(seen({ counts, asOf: '2018-10-05' }).proposals).toEqual([]);
    expect(only(seen({ counts, asOf: '2018-10-06' })).trigger).toBe('久拖不决');
    const waived = (view: MasterView): MasterView => ({
      ...view,
      rows: view.rows.map((row) => ({
        ...row,
        setAside: [
          {
            finding: {
              code: 'A3-BAL',
              severity: 'note',
              form: 'monthlyReport',
              field: 'handledCount',
              cell: '',
              found: '',
              expected: '',
              mend: '',
            },
            why: 'waived',
            text: '法院在审。',
            since: '',
          },
        ],
      })),
    });
    expect(seen({ counts, change: waived }).proposals).toEqual([]);
  });

  it('know what is open as a queue of single incidents does', () => {
    const month = fc.record({ incidents: fc.nat({ max: 5 }), handled: fc.nat({ max: 6 }) });
    fc.assert(
      fc.property(fc.array(month, { maxLength: 12 }), (months) => {
        const queue: number[] = [];
        months.forEach(({ incidents, handled }, index) => {
          queue.push(...Array<number>(incidents).fill(index));
          queue.splice(0, handled);
        });
        const open = openAfter(months.map((it, index) => ({ ...it, period: String(index), through: '' })));
        expect(open.flatMap(({ period, count }) => Array<number>(count).fill(Number(period)))).toEqual(queue);
      }),
    );
  });

  it('propose letters, flash reports and several within thirty days, but none that proved untrue', () => {
    const petition = (day: string, more: TypedRow = {}): TypedRow => ({
      学校编码: code,
      日期: day,
      摘要: '反映。',
      ...more,
    });
    const typed: Typed = [
      [opinions, [petition('2018-08-01'), petition('2018-09-12'), petition('2018-09-13', { 核实: '不属实' })]],
      [
        petitions,
        [petition('2018-10-12', { 核实: '属实', 承办科室: '基教科' }), petition('2018-10-13', { 核实: '不属实' })],
      ],
      [flashes, [petition('2018-10-20')]],
    ];
    expect(pending(seen({ typed })).map(({ trigger, why, owner }) => [trigger, why, owner])).toEqual([
      ['重大', '10月20日登记了重大事件快报一件，还没有写核实结果。', '安全科'],
      ['群众来信来访', '10月12日登记了信访一件，核实：属实。', '基教科'],
      ['社会反映强烈', '30 天以内登记了 2 件（9月12日—10月12日：舆情 1 件、信访 1 件），没有查明不属实。', '安全科'],
    ]);
    // A 民办 school's cases are 职成科's (S14).
    const ofPrivate = ['2018-09-12', '2018-09-12'].map((day) => petition(day, { 学校编码: privateSchool?.code ?? '' }));
    expect(only(seen({ typed: [[opinions, ofPrivate]] }))).toMatchObject({ owner: '职成科', school: privateSchool });
  });

  it('propose a survey that found more than the reports of the term say, once the month of the survey is in', () => {
    const survey = (confirmed: number): Typed => [
      [
        surveys,
        [{ 学校编码: code, 学期: '第一学期', 调查日期: '2018-10-12', 覆盖率: 98, 苗头数: 5, 核实件数: confirmed }],
      ],
    ];
    const counts = { 8: [3, 0, 0, 3], 9: [1, 0, 0, 1] } as const;
    expect(seen({ counts, typed: survey(2) }).proposals).toEqual([]);
    const october = { ...counts, 8: [0, 0, 0, 0], 10: [0, 0, 0, 0] } as const;
    expect(seen({ counts: october, typed: survey(1) }).proposals).toEqual([]);
    const found = only(seen({ counts: october, typed: survey(2) }));
    expect(brief(found)).toEqual({
      trigger: undefined,
      why: '10月12日的专项调查核实了 2 件，本学期（从9月1日起）算到10月25日，各月报表一共报了 1 件。',
      from: '2018-09-01',
      through: '2018-10-25',
    });
    expect(found.sources.map(({ words }) => words)).toEqual([
      '专项调查!A2',
      `2018-09/incidents/${code}`,
      `2018-10/incidents/${code}`,
    ]);
  });

  const crime = { counts: { 9: [1, 0, 1, 1] } } as const;
  const proposed = only(seen(crime));
  const decide = (more: TypedRow): Proposal['settled'] =>
    only(seen({ ...crime, typed: [[supervisions, [{ 学校编码: code, 日期: '2018-10-08', 摘要: '列入。', ...more }]]] }))
      .settled;

  it.each([
    ['its code', { 提议编号: proposed.code, 编号: 'DB-1' }, { as: 'listed', case: 'DB-1' }],
    [
      'its code in other letters',
      { 提议编号: ` ${proposed.code.toLowerCase().replace('-', '－')}、AAAA-BBBB` },
      { as: 'listed', case: '督办!A2' },
    ],
    ['its code and a refusal', { 提议编号: proposed.code, 是否督办: '不督办' }, { as: 'declined' }],
    ['a case of the same 情形 since', { 情形: '重大', 编号: 'DB-2' }, { as: 'listed', case: 'DB-2' }],
    ['the same, closed since', { 情形: '重大', 编号: 'DB-2', 销号日期: '2018-10-20' }, { as: 'listed', case: 'DB-2' }],
    ['nothing: another 情形', { 情形: '久拖不决' }, undefined],
    ['nothing: a case before the evidence', { 情形: '重大', 日期: '2018-08-25' }, undefined],
    ['nothing: a refusal of something else', { 情形: '重大', 是否督办: '不督办' }, undefined],
    ['nothing: a case that proved untrue', { 情形: '重大', 核实: '不属实' }, undefined],
    ['nothing: a case of another school', { 情形: '重大', 学校编码: other ?? '' }, undefined],
  ] as const)('are settled by %s', (_, row, settled) => {
    expect(decide(row)).toEqual(settled);
  });

  it('of rows are settled by 督办编号, where all of them name a case that exists', () => {
    const letter = (day: string, linked?: string): TypedRow => ({
      学校编码: code,
      日期: day,
      摘要: '反映。',
      督办编号: linked ?? null,
    });
    const one: TypedRow = { 学校编码: code, 日期: '2018-10-20', 摘要: '一件。', 编号: 'DB-2018-01' };
    const settled = (rows: readonly TypedRow[]) =>
      seen({
        typed: [
          [petitions, rows],
          [supervisions, [one]],
        ],
      }).proposals.map(({ settled: it }) => it?.as);
    expect(settled([letter('2018-10-12', 'db-2018-01')])).toEqual(['listed']);
    expect(settled([letter('2018-10-12', 'DB-2018-09')])).toEqual([undefined]);
    const two = settled([letter('2018-10-12', 'DB-2018-01'), letter('2018-10-13')]);
    expect(two.filter((it) => it === undefined)).toHaveLength(2);
    expect(settled([letter('2018-10-12', 'DB-2018-01'), letter('2018-10-13', 'DB-2018-01')])).toEqual([
      'listed',
      'listed',
      'listed',
    ]);
  });

  it('keep their codes, whatever stands above and whatever number a row is given later', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(days, fc.func(fc.boolean()), fc.boolean(), (offsets, isNumbered, reversed) => {
        const rowsOf = (numbered: boolean): TypedRow[] =>
          offsets.map((offset, index) => ({
            学校编码: code,
            日期: addDays('2018-03-01', offset),
            摘要: '反映。',
            编号: numbered && isNumbered(index) ? `XF-${index}` : null,
          }));
        const codes = (rows: readonly TypedRow[]): string[] =>
          seen({ typed: [[petitions, rows]] })
            .proposals.map(({ code: it }) => it)
            .sort();
        const before = codes(rowsOf(false));
        expect(new Set(before).size).toBe(before.length);
        expect(codes(reversed ? rowsOf(true).reverse() : rowsOf(true))).toEqual(before);
      }),
      { numRuns: 40 },
    );
  });

  it('look twelve months back in reports, not further', () => {
    const shifted = (view: MasterView): MasterView => ({
      ...view,
      periods: [
        ...Array.from({ length: 12 }, (_, index) => ({ ...view.periods[0], period: `2020-${index}` })),
        ...view.periods,
      ] as MasterView['periods'],
    });
    expect(seen({ ...crime, change: shifted }).proposals).toEqual([]);
  });
});
