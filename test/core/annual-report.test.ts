import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import type { AnnualFigures } from '../../functions/core/annual-report/annual-figures.ts';
import { changedAnnual } from '../../functions/core/annual-report/changed-figures.ts';
import { annualProseCheck } from '../../functions/core/annual-report/check-prose.ts';
import { reportDays, yearDue } from '../../functions/core/annual-report/days.ts';
import { scoreMeans } from '../../functions/core/annual-report/score-means.ts';
import { paperOfApproval } from '../../functions/core/bulletin/approval.ts';
import { paperFolder, paperTitle } from '../../functions/core/bulletin/paper.ts';
import { addDays } from '../../functions/core/calendar.ts';
import { campaignYear } from '../../functions/core/campaign-year.ts';
import type { Obligation } from '../../schemas/control.ts';
import { initialSettings } from '../../schemas/settings.ts';
import { cameIn, daysOf, periodsOf, type Row, reportOf, type Story, stories } from './annual-story.ts';

const runs = { numRuns: 60, seed: 2018 };

describe('the figures of a year', () => {
  it('are what a second count of the rows comes to', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { figures } = reportOf(story);
        const { opinions, cases, appeals, inspections, reporting } = figures;
        expect({ opinions, cases, appeals, inspections, reporting: { ...reporting, months: [] } }).toEqual(
          naive(story),
        );
      }),
      runs,
    );
  });

  it('are all that the sentences say: each number in them, in its order, is one of the figures', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { figures, document } = reportOf(story);
        for (const { text, says } of document.statements) {
          const bare = text
            .replace(
              /\d{4}年\d+月\d+日|\d{4}年\d+(?:月)?(?:—\d+)?月|—\d+月|\d{4}年度|〔\d{4}〕\d+号|附件1|不作0计/g,
              '',
            )
            .replace(/“[^”]*”/g, '');
          const numbers = [...bare.matchAll(/\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
          expect(says.map(({ value }) => value)).toEqual(numbers);
          for (const { path, value } of says) expect(at(figures, path)).toBe(value);
        }
      }),
      runs,
    );
  });

  it('are said of what they are: the words of each source with the second count in them', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { document } = reportOf(story);
        const { opinions, cases, appeals, inspections, reporting } = naive(story);
        const [all, few] = [document.sentences.join('\n'), (some: number): boolean => some > 0 && some < 3];
        const words = [
          `应报${reporting.expected}校次，已报${reporting.reported}校次，报送率${reporting.rates.reported}%，按时率${reporting.rates.onTime}%`,
          `每个月都报了的${reporting.always}校`,
          ...(opinions.total === 0 ? [] : [`共登记涉及学校的舆情${opinions.total}件，涉及${opinions.some}校`]),
          ...(opinions.total === 0 || few(opinions.some)
            ? []
            : [
                `按时回应${opinions.response.inTime}件、逾期回应${opinions.response.late}件、超期没有回应${opinions.response.overdue}件`,
              ]),
          ...(cases.total === 0 ? [] : [`共列入督办${cases.total}件，涉及${cases.some}校，已销号${cases.closed}件`]),
          ...(cases.total === 0 || few(cases.some)
            ? []
            : [
                ...[...cases.triggers, ...cases.stages].flatMap(({ title, count }) =>
                  count === 0 ? [] : [`${title}${count}件`],
                ),
                cases.overdue === 0 ? '没有超期的' : `超过时限的${cases.overdue}件`,
                cases.handling.cases === 0
                  ? '还没有完成处置的'
                  : `完成处置的${cases.handling.cases}件，从登记到完成处置平均${cases.handling.mean}天、最长${cases.handling.longest}天`,
              ]),
          ...(cases.carried.total === 0 ? [] : [`没有销号的${cases.carried.total}件，已销号${cases.carried.closed}件`]),
          ...(appeals.total === 0 ? [] : [`收到申诉${appeals.total}件，已告知结果${appeals.notified}件`]),
          ...(inspections.special.planned === 0
            ? []
            : [
                `专项督导计划${inspections.special.planned}次，已检查${inspections.special.visited}次、到${inspections.special.schools}校`,
              ]),
          ...(inspections.special.problems === 0
            ? []
            : [`查出要整改的问题${inspections.special.problems}个，其中已整改${inspections.special.rectified}个`]),
          `年度总结应报${story.schools.length}校（2018年9月25日截止），填写无误、已经签字的${story.done}校`,
        ];
        for (const said of words) expect(all).toContain(said);
      }),
      runs,
    );
  });

  it('name no school, and tell no parts where fewer than three are concerned', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const { figures, document } = reportOf(story);
        const words = JSON.stringify({ ...document, statements: [] });
        for (const { name, code } of story.schools) {
          expect(words).not.toContain(name);
          expect(words).not.toContain(code);
        }
        const part = (title: string): string => {
          const start = document.sentences.findIndex((it) => it.endsWith(`、${title}`));
          const rest = document.sentences.slice(start + 1).filter((it) => !it.includes('申诉'));
          return rest
            .slice(
              0,
              rest.findIndex((it) => /^[一二三四五六七]、/.test(it)),
            )
            .join('');
        };
        if (figures.opinions.some > 0 && figures.opinions.some < 3)
          expect(part('舆情监测')).not.toMatch(/属实|按时回应|逾期回应|列入督办/);
        if (figures.cases.some > 0 && figures.cases.some < 3) {
          expect(part('事件督办')).not.toMatch(/社会反映强烈|来信来访\d|久拖不决|重大\d|正在|平均|超过时限的\d+件。?$/);
          expect(part('存在的问题和下一步工作')).not.toMatch(/其中超过时限的/);
          expect(JSON.stringify(document.annexes)).toContain('不单列');
        }
      }),
      runs,
    );
  });

  it('give one code for the same figures and another for others, and say what changed', () => {
    fc.assert(
      fc.property(stories, stories, (one, other) => {
        const [a, again, b] = [reportOf(one), reportOf(one), reportOf(other)];
        expect(again.document.code).toBe(a.document.code);
        expect(changedAnnual(a.figures, again.figures)).toEqual([]);
        if (JSON.stringify(a.figures) === JSON.stringify(b.figures)) return;
        expect(b.document.code).not.toBe(a.document.code);
        const changes = changedAnnual(a.figures, b.figures);
        const named: readonly (readonly [string, (figures: AnnualFigures) => number])[] = [
          ['舆情件数', ({ opinions }) => opinions.total],
          ['督办件数', ({ cases }) => cases.total],
          ['督办重大', ({ cases }) => cases.triggers.find(({ title }) => title === '重大')?.count ?? 0],
          ['督办已销号', ({ cases }) => cases.closed],
          ['申诉件数', ({ appeals }) => appeals.total],
          ['专项督导问题', ({ inspections }) => inspections.special.problems],
        ];
        for (const [title, of] of named) {
          const [was, is] = [of(a.figures), of(b.figures)];
          expect(changes.includes(`${title}：${was} → ${is}`)).toBe(was !== is);
        }
        expect(changes.length).toBeGreaterThan(0);
      }),
      { ...runs, numRuns: 20 },
    );
  });
});

