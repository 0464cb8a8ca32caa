import type { Window } from '../../../schemas/events.ts';
import type { Period } from '../../../schemas/periods.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { dueWords, hasPassed } from '../calendar.ts';
import { windowTitle } from '../master/times.ts';
import type { BulletinFigures, MonthFigures } from './bulletin-figures.ts';
import { joined, plain, type Teller, type Told, told } from './told.ts';
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

/** How many characters of names the body has room for in a list; all of them stand in the annex. */
const charactersOfNames = 40;

/** Who was asked, who reported, who on time, month by month. */
export function reportedSentence(teller: Teller): Told {
  const { from, totals } = teller.figures;
  const said = totals.months.map((month, index) => {
    const title = month.period === from ? periodTitle(month.period) : monthTitle(month.period);
    if (!month.window)
      return plain(`${title}${month.status === 'notStarted' ? '尚未开始报送' : '没有发放报表，无数据'}`);
    const at = (key: string): Told => teller.number(`totals.months.${index}.${key}`);
    const late = month.late.length === 0 ? plain('') : told`，其中逾期补报${at('late.length')}校`;
    const rates =
      month.rates.reported === null || month.rates.onTime === null
        ? plain('')
        : told`，报送率${at('rates.reported')}%，按时率${at('rates.onTime')}%`;
    const open = month.status === 'open' ? '，尚未到截止时间' : '';
    return told`${title}（统计区间${windowTitle(month.window)}）应报${at('expected')}校，已报${at('reported')}校${late}${rates}${open}`;
  });
  return told`${joined(said, '；')}。`;
}

export function zeroSentence(teller: Teller): Told {
  const said = teller.figures.totals.months.flatMap((month, index) =>
    month.reported > 0
      ? [told`${monthTitle(month.period)}${teller.number(`totals.months.${index}.zeroReports`)}校`]
      : [],
  );
  if (said.length === 0) return plain('没有已报学校，零报告无从统计。');
  return told`已报学校中，零报告（明确填报0件）${joined(said, '、')}。`;
}

export function missingSentence(teller: Teller, date: string): Told {
  const { months } = teller.figures.totals;
  const complete = months.filter((month) => month.status === 'ended' && month.reported === month.expected);
  if (complete.length === 2) return plain(`截至${dateTitle(date)}，两个月的应报学校都已报送，没有未报学校。`);
  const said = months.flatMap((month, index) =>
    hasData(month) ? [told`${monthTitle(month.period)}${missingWords(teller, month, index)}`] : [],
  );
  if (said.length === 0) return plain(`截至${dateTitle(date)}，两个月都没有发放报表，没有可以统计的学校。`);
  return told`截至${dateTitle(date)}，${joined(said, '；')}。`;
}

function missingWords(teller: Teller, { status, missing, extended }: MonthFigures, index: number): Told {
  if (status === 'open') return plain('尚未到截止时间，暂不统计未报学校');
  const list = (title: string, key: string): Told => {
    const path = `totals.months.${index}.${key}`;
    return told`${title}${teller.number(`${path}.length`)}校：${teller.names(path, charactersOfNames, '等（名单见附件1）')}`;
  };
  const more = extended.length === 0 ? [] : [list('获准延期', 'extended')];
  if (missing.length > 0) return joined([list('未报', 'missing'), ...more], '，');
  return more.length === 0 ? plain('应报学校都已报送') : told`没有逾期未报的学校，${joined(more)}`;
}

/** What is still open, as far as it is known. */
export function backlogSentence(teller: Teller): Told {
  const { backlog } = teller.figures.totals;
  if (backlog.sum === null) return plain('期末待处理件数无数据。');
  const at = (key: string): Told => teller.number(`totals.backlog.${key}`);
  const rest = backlog.schools < backlog.expected ? '，其余学校不详' : '';
  return told`期末待处理${at('sum')}件，由应报${at('expected')}校中各月件数齐全的${at('schools')}校累计得出${rest}。`;
}

/** What is asked of whom; it names the next deadline, and only while it is ahead. */
export function askingSentence({ totals }: BulletinFigures, { next, now }: SentenceContext): Told {
  const { months, backlog, checklist } = totals;
  const some = (of: (month: MonthFigures) => readonly string[]): boolean =>
    months.some((month) => of(month).length > 0);
  const due = hasPassed(next.window.due, now) ? '' : dueWords(next.window.due);
  const asked = [
    ...(some(({ missing }) => missing) ? ['未报学校抓紧补报'] : []),
    ...(some(({ late }) => late) ? ['逾期补报的学校以后按时报送'] : []),
    ...((backlog.sum ?? 0) > 0 ? ['有待处理事件的学校抓紧处理'] : []),
    ...(checklist.groups.some(({ lacking }) => lacking.length > 0) ? ['“四个落实”还有“无”的学校抓紧落实'] : []),
    due === '' ? '各学校继续按月按时报送' : `各学校于${due}前报送${monthTitle(next.period)}报表`,
    '没有发生的也要填0、不要留空',
  ];
  return plain(`请${asked.join('，')}。`);
}
