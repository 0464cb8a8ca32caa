import type {
  ClockPlan,
  ClockRow,
  DigestPlan,
  DigestSchool,
  FindingsPlan,
  HandOutItem,
  HandOutPlan,
  LetterFinding,
  Missing,
  OpenPlan,
  OverdueItem,
  OverduePlan,
  ReceiptItem,
  ReceiptPlan,
  ReturnedItem,
  ReturnedPlan,
  SummaryMatter,
  SummaryPlan,
  UrgentItem,
  UrgentPlan,
} from '../../functions/letters/plan.ts';
import { createLetterPress, type LetterPress } from '../../functions/letters/press.ts';
import type { ScoreItem, ScorePlan } from '../../functions/letters/score-plan.ts';
import type { Severity } from '../../schemas/finding.ts';

const frame = {
  office: '示例区教育体育局安全科',
  phone: '0539-0000000',
  replyTo: 'anquan@bureau.example',
} as const;

/** A reminder of one report, with made-up names. */
export function overduePlan(missing: Missing, change: Partial<OverduePlan> = {}): OverduePlan {
  return {
    ...frame,
    recipient: { name: '王某某', role: '联络人' },
    tone: '催报',
    readAt: '9月26日 09:00',
    items: [overdueItem(missing)],
    ...change,
  };
}

export function overdueItem(missing: Missing, change: Partial<OverdueItem> = {}): OverdueItem {
  return {
    school: '示例小学',
    period: '2018年9月',
    deadline: '9月25日 周二 24:00',
    where: '学校／371311001 示例小学／2018年09月.xlsx',
    allFindings: '同一文件夹里的《2018年09月 校验结果》',
    contact: '张某某（139 0000 0000）',
    missing,
    ...change,
  };
}

/** 督导评分 of one school, with points lost, without data and changed by an appeal. */
export function scorePlan(change: Partial<ScorePlan> = {}): ScorePlan {
  return { ...frame, recipient: { name: '李某', role: '校长' }, items: [scoreItem()], ...change };
}

export function scoreItem(change: Partial<ScoreItem> = {}): ScoreItem {
  return {
    school: '示例小学',
    year: '2018年度',
    total: '87.3',
    publishedOn: '2018年9月28日',
    appealBy: '10月17日 周三 24:00',
    appealTo: '督导办（电话 0539-0000001，邮箱 dudao@bureau.example）',
    answerWithin: '10 个工作日',
    rows: [
      { name: '领导小组', points: '5 / 5', says: '', was: '' },
      { name: '规章制度', points: '8.3 / 10', says: '2018年9月自查表：有 5 项，共 6 项', was: '' },
      { name: '法治副校长', points: '暂无数据', says: '“法治副校长”里没有在聘的', was: '' },
      { name: '按时报送', points: '9 / 10', says: '申诉后', was: '7' },
    ],
    ...change,
  };
}

export function findingsPlan(missing: Missing, change: Partial<FindingsPlan> = {}): FindingsPlan {
  return {
    ...frame,
    recipient: { name: '王某某', role: '联络人' },
    readAt: '9月20日 16:00',
    items: [overdueItem(missing, { where: '9月20日来信的附件《示例小学2018年9月报表.xlsx》', allFindings: '' })],
    ...change,
  };
}

export function receiptPlan(change: Partial<ReceiptPlan> = {}): ReceiptPlan {
  return { ...frame, recipient: { name: '李某', role: '校长' }, items: [receiptItem()], ...change };
}

export function receiptItem(change: Partial<ReceiptItem> = {}): ReceiptItem {
  return {
    school: '示例小学',
    period: '2018年9月',
    madeAt: '9月20日 15:40',
    timeliness: '按时',
    checkCode: 'K7Q2-9M',
    version: 1,
    contact: '张某某',
    figures: [
      { name: '本月校园欺凌发生事件数', value: '0 件（零报告）' },
      { name: '学生数', value: '860 人' },
    ],
    queries: [],
    ...change,
  };
}

export function handOutPlan(change: Partial<HandOutPlan> = {}): HandOutPlan {
  return { ...frame, recipient: { name: '王某某', role: '联络人' }, items: [handOutItem()], ...change };
}

export function handOutItem(change: Partial<HandOutItem> = {}): HandOutItem {
  return {
    school: '示例小学',
    period: '2018年9月',
    window: '8月26日—9月25日',
    deadline: '9月25日 周二 24:00',
    file: '示例小学2018年9月报表.xlsx',
    forms: ['自查表', '月报表'],
    carriedFrom: '2018年8月',
    carried: ['学生数', '教师数', '联络人'],
    ...change,
  };
}

export function openPlan(change: Partial<OpenPlan> = {}): OpenPlan {
  return {
    ...frame,
    recipient: { name: '王某某', role: '联络人' },
    school: '示例小学',
    period: '2018年9月',
    window: '8月26日—9月25日',
    deadline: '9月25日 周二 24:00',
    report: 'https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcdefg/edit',
    folder: 'https://drive.google.com/drive/folders/1zYxWvUtSrQpOnMlKjIhGfEdCbA987654',
    account: 'wang@school.example',
    forms: ['自查表', '月报表'],
    ...change,
  };
}

export function digestPlan(change: Partial<DigestPlan> = {}): DigestPlan {
  return {
    ...frame,
    recipient: { name: '赵某', role: '责任督学' },
    period: '2018年9月',
    deadline: '9月25日 周二 24:00',
    readAt: '9月28日 09:00',
    schools: [digestSchool(), digestSchool({ school: '示例第二小学', stateTitle: '有误', toldWhom: '联络人' })],
    ...change,
  };
}

