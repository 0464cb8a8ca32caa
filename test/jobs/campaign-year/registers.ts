import type { Cells } from './section-hand.ts';

/** A row of a register and what becomes of it: what is typed on which day, at eight in the morning. */
export interface Life {
  readonly tab: string;
  /** Left out where it stands in 区级设置. */
  readonly workbook?: string;
  readonly typed: readonly (readonly [day: string, cells: Cells])[];
}

/** The columns of a register that hold free text: each row carries a mark in them. */
export const freeText: Readonly<Record<string, readonly string[]>> = {
  舆情: ['摘要', '备注'],
  信访: ['摘要', '备注'],
  重大事件快报: ['摘要', '备注'],
  督办: ['摘要', '备注'],
  申诉复查: ['事由'],
  实地评分: ['依据'],
  评分申诉: ['理由'],
  公开电话: ['备注'],
  信息公开: ['撤下原因'],
  追责移交: ['移交人', '事由', '承办人', '备注'],
};

/** A row of a tab; schools are called by their short names. */
const row = (tab: string, day: string, cells: Cells, ...then: Life['typed']): Life => {
  return { tab, typed: [[day, cells], ...then] };
};
const numbered = (tab: string, number: string, day: string, cells: Cells, ...then: Life['typed']): Life =>
  row(tab, day, { 编号: number, ...cells }, ...then);

const cases: readonly Life[] = [
  numbered('舆情', 'YQ-2018-A', '2018-09-06', { 学校编码: '二小', 日期: '2018-09-06', 来源: '报刊' }, [
    '2018-09-07',
    { 回应日期: '2018-09-07', 核实: '属实' },
  ]),
  numbered(
    '重大事件快报',
    'KB-2018-01',
    '2018-10-16',
    { 学校编码: '一中', 日期: '2018-10-16', 核实: '核实中', 报告人: '乙校长' },
    ['2018-10-17', { 书面续报: '2018-10-17', 核实: '属实' }],
    ['2018-10-24', { 督办编号: 'DB-2018-01' }],
  ),
  // Answered two days late.
  numbered(
    '舆情',
    'YQ-2018-01',
    '2018-11-05',
    { 学校编码: '职校', 日期: '2018-11-05', 核实: '核实中', 来源: '短视频' },
    ['2018-11-09', { 回应日期: '2018-11-09', 核实: '属实' }],
  ),
  numbered('舆情', 'YQ-2019-01', '2019-04-10', { 学校编码: '一小', 日期: '2019-04-10', 来源: '微信群' }, [
    '2019-04-11',
    { 核实: '不属实' },
  ]),
  numbered(
    '信访',
    'XF-2018-01',
    '2018-11-14',
    { 学校编码: '职校', 日期: '2018-11-14', 方式: '来信', 核实: '核实中' },
    ['2018-11-16', { 督办编号: 'DB-2018-02' }],
    ['2018-12-03', { 答复日期: '2018-12-03', 核实: '属实' }],
  ),
];

const supervised: readonly Life[] = [
  // Before anything was reported; the year's report finds it at its last stage.
  numbered(
    '督办',
    'DB-2018-A',
    '2018-09-10',
    { 学校编码: '中心', 日期: '2018-09-10', 情形: '社会反映强烈', 严重程度: '一般' },
    ['2018-09-13', { 核查完成: '2018-09-13' }],
    ['2018-09-18', { 处置完成: '2018-09-18', 保护措施: '已落实' }],
    ['2018-09-27', { 整改完成: '2018-09-27' }],
    ['2018-10-09', { 销号日期: '2018-10-09' }],
  ),
  // Opened by the data: 一中 reports a criminal case. 处置 is late.
  numbered(
    '督办',
    'DB-2018-01',
    '2018-10-22',
    { 学校编码: '一中', 日期: '2018-10-22', 情形: '重大', 提议编号: '一中 构成刑事' },
    ['2018-10-26', { 核查完成: '2018-10-26', 严重程度: '涉嫌违法犯罪', 阶段: '事中' }],
    ['2018-11-07', { 处置完成: '2018-11-07', 保护措施: '已落实' }],
    ['2018-11-20', { 整改完成: '2018-11-20' }],
    ['2018-11-26', { 销号日期: '2018-11-26' }],
  ),
  // From a petition, every stage in good time.
  numbered(
    '督办',
    'DB-2018-02',
    '2018-11-16',
    { 学校编码: '职校', 日期: '2018-11-16', 情形: '群众来信来访' },
    ['2018-11-19', { 核查完成: '2018-11-19', 严重程度: '较重', 阶段: '事后' }],
    ['2018-11-21', { 处置完成: '2018-11-21', 保护措施: '已落实' }],
    ['2018-11-26', { 整改完成: '2018-11-26' }],
    ['2018-11-28', { 销号日期: '2018-11-28' }],
  ),
  // 双语 is 民办: its section is 职成科. 核查 is late.
  numbered(
    '督办',
    'DB-2018-03',
    '2018-12-03',
    { 学校编码: '双语', 日期: '2018-12-03', 情形: '久拖不决', 提议编号: '双语 没有处理' },
    ['2018-12-13', { 核查完成: '2018-12-13', 严重程度: '一般' }],
    ['2018-12-19', { 处置完成: '2018-12-19' }],
    ['2019-01-03', { 整改完成: '2019-01-03' }],
    ['2019-01-08', { 销号日期: '2019-01-08' }],
  ),
  // Looked at and decided against.
  numbered('督办', 'DB-2019-01', '2019-01-07', {
    学校编码: '职校',
    日期: '2019-01-07',
    情形: '社会反映强烈',
    是否督办: '不督办',
    提议编号: '职校 连续三次、职校 没有查明不属实',
  }),
];

