import { describe, expect, it } from 'vitest';
import { emptyState } from '../../functions/core/ledger-state.ts';
import { windowEnd } from '../../functions/core/registers/clocks.ts';
import { correctedScores, mayAppealsBeDue, readAppeals } from '../../functions/core/scores/appeals.ts';
import { codeProblem, publicationProblems, signedPublications } from '../../functions/core/scores/publication.ts';
import { scoresCode } from '../../functions/core/scores/scores-view.ts';
import type { ScoreVersion } from '../../functions/core/scores/state.ts';
import { isOutdatedScore } from '../../functions/jobs/scores/score-letters.ts';
import { scoreAppeals } from '../../schemas/scoring/score-appeals.ts';
import { sampleSchools } from './master-view-sample.ts';
import { entries, report, scored, weekdays } from './score-district.ts';

const [one, two] = sampleSchools.map(({ code }) => code);
const { indicators, schools } = scored([report(0), report(1)]);
const kept = { year: 2018, version: 1, indicators, schools };

const published: ScoreVersion = {
  at: '2018-09-28T11:00:00+08:00',
  year: 2018,
  version: 1,
  publishedOn: '2018-09-28',
  publisher: '甲',
  reviewer: '乙',
  appealBy: '2018-10-12',
  kept: 'x',
  corrects: [],
};

const appeal = (more: object = {}) => ({
  school: one,
  year: 2018,
  indicator: '按时报送',
  date: '2018-10-12',
  decision: '改分',
  to: 9.5,
  decidedOn: '2018-10-20',
  ...more,
});

const read = (rows: readonly object[], today = '2018-10-20', versions = [published]) =>
  readAppeals({ scoreAppeal: entries(...(rows as Readonly<Record<string, unknown>>[])) }, 2018, versions, kept, today);

