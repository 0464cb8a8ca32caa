import type { FailureCode } from '../../schemas/failures.ts';
import type { RuleCode } from '../../schemas/finding.ts';
import type { Period } from '../../schemas/periods.ts';
import type { State } from '../../schemas/state.ts';
import type { Typed } from './answers.ts';

/** What a school does to its report. */
type Doing =
  /** Types a whole report, rightly but for what is said here, and saves. */
  | { readonly is: 'fills'; readonly but: Typed }
  /** Fills in the form that came by mail; the section drops what came back into 收件箱, under the name it had. */
  | { readonly is: 'mails'; readonly as: string }
  /** Types no more than this, and saves. */
  | { readonly is: 'begins'; readonly typed: Typed }
  /** Leaves something in its place that is no workbook we can read. */
  | { readonly is: 'spoils'; readonly how: 'cutShort' | 'oldFormat' | 'encrypted' }
  /** Puts a copy of another report in its place. */
  | { readonly is: 'mixesUp'; readonly number: number; readonly period: Period };

/** One thing a school does, when, and what the district must make of it: what the demo is checked against. */
export interface Act {
  readonly number: number;
  readonly period: Period;
  /** When the school saves, ISO. */
  readonly at: string;
  readonly does: Doing;
  readonly becomes: State;
  /** Codes of what must be mended, as often as they are found. */
  readonly errors: readonly RuleCode[];
  readonly failure?: FailureCode;
}

/** When the district's program runs, ISO; it hands out at the first run of a month. */
export const clocks: readonly string[] = [
  '2018-09-01T08:00:00+08:00',
  '2018-09-12T17:00:00+08:00',
  '2018-09-20T17:00:00+08:00',
  '2018-09-25T17:00:00+08:00',
  '2018-09-26T09:05:00+08:00',
  '2018-09-27T16:00:00+08:00',
  // A holiday: reports are handed out all the same, and nobody gets a letter.
  '2018-10-01T08:00:00+08:00',
  '2018-10-08T10:30:00+08:00',
  '2018-10-18T17:00:00+08:00',
  '2018-10-25T17:00:00+08:00',
  '2018-10-26T09:05:00+08:00',
  '2018-10-29T16:00:00+08:00',
  // The third working day after the second deadline: the bulletin is drafted.
  '2018-10-30T10:00:00+08:00',
];

const bothTicks = '有（√）无（√）';

const oneCase: Typed = {
  monthlyReport_incidents: 1,
  monthlyReport_incidentsReported: 1,
  monthlyReport_handledCount: 1,
};

