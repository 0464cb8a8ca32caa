import { copies, desks } from './cast.ts';
import type { Cells } from './section-hand.ts';

/** Something that 安全科 types into 区级设置 at eight in the morning, besides the registers. */
export type Decision = { readonly day: string } & (
  | { readonly is: 'changes'; readonly tab: string; readonly where: Cells; readonly cells: Cells }
  | { readonly is: 'adds'; readonly tab: string; readonly cells: Cells }
  /** A row of 评分公布, with 评分编号 as 督导评分 has it that morning. */
  | { readonly is: 'publishesScores'; readonly cells: Cells }
  /** A new school of the register. */
  | { readonly is: 'opens'; readonly school: string }
);

const changes = (day: string, tab: string, where: Cells, cells: Cells): Decision => {
  return { day, is: 'changes', tab, where, cells };
};
const setting = (day: string, title: string, value: string): Decision =>
  changes(day, '设置', { 项目: title }, { 值: value });

/** The first day of the year, and the last. */
export const [firstDay, lastDay] = ['2018-08-01', '2019-07-31'];

/** The contact of 二小 from 12 November on. */
export const newContact = { school: '二小', since: '2018-11-12', address: 'c02b@school.example' } as const;

/** The last day for the report of April that 职校 was given, and since when. */
export const extension = { school: '职校', period: '2019-04', due: '2019-04-28', since: '2019-04-22' } as const;

/** The report of December that was sent back, and when. */
export const sentBack = { school: '中心', period: '2018-12', day: '2018-12-26' } as const;

/** Where the plan itself can be read, from 15 August on. */
export const planLink = 'https://bureau.example/plan';

export const decisions: readonly Decision[] = [
  setting(firstDay, '安全科邮箱', desks.安全科),
  setting(firstDay, '每日小结', '否'),
  setting(firstDay, '每分钟最多发信', '0'),
  setting(firstDay, '通报抄送', copies),
  // Vacations: February and July are counted with the months after them (T3).
  changes(firstDay, '报送事项', { 事项: '月报' }, { 月份: '1、3、4、5、6、8、9、10、11、12' }),
  ...Object.entries(desks).map(([section, address]) => changes(firstDay, '科室', { 科室: section }, { 邮箱: address })),
  setting('2018-08-15', '综合治理方案网址', planLink),
  {
    day: '2018-09-28',
    is: 'publishesScores',
    cells: { 年度: 2018, 公布日期: '2018-09-28', 公布人: '公布甲', 复核人: '复核乙' },
  },
  changes(
    newContact.since,
    '学校名册',
    { 学校编码: '371311002' },
    { 联络人: '庚老师', 联络人邮箱: newContact.address },
  ),
  changes('2018-12-20', '学校名册', { 学校编码: '371311009' }, { 停用月份: '2018-12' }),
  {
    day: sentBack.day,
    is: 'adds',
    tab: '退回',
    cells: { 学校编码: '371311004', 报送月份: '2018-12', 原因: '请核对本月发生的件数。', 退回日期: '2018-12-26' },
  },
  // So far the section looked into 总览 itself.
  setting('2019-06-24', '每日小结', '是'),
  { day: '2019-02-20', is: 'opens', school: '湖小' },
  {
    day: extension.since,
    is: 'adds',
    tab: '延期',
    cells: { 学校编码: '371311008', 报送月份: '2019-04', 新截止日: extension.due },
  },
];

/** A row of 通报审签: the draft's code is copied from 通报记录 of 总表 as it stands that morning. */
export interface Approval {
  readonly day: string;
  readonly bulletin: string;
  readonly number: string;
}

/**
 * The year's report and 9—10月 are signed twice: on the first morning something in them was another than in the draft that
 * the row named.
 */
export const approvals: readonly Approval[] = [
  { day: '2018-08-30', bulletin: '2018年7—8月', number: '示教安通〔2018〕1号' },
  { day: '2018-09-29', bulletin: '2018年度督导评估报告', number: '示教督〔2018〕1号' },
  { day: '2018-09-30', bulletin: '2018年度督导评估报告', number: '示教督〔2018〕1号' },
  { day: '2018-10-31', bulletin: '2018年9—10月', number: '示教安通〔2018〕2号' },
  { day: '2018-11-01', bulletin: '2018年9—10月', number: '示教安通〔2018〕2号' },
  { day: '2019-01-02', bulletin: '2018年11—12月', number: '示教安通〔2019〕1号' },
  { day: '2019-03-01', bulletin: '2019年1—2月', number: '示教安通〔2019〕2号' },
  { day: '2019-04-30', bulletin: '2019年3—4月', number: '示教安通〔2019〕3号' },
  { day: '2019-07-01', bulletin: '2019年5—6月', number: '示教安通〔2019〕4号' },
];
