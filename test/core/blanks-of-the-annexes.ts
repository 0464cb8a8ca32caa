import type { Cell } from '../../schemas/grid.ts';

/** One way to fill a report in: what is changed in a right one, and what must be said of it, `A2-REQ error selfCheck_x`. */
export interface Try {
  readonly typed: Readonly<Record<string, Cell>>;
  /** Empty: nothing is wrong. */
  readonly says: readonly string[];
  /** What the blanks named here are understood to hold. */
  readonly means?: Readonly<Record<string, string | number | null>>;
  /** A 中心小学 with three 村小. */
  readonly central?: true;
  /** 报送状态, where the try is about it. */
  readonly state?: string;
}

/** What the paper says of one blank, written down from the paper alone: it shares nothing with the declarations. */
export interface Blank {
  readonly source: string;
  /** Its label as printed. */
  readonly label: string;
  /** Its input cells by defined name, the one beside the label first. */
  readonly keys: readonly string[];
  readonly tries: readonly Try[];
}

const S = 'selfCheck';
const M = 'monthlyReport';
const wordsOf = (count: number): string => '好'.repeat(count);

function one(key: string, value: Cell, says: readonly string[] = [], means?: string | number | null): Try {
  return { typed: { [key]: value }, says, ...(means === undefined ? {} : { means: { [key]: means } }) };
}

/** A count that must be there: blank and guesses are errors, the ways to write a number are not. */
function roll(source: string, label: string, key: string, number: number): Blank {
  const wrong = [`A2-REQ error ${key}`];
  const tries = [
    one(key, null, wrong),
    one(key, `约${number}`, wrong),
    one(key, -1, wrong),
    one(key, `${number}人`, [], number),
  ];
  return { source, label, keys: [key], tries };
}

/** 有（  ）无（  ）: exactly one. */
function tick(source: string, label: string, key: string, without: readonly string[] = []): Blank {
  const name = `${S}_${key}`;
  const wrong = [`A2-REQ error ${name}`];
  return {
    source,
    label,
    keys: [name],
    tries: [
      one(name, '有（  ）无（  ）', wrong),
      one(name, '有（√）无（√）', wrong),
      one(name, '正在办', wrong),
      one(name, '有（✔）无（  ）', [], '有'),
      one(name, '有（  ）无（√）', without, '无'),
    ],
  };
}

/** （ ）次 参与（ ）人: both, both 0 or neither, and no more people than can have come. */
function sessions(source: string, label: string, whom: string, most: number, over: string): Blank {
  const [times, people] = [`${S}_edu${whom}Times`, `${S}_edu${whom}People`];
  return {
    source,
    label,
    keys: [times, people],
    tries: [
      one(times, null, [`A2-REQ error ${times}`]),
      one(people, null, [`A2-REQ error ${people}`]),
      { typed: { [times]: 1, [people]: 0 }, says: [`A2-PAIR error ${people}`] },
      { typed: { [times]: 0, [people]: 5 }, says: [`A2-PAIR error ${times}`] },
      { typed: { [times]: 2, [people]: most * 2 }, says: [], means: { [times]: 2, [people]: most * 2 } },
      { typed: { [times]: 2, [people]: most * 2 + 1 }, says: [`A2-CAP ${over} ${people}`] },
    ],
  };
}

function phone(source: string, label: string, key: string, code: string, blank: string): Blank {
  return {
    source,
    label,
    keys: [key],
    tries: [one(key, null, [blank]), one(key, '12345', [`${code} error ${key}`]), one(key, '（0539）7654321')],
  };
}

/** A word that must be there. */
function word(source: string, label: string, key: string, code: string, right: string): Blank {
  const wrong = [`${code} error ${key}`];
  return {
    source,
    label,
    keys: [key],
    tries: [one(key, null, wrong), one(key, ' ', wrong), one(key, right, [], right)],
  };
}

/** A name that signs: without it a right report is 待签, and nothing is wrong with it. */
function signature(source: string, label: string, key: string, ...others: readonly Try[]): Blank {
  return { source, label, keys: [key], tries: [{ ...one(key, null), state: 'unsigned' }, ...others] };
}

/** A part of 事件数: present, whole, never more than the whole. */
function part(source: string, label: string, key: string, ...besides: readonly string[]): Blank {
  return {
    source,
    label,
    keys: [key],
    tries: [
      one(key, null, [`A3-REQ error ${key}`]),
      one(key, '3-4', [`A3-INT error ${key}`]),
      { typed: { ...cases(3), [key]: 4 }, says: [`A3-PART error ${key}`, ...besides] },
      { typed: { ...cases(0), [key]: 1 }, says: [`A3-PART error ${key}`, `A3-ZERO error ${key}`, ...besides] },
    ],
  };
}

function cases(count: number): Record<string, Cell> {
  return {
    [`${M}_incidents`]: count,
    [`${M}_incidentsReported`]: 0,
    [`${M}_incidentsCriminal`]: 0,
    [`${M}_handledCount`]: count,
  };
}