describe('an appeal', () => {
  it('is in time through the last day of the window, whenever it is decided', () => {
    expect(read([appeal()]).due).toMatchObject([{ school: one, indicator: '按时报送', to: 9.5 }]);
    expect(read([appeal({ date: '2018-09-28' })]).due).toHaveLength(1);
    expect(read([appeal({ date: '2018-10-13' })])).toEqual({
      due: [],
      problems: ['“评分申诉”第 2 行：申诉期到2018年10月12日 24:00 止，这一件是2018年10月13日提出的，没有采用。'],
    });
    expect(read([appeal({ date: '2018-09-27' })]).due).toEqual([]);
  });

  it.each([
    [{ to: 10.5 }, '超过了“按时报送”的满分 10'],
    [{ to: undefined }, '“改为”没有填'],
    [{ decidedOn: undefined }, '“决定日期”没有填'],
    [{ decidedOn: '2018-10-21' }, '还没有到'],
    [{ decidedOn: '2018-10-11' }, '早于申诉日期'],
    [{ indicator: '事件数' }, '没有指标“事件数”'],
    [{ school: '371311099' }, '没有这所学校'],
  ])('with %o is not followed, and the section is told why', (more, why) => {
    const { due, problems } = read([appeal(more)]);
    expect(due).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(why);
  });

  it('that is open or dismissed asks for nothing; before the publication it says so', () => {
    expect(read([appeal({ decision: '维持' }), appeal({ decision: undefined })])).toEqual({ due: [], problems: [] });
    expect(read([appeal()], '2018-10-20', []).problems[0]).toContain('2018年度的评分还没有公布');
  });

  it('makes the next version of its own school alone, once: what is typed over it later is not followed', () => {
    const { due } = read([appeal()]);
    const next = correctedScores(kept, due);
    expect(next.version).toBe(2);
    expect(next.schools.find(({ school }) => school === two)).toEqual(schools.find(({ school }) => school === two));
    const at = indicators.findIndex(({ name }) => name === '按时报送');
    expect(next.schools[0]?.points[at]).toMatchObject({ points: 9.5, appealed: 9.5, counted: 10 });
    expect(next.schools[0]?.points[at]?.evidence[0]?.cell).toBe('评分申诉!A2');
    const corrects = due.map(({ row: _, ...correction }) => correction);
    const versions = [published, { ...published, version: 2, corrects }];
    expect(read([appeal()], '2018-10-20', versions)).toEqual({ due: [], problems: [] });
    expect(read([appeal({ to: 10 })], '2018-10-20', versions).problems[0]).toContain('没有采用；要再改，请另起一行');
    const may = (rows: object[], of = [published]) =>
      mayAppealsBeDue({ scoreAppeal: entries(...(rows as Readonly<Record<string, unknown>>[])) }, of, '2018-10-20');
    expect([may([appeal()]), may([appeal()], versions), may([appeal({ date: '2018-10-13' })])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('takes the place of what its school was to hear before, and of no other school’s', () => {
    const corrects = [{ appeal: 'row-0', school: one ?? '', indicator: '按时报送', to: 9.5 }];
    const scores = [published, { ...published, version: 2, corrects }];
    const isOutdated = (item: string) =>
      isOutdatedScore({ ledger: { state: { ...emptyState(), scores } } } as never, item);
    expect(isOutdated(`score/2018/${one}/a@example.cn`)).toBe(true);
    expect(isOutdated(`score/2018/${one}/2/a@example.cn`)).toBe(false);
    expect(isOutdated(`score/2018/${two}/a@example.cn`)).toBe(false);
  });

  it('has as many days as 办理时限 says, counted from the day after', () => {
    const end = (...timeLimits: Parameters<typeof windowEnd>[2]['timeLimits']) =>
      windowEnd(scoreAppeals, '2018-09-28', { timeLimits, holidays: weekdays });
    const limit = {
      register: '评分申诉',
      clock: '申诉期',
      days: 5,
      unit: '工作日',
      warn: 3,
      since: undefined,
      basis: '',
    } as const;
    expect(end()).toBe('2018-10-12');
    expect(end(limit)).toBe('2018-10-05');
    expect(end(limit, { ...limit, days: 3, since: '2018-10-01' })).toBe('2018-10-05');
  });
});

describe('评分公布', () => {
  const row = { year: 2018, date: '2018-09-28', publisher: '王某', reviewer: '李某', code: '' };
  const context = { today: '2018-09-28', isSchemeWhole: true, trial: false };

  it('counts once it is signed by two people; of several rows for a year the last one', () => {
    expect(signedPublications([row, { ...row, reviewer: '' }])).toEqual([]);
    expect(signedPublications([{ ...row, date: undefined }, row])).toEqual([row]);
    expect(publicationProblems(row, context)).toEqual([]);
  });

  it('that names scores by their code is for these alone; what is only tried changes no code', () => {
    const code = scoresCode(kept);
    expect(codeProblem(row, code)).toBeUndefined();
    expect(codeProblem({ ...row, code: code.toLowerCase().replace('-', ' ') }, code)).toBeUndefined();
    expect(codeProblem({ ...row, code: 'AAAA-AAAA' }, code)).toContain(`现在的分数是 ${code}`);
    expect(scoresCode({ ...kept, indicators: indicators.map((it) => ({ ...it, trial: 1 })) })).toBe(code);
    const other = correctedScores(kept, read([appeal()]).due);
    expect(scoresCode(other)).not.toBe(code);
  });

  it.each([
    [{ reviewer: '王 某科长' }, {}, '同一个人'],
    [{ date: '2018-09-29' }, {}, '还没有到'],
    [{ date: '2017-09-30' }, {}, '在这一年度以前'],
    [{}, { isSchemeWhole: false }, '有不能用的行'],
    [{}, { trial: true }, '试运行'],
  ])('with %o and %o is not followed', (change, around, why) => {
    const problems = publicationProblems({ ...row, ...change }, { ...context, ...around });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(why);
  });
});
