import type { Direction } from '../bulletin/bulletin-figures.ts';
import { checklistWords } from './checklist-words.ts';
import type { Mark, Measure, PairName, When } from './marks.ts';
import { numberAt } from './scan-number.ts';

/** Numbers that are no figures: telephones, 文号, dates, times, years, ordinals, the number before a heading. */
const asides: readonly RegExp[] = [
  /(?<![\d-])(?:0\d{2,3}-\d{7,8}|1\d{10}|\d{7,8})(?!\d)/y,
  /[〔[(]\d{4}[〕\])]第?\d*号/y,
  /(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:-(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号])?/y,
  /\d{1,2}:\d{2}/y,
  /\d{4}-\d{1,2}-\d{1,2}/y,
  /\d{4}-\d{4}学年/y,
  /第[一二三四五六七八九十百\d]+/y,
  /附(?:件|表)[一二三四五六七八九十\d]*/y,
  /\d{4}年度?(?!\d)/y,
  // 没有发生的也要填0: what is to be written, not what was counted.
  /(?<=填|填写|填报|写|报)0件?/y,
];

const headings = /^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、](?!\d))/;

const whens: readonly { readonly pattern: RegExp; readonly when: (found: RegExpExecArray) => When }[] = [
  {
    pattern: /(?:(\d{4})年)?(\d{1,2})月?[-、至和](?:\1年)?(\d{1,2})月份?(?!\d{1,2}[日号])/y,
    when: ([, year, first, second]) => ({
      is: 'months',
      year: Number(year ?? 0),
      first: Number(first),
      second: Number(second),
    }),
  },
  { pattern: /(?:去年|上年)同期|同比/y, when: () => pair('lastYear') },
  { pattern: /上一?期|前期|前两个月|环比/y, when: () => pair('before') },
  { pattern: /本期|这?两个月|本次/y, when: () => pair('now') },
  {
    pattern: /(?:(\d{4})年)?(\d{1,2})月份?/y,
    when: ([, year, month]) => ({ is: 'month', year: Number(year ?? 0), month: Number(month) }),
  },
  {
    pattern: /(?:(\d{4})年)?(十[一二]?|[一二三四五六七八九])月份?/y,
    when: ([, year, month = '']) => ({ is: 'month', year: Number(year ?? 0), month: chineseMonths.indexOf(month) + 1 }),
  },
];
const chineseMonths = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** Longer words first: 待处理 is not 处理. */
const measures: readonly { readonly pattern: RegExp; readonly measure: Measure; readonly weak?: true }[] = [
  ...checklistWords,
  { pattern: /两期都报过的?/y, measure: 'listedBoth' },
  { pattern: /报过(?:自查表)?的?/y, measure: 'listed' },
  { pattern: /报送情况(?:有)?变动/y, measure: 'moved' },
  { pattern: /(?:作了)?更正(?![为到])/y, measure: 'corrected' },
  { pattern: /教师(?:校园)?(?:欺凌)?(?:专题)?培训/y, measure: 'teachers' },
  { pattern: /学生(?:校园)?(?:欺凌)?(?:主题|专题)教育/y, measure: 'students' },
  { pattern: /家长(?:校园)?(?:欺凌)?(?:主题|专题)?讲座/y, measure: 'parents' },
  { pattern: /宣传教育活动|宣传活动/y, measure: 'activity' },
  { pattern: /待处理|未处理|未办结|尚未办结|积压/y, measure: 'backlog' },
  { pattern: /(?:两期)?(?:各月)?都有数据(?:的)?(?:学校)?|可比(?:的)?(?:学校)?/y, measure: 'matched' },
  { pattern: /零报告|明确填报0件/y, measure: 'zeroReports' },
  { pattern: /(?:未|没有?)(?:能|及时|按时)+(?:报送|上报|填报)?/y, measure: 'unclear' },
  { pattern: /按时报送率|按时率|及时率/y, measure: 'onTimeRate' },
  { pattern: /报送率|上报率|完成率/y, measure: 'reportedRate' },
  { pattern: /(?:逾期|尚)?未(?:报送|上报|填报|报)|(?:还?没有?|漏|缺)(?:报送|上报|填报|报)/y, measure: 'missing' },
  { pattern: /获准延期|延期/y, measure: 'extended' },
  { pattern: /逾期补报|补报|迟报|逾期报送|逾期上报/y, measure: 'late' },
  { pattern: /(?:按时|及时)(?:报送|上报|填报)?/y, measure: 'onTime' },
  { pattern: /应报送?(?:学校)?/y, measure: 'expected' },
  { pattern: /已经?(?:报送|上报|报)(?:学校)?/y, measure: 'reported' },
  { pattern: /(?:接收)?举报(?:发现)?(?:的)?(?:欺凌)?(?:事件|案件)?数?/y, measure: 'incidentsReported' },
  { pattern: /(?:构成)?刑事(?:案件|犯罪)?数?/y, measure: 'incidentsCriminal' },
  { pattern: /(?:处理|处置|办结)了?(?:的)?(?:欺凌)?(?:事件|案件)?数?/y, measure: 'handledCount' },
  { pattern: /发生了?(?:的)?(?:中小学生|学生)?(?:校园)?(?:欺凌)?(?:事件|案件)?数?/y, measure: 'incidents' },
  { pattern: /(?:中小学生|学生|校园)*欺凌(?:事件|案件)数?|事件|案件/y, measure: 'incidents', weak: true },
];

