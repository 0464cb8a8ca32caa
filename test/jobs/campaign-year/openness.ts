import { type Life, row } from './life.ts';
import type { Cells } from './section-hand.ts';

const mark = (school: string, indicator: string, given: number): Life =>
  row('实地评分', '2018-09-12', { 学校编码: school, 年度: 2018, 指标: indicator, 得分: given, 日期: '2018-09-11' });

const scored: readonly Life[] = [
  mark('一小', '实地察看', 4.5),
  mark('双语', '实地察看', 3),
  // Seen on the spot, though nobody had registered them: it takes the place of what was counted.
  mark('二小', '制度文件', 6),
  // On the last day of the window, and granted.
  row('评分申诉', '2018-10-17', { 学校编码: '三小', 年度: 2018, 指标: '按时报送', 申诉日期: '2018-10-17' }, [
    '2018-10-23',
    { 决定: '改分', 改为: 7.5, 决定日期: '2018-10-23' },
  ]),
  // A day too late: whatever is decided, nothing follows.
  row('评分申诉', '2018-10-18', { 学校编码: '北校', 年度: 2018, 指标: '按时报送', 申诉日期: '2018-10-18' }, [
    '2018-10-25',
    { 决定: '改分', 改为: 10, 决定日期: '2018-10-25' },
  ]),
];

/** What the check before publishing withholds. */
export const unpublished = ['G2018-02', 'G2019-01'];

/** A piece for the public: two people, unless it says otherwise. */
const piece = (day: string, cells: Cells, ...then: Life['typed']): Life =>
  row('信息公开', day, { 拟稿人: '拟稿甲', 审核人: '审核丁', 发布日期: day, ...cells }, ...then);

const published: readonly Life[] = [
  piece('2018-08-20', { 编号: 'G2018-01', 类别: '政策文件' }),
  // Names a school: it never comes onto the page.
  piece('2018-10-22', { 编号: 'G2018-02', 类别: '警示事件', 内容: '示例第一中学要引以为戒。' }),
  piece('2018-10-12', { 编号: 'G2018-03', 类别: '工作动态' }, ['2019-03-04', { 撤下日期: '2019-03-04' }]),
  // For a day to come.
  piece('2018-12-03', { 编号: 'G2018-04', 类别: '先进典型', 发布日期: '2018-12-10' }),
  // One person alone.
  piece('2019-02-11', { 编号: 'G2019-01', 类别: '工作动态', 审核人: '拟稿甲' }),
  row('公开电话', '2019-04-08', { 学校编码: '湖小', 电话: '13911112222', 公开: '是', 确认人: '戊主任' }),
];

/** What is marked, appealed against and told the public. */
export const openLives: readonly Life[] = [...scored, ...published];