const appealed: readonly Life[] = [
  numbered(
    '申诉复查',
    'SS-2018-A',
    '2018-09-19',
    { 学校编码: '中心', 收到日期: '2018-09-19', 督办编号: 'DB-2018-A' },
    ['2018-09-21', { 是否受理: '受理', 受理日期: '2018-09-21' }],
    ['2018-09-27', { 复查完成: '2018-09-27' }],
    ['2018-09-28', { 复查决定: '维持', 决定日期: '2018-09-28', 告知日期: '2018-09-28' }],
  ),
  numbered(
    '申诉复查',
    'SS-2018-01',
    '2018-11-12',
    { 学校编码: '一中', 收到日期: '2018-11-12', 督办编号: 'DB-2018-01' },
    ['2018-11-13', { 是否受理: '受理', 受理日期: '2018-11-13' }],
    ['2018-11-27', { 复查完成: '2018-11-27' }],
    ['2018-12-06', { 复查决定: '维持', 决定日期: '2018-12-06' }],
    ['2018-12-10', { 告知日期: '2018-12-10' }],
  ),
];

/** 专项督导, 3 to 10 September: who is visited when, with how many problems, mended when. 北校 is visited two days late. */
const visits: readonly (readonly [
  school: string,
  planned: string,
  visited: string,
  problems: number,
  mended?: string,
])[] = [
  ['一小', '2018-09-03', '2018-09-03', 0],
  ['二小', '2018-09-03', '2018-09-03', 1, '2018-09-12'],
  ['三小', '2018-09-04', '2018-09-04', 0],
  ['中心', '2018-09-05', '2018-09-05', 0],
  ['一中', '2018-09-06', '2018-09-06', 1, '2018-09-26'],
  ['双语', '2018-09-06', '2018-09-06', 0],
  ['职校', '2018-09-10', '2018-09-10', 2, '2018-10-10'],
  ['新村', '2018-09-07', '2018-09-07', 0],
  ['北校', '2018-09-10', '2018-09-12', 1, '2018-09-21'],
];

const inspected: readonly Life[] = [
  ...visits.map(([school, planned, visited, problems, mended]) =>
    row(
      '督学检查',
      '2018-08-27',
      { 学校编码: school, 计划日期: planned, 类别: '专项督导', 组别: '第一组', 检查人员: '丁督学、戊主任' },
      // Written down the morning after.
      [nextMorning(visited), { 检查日期: visited, 问题数: problems }],
      ...(mended === undefined ? [] : [[mended, { 整改完成: mended }] as const]),
    ),
  ),
  row('督学检查', '2019-04-08', { 学校编码: '一小', 计划日期: '2019-04-16', 类别: '日常检查', 检查人员: '丁督学' }, [
    '2019-04-16',
    { 检查日期: '2019-04-16', 问题数: 0 },
  ]),
];