/** What 中心小学 alone say of their 村小. */
function village(source: string, label: string, key: string): Blank {
  return {
    source,
    label,
    keys: [key],
    tries: [
      one(key, null),
      one(key, '不适用', []),
      one(key, 1, [`A3-VIL error ${key}`]),
      { ...one(key, 3, [], 3), central: true },
      { ...one(key, 0, [], 0), central: true },
      { ...one(key, 4, [`A3-VIL error ${key}`]), central: true },
    ],
  };
}

const docs = { title: `${M}_docTitle`, no: `${M}_docNo`, date: `${M}_docDate` };
const noDocument = { [docs.title]: null, [docs.no]: null, [docs.date]: null };
const activity = { name: `${M}_activityName`, people: `${M}_activityPeople` };
const handled = { count: `${M}_handledCount`, prose: `${M}_handledDesc` };
const [text, reportDate, hotline] = [`${M}_handlingText`, `${M}_reportDate`, `${M}_hotline`];

/** 附件2 and 附件3, blank by blank. */
export const blanks: readonly Blank[] = [
  { source: 'S53', label: '学校（盖章）', keys: [`${S}_schoolId`], tries: [one(`${S}_schoolId`, null)] },
  signature(
    'S54',
    '主要负责人（签字）',
    `${S}_principalSign`,
    one(`${S}_principalSign`, '戊校长', [`X-WHO query ${M}_principal`]),
  ),
  roll('S55', '学生数（人）', `${S}_studentCount`, 1200),
  roll('S56', '教师数（人）', `${S}_teacherCount`, 80),
  {
    source: 'S57',
    label: '联 络 人',
    keys: [`${S}_liaisonName`],
    tries: [
      one(`${S}_liaisonName`, null, [`A2-REQ error ${S}_liaisonName`]),
      one(`${S}_liaisonName`, '己老师', [`X-WHO query ${S}_liaisonName`]),
      one(`${S}_liaisonName`, '甲老师', [], '甲老师'),
    ],
  },
  phone('S58', '联系电话', `${S}_liaisonPhone`, 'A2-REQ', `A2-REQ error ${S}_liaisonPhone`),
  tick('S59', '学生欺凌综合治理工作领导小组', 'orgLeadingGroup'),
  tick('S60', '将防治“校园欺凌”教育纳入学校年度工作计划。', 'ruleInAnnualPlan'),
  tick('S61', '制定并落实教职工防治学生欺凌岗位职责', 'ruleStaffDuties'),
  tick('S62', '防范学生欺凌事件应急处置预案', 'ruleEmergencyPlan'),
  tick('S63', '制定并明确学生欺凌的早期预警和事中处理及事后干预的具体流程', 'ruleProcess'),
  tick('S64', '校规校纪对实施欺凌学生的处罚规定', 'ruleDiscipline'),
  tick('S65', '有效依托“法律顾问”开展依法治校', 'ruleLegalAdviser'),
  tick('S66', '公布学生救助或校园欺凌治理监督电话并明确责任人', 'dailyHotlinePublished', [
    `X-HOT query ${S}_dailyHotlinePublished`,
  ]),
  tick('S67', '责任督学对责任区内学校的专项治理、全程监督管理情况', 'dailyInspectorOversight'),
  tick('S68', '定期开展涉校涉生矛盾纠纷隐患排查，加强校园欺凌易发场所的检查、巡查', 'dailyRiskPatrol'),
  tick('S69', '发挥学校心理咨询室作用，积极开展心理咨询和疏导工作。', 'dailyCounselling'),
  tick('S70', '做好特殊学生“一人一档”跟踪教育', 'dailySpecialStudentFiles'),
  tick('S71', '依托板报、橱窗、广播、校园网、公众微信平台等菅造防范校园欺凌良好氛围', 'publicityChannels'),
  sessions('S72', '开展教师校园欺凌专题培训', 'Teacher', 80, 'error'),
  sessions('S73', '开展学生校园欺凌主题教育', 'Student', 1200, 'error'),
  sessions('S74', '开展学生家长校园欺凌主题讲座教育', 'Parent', 2400, 'query'),
  {
    source: 'S75',
    label: '特色工作',
    keys: [`${S}_specialWork`],
    tries: [
      one(`${S}_specialWork`, null),
      one(`${S}_specialWork`, wordsOf(500)),
      one(`${S}_specialWork`, wordsOf(501), [`A2-LEN error ${S}_specialWork`]),
      one(`${S}_specialWork`, '家长电话13900001234。', [`X-PII query ${S}_specialWork`]),
    ],
  },
  {
    source: 'S76',
    label: '规划打算',
    keys: [`${S}_planText`],
    tries: [
      one(`${S}_planText`, null),
      one(`${S}_planText`, `${wordsOf(799)} plan`),
      one(`${S}_planText`, `${wordsOf(800)} plan`, [`A2-LEN error ${S}_planText`]),
    ],
  },
  {
    source: 'S77',
    label: '（ ）月报表',
    keys: [`${M}_periodMonth`],
    tries: [one(`${M}_periodMonth`, 8, [`A3-PER error ${M}_periodMonth`]), one(`${M}_periodMonth`, '九', [], 9)],
  },
  { source: 'S78', label: '学校：', keys: [`${M}_schoolId`], tries: [one(`${M}_schoolId`, null)] },
  signature(
    'S79',
    '年  月  日',
    reportDate,
    one(reportDate, '九月下旬', [`A3-REQ error ${reportDate}`]),
    one(reportDate, '2018-08-25', [`A3-PER error ${reportDate}`, `A3-DOC error ${docs.date}`]),
    one(reportDate, '2018-09-27', [`A3-PER error ${reportDate}`]),
    one(reportDate, '2018-09-26', [`A3-PER note ${reportDate}`]),
    one(reportDate, '2018年9月25日', [], '2018-09-25'),
  ),
  {
    source: 'S80',
    label: '学校出台文件部署工作情况（名称）',
    keys: [docs.title],
    tries: [one(docs.title, null, [`A3-DOC error ${docs.title}`]), { typed: noDocument, says: [] }],
  },
  {
    source: 'S81',
    label: '文件编号：',
    keys: [docs.no],
    tries: [
      one(docs.no, null, [`A3-DOC error ${docs.no}`]),
      one(docs.no, '三号文', [`A3-DOC query ${docs.no}`]),
      one(docs.no, '某校字[2018]12号', []),
    ],
  },
  {
    source: 'S82',
    label: '发文时间：',
    keys: [docs.date],
    tries: [
      one(docs.date, null, [`A3-DOC error ${docs.date}`]),
      one(docs.date, '2018-09-21', [`A3-DOC error ${docs.date}`]),
      one(docs.date, '2018.9.20', [], '2018-09-20'),
    ],
  },
  word('S83', '欺凌防治牵头部门（处室）：', `${M}_leadDept`, 'A3-REQ', '德育处'),
  word('S84', '负责人：', `${M}_leadPerson`, 'A3-REQ', '丙主任'),
  phone('S85', '联系方式：', `${M}_leadContact`, 'A3-REQ', `A3-REQ error ${M}_leadContact`),
  phone('S86', '校园欺凌防治监督举报电话：', hotline, 'A3-REQ', `X-HOT error ${hotline}`),
  {
    source: 'S87',
    label: '活动名称：',
    keys: [activity.name],
    tries: [
      one(activity.name, null, [`A3-ACT error ${activity.name}`]),
      { typed: { [activity.name]: null, [activity.people]: null }, says: [] },
    ],
  },
  {
    source: 'S88',
    label: '参与人数：',
    keys: [activity.people],
    tries: [
      one(activity.people, null, [`A3-ACT error ${activity.people}`]),
      one(activity.people, 12.5, [`A3-INT error ${activity.people}`]),
      one(activity.people, '1,200人次', [], 1200),
    ],
  },
  village('S89', '辖区村小制定“落实方案”数：', `${M}_villagePlanCount`),
  village('S90', '公布学校治理电话数：', `${M}_villageHotlineCount`),
  {
    source: 'S91',
    label: '本月校园欺凌发生事件数（件）',
    keys: [`${M}_incidents`],
    tries: [
      one(`${M}_incidents`, null, [`A3-ZERO error ${M}_incidents`]),
      one(`${M}_incidents`, '若干', [`A3-INT error ${M}_incidents`]),
      { typed: { ...cases(0), [text]: null }, says: [], means: { [`${M}_incidents`]: 0 } },
      { typed: cases(3), says: [], means: { [`${M}_incidents`]: 3 } },
    ],
  },
  part('S92', '接收举报发现数（件）', `${M}_incidentsReported`),
  part('S93', '构成刑事案件数(件)', `${M}_incidentsCriminal`, `A3-CRIM note ${M}_incidentsCriminal`),
  {
    source: 'S94',
    label: '本月处理校园欺凌事件数（简要描述）',
    keys: [handled.count, handled.prose],
    tries: [
      one(handled.count, null, [`A3-REQ error ${handled.count}`]),
      one(handled.count, '3-4件', [`A3-INT error ${handled.count}`]),
      one(handled.prose, null),
      {
        typed: { ...cases(2), [handled.count]: '2件，均已调解。', [handled.prose]: null },
        says: [],
        means: { [handled.count]: 2, [handled.prose]: '均已调解。' },
      },
      { typed: { ...cases(2), [handled.count]: 3 }, says: [`A3-BAL query ${handled.count}`] },
    ],
  },
  {
    source: 'S95',
    label: '主要处理方式、程序和效果（可附案例）',
    keys: [text],
    tries: [
      one(text, null, [`A3-TEXT error ${text}`]),
      one(text, '正常', [`A3-TEXT error ${text}`]),
      one(text, '家长电话13900001234，双方已和好。', [`X-PII query ${text}`]),
      one(`${M}_caseAttach`, '案例一.docx', [], '案例一.docx'),
    ],
  },
  signature('S96', '填报人：', `${M}_preparer`),
  signature('S97', '校长：', `${M}_principal`, one(`${M}_principal`, '戊校长', [`X-WHO query ${M}_principal`])),
];
