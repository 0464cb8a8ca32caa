import type { Case } from '../../functions/core/judge.ts';
import { redactReading } from '../../functions/core/pii/redact-reading.ts';
import type { PastMonth, Surroundings } from '../../functions/core/rules/surroundings.ts';
import { understand } from '../../functions/core/understand.ts';
import { monthlyForms } from '../../schemas/forms.ts';
import { type Cell, cellAddress } from '../../schemas/grid.ts';
import { placedFields } from '../../schemas/layout.ts';
import type { Drift, Reading } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import { rightReport } from '../support/fill-report.ts';
import { alone } from '../support/surroundings.ts';

/** A generator of numbers that repeats itself from its seed. */
export interface Dice {
  /** A whole number from `least` through `most`. */
  whole(least: number, most: number): number;
  pick<T>(of: readonly T[]): T;
}

export function diceOf(seed: number): Dice {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return { whole, pick: <T>(of: readonly T[]): T => of[whole(0, of.length - 1)] as T };
}

/** A school's month before it is judged: what it typed, what it typed last month, and what is known around it. */
export interface MadeUp {
  readonly school: School;
  readonly typed: Record<string, Cell>;
  readonly before: Record<string, Cell>;
  readonly drifts: readonly Drift[];
  readonly around: Surroundings;
}

const given: Readonly<Record<string, Cell>> = { monthlyReport_periodMonth: 9 };
const window = { from: '2018-08-26', through: '2018-09-25', due: '2018-09-26T00:00:00+08:00' };

/** Cases open since the month before, in districts that have one. */
const august = (open: number): PastMonth => {
  return { period: '2018-08', incidents: open, handled: 0, students: 900, sessions: 1 };
};

/** A right month at random: often just at a limit, often written as people write. */
export function rightMonth(number: number, dice: Dice): MadeUp {
  const teachers = dice.whole(20, 120);
  const students = teachers * dice.pick([3, 12, 15, 40]);
  const incidents = dice.whole(0, 3);
  const open = dice.whole(0, 2);
  const isFirst = dice.whole(0, 1) === 0;
  const name = `第${number}示例学校`;
  const central = dice.whole(0, 3) === 0;
  const times = dice.whole(1, 3);
  const typed: Record<string, Cell> = {
    ...rightReport,
    ...given,
    selfCheck_studentCount: dice.pick([students, `${students}人`]),
    selfCheck_teacherCount: teachers,
    selfCheck_eduTeacherTimes: 1,
    selfCheck_eduTeacherPeople: teachers,
    selfCheck_eduStudentTimes: times,
    selfCheck_eduStudentPeople: students * times,
    selfCheck_eduParentTimes: 1,
    selfCheck_eduParentPeople: dice.pick([1, students * 2]),
    selfCheck_specialWork: dice.pick([`${name}这个月办了主题班会。`, '好'.repeat(494) + String(number), '无']),
    selfCheck_planText: `${name}下个月的打算是加强巡查。`,
    monthlyReport_villagePlanCount: central ? dice.whole(0, 4) : dice.pick([null, '不适用']),
    monthlyReport_incidents: dice.pick([incidents, `${incidents}件`]),
    monthlyReport_incidentsReported: dice.whole(0, incidents),
    monthlyReport_handledCount: incidents + (isFirst ? 0 : open),
    monthlyReport_handledDesc: null,
    monthlyReport_handlingText: `${name}批评教育以后一周内回访，情况已经好转。`,
    monthlyReport_reportDate: dice.pick(['2018-08-26', '2018-09-25', '2018年9月20日']),
    monthlyReport_docTitle: null,
    monthlyReport_docNo: null,
    monthlyReport_docDate: null,
  };
  return {
    school: schoolOf(number, central),
    typed,
    before: { ...typed, selfCheck_studentCount: Math.ceil(students / 1.1), ...lastMonthsWords(name) },
    drifts: [],
    around: isFirst ? alone : { ...alone, districtSince: '2018-08', schoolSince: '2018-08', history: [august(open)] },
  };
}

function lastMonthsWords(name: string): Record<string, Cell> {
  return {
    selfCheck_specialWork: `${name}上个月办了宣传周活动。`,
    selfCheck_planText: `${name}这个月的打算是开家长会。`,
    monthlyReport_handlingText: `${name}上个月分别谈话以后，双方和好。`,
  };
}

function schoolOf(number: number, central: boolean): School {
  const blank = { liaisonEmail: '', principalEmail: '', inspectorEmail: '', liaisonPhone: '', principalPhone: '' };
  return {
    ...blank,
    code: String(371311000 + number),
    name: `第${number}示例学校`,
    stage: '小学',
    type: central ? '中心小学' : '公办',
    liaison: '甲老师',
    principal: '乙校长',
    inspector: '丁督学',
    villages: central ? 4 : 0,
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
}

/** The same as the rules take it, in September 2018. */
export function caseOf({ school, typed, before, drifts, around }: MadeUp): Case {
  return {
    forms: monthlyForms,
    reading: redactReading(monthlyForms, { ...readingOf(typed, drifts), drifts }),
    given,
    period: '2018-09',
    window,
    today: '2018-09-26',
    school,
    previous: understand(monthlyForms, readingOf(before, [])),
    around,
  };
}

function readingOf(typed: Readonly<Record<string, Cell>>, drifts: readonly Drift[]): Reading {
  const lost = new Set(drifts.map(({ form, field }) => `${form}_${field}`));
  const found = placedFields(monthlyForms).flatMap(({ form, field, tab, input }) => {
    const key = `${form.key}_${field.key}`;
    const cell = cellAddress({ sheet: tab, row: input.row, column: input.column });
    return lost.has(key) ? [] : [[key, { cell, raw: typed[key] ?? null }] as const];
  });
  return { found: Object.fromEntries(found), explanations: {}, drifts: [], date1904: false };
}
