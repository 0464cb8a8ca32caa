import type { Period } from '../../schemas/periods.ts';
import type { School } from '../../schemas/roster.ts';
import type { Paper, Papers } from './bulletin-papers.ts';
import type { Count } from './bulletin-sample.ts';

/**
 * The figures of 2018-09 and 2018-10 counted once more, by going through the papers with nothing of the code that is
 * tested: what the issue asks for, as a clerk would do it with a pencil.
 */
export function countedByHand(papers: Papers, ended: boolean) {
  const pairs = {
    now: ['2018-09', '2018-10'],
    before: ['2018-07', '2018-08'],
    lastYear: ['2017-09', '2017-10'],
  } as const;
  return countPair(papers, ended, pairs);
}

type Two = readonly [Period, Period];

/** The same of another pair, with its own pairs to compare with. */
export function countPair(papers: Papers, ended: boolean, pairs: Readonly<Record<'now' | 'before' | 'lastYear', Two>>) {
  const months = [...pairs.now, ...pairs.before, ...pairs.lastYear];
  const people = papers.schools.filter((school) => months.some((month) => paper(papers, school, month).is !== 'away'));
  const clerk = new Clerk(papers, people, ended);
  const count = (read: Read) => ({
    ...clerk.pair(pairs.now, read),
    before: clerk.pair(pairs.before, read),
    lastYear: clerk.pair(pairs.lastYear, read),
    change: clerk.compared(pairs.before, pairs.now, (school, two) => clerk.bothMonths(school, two, read)),
    changeLastYear: clerk.compared(pairs.lastYear, pairs.now, (school, two) => clerk.bothMonths(school, two, read)),
  });
  const monthsOf = (two: Two) => [clerk.month(two[0]), clerk.month(two[1])];
  const pairOf = (two: Two) => ({ from: two[0], through: two[1], months: monthsOf(two) });
  const open = people.filter((school) => pairs.now.some((month) => clerk.asked(school, month)));
  const backlogs = open.map((school) => clerk.backlog(school, pairs.now[1])).filter((it) => it !== undefined);
  return {
    totals: {
      incidents: count((it) => it.counts[0]),
      incidentsReported: count((it) => it.counts[1]),
      incidentsCriminal: count((it) => it.counts[2]),
      handledCount: count((it) => it.counts[3]),
      backlog: {
        sum: total(backlogs),
        schools: backlogs.length,
        expected: open.length,
        some: backlogs.filter((it) => it > 0).length,
      },
      months: monthsOf(pairs.now),
      before: pairOf(pairs.before),
      lastYear: pairOf(pairs.lastYear),
      education: Object.fromEntries(
        [
          'eduTeacherTimes',
          'eduTeacherPeople',
          'eduStudentTimes',
          'eduStudentPeople',
          'eduParentTimes',
          'eduParentPeople',
          'activityPeople',
        ].map((key, index) => [key, count((it) => it.education[index] ?? null)]),
      ),
      checklist: clerk.checklist(pairs),
    },
    people,
  };
}

export type In = Extract<Paper, { is: 'in' | 'late' }>;
type Read = (paper: In) => Count;

export function paper(papers: Papers, school: School, month: Period): Paper {
  return papers.months.includes(month) ? papers.at(school, month) : { is: 'away' };
}

function total(numbers: readonly number[]): number | null {
  let sum = 0;
  for (const number of numbers) sum += number;
  return numbers.length === 0 ? null : sum;
}

/** The checklist of the paper, by heading. */
export const headings: readonly (readonly [string, readonly (readonly [string, string, string])[]])[] = [
  ['组织建构', [['orgLeadingGroup', 'S59', '欺凌治理领导小组']]],
  [
    '规章制度',
    [
      ['ruleInAnnualPlan', 'S60', '纳入年度工作计划'],
      ['ruleStaffDuties', 'S61', '教职工岗位职责'],
      ['ruleEmergencyPlan', 'S62', '应急处置预案'],
      ['ruleProcess', 'S63', '预警、处理、干预流程'],
      ['ruleDiscipline', 'S64', '校规校纪处罚规定'],
      ['ruleLegalAdviser', 'S65', '法律顾问依法治校'],
    ],
  ],
  [
    '日常监管',
    [
      ['dailyHotlinePublished', 'S66', '公布监督电话'],
      ['dailyInspectorOversight', 'S67', '责任督学监督'],
      ['dailyRiskPatrol', 'S68', '隐患排查与巡查'],
      ['dailyCounselling', 'S69', '心理咨询和疏导'],
      ['dailySpecialStudentFiles', 'S70', '特殊学生一人一档'],
    ],
  ],
  ['宣传载体', [['publicityChannels', 'S71', '宣传载体']]],
];

export class Clerk {
  readonly papers: Papers;
  readonly people: readonly School[];
  readonly ended: boolean;

  constructor(papers: Papers, people: readonly School[], ended: boolean) {
    this.papers = papers;
    this.people = people;
    this.ended = ended;
  }

  asked(school: School, month: Period): boolean {
    return paper(this.papers, school, month).is !== 'away';
  }

  in(school: School, month: Period): In | undefined {
    const it = paper(this.papers, school, month);
    return it.is === 'in' || it.is === 'late' ? it : undefined;
  }

  number(school: School, month: Period, read: Read): number | undefined {
    const it = this.in(school, month);
    const value = it && read(it);
    return typeof value === 'number' ? value : undefined;
  }

