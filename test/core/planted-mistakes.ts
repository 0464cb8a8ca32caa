import { narrativeHash } from '../../functions/core/narratives.ts';
import type { Surroundings } from '../../functions/core/rules/surroundings.ts';
import type { Cell } from '../../schemas/grid.ts';
import type { Drift } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import { foldLabel } from '../../schemas/text.ts';
import type { MadeUp } from './made-up-school.ts';

/** What a mistake changes in a right month. */
export interface Change {
  readonly typed?: Readonly<Record<string, Cell>>;
  readonly before?: Readonly<Record<string, Cell>>;
  readonly around?: Partial<Surroundings>;
  readonly school?: Partial<School>;
  readonly drift?: Drift;
}

/** One kind of mistake: what it touches (two of one school never touch the same), and what must be said of it. */
export interface Mistake {
  readonly touches: string;
  readonly change: (month: MadeUp) => Change;
  /** `code severity form_field`, nothing more and nothing less. */
  readonly says: readonly string[];
}

const S = 'selfCheck';
const M = 'monthlyReport';
const tick = (has: boolean): string => (has ? '有（√）无（  ）' : '有（  ）无（√）');
const number = (month: MadeUp, key: string): number => Number.parseInt(String(month.typed[key]), 10);
const typed =
  (cells: Readonly<Record<string, Cell>>): Mistake['change'] =>
  () => ({ typed: cells });
const words = '请家长到校共同商量办法，双方当面和解，老师每周回访一次。';

const noCases = {
  [`${M}_incidents`]: 0,
  [`${M}_incidentsReported`]: 0,
  [`${M}_handledCount`]: 0,
};
const twoCases = { [`${M}_incidents`]: 2, [`${M}_incidentsReported`]: 1, [`${M}_handledCount`]: 2 };
const settled = { districtSince: '2018-08', schoolSince: '2018-08' } as const;
const past = (period: string, incidents: number) => {
  return { period, incidents, handled: incidents, students: 1000, sessions: 1 };
};

const roll: readonly Mistake[] = [
  { touches: 'roll', change: typed({ [`${S}_studentCount`]: null }), says: [`A2-REQ error ${S}_studentCount`] },
  { touches: 'roll', change: typed({ [`${S}_teacherCount`]: '约80' }), says: [`A2-REQ error ${S}_teacherCount`] },
  {
    touches: 'roll',
    change: (month) => ({ before: { [`${S}_studentCount`]: number(month, `${S}_studentCount`) * 2 } }),
    says: [`A2-ROLL query ${S}_studentCount`],
  },
  {
    touches: 'roll',
    change: (month) => {
      const students = 40 * number(month, `${S}_teacherCount`) + 1;
      const cells = { [`${S}_studentCount`]: students };
      return { typed: { ...cells, [`${S}_eduStudentPeople`]: students }, before: cells };
    },
    says: [`A2-ROLL query ${S}_teacherCount`],
  },
  {
    touches: 'roll',
    change: (month) => {
      const most = 2 * number(month, `${S}_studentCount`) * number(month, `${S}_eduParentTimes`);
      return { typed: { [`${S}_eduParentPeople`]: most + 1 } };
    },
    says: [`A2-CAP query ${S}_eduParentPeople`],
  },
  {
    touches: 'roll',
    change: (month) => ({ typed: { [`${S}_eduTeacherPeople`]: number(month, `${S}_teacherCount`) + 1 } }),
    says: [`A2-CAP error ${S}_eduTeacherPeople`],
  },
  {
    touches: 'roll',
    change: (month) => {
      const most = number(month, `${S}_studentCount`) * number(month, `${S}_eduStudentTimes`);
      return { typed: { [`${S}_eduStudentPeople`]: most + 1 } };
    },
    says: [`A2-CAP error ${S}_eduStudentPeople`],
  },
  {
    touches: 'roll',
    change: () => ({
      typed: { [`${S}_eduStudentTimes`]: 0, [`${S}_eduStudentPeople`]: 0 },
      around: { term: { from: '2018-09-01', half: '2018-09-26', through: '2019-01-31' } },
    }),
    says: [`A2-SEM query ${S}_eduStudentTimes`],
  },
  { touches: 'roll', change: typed({ [`${S}_eduParentTimes`]: 0 }), says: [`A2-PAIR error ${S}_eduParentTimes`] },
];