const ofSchools: readonly Life[] = [
  row(
    '档案索引',
    '2018-11-12',
    { 档案号: '2018-一中-01', 学校编码: '一中', 立卷日期: '2018-11-12', 督办编号: 'DB-2018-01' },
    ['2018-12-03', { 卷内材料: '登记表、调查材料、认定结论、惩戒材料、保护材料、回访记录', 齐全日期: '2018-12-03' }],
  ),
  ...['一小', '中心', '一中'].flatMap((school) =>
    ['实施方案', '应急预案', '处置流程'].map((kind) =>
      row('学校文件', '2018-09-03', { 学校编码: school, 类别: kind, 名称: `${kind}文本`, 发文日期: '2018-08-28' }),
    ),
  ),
  row(
    '法治副校长',
    '2018-08-27',
    { 学校编码: '一小', 姓名: '辛警官', 职务: '法治副校长', 聘任日期: '2017-12-01', 聘期至: '2018-11-30' },
    ['2018-11-29', { 续聘日期: '2018-11-29' }],
  ),
  row('法治副校长', '2018-08-27', {
    学校编码: '职校',
    姓名: '壬检察官',
    职务: '法治辅导员',
    聘任日期: '2018-07-01',
    聘期至: '2019-06-30',
  }),
];

const taught: readonly Life[] = [
  row(
    '专项调查',
    '2018-10-12',
    { 学校编码: '一小', 学期: '第一学期', 调查日期: '2018-10-12', 覆盖率: 98, 苗头数: 2, 核实件数: 1 },
    ['2018-10-22', { 排查完成: '2018-10-22' }],
  ),
  row('专项调查', '2018-10-15', { 学校编码: '二小', 学期: '第一学期', 调查日期: '2018-10-15', 覆盖率: 95, 苗头数: 0 }),
  row(
    '专项调查',
    '2018-10-19',
    { 学校编码: '双语', 学期: '第一学期', 调查日期: '2018-10-18', 覆盖率: 90, 苗头数: 5, 核实件数: 4 },
    ['2018-11-06', { 排查完成: '2018-11-06' }],
  ),
  row('活动宣传', '2018-09-14', {
    学校编码: '一小',
    形式: '致家长一封信',
    日期: '2018-09-13',
    名称: '致家长一封信',
    参与人数: 600,
  }),
  row('活动宣传', '2018-10-12', {
    学校编码: '中心',
    形式: '文艺作品',
    日期: '2018-10-11',
    名称: '情景剧',
    参与人数: 450,
  }),
  row(
    '学期检查',
    '2018-10-17',
    { 学校编码: '职校', 学期: '第一学期', 检查日期: '2018-10-17', 安全教育课: '未开足', 问题数: 1 },
    ['2018-11-15', { 整改完成: '2018-11-15' }],
  ),
  row('学期检查', '2018-10-17', {
    学校编码: '一小',
    学期: '第一学期',
    检查日期: '2018-10-17',
    安全教育课: '开齐开足',
    问题数: 0,
  }),
];

const tasked: readonly Life[] = [
  // 教研室 and 人事科 have no address: 安全科 hears of them.
  row('科室任务', '2018-09-03', { 科室: '教研室', 任务: '课题立项', 布置日期: '2018-09-03', 应完成: '2018-11-15' }, [
    '2018-11-20',
    { 完成日期: '2018-11-20' },
  ]),
  row('科室任务', '2018-09-03', { 科室: '人事科', 任务: '校长培训', 布置日期: '2018-09-03', 应完成: '2018-12-14' }, [
    '2018-12-10',
    { 完成日期: '2018-12-10' },
  ]),
];

/** What becomes of 追责移交 is for 监察室 alone: its 办结 is late. */
const referred: readonly Life[] = [
  {
    workbook: '监察室/追责移交.xlsx',
    ...row(
      '追责移交',
      '2018-11-08',
      { 移交编号: 'YJ-2018-01', 督办编号: 'DB-2018-01', 学校编码: '一中', 移交日期: '2018-11-08' },
      ['2018-11-14', { 受理日期: '2018-11-14' }],
      ['2019-01-21', { 办结日期: '2019-01-21', 处理结果: '诫勉' }],
    ),
  },
];

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

/** Every row of the registers that the sections keep. */
export const lives: readonly Life[] = [
  ...cases,
  ...supervised,
  ...appealed,
  ...inspected,
  ...ofSchools,
  ...taught,
  ...tasked,
  ...referred,
  ...scored,
  ...published,
];

function nextMorning(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** A row as it stands on the morning of a day; undefined before anybody typed it. */
export function rowOn({ typed }: Life, day: string): Cells | undefined {
  const parts = typed.filter(([on]) => on <= day).map(([, cells]) => cells);
  return parts.length === 0 ? undefined : Object.assign({}, ...parts);
}
