import { type Period, periodParts } from '../../../schemas/periods.ts';
import type {
  Backlog,
  CountKey,
  Direction,
  EducationKey,
  Figure,
  MonthFigures,
  MonthStatus,
  SchoolReport,
} from './bulletin-figures.ts';

/** `9月`. */
export function monthTitle(period: Period): string {
  return `${periodParts(period).month}月`;
}

/** `2018-10-30` → `2018年10月30日`, as official documents write it. */
export function dateTitle(date: string): string {
  const [year, month, day] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

export const countTitles: Readonly<Record<CountKey, string>> = {
  incidents: '发生',
  incidentsReported: '其中：接收举报发现',
  incidentsCriminal: '其中：构成刑事案件',
  handledCount: '处理',
};

/** The counts where there is room for two characters. */
export const shortCountTitles: Readonly<Record<CountKey, string>> = {
  incidents: '发生',
  incidentsReported: '举报',
  incidentsCriminal: '刑事',
  handledCount: '处理',
};

export const educationTitles: Readonly<Record<EducationKey, string>> = {
  eduTeacherTimes: '教师专题培训（次）',
  eduTeacherPeople: '教师专题培训（人次）',
  eduStudentTimes: '学生主题教育（次）',
  eduStudentPeople: '学生主题教育（人次）',
  eduParentTimes: '家长专题讲座（次）',
  eduParentPeople: '家长专题讲座（人次）',
  activityPeople: '宣传教育活动（人次）',
};

/** The same as sentences say it: sessions with their head-times. */
export const educationNames = {
  sessions: [
    { title: '教师专题培训', times: 'eduTeacherTimes', people: 'eduTeacherPeople' },
    { title: '学生主题教育', times: 'eduStudentTimes', people: 'eduStudentPeople' },
    { title: '家长专题讲座', times: 'eduParentTimes', people: 'eduParentPeople' },
  ],
  activity: { title: '宣传教育活动', people: 'activityPeople' },
} as const;

export const directionWords: Readonly<Record<Direction, string>> = { more: '增加', less: '减少', same: '持平' };

/** Why a month has no data; empty where it has. */
export const statusWords: Readonly<Record<MonthStatus, string>> = {
  ended: '',
  open: '未到截止时间',
  notStarted: '尚未开始',
  notHandedOut: '没有发放报表',
};

export const reportWords: Readonly<Record<SchoolReport, string>> = {
  onTime: '按时',
  late: '补报',
  missing: '未报',
  extended: '延期',
  open: '未到期',
  notExpected: '不要求',
  notStarted: '未开始',
  notHandedOut: '未发放',
};

/** A sum as it is said; over no school at all there is none. */
export function piecesWords(sum: number | null): string {
  return sum === null ? '无数据' : `${sum}件`;
}

/** One school's figure in a table. */
export function figureWords(figure: Figure): string {
  switch (figure.is) {
    case 'number':
      return String(figure.value);
    case 'blank':
      return '空';
    case 'notApplicable':
      return '不适用';
    case 'unclear':
      return '不清';
    case 'none':
      return '—';
  }
}

/** What a school still has open, in a table. */
export function backlogWords(backlog: Backlog): string {
  if (backlog.is === 'known') return String(backlog.open);
  return backlog.why === 'notExpected' ? '—' : '不详';
}

/** True where something can be counted: the month was handed out. */
export function hasData({ status }: MonthFigures): boolean {
  return status === 'ended' || status === 'open';
}