const self: readonly Mistake[] = [
  { touches: 'phone', change: typed({ [`${S}_liaisonPhone`]: '12345' }), says: [`A2-REQ error ${S}_liaisonPhone`] },
  { touches: 'liaison', change: typed({ [`${S}_liaisonName`]: '' }), says: [`A2-REQ error ${S}_liaisonName`] },
  { touches: 'liaison', change: typed({ [`${S}_liaisonName`]: '己老师' }), says: [`X-WHO query ${S}_liaisonName`] },
  {
    touches: 'ticks',
    change: typed({ [`${S}_ruleProcess`]: '有（√）无（√）' }),
    says: [`A2-REQ error ${S}_ruleProcess`],
  },
  { touches: 'ticks', change: typed({ [`${S}_ruleProcess`]: null }), says: [`A2-REQ error ${S}_ruleProcess`] },
  { touches: 'ticks', change: typed({ [`${S}_ruleProcess`]: '正在制定' }), says: [`A2-REQ error ${S}_ruleProcess`] },
  { touches: 'ticks', change: typed({ [`${S}_ruleProcess`]: tick(false) }), says: [`A2-REG query ${S}_ruleProcess`] },
  {
    touches: 'ticks',
    change: () => ({
      typed: { [`${S}_ruleProcess`]: tick(false) },
      before: { [`${S}_ruleProcess`]: tick(false) },
      around: { checklistDue: '2018-08-31' },
    }),
    says: [`A2-AUG note ${S}_ruleProcess`],
  },
  {
    touches: 'inspector',
    change: () => ({ school: { inspector: '' } }),
    says: [`X-WHO query ${S}_dailyInspectorOversight`],
  },
  {
    touches: 'special',
    change: typed({ [`${S}_specialWork`]: '好'.repeat(501) }),
    says: [`A2-LEN error ${S}_specialWork`],
  },
  {
    touches: 'special',
    change: () => ({ typed: { [`${S}_specialWork`]: words }, before: { [`${S}_specialWork`]: words } }),
    says: [`X-DUP query ${S}_specialWork`],
  },
  {
    touches: 'special',
    change: typed({ [`${S}_specialWork`]: '家长可以打 13900001111 找班主任。' }),
    says: [`X-PII query ${S}_specialWork`],
  },
  { touches: 'plan', change: typed({ [`${S}_planText`]: '好'.repeat(801) }), says: [`A2-LEN error ${S}_planText`] },
  {
    touches: 'plan',
    change: () => ({
      typed: { [`${S}_planText`]: words },
      around: { elsewhere: new Set([narrativeHash(foldLabel(words))]) },
    }),
    says: [`X-DUP query ${S}_planText`],
  },
];

const cases: readonly Mistake[] = [
  { touches: 'cases', change: typed({ [`${M}_incidents`]: '若干' }), says: [`A3-INT error ${M}_incidents`] },
  { touches: 'cases', change: typed({ [`${M}_incidents`]: null }), says: [`A3-ZERO error ${M}_incidents`] },
  {
    touches: 'cases',
    change: typed({ [`${M}_incidentsCriminal`]: null }),
    says: [`A3-REQ error ${M}_incidentsCriminal`],
  },
  {
    touches: 'cases',
    change: () => ({ typed: { ...noCases, [`${M}_incidentsReported`]: 1 }, around: { history: [] } }),
    says: [`A3-PART error ${M}_incidentsReported`, `A3-ZERO error ${M}_incidentsReported`],
  },
  {
    touches: 'cases',
    change: typed({ ...twoCases, [`${M}_incidentsReported`]: 3 }),
    says: [`A3-PART error ${M}_incidentsReported`],
  },
  {
    touches: 'cases',
    change: typed({ ...twoCases, [`${M}_incidentsCriminal`]: 1 }),
    says: [`A3-CRIM note ${M}_incidentsCriminal`],
  },
  {
    touches: 'cases',
    change: typed({ ...twoCases, [`${M}_handlingText`]: '一切正常。' }),
    says: [`A3-TEXT error ${M}_handlingText`],
  },
  {
    touches: 'cases',
    change: () => ({
      typed: { ...twoCases, [`${M}_handledCount`]: 4 },
      around: { ...settled, history: [{ ...past('2018-08', 1), handled: 0 }] },
    }),
    says: [`A3-BAL error ${M}_handledCount`],
  },
  {
    touches: 'cases',
    change: () => ({
      typed: { ...twoCases, [`${M}_handledCount`]: 3 },
      around: { districtSince: '2018-09', schoolSince: '2018-09', history: [] },
    }),
    says: [`A3-BAL query ${M}_handledCount`],
  },
  {
    touches: 'cases',
    change: () => ({
      typed: { ...twoCases, [`${M}_handledCount`]: 0 },
      around: { ...settled, history: [{ ...past('2018-08', 1), handled: 0 }] },
    }),
    says: [`A3-BAL note ${M}_handledCount`],
  },
  {
    touches: 'cases',
    change: () => ({
      typed: noCases,
      around: { history: [], signals: [{ register: '信访', date: '2018-09-12' }] },
    }),
    says: [`X-SIG query ${M}_incidents`],
  },
  {
    touches: 'cases',
    change: () => ({
      typed: noCases,
      around: { rate: 0.01, history: [past('2018-07', 0), past('2018-08', 0)] },
    }),
    says: [`X-RUN query ${M}_incidents`],
  },
];