export function digestSchool(change: Partial<DigestSchool> = {}): DigestSchool {
  return {
    school: '示例小学',
    stateTitle: '未填',
    contact: '王某某',
    phone: '139 0000 0000',
    principal: '李某',
    principalPhone: '0539-0000001',
    toldWhom: '联络人、校长',
    ...change,
  };
}

export function urgentPlan(change: Partial<UrgentPlan> = {}): UrgentPlan {
  return { ...frame, recipient: { name: '', role: '安全科' }, items: [urgentItem()], ...change };
}

export function urgentItem(change: Partial<UrgentItem> = {}): UrgentItem {
  return {
    school: '示例小学',
    period: '2018年9月',
    cases: 1,
    firstSeenAt: '9月20日 15:40',
    stateTitle: '已报送',
    where: '学校／371311001 示例小学／2018年09月.xlsx',
    contact: '王某某',
    phone: '139 0000 0000',
    principal: '李某',
    principalPhone: '0539-0000001',
    ...change,
  };
}

export function returnedPlan(change: Partial<ReturnedPlan> = {}): ReturnedPlan {
  return { ...frame, recipient: { name: '王某某', role: '联络人' }, items: [returnedItem()], ...change };
}

export function returnedItem(change: Partial<ReturnedItem> = {}): ReturnedItem {
  const { tone: _tone, missing: _missing, ...item } = overdueItem({ is: 'notStarted' });
  return { ...item, reason: '参加人数和签到表不一样，请核对', inForce: '9月20日 15:40', ...change };
}

export function summaryPlan(change: Partial<SummaryPlan> = {}): SummaryPlan {
  return {
    ...frame,
    recipient: { name: '', role: '安全科' },
    day: '9月26日 周三',
    since: '9月25日 08:30',
    months: [
      {
        period: '2018年9月',
        deadline: '9月25日 周二 24:00',
        passed: true,
        coverage: '应报 96 校，已报 93 校（其中零报告 71 校）',
        missing: 3,
      },
    ],
    news: [summaryMatter(), summaryMatter({ title: '新逾期', count: '2 校', names: ['示例二小', '示例三小'] })],
    waiting: [
      summaryMatter({ title: '请判断的疑问', count: '1 校', names: ['示例四小'] }),
      summaryMatter({
        title: '通报草稿待审签',
        count: '1 份',
        names: ['2018年7—8月'],
      }),
    ],
    master: { where: '总表.xlsx' },
    ...change,
  };
}

export function summaryMatter(change: Partial<SummaryMatter> = {}): SummaryMatter {
  return { title: '新报送', count: '1 校', names: ['示例小学'], ...change };
}

export function clockPlan(change: Partial<ClockPlan> = {}): ClockPlan {
  return {
    ...frame,
    recipient: { name: '职成科', role: '科室' },
    readAt: '9月26日 09:00',
    isWeekly: false,
    books: [{ where: '区级设置.xlsx' }],
    rows: [
      clockRow({ light: '红', due: '9月21日 周五', days: 2 }),
      clockRow({ matter: '申诉复查 第 7 行', step: '复查', blank: '第 7 行“复查完成”' }),
    ],
    through: [],
    ...change,
  };
}

export function clockRow(change: Partial<ClockRow> = {}): ClockRow {
  return {
    matter: '督办 DB-2018-01',
    school: '示例职业学校',
    step: '核查',
    due: '9月28日 周五',
    light: '黄',
    days: 2,
    blank: '第 5 行“核查完成”',
    ...change,
  };
}

export function letterFinding(index: number, severity: Severity = 'error'): LetterFinding {
  return {
    severity,
    blank: `栏目${index}`,
    place: `自查表 B${index}`,
    message: `这里是第 ${index} 句现状。这里是第 ${index} 句要求。这里是第 ${index} 句改法。`,
  };
}

/** Each kind of missing report, one of each. */
export const everyMissing: readonly Missing[] = [
  { is: 'notStarted' },
  { is: 'inProgress', findings: [letterFinding(1), letterFinding(2)] },
  { is: 'invalid', findings: [letterFinding(3, 'query'), letterFinding(4)] },
  { is: 'unreadable', why: '这个文件是空的，请重新保存。' },
  { is: 'returned', reason: '事件数和电话里说的不一样' },
  { is: 'unsigned', blanks: [{ blank: '校长', place: '月报表 F21' }] },
  {
    is: 'notInPlace',
    blanks: [
      { blank: '应急处置预案', place: '自查表 C9', answer: '无' },
      { blank: '早期预警流程', place: '自查表 C10', answer: '' },
    ],
  },
];

/** A press whose text parts are not folded: a sentence is looked for in one piece. */
export function readingPress(): LetterPress {
  const press = createLetterPress();
  const kinds = Object.keys(press) as (keyof LetterPress)[];
  const reading = kinds.map((kind) => {
    const print = press[kind] as (plan: unknown) => ReturnType<LetterPress['overdue']>;
    return [
      kind,
      async (plan: unknown) => {
        const letter = await print(plan);
        return { ...letter, text: unfolded(letter.text) };
      },
    ] as const;
  });
  return Object.fromEntries(reading) as unknown as LetterPress;
}

/** The text part as it was before its long lines were folded. */
export function unfolded(text: string): string {
  return text.replace(/ \n */g, '');
}

/** What a person reads of an html part: no head, no tags, entities decoded, spaces folded. */
export function visibleText(html: string): string {
  return html
    .replace(/<head>[\s\S]*?<\/head>/, ' ')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** Every text of a plan or of a letter's words, wherever it stands. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