const september: readonly Act[] = [
  right('2018-09', 1, '12 10:20'),
  right('2018-09', 2, '12 15:05'),
  right('2018-09', 3, '20 09:40', {
    ...oneCase,
    monthlyReport_handledDesc: '课间争执升级为推搡，已调解。',
    monthlyReport_handlingText:
      '值班教师当场制止，班主任分别了解情况，请双方家长到校沟通；对先动手的一方批评教育并写出认识。一周后回访，两人已能正常相处。',
  }),
  right('2018-09', 4, '20 14:30'),
  mailed('2018-09', 24, '20 14:50', '副本(1).xlsx'),
  right('2018-09', 17, '20 15:20', {
    selfCheck_eduParentTimes: 1,
    selfCheck_eduParentPeople: 2300,
    selfCheck_explain_eduParentTimes: '讲座同时网上直播，在线观看的家长也计入。',
  }),
  right('2018-09', 10, '20 16:00', {
    monthlyReport_incidents: 2,
    monthlyReport_incidentsReported: 1,
    monthlyReport_handledCount: 2,
    monthlyReport_handledDesc: '起绰号一起，群聊里嘲讽一起，均已处理。',
    monthlyReport_handlingText:
      '年级组调查取证，约谈双方学生和家长，当事学生当面道歉、删除内容；心理老师跟进两次，未再发生。',
  }),
  wrong('2018-09', 5, '20 11:10', ['A2-REQ', 'A2-REQ'], {
    selfCheck_orgLeadingGroup: bothTicks,
    selfCheck_eduParentTimes: 1,
    selfCheck_eduParentPeople: '约30人',
  }),
  wrong('2018-09', 6, '20 16:45', ['A3-PART'], {
    ...oneCase,
    monthlyReport_incidentsReported: 3,
    monthlyReport_handledDesc: '排队插队引起口角，已处理。',
    monthlyReport_handlingText: '班主任和少先队大队部一起调解，双方互相道歉，开了一次班会讲规则。',
  }),
  wrong('2018-09', 22, '20 10:05', ['A3-PER'], { monthlyReport_periodMonth: 8 }),
  wrong('2018-09', 23, '20 10:30', ['A3-DOC'], {
    monthlyReport_reportDate: '2018-09-18',
    monthlyReport_docTitle: '关于印发《学生欺凌防治工作方案》的通知',
    monthlyReport_docNo: '示校23字〔2018〕25号',
    monthlyReport_docDate: '2018-09-19',
  }),
  right('2018-09', 5, '25 09:30'),
  right('2018-09', 22, '25 09:45'),
  right('2018-09', 7, '25 10:00'),
  unsigned('2018-09', 16, '25 10:30', { monthlyReport_principal: null, monthlyReport_reportDate: null }),
  wrong('2018-09', 8, '25 11:00', ['A3-VIL'], { monthlyReport_villagePlanCount: 5 }),
  right('2018-09', 20, '25 11:20', {
    monthlyReport_incidents: 2,
    monthlyReport_incidentsReported: 1,
    monthlyReport_incidentsCriminal: 1,
    monthlyReport_handledCount: 2,
    monthlyReport_handledDesc: '校外勒索一起，已由公安机关立案；宿舍内推搡一起，已处理。',
    monthlyReport_handlingText:
      '当天报告公安机关和区教体局，法治副校长到校配合调查；受害学生由专人陪护并接受心理辅导，宿舍调整床位，生活老师每晚回访。',
  }),
  begins('2018-09', 14, '25 13:00'),
  right('2018-09', 9, '25 14:00', {
    monthlyReport_incidents: 2,
    monthlyReport_incidentsReported: 2,
    monthlyReport_handledCount: 1,
    monthlyReport_handledDesc: '处理一起，另一起正在调查。',
    monthlyReport_handlingText: '已处理的一起由班主任、家长和村委会一起调解；另一起家长要求复查，下月办结后再报。',
  }),
  wrong('2018-09', 19, '25 15:00', ['A3-TEXT'], oneCase),
  // Reported right, then rightly corrected: the second version counts.
  right('2018-09', 10, '25 15:40', {
    monthlyReport_incidents: 3,
    monthlyReport_incidentsReported: 2,
    monthlyReport_handledCount: 3,
    monthlyReport_handledDesc: '起绰号一起，群聊里嘲讽一起，补报走廊推搡一起，均已处理。',
    monthlyReport_handlingText:
      '年级组调查取证，约谈双方学生和家长，当事学生当面道歉、删除内容；补报的一起由举报信箱发现，已按同样程序处理。',
  }),
  right('2018-09', 11, '25 15:50'),
  spoils('2018-09', 21, '25 16:00', 'cutShort', 'F-BROKEN'),
  wrong('2018-09', 12, '25 16:10', ['A3-ZERO'], { monthlyReport_incidents: null }),
  // After the day's last run: seen the next morning, and on time all the same.
  right('2018-09', 23, '25 17:10'),
  right('2018-09', 15, '25 23:40'),
  right('2018-09', 6, '27 08:50', {
    ...oneCase,
    monthlyReport_handledDesc: '排队插队引起口角，已处理。',
    monthlyReport_handlingText: '班主任和少先队大队部一起调解，双方互相道歉，开了一次班会讲规则。',
  }),
  // Reported right, then wrongly corrected: the version before stays in force.
  wrong('2018-09', 11, '27 09:15', ['A2-PAIR'], { selfCheck_eduStudentTimes: 0, selfCheck_eduStudentPeople: 1650 }),
  right('2018-09', 12, '27 09:30'),
  right('2018-09', 13, '27 10:10'),
  right('2018-09', 14, '27 10:30'),
  right('2018-09', 16, '27 14:00'),
  right('2018-09', 8, '10-08 09:00'),
  right('2018-09', 21, '10-08 10:00'),
];

