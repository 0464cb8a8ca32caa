import { describe, expect, it } from 'vitest';
import { judge, rules } from '../../functions/core/judge.ts';
import { narrativeHash } from '../../functions/core/narratives.ts';
import { redactReading } from '../../functions/core/pii/redact-reading.ts';
import type { PastMonth, Surroundings } from '../../functions/core/rules/surroundings.ts';
import { understand } from '../../functions/core/understand.ts';
import { findingMessage } from '../../schemas/finding.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { cellAddress } from '../../schemas/grid.ts';
import { placedFields } from '../../schemas/layout.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import { foldLabel } from '../../schemas/text.ts';
import { rightReport } from '../support/fill-report.ts';
import { alone } from '../support/surroundings.ts';

const school: School = {
  code: '371311001',
  name: '示例第一小学',
  stage: '小学',
  type: '公办',
  liaison: '甲老师',
  liaisonEmail: 'a@example.cn',
  principal: '乙校长',
  principalEmail: '',
  inspector: '丁督学',
  inspectorEmail: '',
  villages: 0,
  liaisonPhone: '',
  principalPhone: '',
  backupLiaison: '',
  backupEmail: '',
  deputy: '',
  deputyPhone: '',
  centralSchool: '',
  activeFrom: '',
  activeThrough: '',
  delivery: '',
  remark: '',
};

const central: School = { ...school, type: '中心小学', villages: 3 };
const given: Record<string, Cell> = {
  selfCheck_schoolId: '示例第一小学（371311001）',
  monthlyReport_schoolId: '示例第一小学（371311001）',
  monthlyReport_periodMonth: 9,
};

type Changes = Readonly<Record<string, Cell>>;

function readingOf(changes: Changes): Reading {
  const typed: Record<string, Cell> = { ...given, ...(rightReport as Changes), ...changes };
  return {
    found: Object.fromEntries(
      placedFields(monthlyForms).map(({ form, field, tab, input }) => {
        const key = `${form.key}_${field.key}`;
        const cell = cellAddress({ sheet: tab, row: input.row, column: input.column });
        return [key, { cell, raw: typed[key] ?? null }];
      }),
    ),
    explanations: {},
    drifts: [],
    date1904: false,
  };
}