describe('the days of the report', () => {
  const row = (name: string, forms: Obligation['forms'], months: readonly number[], due?: string): Obligation => ({
    name,
    forms,
    months,
    help: '',
    due,
  });
  const monthly = row('月报', ['自查表', '月报表'], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const windowsOf = (...periods: readonly string[]) =>
    new Map(
      periods.map((period) => [
        period,
        { from: `${period}-01`, through: `${period}-25`, due: `${addDays(`${period}-25`, 1)}T00:00:00+08:00` },
      ]),
    );
  const calendar = async (due: string | undefined, ...periods: readonly string[]) => ({
    settings: initialSettings(),
    obligations: [monthly, ...(due === undefined ? [] : [row('年度总结', ['年度总结'], [9], due)])],
    holidays: await knownHolidays([]),
    windows: windowsOf(...periods),
  });

  it.each([
    // Wednesday 26 September 2018, though the 24th was a holiday; 30 September is a make-up Sunday.
    [2018, '09-25', '2018-09-26', '2018-09-30'],
    // Summaries that are due later move it on: Saturday 29 September 2018 is worked.
    [2018, '09-28', '2018-09-29', '2018-09-30'],
    // Saturday 26 September 2020 is off, Sunday the 27th is worked.
    [2020, '09-25', '2020-09-27', '2020-09-30'],
    [2018, undefined, '2018-09-26', '2018-09-30'],
  ])('of %i, with the summaries due on %s, are %s and %s', async (year, due, draft, last) => {
    const days = reportDays(await calendar(due, `${year}-08`, `${year}-09`), campaignYear(year));
    expect([days?.draft, days?.due]).toEqual([draft, last]);
  });

  it('are none of a year without a month, and are over with the year', async () => {
    const of2018 = await calendar('09-25', '2018-08', '2018-09', '2018-10');
    expect(reportDays(of2018, campaignYear(2017))).toBeUndefined();
    expect(yearDue(of2018, '2018-09-25')).toBeUndefined();
    expect(yearDue(of2018, '2018-09-26')?.year.year).toBe(2018);
    expect(yearDue(of2018, '2018-12-31')?.year.year).toBe(2018);
    expect(yearDue(of2018, '2019-01-01')).toBeUndefined();
  });
});

describe('the row of 通报审签 of a report', () => {
  it.each(['2018年度督导评估报告', ' 2018 年度 评估报告', '２０１８年度', '罗庄区2018年中小学生欺凌防治督导评估报告'])(
    'is known by “%s”',
    (bulletin) => {
      const paper = paperOfApproval({ bulletin });
      expect(paper).toEqual({ from: '2017-10', through: '2018-09' });
      expect(paper && [paperTitle(paper), paperFolder(paper)]).toEqual([
        '2018年度督导评估报告',
        '通报/2018年度督导评估报告',
      ]);
    },
  );

  it.each(['2018年9—10月', '2018-09', '2018年9月督导评估报告'])('“%s” is of two months', (bulletin) => {
    expect(paperOfApproval({ bulletin })).toEqual({ from: '2018-09', through: '2018-10' });
  });

  it.each(['2018年', '督导评估报告', '2018年度第一期通报'])('“%s” names nothing', (bulletin) => {
    expect(paperOfApproval({ bulletin })).toBeUndefined();
  });
});

describe('a report that somebody edited', () => {
  const { figures, document } = reportOf(told());
  const check = annualProseCheck({ figures, paragraphs: document.sentences, phone: document.phone });
  const say = (heading: string, ...texts: readonly string[]) =>
    check([heading, ...texts].map((text, index) => ({ where: `第${index}段`, text })));
  const stops = (heading: string, text: string) =>
    say(heading, text)
      .filter(({ sort }) => sort !== 'note')
      .map(({ found }) => found);

  it('passes as it was drafted, with its headings numbered anew and its paragraphs parted', () => {
    const all = (texts: readonly string[]) => check(texts.map((text) => ({ where: '', text })));
    expect(all(document.sentences)).toEqual([]);
    expect(all(document.sentences.map((text) => text.replace(/^四、/, '三、')))).toEqual([]);
    const parted = document.sentences.flatMap((text) => text.split(/(?<=。)/));
    expect(all(parted)).toEqual([]);
  });

  it.each([
    ['四、事件督办', '共列入督办4件，涉及3校，已销号2件。', ['2件']],
    ['四、事件督办', '本年度督办了九件。', ['九件']],
    ['四、事件督办', `本年度督办4件，其中${told().schools[0]?.name}1件。`, [told().schools[0]?.name]],
    ['四、事件督办', '北山小学的事件已经办结。', ['北山小学']],
    ['二、舆情监测', `${told().schools[1]?.name}的舆情已经回应。`, [told().schools[1]?.name]],
    ['三、定期通报', '通报应发3期。', ['3']],
    ['一、基本情况', '报送率约75%。', []],
    ['一、基本情况', '报送率76%。', ['76%']],
    ['七、存在的问题和下一步工作', '全年督办的事件有99件。', ['99件']],
    ['五、实地督导', '班里王小明（13812345678）的事已经处理。', ['']],
  ])('in “%s”: “%s” is stopped for %j', (heading, text, found) => {
    expect(stops(heading, text)).toEqual(found);
  });

  it.each([
    ['四、事件督办', '本年度列入督办四件，涉及三校，已经销号的有1件。'],
    ['七、存在的问题和下一步工作', '下一步，10月底前再培训2次，督办的4件逐件盯办。'],
    ['七、存在的问题和下一步工作', '请于2018年10月31日前整改到位。'],
    ['六、四个落实和总结', `${told().schools[0]?.name}的做法值得推广。`],
  ])('in “%s”: “%s” is let pass', (heading, text) => {
    expect(stops(heading, text)).toEqual([]);
  });

  it('is stopped by any other number in the words of the draft', () => {
    let tried = 0;
    let heading = '';
    for (const sentence of document.sentences) {
      if (/^[一二三四五六七]、/.test(sentence)) heading = sentence;
      for (const found of sentence.matchAll(/\d+(?:\.\d+)?(?=[件校次期个天%])/g)) {
        const other = `${sentence.slice(0, found.index)}${Number(found[0]) + 7}${sentence.slice(found.index + found[0].length)}`;
        tried += 1;
        expect(stops(heading === '' ? (document.sentences[0] ?? '') : heading, other), other).not.toEqual([]);
      }
    }
    expect(tried).toBeGreaterThan(30);
  });
});

describe('the means of the scores', () => {
  it('are over the schools that have points for all of a dimension that anybody has points for', () => {
    const indicator = (name: string, dimension: '工作机制' | '责任落实', full: number) =>
      ({ name, dimension, full, source: '实地' }) as never;
    const points = (...of: readonly (number | null)[]) =>
      of.map((it) => ({ points: it, counted: it, says: '', evidence: [] }));
    const school = (code: string, ...of: readonly (number | null)[]) => ({
      school: code,
      name: code,
      points: points(...of),
    });
    const means = scoreMeans({
      indicators: [indicator('a', '工作机制', 10), indicator('b', '工作机制', 15), indicator('c', '责任落实', 20)],
      schools: [school('1', 8, null, 20), school('2', 9, null, null), school('3', 4, null, 15.5)],
    });
    expect(means).toEqual({
      schools: 3,
      dimensions: [
        { title: '工作机制', schools: 3, mean: 7, full: 10 },
        { title: '责任落实', schools: 2, mean: 17.8, full: 20 },
      ],
    });
  });
});

function at(figures: AnnualFigures, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], figures);
}