  status(month: Period): string {
    if (month < (this.papers.months[0] ?? '9')) return 'notStarted';
    if (!this.papers.months.includes(month)) return 'notHandedOut';
    return month === '2018-10' && !this.ended ? 'open' : 'ended';
  }

  month(month: Period) {
    const status = this.status(month);
    const asked = this.people.filter((school) => this.asked(school, month));
    const with_ = (is: string): string[] =>
      asked.filter((school) => paper(this.papers, school, month).is === is).map(({ code }) => code);
    const [inTime, late] = [with_('in'), with_('late')];
    const rate = (part: number): number | null => {
      if (status !== 'ended' || asked.length === 0) return null;
      return Number(((part / asked.length) * 100).toFixed(1));
    };
    return {
      period: month,
      status,
      expected: asked.length,
      reported: inTime.length + late.length,
      onTime: inTime.length,
      rates: { reported: rate(inTime.length + late.length), onTime: rate(inTime.length) },
      zeroReports: asked.filter((school) => this.number(school, month, (it) => it.counts[0]) === 0).length,
      late,
      missing: with_('overdue'),
      extended: status === 'ended' ? with_('notDue') : [],
    };
  }

  sum(month: Period, read: Read) {
    const given = this.people.map((school) => this.number(school, month, read)).filter((it) => it !== undefined);
    return {
      sum: total(given),
      schools: given.length,
      expected: this.people.filter((school) => this.asked(school, month)).length,
      some: given.filter((it) => it > 0).length,
    };
  }

  pair([first, second]: Two, read: Read) {
    const months = [this.sum(first, read), this.sum(second, read)];
    const given = [first, second].flatMap((month) =>
      this.people.map((school) => this.number(school, month, read)).filter((it) => it !== undefined),
    );
    const some = new Set<string>();
    for (const school of this.people)
      for (const month of [first, second]) if ((this.number(school, month, read) ?? 0) > 0) some.add(school.code);
    return { sum: total(given), some: some.size, months };
  }

  bothMonths(school: School, [first, second]: Two, read: Read): number | undefined {
    const [one, two] = [this.number(school, first, read), this.number(school, second, read)];
    return one === undefined || two === undefined ? undefined : one + two;
  }

  compared(then: Two, now: Two, value: (school: School, two: Two) => number | undefined) {
    const anybody = then.some((month) => this.people.some((school) => this.in(school, month)));
    if (!anybody) return { is: 'none', why: 'noDataBefore' };
    if (then.some((month) => this.status(month) !== 'ended')) return { is: 'none', why: 'monthMissingBefore' };
    if (now.some((month) => this.status(month) !== 'ended')) return { is: 'none', why: 'monthMissingNow' };
    let [before, present, schools] = [0, 0, 0];
    for (const school of this.people) {
      const [a, b] = [value(school, then), value(school, now)];
      if (a === undefined || b === undefined) continue;
      before += a;
      present += b;
      schools += 1;
    }
    if (schools === 0) return { is: 'none', why: 'noSchoolInAll' };
    const asked = this.people.filter((school) => [...then, ...now].some((month) => this.asked(school, month)));
    const change = present - before;
    const direction = change === 0 ? 'same' : change > 0 ? 'more' : 'less';
    return { is: 'compared', schools, all: schools === asked.length, before, now: present, change, direction };
  }

  /** Happened less handled since the school's first month; left out where a month's number lacks. */
  backlog(school: School, through: Period): number | undefined {
    let open = 0;
    let begun = false;
    for (const month of this.papers.months.filter((it) => it <= through)) {
      if (!this.asked(school, month)) continue;
      begun = true;
      const [happened, handled] = [0, 3].map((index) => this.number(school, month, (it) => it.counts[index] ?? null));
      if (happened === undefined || handled === undefined) return undefined;
      open += happened - handled;
      if (open < 0) return undefined;
    }
    // A bulletin of a month that was not handed out yet cannot know it.
    return begun && this.papers.months.some((it) => it >= through) ? open : undefined;
  }

  /** Each school's last paper of a pair. */
  lastIn(school: School, [first, second]: Two): In | undefined {
    return this.in(school, second) ?? this.in(school, first);
  }

  checklist({ now, before, lastYear }: Readonly<Record<'now' | 'before' | 'lastYear', Two>>) {
    const lists = this.people.flatMap((school) => {
      const last = this.lastIn(school, now);
      return last ? [{ code: school.code, without: last.without }] : [];
    });
    return {
      schools: lists.length,
      expected: this.people.filter((school) => now.some((month) => this.asked(school, month))).length,
      groups: headings.map(([title, lines]) => {
        const keys = lines.map(([key]) => key);
        const isWhole = (without: readonly string[]): boolean => !without.some((key) => keys.includes(key));
        const whole = (school: School, two: Two): number | undefined => {
          const last = this.lastIn(school, two);
          return last && (isWhole(last.without) ? 1 : 0);
        };
        return {
          title,
          whole: lists.filter(({ without }) => isWhole(without)).length,
          lacking: lists.filter(({ without }) => !isWhole(without)).map(({ code }) => code),
          items: lines.map(([key, source, item]) => ({
            key,
            source,
            title: item,
            yes: lists.filter(({ without }) => !without.includes(key)).length,
            no: lists.filter(({ without }) => without.includes(key)).map(({ code }) => code),
            unclear: [],
          })),
          change: this.compared(before, now, whole),
          changeLastYear: this.compared(lastYear, now, whole),
        };
      }),
    };
  }
}