function judged(
  changes: Changes,
  of: School = school,
  previous?: Changes,
  today = '2018-09-26',
  around: Partial<Surroundings> = {},
  alsoGiven: Changes = {},
) {
  return judge({
    forms: monthlyForms,
    reading: redactReading(monthlyForms, readingOf(changes)),
    given: { ...given, ...alsoGiven },
    period: '2018-09',
    window: { from: '2018-09-01', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' },
    today,
    school: of,
    previous: previous && understand(monthlyForms, readingOf(previous)),
    around: { ...alone, ...around },
  });
}

interface Example {
  readonly code: string;
  readonly severity: 'error' | 'query' | 'note';
  /** Where the finding sits. */
  readonly at: string;
  readonly wrong: Changes;
  readonly right: Changes;
  readonly of?: School;
  readonly previous?: Changes;
  readonly today?: string;
  /** What is known besides, and what differs in it where the report is right. */
  readonly around?: Partial<Surroundings>;
  readonly rightly?: Partial<Surroundings>;
  readonly rightToday?: string;
}

const M = 'monthlyReport';
const S = 'selfCheck';
const long = (count: number): string => '好'.repeat(count);

/** A month that was accepted, as far as later rules look at it. */
function month(period: string, incidents: number, handled: number, sessions = 0): PastMonth {
  return { period, incidents, handled, students: 1000, sessions };
}

const august = { districtSince: '2018-08', schoolSince: '2018-08', history: [month('2018-08', 2, 1)] };
const none = { [`${M}_incidents`]: 0, [`${M}_incidentsReported`]: 0, [`${M}_handledCount`]: 0 };
const noPupils = { [`${S}_eduStudentTimes`]: 0, [`${S}_eduStudentPeople`]: 0 };
const term = { from: '2018-08-01', half: '2018-09-26', through: '2018-12-31' };
const shortTerm = { from: '2018-08-01', half: '2018-08-29', through: '2018-09-26' };
const twoZeroMonths = [month('2018-07', 0, 0), month('2018-08', 0, 0)];
const handlingText = `${M}_handlingText`;
const ownWords = '德育处分别谈话，约请家长到校，心理老师辅导三次，两周后回访。';

const withOthers: readonly Example[] = [
  {
    code: 'A2-REG',
    severity: 'query',
    at: `${S}_ruleProcess`,
    wrong: { [`${S}_ruleProcess`]: '无' },
    right: {},
    previous: {},
  },
  {
    code: 'A2-ROLL',
    severity: 'query',
    at: `${S}_studentCount`,
    wrong: { [`${S}_studentCount`]: 1321 },
    right: { [`${S}_studentCount`]: 1320 },
    previous: {},
  },
  {
    code: 'A2-ROLL',
    severity: 'query',
    at: `${S}_teacherCount`,
    wrong: { [`${S}_teacherCount`]: 71 },
    right: { [`${S}_teacherCount`]: 72 },
    previous: {},
  },
  {
    code: 'A2-ROLL',
    severity: 'query',
    at: `${S}_teacherCount`,
    wrong: { [`${S}_studentCount`]: 3201 },
    right: { [`${S}_studentCount`]: 3200 },
  },
  {
    code: 'A2-ROLL',
    severity: 'query',
    at: `${S}_teacherCount`,
    wrong: { [`${S}_studentCount`]: 239 },
    right: { [`${S}_studentCount`]: 240 },
  },
  {
    code: 'A2-AUG',
    severity: 'note',
    at: `${S}_ruleStaffDuties`,
    wrong: { [`${S}_ruleStaffDuties`]: '无', [`${S}_publicityChannels`]: '无' },
    right: { [`${S}_ruleStaffDuties`]: '无', [`${S}_publicityChannels`]: '无' },
    around: { checklistDue: '2018-08-31' },
    today: '2018-08-31',
    rightToday: '2018-08-30',
  },
  {
    code: 'A2-AUG',
    severity: 'note',
    at: `${S}_ruleStaffDuties`,
    wrong: { [`${S}_ruleStaffDuties`]: '无' },
    right: { [`${S}_ruleStaffDuties`]: '无' },
    around: { checklistDue: '2018-08-31' },
    rightly: { newest: false },
  },
  {
    code: 'A2-SEM',
    severity: 'query',
    at: `${S}_eduStudentTimes`,
    wrong: noPupils,
    right: noPupils,
    around: { term },
    rightToday: '2018-09-25',
  },
  {
    code: 'A2-SEM',
    severity: 'query',
    at: `${S}_eduStudentTimes`,
    wrong: noPupils,
    right: { [`${S}_eduStudentTimes`]: 1, [`${S}_eduStudentPeople`]: 30 },
    around: { term: shortTerm, history: [month('2018-07', 0, 0, 3), month('2018-08', 0, 0)] },
  },
  {
    code: 'A2-SEM',
    severity: 'query',
    at: `${S}_eduStudentTimes`,
    wrong: noPupils,
    right: noPupils,
    around: { term: shortTerm, history: [month('2018-08', 0, 0)] },
    rightly: { history: [month('2018-08', 0, 0, 1)] },
  },
  {
    code: 'A3-BAL',
    severity: 'error',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: 3 },
    right: { [`${M}_handledCount`]: 2 },
    around: august,
  },
  {
    code: 'A3-BAL',
    severity: 'query',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: 2 },
    right: { [`${M}_handledCount`]: 1 },
  },
  {
    code: 'A3-BAL',
    severity: 'query',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: 3 },
    right: { [`${M}_handledCount`]: 3 },
    around: { ...august, districtSince: '2018-07', schoolSince: '2018-07' },
    rightly: { history: [month('2018-07', 1, 0), month('2018-08', 2, 1)] },
  },
  {
    code: 'A3-BAL',
    severity: 'note',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: 0 },
    right: { [`${M}_handledCount`]: 0 },
    today: '2018-10-06',
    rightToday: '2018-10-05',
  },
  {
    code: 'A3-BAL',
    severity: 'note',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: 0 },
    right: { [`${M}_handledCount`]: 1 },
    around: august,
  },
  {
    code: 'A3-BAL',
    severity: 'note',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: 0 },
    right: { [`${M}_handledCount`]: 0 },
    around: august,
    rightly: { newest: false },
  },
  {
    code: 'A3-BAL',
    severity: 'error',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: 3 },
    right: { [`${M}_handledCount`]: 2 },
    around: {
      districtSince: '2018-07',
      schoolSince: '2018-07',
      history: [month('2018-07', 0, 2), month('2018-08', 1, 0)],
    },
  },
  {
    code: 'X-SIG',
    severity: 'query',
    at: `${M}_incidents`,
    wrong: none,
    right: {},
    around: { signals: [{ register: '信访', date: '2018-09-12' }] },
  },
  {
    code: 'X-SIG',
    severity: 'query',
    at: `${M}_incidents`,
    wrong: none,
    right: none,
    around: { signals: [{ register: '舆情', date: '2018-09-25' }] },
    rightly: { signals: [{ register: '舆情', date: '2018-09-26' }] },
  },
  {
    code: 'X-SIG',
    severity: 'query',
    at: `${M}_incidents`,
    wrong: none,
    right: none,
    around: { signals: [{ register: '督办', date: '2018-09-01' }] },
    rightly: { signals: [{ register: '督办', date: '2018-08-31' }] },
  },
  {
    code: 'X-RUN',
    severity: 'query',
    at: `${M}_incidents`,
    wrong: { ...none, [`${S}_studentCount`]: 1000 },
    right: { ...none, [`${S}_studentCount`]: 1000 },
    around: { rate: 0.001536, history: twoZeroMonths },
    rightly: { rate: 0.001534 },
  },
  {
    code: 'X-RUN',
    severity: 'query',
    at: `${M}_incidents`,
    wrong: none,
    right: none,
    around: { rate: 1, history: twoZeroMonths },
    rightly: { history: [month('2018-07', 0, 0), month('2018-08', 1, 1)] },
  },
  {
    code: 'X-DUP',
    severity: 'query',
    at: handlingText,
    wrong: {},
    right: { [handlingText]: ownWords },
    previous: { [`${S}_specialWork`]: ownWords },
  },
  {
    code: 'X-DUP',
    severity: 'query',
    at: handlingText,
    wrong: { [handlingText]: ownWords },
    right: { [handlingText]: ownWords.replace('两周', '三周') },
    around: { elsewhere: new Set([narrativeHash(foldLabel(ownWords))]) },
  },
  {
    code: 'X-DUP',
    severity: 'query',
    at: handlingText,
    wrong: { [handlingText]: ownWords },
    right: { ...none, [handlingText]: ownWords },
    around: { elsewhere: new Set([narrativeHash(foldLabel(ownWords))]) },
  },
];