const document = {
  [`${M}_docTitle`]: '防欺凌方案',
  [`${M}_docNo`]: '某校字〔2018〕3号',
  [`${M}_docDate`]: '2018-08-20',
};

const monthly: readonly Mistake[] = [
  { touches: 'dept', change: typed({ [`${M}_leadDept`]: ' ' }), says: [`A3-REQ error ${M}_leadDept`] },
  {
    touches: 'dept',
    change: () => ({ drift: { form: M, field: 'leadDept', cell: '月报表!D6', why: 'labelMissing' } as Drift }),
    says: [`L-DRIFT error ${M}_leadDept`],
  },
  {
    touches: 'lead',
    change: () => ({ school: { deputyPhone: '13911111111' } }),
    says: [`X-WHO query ${M}_leadContact`],
  },
  { touches: 'hotline', change: typed({ [`${M}_hotline`]: '见公示栏' }), says: [`A3-REQ error ${M}_hotline`] },
  { touches: 'hotline', change: typed({ [`${M}_hotline`]: null }), says: [`X-HOT error ${M}_hotline`] },
  {
    touches: 'hotline',
    change: () => ({ before: { [`${M}_hotline`]: '0539-1111111' } }),
    says: [`X-HOT note ${M}_hotline`],
  },
  {
    touches: 'hotline',
    change: () => ({
      typed: { [`${S}_dailyHotlinePublished`]: tick(false) },
      before: { [`${S}_dailyHotlinePublished`]: tick(false) },
    }),
    says: [`X-HOT query ${S}_dailyHotlinePublished`],
  },
  { touches: 'document', change: typed({ ...document, [`${M}_docNo`]: null }), says: [`A3-DOC error ${M}_docNo`] },
  {
    touches: 'document',
    change: typed({ ...document, [`${M}_docNo`]: '3号文' }),
    says: [`A3-DOC query ${M}_docNo`],
  },
  {
    touches: 'document',
    change: typed({ ...document, [`${M}_docDate`]: '2018-09-27' }),
    says: [`A3-DOC error ${M}_docDate`],
  },
  { touches: 'activity', change: typed({ [`${M}_activityPeople`]: 0 }), says: [`A3-ACT error ${M}_activityPeople`] },
  { touches: 'activity', change: typed({ [`${M}_activityName`]: '无' }), says: [`A3-ACT error ${M}_activityName`] },
  {
    touches: 'villages',
    change: () => ({ school: { type: '公办' }, typed: { [`${M}_villagePlanCount`]: 2 } }),
    says: [`A3-VIL error ${M}_villagePlanCount`],
  },
  {
    touches: 'villages',
    change: () => ({ school: { type: '中心小学', villages: 3 }, typed: { [`${M}_villagePlanCount`]: 4 } }),
    says: [`A3-VIL error ${M}_villagePlanCount`],
  },
  { touches: 'month', change: typed({ [`${M}_periodMonth`]: 8 }), says: [`A3-PER error ${M}_periodMonth`] },
  { touches: 'date', change: typed({ [`${M}_reportDate`]: '下旬' }), says: [`A3-REQ error ${M}_reportDate`] },
  { touches: 'date', change: typed({ [`${M}_reportDate`]: '2018-08-25' }), says: [`A3-PER error ${M}_reportDate`] },
  { touches: 'date', change: typed({ [`${M}_reportDate`]: '2018-09-27' }), says: [`A3-PER error ${M}_reportDate`] },
  { touches: 'date', change: typed({ [`${M}_reportDate`]: '2018-09-26' }), says: [`A3-PER note ${M}_reportDate`] },
  { touches: 'names', change: typed({ [`${M}_principal`]: '戊校长' }), says: [`X-WHO query ${M}_principal`] },
];

/** Every kind of mistake that a rule is there for. */
export const mistakes: readonly Mistake[] = [...roll, ...self, ...cases, ...monthly];