const directions: readonly { readonly pattern: RegExp; readonly direction: Direction }[] = [
  { pattern: /增加|上升|增长|增多|多(?=\d)/y, direction: 'more' },
  { pattern: /减少|下降|降低|少(?=\d)/y, direction: 'less' },
  { pattern: /持平|相同/y, direction: 'same' },
];

/** Names of schools as they may stand in a text, folded; a name that two schools have leads to both. */
export type Names = ReadonlyMap<string, readonly string[]>;

/** Everything in a folded sentence that may be held against figures, in order, never overlapping. */
export function scanMarks(sentence: string, names: Names): readonly Mark[] {
  const longest = [...names.keys()].sort((a, b) => b.length - a.length);
  const marks: Mark[] = [];
  let at = headings.exec(sentence)?.[0].length ?? 0;
  while (at < sentence.length) {
    const mark = nameAt(sentence, at, longest, names) ?? wordAt(sentence, at) ?? numberAt(sentence, at);
    if (mark) marks.push(mark);
    at = mark ? mark.end : at + 1;
  }
  return marks;
}

function nameAt(sentence: string, at: number, longest: readonly string[], names: Names): Mark | undefined {
  const text = longest.find((name) => sentence.startsWith(name, at));
  return text === undefined
    ? undefined
    : { is: 'school', codes: names.get(text) ?? [], text, at, end: at + text.length };
}

function wordAt(sentence: string, at: number): Mark | undefined {
  for (const pattern of asides) {
    const text = matchAt(pattern, sentence, at)?.[0];
    if (text) return { is: 'aside', text, at, end: at + text.length };
  }
  for (const { pattern, when } of whens) {
    const found = matchAt(pattern, sentence, at);
    if (found) return { is: 'when', when: when(found), ...placed(found[0], at) };
  }
  for (const { pattern, measure, weak = false } of measures) {
    const found = matchAt(pattern, sentence, at);
    if (found) return { is: 'measure', measure, weak, ...placed(found[0], at) };
  }
  for (const { pattern, direction } of directions) {
    const found = matchAt(pattern, sentence, at);
    if (found) return { is: 'direction', direction, ...placed(found[0], at) };
  }
  return undefined;
}

function pair(name: PairName): When {
  return { is: 'pair', pair: name };
}

function placed(text: string, at: number): { readonly text: string; readonly at: number; readonly end: number } {
  return { text, at, end: at + text.length };
}

function matchAt(pattern: RegExp, sentence: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(sentence);
}