const october: readonly Act[] = [
  right('2018-10', 5, '08 09:50'),
  right('2018-10', 1, '18 09:10'),
  right('2018-10', 2, '18 10:00'),
  right('2018-10', 3, '18 10:40', {
    ...oneCase,
    monthlyReport_incidentsReported: 0,
    monthlyReport_handledDesc: '放学路上起哄，已处理。',
    monthlyReport_handlingText:
      '家长委员会护学岗反映后，学校当天调查，三名学生写出认识并道歉；护学岗增加一人，两周后回访正常。',
  }),
  wrong('2018-10', 4, '18 11:20', ['A2-PAIR'], { selfCheck_eduParentTimes: 0, selfCheck_eduParentPeople: 45 }),
  right('2018-10', 10, '18 14:30', {
    ...oneCase,
    monthlyReport_handledDesc: '体育课上故意绊人，已处理。',
    monthlyReport_handlingText:
      '体育教师与年级组共同调查，校医检查无碍，家长知情；按校规给予批评教育，心理老师约谈一次。',
  }),
  mailed('2018-10', 24, '18 15:15', '样例湖小学 报表(2).xlsx'),
  begins('2018-10', 14, '24 16:00'),
  right('2018-10', 7, '25 08:40'),
  right('2018-10', 8, '25 09:00'),
  right('2018-10', 9, '25 09:20', {
    monthlyReport_handledCount: 1,
    monthlyReport_handledDesc: '上月未办结的一起，复查后办结。',
    monthlyReport_handlingText: '中心小学组织复查，听取双方家长意见，维持原处理；受影响的学生每周谈心一次，情绪稳定。',
  }),
  wrong('2018-10', 6, '25 09:40', ['A2-REQ', 'A2-REQ', 'X-HOT', 'A3-ACT', 'A3-PART'], {
    ...oneCase,
    selfCheck_ruleEmergencyPlan: bothTicks,
    selfCheck_eduTeacherTimes: 1,
    selfCheck_eduTeacherPeople: '三四十人',
    monthlyReport_hotline: null,
    monthlyReport_activityName: null,
    monthlyReport_incidentsCriminal: 2,
    monthlyReport_handledDesc: '抢占运动场地引起的推搡一起。',
    monthlyReport_handlingText: '体育组和班主任现场调解，重新排了场地使用表，双方家长知情。',
  }),
  mixesUp('2018-10', 11, '25 10:00', 11, '2018-09'),
  right('2018-10', 12, '25 10:20', {
    selfCheck_eduParentTimes: 1,
    selfCheck_eduParentPeople: 3000,
    selfCheck_explain_eduParentTimes: '与社区合办，附近两个小区的家长一同参加。',
  }),
  right('2018-10', 13, '25 10:40'),
  unsigned('2018-10', 16, '25 11:00', { selfCheck_principalSign: null, monthlyReport_principal: null }),
  right('2018-10', 18, '25 11:30'),
  spoils('2018-10', 19, '25 14:00', 'encrypted', 'F-ENCRYPTED'),
  right('2018-10', 20, '25 14:20', {
    ...oneCase,
    monthlyReport_handledDesc: '实训课上争抢工位，已处理。',
    monthlyReport_handlingText: '实训教师和班主任调查后批评教育，重新排定工位；双方签了和解书，两周内未再发生。',
  }),
  right('2018-10', 4, '25 14:40'),
  spoils('2018-10', 21, '25 15:00', 'oldFormat', 'F-OLD-FORMAT'),
  spoils('2018-10', 22, '25 15:30', 'cutShort', 'F-BROKEN'),
  mixesUp('2018-10', 23, '25 16:00', 24, '2018-10'),
  wrong('2018-10', 20, '27 10:00', ['A3-PART'], {
    ...oneCase,
    monthlyReport_incidentsReported: 2,
    monthlyReport_handledDesc: '实训课上争抢工位，已处理。',
    monthlyReport_handlingText: '实训教师和班主任调查后批评教育，重新排定工位；双方签了和解书，两周内未再发生。',
  }),
  right('2018-10', 23, '29 09:20'),
  right('2018-10', 15, '29 10:30'),
];

/** Everything the schools do, in order of time. What they do not touch stays 未填. */
export const acts: readonly Act[] = [...september, ...october].sort((a, b) => (a.at < b.at ? -1 : 1));

/** `12 10:20` is in the month of the period, `10-08 09:00` in another. */
function when(period: Period, text: string): string {
  const [day = '', time = ''] = text.split(' ');
  return `${day.includes('-') ? `${period.slice(0, 4)}-${day}` : `${period}-${day}`}T${time}:00+08:00`;
}

function act(period: Period, number: number, at: string, does: Doing, becomes: State): Act {
  return { number, period, at: when(period, at), does, becomes, errors: [] };
}

function right(period: Period, number: number, at: string, but: Typed = {}): Act {
  return act(period, number, at, { is: 'fills', but }, 'submitted');
}

function mailed(period: Period, number: number, at: string, as: string): Act {
  return act(period, number, at, { is: 'mails', as }, 'submitted');
}

function wrong(period: Period, number: number, at: string, errors: readonly RuleCode[], but: Typed): Act {
  return { ...act(period, number, at, { is: 'fills', but }, 'invalid'), errors };
}

function unsigned(period: Period, number: number, at: string, but: Typed): Act {
  return act(period, number, at, { is: 'fills', but }, 'unsigned');
}

/** Half a self-check: the person was called away. What is still blank is asked for, as errors that nobody is blamed for. */
function begins(period: Period, number: number, at: string): Act {
  const typed: Typed = {
    selfCheck_studentCount: 1130,
    selfCheck_teacherCount: 86,
    selfCheck_orgLeadingGroup: '有（√）无（  ）',
    selfCheck_ruleInAnnualPlan: '有（√）无（  ）',
  };
  return act(period, number, at, { is: 'begins', typed }, 'inProgress');
}

function spoils(
  period: Period,
  number: number,
  at: string,
  how: (Doing & { is: 'spoils' })['how'],
  failure: FailureCode,
): Act {
  return { ...act(period, number, at, { is: 'spoils', how }, 'invalid'), failure };
}

function mixesUp(period: Period, number: number, at: string, other: number, otherPeriod: Period): Act {
  return {
    ...act(period, number, at, { is: 'mixesUp', number: other, period: otherPeriod }, 'invalid'),
    failure: 'L-WHO',
  };
}
