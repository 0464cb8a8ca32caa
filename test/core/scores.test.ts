import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScoreSource } from '../../functions/core/scores/source.ts';
import { tickSections } from '../../functions/core/scores/source.ts';
import { totalOf, trialTotalOf } from '../../functions/core/scores/totals.ts';
import { fieldsOf } from '../../schemas/form.ts';
import { monthlyReport } from '../../schemas/monthly-report.ts';
import { selfCheck } from '../../schemas/self-check.ts';
import { sampleFinding, sampleSchools } from './master-view-sample.ts';
import { entries, overdue, pointsOf, readScheme, report, schemeWith, scored } from './score-district.ts';

const order = ['工作机制', '工作责任', '日常管理', '综合治理成效'];
const readSchemeRows = () => schemeWith('', {});
const [one, two, three] = sampleSchools.map(({ code }) => code);
const school = one ?? '';

const ofIncidents = fieldsOf(monthlyReport).filter(({ source }) => /^S9[1-5]$/.test(source));
const ticks = fieldsOf(selfCheck).filter(({ kind }) => kind === 'tick');

/** Everything that a district holds about incidents: blanks, queries about them, registers of cases, signs. */
const incidents = fc.record({
  values: fc.array(
    fc.record(
      Object.fromEntries(
        ofIncidents.map(({ key, kind }) => [
          `monthlyReport_${key}`,
          kind === 'count' ? fc.option(fc.nat(99)) : fc.option(fc.string()),
        ]),
      ),
    ),
    { minLength: 3, maxLength: 3 },
  ),
  queries: fc.array(fc.tuple(fc.nat(2), fc.constantFrom(...ofIncidents.map(({ key }) => key)), fc.boolean()), {
    maxLength: 6,
  }),
  cases: fc.array(fc.tuple(fc.constantFrom(one, two, three), fc.constantFrom('2018-09-03', '2018-09-20')), {
    maxLength: 5,
  }),
  signals: fc.nat(50),
});

function districtWith(it: typeof incidents extends fc.Arbitrary<infer T> ? T : never) {
  const rows = it.values.map((values, index) => {
    const own = it.queries.filter(([at]) => at === index);
    const findings = own.map(([, field]) => sampleFinding('X-RUN', 'query', 'monthlyReport', field));
    return report(index, values as Record<string, string | number | null>, {
      findings: findings
        .filter((_, at) => !own[at]?.[2])
        .map((finding) => ({ finding, since: '2018-09-20T10:00:00+08:00' })),
      setAside: findings
        .filter((_, at) => own[at]?.[2])
        .map((finding) => ({ finding, why: 'explained' as const, text: '', since: '2018-09-20T10:00:00+08:00' })),
    });
  });
  const cases = entries(...it.cases.map(([code, date]) => ({ school: code, date, summary: '', verified: '属实' })));
  const registers = {
    opinion: cases,
    petition: cases,
    flash: cases,
    supervision: cases,
    appeal: cases,
    file: cases,
    survey: entries({
      school,
      term: '第一学期',
      date: '2018-09-12',
      coverage: 90,
      signals: it.signals,
      confirmed: it.signals,
    }),
  };
  return { rows, registers };
}

