import type { Window } from '../../../schemas/events.ts';
import type { Period } from '../../../schemas/periods.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { dueWords, hasPassed } from '../calendar.ts';
import { windowTitle } from '../master/times.ts';
import type { BulletinFigures, MonthFigures } from './bulletin-figures.ts';
import { changeSentence } from './change-sentence.ts';
import { dateTitle, hasData, monthTitle } from './words.ts';

/** What the sentences need besides the figures. */
export interface SentenceContext {
  /** The day of the draft in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly date: string;
  /** The instant of the draft, ISO. */
  readonly now: string;
  /** The month that is reported next, with its deadline. */
  readonly next: { readonly period: Period; readonly window: Window };
}

/** How many characters of names page one has room for in a list; all of them stand in the annex. */
const charactersOfNames = 40;

/** Page one, in exactly five sentences: who reported, zero reports, what changed, who is missing, what is asked. */
export function fiveSentences(figures: BulletinFigures, context: SentenceContext): readonly string[] {
  return [
    reportedSentence(figures),
    zeroSentence(figures),
    changeSentence(figures),
    missingSentence(figures, context.date),
    askingSentence(figures, context),
  ];
}

function reportedSentence({ from, totals: { months } }: BulletinFigures): string {
  const said = months.map((month) => {
    const title = month.period === from ? periodTitle(month.period) : monthTitle(month.period);
    if (!month.window) return `${title}${month.status === 'notStarted' ? '尚未开始报送' : '没有发放报表，无数据'}`;
    const late = month.late.length === 0 ? '' : `，其中逾期补报${month.late.length}校`;
    const open = month.status === 'open' ? '，尚未到截止时间' : '';
    return `${title}（统计区间${windowTitle(month.window)}）应报${month.expected}校，已报${month.reported}校${late}${open}`;
  });
  return `${said.join('；')}。`;
}

function zeroSentence({ totals: { months } }: BulletinFigures): string {
  const reported = months.filter((month) => month.reported > 0);
  if (reported.length === 0) return '没有已报学校，零报告无从统计。';
  const said = reported.map(({ period, zeroReports }) => `${monthTitle(period)}${zeroReports}校`).join('、');
  return `已报学校中，零报告（明确填报0件）${said}。`;
}

function missingSentence({ totals: { months }, schools }: BulletinFigures, date: string): string {
  const names = new Map(schools.map(({ code, name }) => [code, name]));
  const counted = months.filter(hasData);
  const complete = counted.filter((month) => month.status === 'ended' && month.reported === month.expected);
  if (complete.length === 2) return `截至${dateTitle(date)}，两个月的应报学校都已报送，没有未报学校。`;
  const said = counted.map((month) => `${monthTitle(month.period)}${missingWords(month, names)}`);
  return `截至${dateTitle(date)}，${said.join('；')}。`;
}

function missingWords({ status, missing, extended }: MonthFigures, names: ReadonlyMap<string, string>): string {
  if (status === 'open') return '尚未到截止时间，暂不统计未报学校';
  const more = extended.length === 0 ? '' : `获准延期${extended.length}校：${nameList(extended, names)}`;
  if (missing.length > 0)
    return [`未报${missing.length}校：${nameList(missing, names)}`, more].filter(Boolean).join('，');
  return more === '' ? '应报学校都已报送' : `没有逾期未报的学校，${more}`;
}

function nameList(codes: readonly string[], names: ReadonlyMap<string, string>): string {
  const [first = '', ...rest] = codes.map((code) => names.get(code) ?? code);
  const said = [first];
  for (const name of rest) {
    if ([...said, name].join('、').length > charactersOfNames) break;
    said.push(name);
  }
  return `${said.join('、')}${codes.length > said.length ? '等（名单见附件1）' : ''}`;
}

function askingSentence({ totals }: BulletinFigures, { next, now }: SentenceContext): string {
  const { months, backlog } = totals;
  const some = (of: (month: MonthFigures) => readonly string[]): boolean =>
    months.some((month) => of(month).length > 0);
  const due = hasPassed(next.window.due, now) ? '' : dueWords(next.window.due);
  const asked = [
    ...(some(({ missing }) => missing) ? ['未报学校抓紧补报'] : []),
    ...(some(({ late }) => late) ? ['逾期补报的学校以后按时报送'] : []),
    ...((backlog.sum ?? 0) > 0 ? ['有待处理事件的学校抓紧处理'] : []),
    due === '' ? '各学校继续按月按时报送' : `各学校于${due}前报送${monthTitle(next.period)}报表`,
    '没有发生的也要填0、不要留空',
  ];
  return `请${asked.join('，')}。`;
}