/** A year in which three schools had cases. */
function told(): Story {
  const [base] = fc.sample(stories, { numRuns: 1, seed: 5 });
  if (!base) throw new Error('no story');
  const schools = reportSchools();
  const [a, b, c] = schools.map(({ code }) => code);
  return {
    ...base,
    schools,
    first: '2018-08',
    sent: [
      ['onTime', 'onTime', 'onTime', 'onTime'],
      ['onTime', 'onTime', 'onTime', 'onTime'],
      ['onTime', 'none', 'late', 'onTime'],
      ['late', 'none', 'late', 'late'],
    ],
    issues: true,
    done: 2,
    today: '2018-09-26',
    rows: {
      opinion: [
        { school: a, date: '2018-08-06', verified: '属实', respondedOn: '2018-08-07', linked: 'DB-1' },
        { school: b, date: '2018-08-20', verified: '不属实', linked: '' },
        { school: c, date: '2018-09-03', verified: '核实中', respondedOn: '2018-09-10', linked: '' },
      ],
      supervision: [
        {
          school: a,
          date: '2018-08-06',
          trigger: '社会反映强烈',
          verifiedOn: '2018-08-08',
          handledOn: '2018-08-14',
          rectifiedOn: '2018-08-20',
          closedOn: '2018-08-22',
        },
        { school: b, date: '2018-08-20', trigger: '重大', verifiedOn: '2018-08-24', handledOn: '2018-09-10' },
        { school: c, date: '2018-09-03', trigger: '群众来信来访' },
        { school: c, date: '2018-09-05', trigger: '重大', verified: '不属实' },
      ],
      appeal: [{ school: a, date: '2018-09-03', accepted: '受理', acceptedOn: '2018-09-04' }],
      inspection: [
        {
          school: a,
          date: '2018-09-04',
          kind: '专项督导',
          visitedOn: '2018-09-04',
          problems: 5,
          rectifiedOn: '2018-09-12',
        },
        { school: b, date: '2018-09-05', kind: '专项督导', visitedOn: '2018-09-05', problems: 3 },
      ],
    },
  };
}

