import type { BulletinFigures } from '../bulletin/bulletin-figures.ts';
import { pairTitle } from '../bulletin/pair.ts';
import { ticks } from '../bulletin/tick-groups.ts';
import { monthTitle } from '../bulletin/words.ts';
import type { Disagreement } from './disagreement.ts';
import type { Span } from './facts.ts';
import type { ChecklistMeasure, Mark, Measure, NumberMark } from './marks.ts';
import { isOfChecklist } from './scope.ts';

/** What is wrong with a mark, and where in the sentence it stands. */
export type Said = Omit<Disagreement, 'where'> & { readonly at: number };

const titles: Readonly<Record<Exclude<Measure, ChecklistMeasure>, string>> = {
  expected: '应报',
  reported: '已报',
  onTime: '按时报送',
  late: '逾期补报',
  missing: '未报',
  extended: '获准延期',
  zeroReports: '零报告',
  reportedRate: '报送率',
  onTimeRate: '按时率',
  unclear: '没有按时报送',
  matched: '两期各月都有数据',
  listed: '报过自查表',
  listedBoth: '两期都报过自查表',
  corrected: '更正',
  moved: '报送情况变动',
  teachers: '教师专题培训',
  students: '学生主题教育',
  parents: '家长专题讲座',
  activity: '宣传教育活动',
  backlog: '待处理',
  incidents: '发生',
  incidentsReported: '接收举报发现',
  incidentsCriminal: '构成刑事案件',
  handledCount: '处理',
};

/** What a measure is called where something is wrong with it. */
export function measureTitle(measure: Measure): string {
  if (!isOfChecklist(measure)) return titles[measure];
  const [sort, of = ''] = measure.split('/');
  if (sort === 'whole') return `${of}全有`;
  if (sort === 'lacking') return `${of}有“无”`;
  return `${ticks.find(({ key }) => key === of)?.title ?? of}为${sort === 'with' ? '有' : '无'}`;
}

/** `9月`, `两个月`, `2018年7—8月`. */
export function spanTitle(span: Span, { totals }: BulletinFigures): string {
  if (span.is === 'month') return monthTitle(span.period);
  if (span.is === 'corrected') return `${pairTitle(span.correction)}的通报发出以后`;
  return span.pair === 'now' ? '两个月' : pairTitle(totals[span.pair]);
}

const units: Readonly<Record<NumberMark['unit'], string>> = {
  school: '校',
  piece: '件',
  percent: '%',
  times: '次',
  people: '人次',
  item: '项',
  other: '',
  none: '',
};

export function differs(mark: NumberMark, measure: Measure, when: string, value: number | undefined): Said {
  const shown = value === undefined ? '没有数据' : `是${Math.round(value * 100) / 100}${units[mark.unit]}`;
  return wrong(mark, `与数据不符：${when}${measureTitle(measure)}${shown}。`);
}

export function wrong({ text: found, at }: Mark, message: string): Said {
  return { sort: 'wrong', found, message, at };
}

export function unproved({ text: found, at }: Mark, message: string): Said {
  return { sort: 'unproved', found, message, at };
}

export function note({ text: found, at }: Mark, message: string): Said {
  return { sort: 'note', found, message, at };
}