const examples: readonly Example[] = [
  ...withOthers,
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_studentCount`,
    wrong: { [`${S}_studentCount`]: null },
    right: { [`${S}_studentCount`]: '１２００人' },
  },
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_teacherCount`,
    wrong: { [`${S}_teacherCount`]: '约80' },
    right: { [`${S}_teacherCount`]: '八十' },
  },
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_liaisonPhone`,
    wrong: { [`${S}_liaisonPhone`]: '12345' },
    right: { [`${S}_liaisonPhone`]: 13900000000 },
  },
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_liaisonName`,
    wrong: { [`${S}_liaisonName`]: '13900000000' },
    right: { [`${S}_liaisonName`]: '欧阳老师' },
  },
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_ruleProcess`,
    wrong: { [`${S}_ruleProcess`]: '有（  ）无（  ）' },
    right: { [`${S}_ruleProcess`]: '有（  ）无（√）' },
  },
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_ruleProcess`,
    wrong: { [`${S}_ruleProcess`]: '有（√）无（√）' },
    right: { [`${S}_ruleProcess`]: '有(✓)无( )' },
  },
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_ruleProcess`,
    wrong: { [`${S}_ruleProcess`]: '正在制定' },
    right: { [`${S}_ruleProcess`]: '有' },
  },
  {
    code: 'A2-REQ',
    severity: 'error',
    at: `${S}_eduParentPeople`,
    wrong: { [`${S}_eduParentPeople`]: null },
    right: { [`${S}_eduParentPeople`]: 0 },
  },
  {
    code: 'A3-REQ',
    severity: 'error',
    at: `${M}_leadDept`,
    wrong: { [`${M}_leadDept`]: ' ' },
    right: { [`${M}_leadDept`]: '德育处' },
  },
  {
    code: 'A3-REQ',
    severity: 'error',
    at: `${M}_incidentsCriminal`,
    wrong: { [`${M}_incidentsCriminal`]: null },
    right: { [`${M}_incidentsCriminal`]: 0 },
  },
  {
    code: 'A3-REQ',
    severity: 'error',
    at: `${M}_hotline`,
    wrong: { [`${M}_hotline`]: '见公示栏' },
    right: { [`${M}_hotline`]: '0539－7654321' },
  },
  {
    code: 'A3-REQ',
    severity: 'error',
    at: `${M}_reportDate`,
    wrong: { [`${M}_reportDate`]: '九月下旬' },
    right: { [`${M}_reportDate`]: '2018年9月20日' },
  },
  {
    code: 'A3-INT',
    severity: 'error',
    at: `${M}_incidents`,
    wrong: { [`${M}_incidents`]: '若干' },
    right: { [`${M}_incidents`]: '1件' },
  },
  {
    code: 'A3-INT',
    severity: 'error',
    at: `${M}_handledCount`,
    wrong: { [`${M}_handledCount`]: '3-4件' },
    right: { [`${M}_handledCount`]: '三' },
  },
  {
    code: 'A3-INT',
    severity: 'error',
    at: `${M}_incidentsReported`,
    wrong: { [`${M}_incidentsReported`]: -1 },
    right: { [`${M}_incidentsReported`]: 0 },
  },
  {
    code: 'A3-INT',
    severity: 'error',
    at: `${M}_activityPeople`,
    wrong: { [`${M}_activityPeople`]: 12.5 },
    right: { [`${M}_activityPeople`]: '1,200人次' },
  },
  {
    code: 'A2-PAIR',
    severity: 'error',
    at: `${S}_eduTeacherPeople`,
    wrong: { [`${S}_eduTeacherPeople`]: 0 },
    right: { [`${S}_eduTeacherPeople`]: 1 },
  },
  {
    code: 'A2-PAIR',
    severity: 'error',
    at: `${S}_eduParentTimes`,
    wrong: { [`${S}_eduParentPeople`]: 5 },
    right: { [`${S}_eduParentPeople`]: 5, [`${S}_eduParentTimes`]: 1 },
  },
  {
    code: 'A2-CAP',
    severity: 'error',
    at: `${S}_eduTeacherPeople`,
    wrong: { [`${S}_eduTeacherPeople`]: 81 },
    right: { [`${S}_eduTeacherPeople`]: 80 },
  },
  {
    code: 'A2-CAP',
    severity: 'error',
    at: `${S}_eduStudentPeople`,
    wrong: { [`${S}_eduStudentPeople`]: 2401 },
    right: { [`${S}_eduStudentPeople`]: 2400 },
  },
  {
    code: 'A2-CAP',
    severity: 'query',
    at: `${S}_eduParentPeople`,
    wrong: { [`${S}_eduParentTimes`]: 1, [`${S}_eduParentPeople`]: 2401 },
    right: { [`${S}_eduParentTimes`]: 1, [`${S}_eduParentPeople`]: 2400 },
  },
  {
    code: 'A2-LEN',
    severity: 'error',
    at: `${S}_specialWork`,
    wrong: { [`${S}_specialWork`]: long(501) },
    right: { [`${S}_specialWork`]: long(500) },
  },
  {
    code: 'A2-LEN',
    severity: 'error',
    at: `${S}_planText`,
    wrong: { [`${S}_planText`]: `${long(800)} plan` },
    right: { [`${S}_planText`]: `${long(799)} plan` },
  },
  {
    code: 'A3-PART',
    severity: 'error',
    at: `${M}_incidentsReported`,
    wrong: { [`${M}_incidentsReported`]: 2 },
    right: { [`${M}_incidentsReported`]: 1, [`${M}_incidentsCriminal`]: 1 },
  },
  {
    code: 'A3-PART',
    severity: 'error',
    at: `${M}_incidentsCriminal`,
    wrong: { [`${M}_incidentsCriminal`]: 2 },
    right: { [`${M}_incidentsCriminal`]: 1 },
  },
  {
    code: 'A3-CRIM',
    severity: 'note',
    at: `${M}_incidentsCriminal`,
    wrong: { [`${M}_incidentsCriminal`]: 1 },
    right: { [`${M}_incidentsCriminal`]: 0 },
  },
  {
    code: 'A3-ZERO',
    severity: 'error',
    at: `${M}_incidents`,
    wrong: { [`${M}_incidents`]: null },
    right: { [`${M}_incidents`]: 0, [`${M}_incidentsReported`]: 0 },
  },
  {
    code: 'A3-ZERO',
    severity: 'error',
    at: `${M}_incidentsReported`,
    wrong: { [`${M}_incidents`]: 0 },
    right: { [`${M}_incidents`]: 0, [`${M}_incidentsReported`]: 0 },
  },
  { code: 'A3-TEXT', severity: 'error', at: `${M}_handlingText`, wrong: { [`${M}_handlingText`]: null }, right: {} },
  {
    code: 'A3-TEXT',
    severity: 'error',
    at: `${M}_handlingText`,
    wrong: { [`${M}_handlingText`]: '一切正常。' },
    right: {
      [`${M}_incidents`]: 0,
      [`${M}_incidentsReported`]: 0,
      [`${M}_handledCount`]: 0,
      [`${M}_handlingText`]: '无',
    },
  },
  {
    code: 'A3-DOC',
    severity: 'error',
    at: `${M}_docNo`,
    wrong: { [`${M}_docNo`]: null },
    right: { [`${M}_docNo`]: null, [`${M}_docTitle`]: '无', [`${M}_docDate`]: null },
  },
  {
    code: 'A3-DOC',
    severity: 'error',
    at: `${M}_docDate`,
    wrong: { [`${M}_docDate`]: '2018-09-21' },
    right: { [`${M}_docDate`]: '2018.9.20' },
  },
  {
    code: 'A3-DOC',
    severity: 'error',
    at: `${M}_docDate`,
    wrong: { [`${M}_docDate`]: '2018-10-08' },
    right: { [`${M}_docDate`]: '2018/9/3' },
  },
  {
    code: 'A3-DOC',
    severity: 'query',
    at: `${M}_docNo`,
    wrong: { [`${M}_docNo`]: '3号文' },
    right: { [`${M}_docNo`]: '某校字[2018]12号' },
  },
  {
    code: 'A3-ACT',
    severity: 'error',
    at: `${M}_activityPeople`,
    wrong: { [`${M}_activityPeople`]: 0 },
    right: { [`${M}_activityPeople`]: 30 },
  },
  {
    code: 'A3-ACT',
    severity: 'error',
    at: `${M}_activityName`,
    wrong: { [`${M}_activityName`]: null },
    right: { [`${M}_activityName`]: null, [`${M}_activityPeople`]: null },
  },
  {
    code: 'A3-ACT',
    severity: 'query',
    at: `${M}_activityPeople`,
    wrong: noSessions(),
    right: { ...noSessions(), [`${M}_activityName`]: null, [`${M}_activityPeople`]: 0 },
  },
  {
    code: 'A3-VIL',
    severity: 'error',
    at: `${M}_villagePlanCount`,
    wrong: { [`${M}_villagePlanCount`]: 2 },
    right: { [`${M}_villagePlanCount`]: '不适用' },
  },
  {
    code: 'A3-VIL',
    severity: 'error',
    at: `${M}_villageHotlineCount`,
    wrong: { [`${M}_villageHotlineCount`]: 4 },
    right: { [`${M}_villageHotlineCount`]: 3 },
    of: central,
  },
  {
    code: 'A3-PER',
    severity: 'error',
    at: `${M}_periodMonth`,
    wrong: { [`${M}_periodMonth`]: 8 },
    right: { [`${M}_periodMonth`]: '九月' },
  },
  {
    code: 'A3-PER',
    severity: 'error',
    at: `${M}_reportDate`,
    wrong: { [`${M}_reportDate`]: '2018-08-31' },
    right: { [`${M}_reportDate`]: '2018-09-03' },
  },
  {
    code: 'A3-PER',
    severity: 'error',
    at: `${M}_reportDate`,
    wrong: { [`${M}_reportDate`]: '2018-09-27' },
    right: { [`${M}_reportDate`]: 43_363 },
  },
  {
    code: 'A3-PER',
    severity: 'note',
    at: `${M}_reportDate`,
    wrong: { [`${M}_reportDate`]: '2018-09-26' },
    right: { [`${M}_reportDate`]: '2018-09-25' },
  },
  {
    code: 'X-HOT',
    severity: 'error',
    at: `${M}_hotline`,
    wrong: { [`${M}_hotline`]: null },
    right: { [`${M}_hotline`]: null, [`${S}_dailyHotlinePublished`]: '有（  ）无（√）' },
  },
  {
    code: 'X-HOT',
    severity: 'query',
    at: `${S}_dailyHotlinePublished`,
    wrong: { [`${S}_dailyHotlinePublished`]: '无' },
    right: {},
  },
  {
    code: 'X-HOT',
    severity: 'note',
    at: `${M}_hotline`,
    wrong: { [`${M}_hotline`]: '0539-1111111' },
    right: { [`${M}_hotline`]: '0539 7654321' },
    previous: {},
  },
  {
    code: 'X-WHO',
    severity: 'query',
    at: `${M}_principal`,
    wrong: { [`${M}_principal`]: '戊校长' },
    right: { [`${M}_principal`]: '乙 校长' },
  },
  { code: 'X-WHO', severity: 'query', at: `${S}_liaisonName`, wrong: { [`${S}_liaisonName`]: '己老师' }, right: {} },
  {
    code: 'X-WHO',
    severity: 'query',
    at: `${M}_leadContact`,
    wrong: { [`${M}_leadContact`]: '13911111111' },
    right: { [`${M}_leadContact`]: '139 0000 0000' },
    of: { ...school, deputyPhone: '13900000000' },
  },
  {
    code: 'X-WHO',
    severity: 'query',
    at: `${S}_dailyInspectorOversight`,
    wrong: {},
    right: { [`${S}_dailyInspectorOversight`]: '无' },
    of: { ...school, inspector: '' },
  },
  {
    code: 'X-PII',
    severity: 'query',
    at: `${M}_handlingText`,
    wrong: { [`${M}_handlingText`]: '已和家长电话联系，13900001234，双方和好。' },
    right: { [`${M}_handlingText`]: '已和家长电话联系，双方和好。' },
  },
];

function noSessions(): Changes {
  return Object.fromEntries(
    ['eduTeacherTimes', 'eduTeacherPeople', 'eduStudentTimes', 'eduStudentPeople'].map((key) => [`${S}_${key}`, 0]),
  );
}

describe('each rule', () => {
  it('takes the right report without a word', () => {
    const { state, findings } = judged({});
    expect(findings).toEqual([]);
    expect(state).toBe('submitted');
  });

  it.each(examples)('$code $severity at $at', (example) => {
    const { code, severity, at, wrong, right, of, previous, today, around, rightly, rightToday = today } = example;
    const [form = '', field = ''] = at.split('_');
    const wrongly = judged(wrong, of, previous, today, around).findings.filter((it) => it.code === code);
    expect(wrongly.map((it) => ({ form: it.form, field: it.field, severity: it.severity }))).toContainEqual({
      form,
      field,
      severity,
    });
    const rightOnes = judged(right, of, previous, rightToday, { ...around, ...rightly }).findings;
    expect(rightOnes.filter((it) => it.code === code && it.severity === severity)).toEqual([]);
  });

  it('leaves a narrative aside that was filled in at hand-out', () => {
    const dup = (alsoGiven: Changes) =>
      judged(
        { [handlingText]: ownWords },
        school,
        { [handlingText]: ownWords },
        undefined,
        {},
        alsoGiven,
      ).findings.filter(({ code, field }) => code === 'X-DUP' && field === 'handlingText');
    expect(dup({})).toHaveLength(1);
    expect(dup({ [handlingText]: ownWords })).toEqual([]);
  });

  it('has an example here, and a sentence and an example for 校验规则', () => {
    expect(new Set(examples.map(({ code }) => code))).toEqual(new Set(rules.map(({ code }) => code)));
    for (const rule of rules) {
      expect(rule.sentence.length).toBeGreaterThan(10);
      expect(rule.example).toMatch(/错：|请核实：/);
    }
  });

  it('speaks in whole sentences and names no code, key or address', () => {
    for (const { wrong, of, previous, today, around } of examples)
      for (const finding of judged(wrong, of, previous, today, around).findings) {
        const message = findingMessage(finding);
        expect(message).toMatch(/^[“\p{L}].*[。]$/u);
        expect(message).not.toMatch(/A2-|A3-|X-|selfCheck|monthlyReport|undefined|NaN|！/);
        expect(finding.cell).toMatch(/^(?:自查表|规划打算|月报表)!\S+$/);
      }
  });
});

describe('报送状态', () => {
  it.each([
    ['notStarted', Object.fromEntries(Object.keys(rightReport).map((key) => [key, null]))],
    [
      'inProgress',
      { [`${M}_incidents`]: null, [`${S}_principalSign`]: null, [`${M}_preparer`]: null, [`${M}_principal`]: null },
    ],
    ['invalid', { [`${M}_incidents`]: null }],
    ['invalid', { [`${M}_incidentsReported`]: 9 }],
    ['unsigned', { [`${M}_principal`]: null }],
    ['unsigned', { [`${M}_reportDate`]: null }],
    ['submitted', {}],
  ] as const)('%s', (state, changes) => {
    expect(judged(changes as Changes).state).toBe(state);
  });

  it('looks again on the day a future date comes', () => {
    expect(judged({ [`${M}_reportDate`]: '2018-10-08' }).recheckOn).toBe('2018-10-08');
    expect(judged({}).recheckOn).toBeUndefined();
  });
});
