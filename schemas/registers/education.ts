import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from './register.ts';

/** The four forms of publicity that the plan names (S50), in its order. */
export const publicityForms = ['经验推广', '指导手册', '致家长一封信', '文艺作品'] as const;

/** Forms of an activity: S50's four, then S16, S15, S10. */
export const activityForms = [...publicityForms, '法治进校园', '教师培训', '课题研究', '心理健康', '其他'] as const;

const term = filled({
  key: 'term',
  title: '学期',
  kind: 'line',
  width: 22,
  help: '例如 2018—2019学年第一学期，照“学期”里的名称写也可以。',
});
const people = (key: string, title: string, help: string) =>
  optional({ key, title, kind: 'count', width: 10, help } as const);

/** 活动宣传 (S10, S15, S16, S21, S50): what was done, by whom, with how many. */
export const activities = defineRegister({
  key: 'activity',
  name: '活动宣传',
  serves: 'S10、S15、S16、S21、S50',
  purpose: '学校和区里的宣传、法治教育、培训、课题活动，一次一行。全区的活动学校编码留空。',
  identity: ['school', 'date', 'form'],
  owner: '安全科',
  clocks: [],
  columns: [
    optional({ key: 'school', title: '学校编码', kind: 'code', width: 14, help: '全区的活动留空。' }),
    filled({ key: 'date', title: '日期', kind: 'date', width: 14, help: '例如 2018-09-12。' }),
    filled({
      key: 'form',
      title: '形式',
      kind: 'choice',
      choices: activityForms,
      width: 14,
      help: '前四种是方案列明的宣传形式。',
    }),
    filled({ key: 'title', title: '名称', kind: 'line', width: 40, help: '活动名称。' }),
    people('times', '次数', '几次，没写算 1 次。'),
    people('people', '参与人数', '人次。'),
    optional({ key: 'partner', title: '合作单位', kind: 'line', width: 20, help: '例如 公安、司法部门。' }),
    optional({ key: 'link', title: '佐证', kind: 'line', width: 36, help: '照片、通知存放的地方或网址。' }),
  ],
  rows: [],
});

/** 专项调查 (S26, S27): that all pupils were asked, and how many early signals there were. Numbers only. */
export const surveys = defineRegister({
  key: 'survey',
  name: '专项调查',
  serves: 'S26、S27',
  purpose: '各校针对全体学生的专项调查，一次一行。只写人数和件数，不写任何学生的情况。',
  identity: ['school', 'term'],
  owner: '安全科',
  clocks: [
    {
      key: 'followUp',
      title: '排查',
      from: 'date',
      within: { days: 10, unit: '工作日' },
      done: 'followedOn',
      needs: 'signals',
    },
  ],
  columns: [
    schoolCode,
    term,
    filled({ key: 'date', title: '调查日期', kind: 'date', width: 14, help: '例如 2018-10-12。' }),
    filled({
      key: 'coverage',
      title: '覆盖率',
      kind: 'count',
      width: 10,
      help: '参加的学生占全体的百分数，0 到 100 的整数。',
    }),
    filled({ key: 'signals', title: '苗头数', kind: 'count', width: 10, help: '发现的苗头和线索几件，没有填 0。' }),
    people('confirmed', '核实件数', '其中核实为欺凌事件的几件。'),
    optional({ key: 'followedOn', title: '排查完成', kind: 'date', width: 14, help: '苗头逐件排查完的那一天。' }),
  ],
  rows: [],
});

/** 学期检查 (S11–S13): courses, 《守则》 and care for groups, by school and term. Counts only, never names. */
export const termChecks = defineRegister({
  key: 'termCheck',
  name: '学期检查',
  serves: 'S11—S13',
  purpose: '每学期一校一行：三类课程、《守则》、关爱帮扶。只写人数，不写学生姓名。',
  identity: ['school', 'term'],
  owner: '基教科',
  clocks: [
    {
      key: 'mend',
      title: '整改',
      from: 'date',
      due: 'mendBy',
      done: 'mendedOn',
      within: { days: 20, unit: '工作日' },
      needs: 'problems',
    },
  ],
  columns: [
    schoolCode,
    term,
    filled({ key: 'date', title: '检查日期', kind: 'date', width: 14, help: '例如 2018-10-12。' }),
    optional({
      key: 'safety',
      title: '安全教育课',
      kind: 'choice',
      choices: ['开齐开足', '未开足'],
      width: 12,
      help: '开齐开足或未开足。',
    }),
    optional({
      key: 'law',
      title: '法治教育课',
      kind: 'choice',
      choices: ['开齐开足', '未开足'],
      width: 12,
      help: '开齐开足或未开足。',
    }),
    optional({
      key: 'mind',
      title: '心理健康课',
      kind: 'choice',
      choices: ['开齐开足', '未开足'],
      width: 12,
      help: '开齐开足或未开足。',
    }),
    optional({
      key: 'code',
      title: '学生守则',
      kind: 'choice',
      choices: ['已落实', '未落实'],
      width: 10,
      help: '《中小学生守则（2015年修订）》。',
    }),
    people('struggling', '学困生', '学习困难学生几人。'),
    people('single', '单亲学生', '单亲家庭学生几人。'),
    people('leftBehind', '留守儿童', '留守儿童几人。'),
    people('helped', '已帮扶', '其中有人帮扶的几人。'),
    people('problems', '问题数', '查出几个要整改的问题，没有填 0。'),
    optional({ key: 'mendBy', title: '整改期限', kind: 'date', width: 14, help: '空为照“办理时限”。' }),
    optional({ key: 'mendedOn', title: '整改完成', kind: 'date', width: 14, help: '改好的那一天。' }),
  ],
  rows: [],
});