describe('a score', () => {
  it('is the same whatever a district reports or registers of incidents', () => {
    const calm = { values: [{}, {}, {}], queries: [], cases: [], signals: 0 } as never;
    const { rows, registers } = districtWith(calm);
    const { schools } = scored(rows, { registers });
    expect(schools.map(({ points }) => points.filter((it) => it.points !== null).length)).toEqual([10, 10, 10]);
    fc.assert(
      fc.property(incidents, (it) => {
        const other = districtWith(it);
        expect(scored(other.rows, { registers: other.registers }).schools).toEqual(schools);
      }),
      { numRuns: 60 },
    );
  });

  it('rests on a source that has no place for an incident', () => {
    const [source] = scored([report(0)]).sources;
    if (!source) throw new Error('no source');
    // @ts-expect-error there is no such member, and nothing can be counted that is not there
    const never: ScoreSource = { ...source, incidents: 3 };
    // @ts-expect-error nor is there one in a month
    const month: ScoreSource['months'][number] = { ...source.months[0], incidentsCriminal: 1 };
    expect(JSON.stringify(scored([report(0)]).sources)).not.toMatch(/incident|handled|criminal|signals/i);
    expect([never, month]).toHaveLength(2);
  });

  it('is never lower for a school that reports honestly than for one that does not report', () => {
    const honest = fc.record({
      ticks: fc.array(fc.constantFrom('有', '无', null), { minLength: ticks.length, maxLength: ticks.length }),
      sessions: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
      timeliness: fc.constantFrom('onTime' as const, 'late' as const),
    });
    fc.assert(
      fc.property(honest, (it) => {
        const [pupils, teachers, parents] = it.sessions;
        const said = {
          ...Object.fromEntries(ticks.map(({ key }, at) => [`selfCheck_${key}`, it.ticks[at] ?? null])),
          selfCheck_eduStudentTimes: pupils ?? 0,
          selfCheck_eduTeacherTimes: teachers ?? 0,
          selfCheck_eduParentTimes: parents ?? 0,
        };
        const of = (rows: Parameters<typeof scored>[0]) => scored(rows).schools[0]?.points ?? [];
        const reports = of([report(0, said, { timeliness: it.timeliness }), report(1)]);
        const silent = of([report(0, {}, overdue), report(1)]);
        for (const [at, points] of reports.entries())
          expect(points.points ?? 0).toBeGreaterThanOrEqual(silent[at]?.points ?? 0);
      }),
      { numRuns: 60 },
    );
  });

  it('is worked out by the rows of 评分办法, each source by what it says', () => {
    const rows = [
      report(0, { selfCheck_ruleDiscipline: '无', selfCheck_eduParentTimes: 0, selfCheck_eduTeacherTimes: 2 }),
      report(1, {}, { timeliness: 'late' }),
      report(2, {}, overdue),
    ];
    const of = (code = school, more: object = {}) => ({ school: code, ...more });
    const registers = {
      document: entries(
        of(one, { kind: '工作方案', title: '甲' }),
        of(one, { kind: '工作方案', title: '乙' }),
        of(one, { kind: '应急预案', title: '丙' }),
        of(one, { kind: '其他', title: '丁' }),
      ),
      legalDeputy: entries(of(one, { through: '2018-08-31' }), of(two, { from: '2018-09-01' })),
      survey: entries(of(two, { date: '2018-09-12', coverage: 38, signals: 4 })),
      activity: entries(
        of(one, { date: '2018-09-12', form: '指导手册' }),
        of(one, { date: '2018-09-13', form: '其他' }),
      ),
      termCheck: entries(of(two, { date: '2018-09-12', safety: '开齐开足', law: '未开足' })),
      inspection: entries(
        of(one, {
          date: '2018-09-03',
          kind: '专项督导',
          visitedOn: '2018-09-03',
          problems: 2,
          rectifyBy: '2018-09-10',
          rectifiedOn: '2018-09-11',
        }),
        of(two, { date: '2018-09-03', kind: '专项督导', visitedOn: '2018-09-03', problems: 0 }),
        of(three, { date: '2018-09-27', kind: '专项督导', visitedOn: '2018-09-27', problems: 1 }),
      ),
    };
    const summaries = new Map([
      [school, { is: 'in' as const }],
      [two ?? '', { is: 'owed' as const }],
    ]);
    const result = scored(rows, { registers, summaries });
    const points = (name: string) => pointsOf(result, name);
    expect(points('领导小组')).toEqual([5, 5, 0]);
    expect(points('规章制度')).toEqual([8.3, 10, 0]);
    expect(points('按时报送')).toEqual([10, 5, 0]);
    expect(points('制度文件')).toEqual([2.9, 0, 0]);
    expect(points('法治副校长')).toEqual([0, 5, 0]);
    expect(points('专项调查')).toEqual([0, 2, 0]);
    expect(points('宣传形式')).toEqual([1, 0, 0]);
    // Where the bureau has not been yet nobody loses anything, nor while there is time to mend.
    expect(points('课程开设')).toEqual([null, 2.5, null]);
    expect(points('督学整改')).toEqual([2.5, 5, null]);
    expect(points('年度总结')).toEqual([5, 0, null]);
    expect(points('教师专题培训')[0]).toBe(4);
    expect(points('家长主题讲座')[0]).toBe(0);
    expect(points('核实答复')).toEqual([5, 5, 0]);
    expect(points('实地察看')).toEqual([null, null, null]);
    expect(result.schools[0]?.points.map(({ evidence }) => evidence[0]?.cell)).toContain('学校文件!A2');
  });

  it('knows no zero where nobody has any data yet, and counts neither points nor full mark', () => {
    const { indicators, schools } = scored([report(0)]);
    const points = schools[0]?.points ?? [];
    const known = indicators.filter((_, at) => points[at]?.points !== null);
    expect(known.map(({ name }) => name)).not.toContain('制度文件');
    const full = known.reduce((sum, it) => sum + it.full, 0);
    const got = points.reduce((sum, it) => sum + (it.points ?? 0), 0);
    expect(totalOf(indicators, points)).toBeCloseTo((got / full) * 100, 0);
    expect(
      totalOf(
        indicators,
        points.map(() => ({ points: null })),
      ),
    ).toBeNull();
  });

  it('counts a term for what lacks only once it is over: until then who held a session has it', () => {
    const of = (times: number | null, today: string) =>
      pointsOf(scored([report(0, { selfCheck_eduStudentTimes: times })], { today }), '学生主题教育')[0];
    expect(of(0, '2018-09-28')).toBeNull();
    expect(of(1, '2018-09-28')).toBe(6);
    const spring = { ...report(0, { selfCheck_eduStudentTimes: 0 }), period: '2018-04' };
    expect(pointsOf(scored([spring]), '学生主题教育')).toEqual([0]);
    expect(pointsOf(scored([spring], { today: '2018-07-15' }), '学生主题教育')).toEqual([null]);
    // Who began to report after half term may have held one before.
    expect(pointsOf(scored([{ ...spring, period: '2018-06' }]), '学生主题教育')).toEqual([null]);
  });

  it('counts queries that the school answered, of all that were asked', () => {
    const finding = sampleFinding('A2-ROLL', 'query', 'selfCheck', 'studentCount');
    const since = '2018-09-20T10:00:00+08:00';
    const half = {
      findings: [{ finding, since }],
      setAside: [{ finding, why: 'explained' as const, text: '', since }],
    };
    expect(pointsOf(scored([report(0, {}, half), report(1)]), '核实答复')).toEqual([2.5, 5]);
  });
});