function reportSchools() {
  const [big] = fc.sample(
    stories.filter(({ schools }) => schools.length >= 4),
    { numRuns: 1, seed: 1 },
  );
  return big?.schools.slice(0, 4) ?? [];
}

// The second count: over plain rows, with loops of its own.

function naive(story: Story) {
  const { from, through } = daysOf(story);
  const within = (row: Row): boolean => String(row.date) >= from && String(row.date) <= through;
  const today = story.today < through ? story.today : through;
  const schoolsOf = (rows: readonly Row[]): number => new Set(rows.map(({ school }) => school)).size;
  const tally = (rows: readonly Row[], start: string, limit: number, done: string, on: (row: Row) => boolean) => {
    const counts = { inTime: 0, late: 0, overdue: 0, running: 0 };
    for (const row of rows) {
      const begun = row[start];
      if (begun === undefined) continue;
      const due = workdaysAfter(String(begun), limit);
      const finished = row[done];
      if (finished !== undefined) counts[String(finished) > due ? 'late' : 'inTime'] += 1;
      else if (on(row)) counts[today > due ? 'overdue' : 'running'] += 1;
    }
    return counts;
  };
  const by = (rows: readonly Row[], column: string, titles: readonly string[]) => {
    const counts = titles.map((title) => ({ title, count: rows.filter((row) => row[column] === title).length }));
    const unsaid = rows.filter((row) => row[column] === undefined).length;
    return unsaid === 0 ? counts : [...counts, { title: '还没有填', count: unsaid }];
  };

  const opinions = story.rows.opinion.filter(within);
  const notUntrue = (row: Row): boolean => row.verified !== '不属实';
  const months: { period: string; total: number }[] = periodsOf(story).map((period) => ({
    period,
    total: opinions.filter(({ date }) => String(date).slice(0, 7) === period).length,
  }));

  const supervised = story.rows.supervision.filter((row) => row.decision !== '不督办');
  const cases = supervised.filter(within);
  const open = (row: Row): boolean => notUntrue(row) && row.closedOn === undefined;
  const stageOf = (row: Row): string => {
    if (row.closedOn !== undefined) return '已销号';
    if (row.verified === '不属实') return '查明不属实';
    if (row.verifiedOn === undefined) return '正在核查';
    if (row.handledOn === undefined) return '正在处置';
    return row.rectifiedOn === undefined ? '正在整改' : '正在销号';
  };
  const stages = ['正在核查', '正在处置', '正在整改', '正在销号', '已销号', '查明不属实'];
  const steps = [
    ['核查', 'date', 5, 'verifiedOn'],
    ['处置', 'verifiedOn', 5, 'handledOn'],
    ['整改', 'handledOn', 15, 'rectifiedOn'],
    ['销号', 'rectifiedOn', 5, 'closedOn'],
  ] as const;
  const tallies = steps.map(([title, start, limit, done]) => ({ title, ...tally(cases, start, limit, done, open) }));
  const spans = cases.flatMap(({ date, handledOn }) =>
    handledOn === undefined ? [] : [(Date.parse(String(handledOn)) - Date.parse(String(date))) / 86_400_000],
  );
  const carried = supervised.filter(
    (row) => String(row.date) < from && notUntrue(row) && (row.closedOn === undefined || String(row.closedOn) >= from),
  );

  const appeals = story.rows.appeal.filter(within);
  const visitsOf = (kind: string) => {
    const rows = story.rows.inspection.filter((row) => row.kind === kind && within(row));
    const visited = rows.filter((row) => row.visitedOn !== undefined);
    const sum = (of: readonly Row[]): number => of.reduce((all, row) => all + Number(row.problems ?? 0), 0);
    return {
      planned: rows.length,
      visited: visited.length,
      overdue: rows.filter((row) => row.visitedOn === undefined && today > String(row.date)).length,
      schools: schoolsOf(visited),
      problems: sum(visited),
      rectified: sum(visited.filter((row) => row.rectifiedOn !== undefined)),
      rectifyOverdue: visited.filter(
        (row) =>
          Number(row.problems ?? 0) > 0 &&
          row.rectifiedOn === undefined &&
          today > workdaysAfter(String(row.visitedOn), 15),
      ).length,
    };
  };

  const came = story.schools.map((_, index) => periodsOf(story).map((period) => cameIn(story, index, period)));
  const expected = came.flat().length;
  const reported = came.flat().filter((it) => it !== 'none').length;
  const onTime = came.flat().filter((it) => it === 'onTime').length;
  const rate = (part: number): number => Math.round((part / expected) * 1000) / 10;
  return {
    opinions: {
      total: opinions.length,
      some: schoolsOf(opinions),
      months,
      verified: by(opinions, 'verified', ['属实', '不属实', '核实中']),
      response: tally(opinions, 'date', 2, 'respondedOn', notUntrue),
      linked: opinions.filter((row) => row.linked !== '').length,
    },
    cases: {
      total: cases.length,
      some: schoolsOf(cases),
      triggers: by(cases, 'trigger', ['社会反映强烈', '群众来信来访', '久拖不决', '重大']),
      severities: by(cases, 'severity', ['一般', '较重', '严重', '涉嫌违法犯罪']),
      stages: stages.map((title) => ({ title, count: cases.filter((row) => stageOf(row) === title).length })),
      closed: cases.filter((row) => stageOf(row) === '已销号').length,
      untrue: cases.filter((row) => stageOf(row) === '查明不属实').length,
      overdue: tallies.reduce((all, { overdue }) => all + overdue, 0),
      steps: tallies,
      handling: {
        cases: spans.length,
        mean: spans.length === 0 ? null : Math.round((spans.reduce((all, it) => all + it, 0) / spans.length) * 10) / 10,
        longest: spans.length === 0 ? null : Math.max(...spans),
      },
      carried: { total: carried.length, closed: carried.filter((row) => row.closedOn !== undefined).length },
    },
    appeals: {
      total: appeals.length,
      some: schoolsOf(appeals),
      accepted: by(appeals, 'accepted', ['受理', '不予受理']),
      decisions: ['维持', '变更', '撤销', '责令重新处理'].map((title) => ({
        title,
        count: appeals.filter((row) => row.decision === title).length,
      })),
      notified: appeals.filter((row) => row.notifiedOn !== undefined).length,
      overdue: appeals.filter((row) => {
        if (row.notifiedOn !== undefined) return false;
        const begun = String(row.acceptedOn ?? row.date);
        if (row.acceptedOn === undefined) return today > workdaysAfter(begun, 5);
        // Who is refused is told within three days; a re-examination takes fifteen days of the calendar, through a working day.
        const due = row.accepted === '不予受理' ? workdaysAfter(begun, 3) : workdaysAfter(addDays(begun, 14), 1);
        return today > due;
      }).length,
    },
    inspections: { special: visitsOf('专项督导'), daily: visitsOf('日常检查') },
    reporting: {
      months: [],
      expected,
      reported,
      onTime,
      missing: expected - reported,
      rates: { reported: rate(reported), onTime: rate(onTime) },
      always: came.filter((all) => all.every((it) => it !== 'none')).length,
    },
  };
}

function workdaysAfter(date: string, count: number): string {
  let found = date;
  for (let left = count; left > 0; ) {
    found = addDays(found, 1);
    const weekday = new Date(found).getUTCDay();
    // In the weeks that the stories reach only National Day is off.
    if (weekday !== 0 && weekday !== 6 && !['2018-10-01', '2018-10-02', '2018-10-03'].includes(found)) left -= 1;
  }
  return found;
}
