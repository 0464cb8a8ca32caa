import { defineTab, filled, optional, type RowOf } from '../control-tab.ts';
import { documentKinds } from '../registers/school-files.ts';
import { controlTabs } from '../tree.ts';

/** The four dimensions of the special inspection (S42), in the plan's words and order. */
export const dimensions = ['工作机制', '工作责任', '日常管理', '综合治理成效'] as const;

export type Dimension = (typeof dimensions)[number];

/** 取数: where an indicator's points come from. 实地 comes from an inspector alone. No source is about incidents. */
export const scoreSources = [
  '组织建构',
  '规章制度',
  '日常监管',
  '宣传载体',
  '按时报送',
  '核实答复',
  '学生主题教育',
  '教师专题培训',
  '家长主题讲座',
  '年度总结',
  '学校文件',
  '法治副校长',
  '专项调查',
  '宣传形式',
  '学期检查',
  '督学整改',
  '实地',
] as const;

export type ScoreSourceTitle = (typeof scoreSources)[number];

const on = '是';
const row = (
  dimension: Dimension,
  name: string,
  full: number,
  source: ScoreSourceTitle,
  need: number | '',
  help: string,
) => [dimension, name, full, source, need, on, '', help] as const;

/** Documents of a kind that each school must have. */
const kindsNeeded = documentKinds.filter((kind) => kind !== '其他').length;

/** 评分办法 (S42, S43): one row an indicator; editable, and what it says is all that the scores follow. */
export const schemeTab = defineTab({
  name: controlTabs.scheme,
  purpose:
    '专项督导评分的办法，一个指标一行：满分、取数、达标值都可以改，也可以停用或加行。欺凌事件的件数一律不进评分，如实报告不会扣分。',
  columns: [
    filled({
      key: 'dimension',
      title: '维度',
      kind: 'choice',
      choices: dimensions,
      width: 16,
      help: '方案里重点检查的四个方面。',
    }),
    filled({
      key: 'name',
      title: '指标',
      kind: 'line',
      width: 24,
      help: '名称各不相同；“实地评分”和“评分申诉”照它写。',
    }),
    filled({
      key: 'full',
      title: '满分',
      kind: 'mark',
      width: 8,
      help: '大于 0，例如 8 或 7.5。总分按有数据的指标折算成百分制。',
    }),
    filled({
      key: 'source',
      title: '取数',
      kind: 'choice',
      choices: scoreSources,
      width: 16,
      help: '从哪里取数，只能从下拉里选；“实地”由督导组在“实地评分”里打分。',
    }),
    optional({
      key: 'need',
      title: '达标值',
      kind: 'count',
      width: 8,
      help: '做到多少得满分，不足的按比例：几项、几次、几种，或百分之几。空为全部做到。',
    }),
    filled({
      key: 'enabled',
      title: '启用',
      kind: 'choice',
      choices: ['是', '否'],
      width: 8,
      help: '“否”：不评这一项。',
    }),
    optional({
      key: 'trial',
      title: '试算满分',
      kind: 'mark',
      width: 10,
      help: '想看看满分改成多少会怎样，填在这里：《总表》的“督导评分”会多出试算总分和差值。不影响得分。',
    }),
    optional({ key: 'help', title: '说明', kind: 'text', width: 60, help: '给人看的说明。' }),
  ],
  rows: [
    row('工作机制', '领导小组', 5, '组织建构', '', '自查表“组织建构”是“有”。'),
    row('工作机制', '规章制度', 10, '规章制度', '', '自查表“规章制度”各项是“有”的项数。'),
    row('工作机制', '制度文件', 10, '学校文件', kindsNeeded, '“学校文件”里登记的种类数，“其他”不算。'),
    row('工作责任', '按时报送', 10, '按时报送', 100, '按时报送的月份占应报的百分数，逾期补报的算一半。'),
    row('工作责任', '核实答复', 5, '核实答复', 100, '请学校核实的地方，改好或写了说明的百分数；有关事件的不算在内。'),
    row('工作责任', '法治副校长', 5, '法治副校长', 1, '“法治副校长”里在聘的人数。'),
    row('工作责任', '年度总结', 5, '年度总结', '', '年度总结报齐并签名。'),
    row('日常管理', '日常监管', 10, '日常监管', '', '自查表“日常监管”各项是“有”的项数。'),
    row('日常管理', '课程开设', 5, '学期检查', 100, '“学期检查”里三类课程和守则做到的百分数。'),
    row('日常管理', '专项调查', 5, '专项调查', 95, '“专项调查”的覆盖率；发现了多少苗头不影响得分。'),
    row(
      '日常管理',
      '督学整改',
      5,
      '督学整改',
      100,
      '“督学检查”查出的问题按时整改的百分数，超期改好的算一半，没有问题的得满分。',
    ),
    row('综合治理成效', '学生主题教育', 6, '学生主题教育', 1, '每学期几次。学期没有结束的，做到了才算，没做到先不算。'),
    row('综合治理成效', '教师专题培训', 4, '教师专题培训', 1, '一年几次。'),
    row('综合治理成效', '家长主题讲座', 4, '家长主题讲座', 1, '一年几次。'),
    row('综合治理成效', '宣传形式', 4, '宣传形式', 4, '“活动宣传”里方案列明的四种形式做了几种。'),
    row('综合治理成效', '宣传氛围', 2, '宣传载体', '', '自查表“宣传载体”是“有”。'),
    row('综合治理成效', '实地察看', 5, '实地', '', '督导组现场察看后在“实地评分”里打分。'),
  ],
});

/** A row of 评分办法. */
export type SchemeRow = RowOf<typeof schemeTab>;