describe('评分办法', () => {
  it('is followed as it is edited: full marks, needs, indicators that are off and new ones', () => {
    const rows = [report(0, { selfCheck_ruleDiscipline: '无' })];
    const of = (scheme: ReturnType<typeof schemeWith>) => pointsOf(scored(rows, { scheme }), '规章制度');
    expect(of(schemeWith('规章制度', { 满分: 6 }))).toEqual([5]);
    expect(of(schemeWith('规章制度', { 达标值: 5 }))).toEqual([10]);
    expect(
      scored(rows, { scheme: schemeWith('规章制度', { 启用: '否' }) }).indicators.map(({ name }) => name),
    ).not.toContain('规章制度');
    const added = [...readSchemeRows(), ['日常管理', '宿舍值班', 3, '实地', '', '是', '', '']];
    const mark = { school, year: 2018, indicator: '宿舍值班', mark: 2.5, date: '2018-09-05' };
    const result = scored(rows, { scheme: added, registers: { siteMark: entries(mark) } });
    expect(pointsOf(result, '宿舍值班')).toEqual([2.5]);
    expect(result.indicators.map(({ dimension }) => dimension)).toEqual(
      result.indicators.map(({ dimension }) => dimension).toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
    );
  });

  it('lists rows that cannot be used and leaves them out', () => {
    const wrong = (name: string, change: Parameters<typeof schemeWith>[1]) => readScheme(schemeWith(name, change));
    for (const [change, is] of [
      [{ 满分: 0 }, 'notAllowed'],
      [{ 达标值: 0 }, 'notAllowed'],
      [{ 试算满分: 0 }, 'notAllowed'],
      [{ 取数: '事件数' }, 'notAllowed'],
      [{ 满分: 7.55 }, 'notAllowed'],
      [{ 指标: '领导小组' }, 'twice'],
    ] as const) {
      const { scheme, problems } = wrong('规章制度', change);
      expect(problems.map((it) => it.is)).toEqual([is]);
      expect(scheme.map(({ name }) => name)).not.toContain('规章制度');
    }
    expect(readScheme().problems).toEqual([]);
    expect(readScheme().scheme.reduce((sum, { full }) => sum + full, 0)).toBe(100);
  });

  it('tries a full mark without touching a point', () => {
    const rows = [report(0, { selfCheck_ruleDiscipline: '无' })];
    const before = scored(rows);
    const trial = scored(rows, { scheme: schemeWith('规章制度', { 试算满分: 20 }) });
    expect(trial.schools).toEqual(before.schools);
    const points = trial.schools[0]?.points ?? [];
    expect(trialTotalOf(trial.indicators, points)).toBeLessThan(totalOf(trial.indicators, points) ?? 0);
    expect(trialTotalOf(before.indicators, points)).toBe(totalOf(before.indicators, points));
  });

  it('has a place for every 有/无 of the annex', () => {
    const said = scored([report(0)]).sources[0]?.months[0]?.said;
    expect(tickSections.flatMap((section) => said?.ticks[section] ?? [])).toHaveLength(ticks.length);
  });
});

describe('实地评分', () => {
  const mark = (more: object) => ({ school, year: 2018, indicator: '按时报送', mark: 7, date: '2018-09-05', ...more });
  const of = (...marks: object[]) => {
    const result = scored([report(0)], { registers: { siteMark: entries(...marks.map(mark)) } });
    const at = result.indicators.findIndex(({ name }) => name === '按时报送');
    return { points: result.schools[0]?.points[at], problems: result.problems };
  };

  it('takes the place of what was counted, which stays beside it; of several rows the last counts', () => {
    expect(of({ mark: 3 }, {}).points).toMatchObject({ points: 7, site: 7, counted: 10 });
    expect(of({ year: 2017 }).points).toMatchObject({ points: 10, counted: 10 });
  });

  it('is not followed above the full mark or for an indicator that nobody scores, and says so', () => {
    const { points, problems } = of({ mark: 10.5 }, { indicator: '事件数' });
    expect(points?.points).toBe(10);
    expect(problems).toEqual([
      '“实地评分”第 2 行：得分 10.5 超过了“按时报送”的满分 10；这一行没有采用。',
      '“实地评分”第 3 行：“评分办法”里没有启用的指标“事件数”；这一行没有采用。',
    ]);
  });
});
