import { periodTitle } from '../../../schemas/periods.ts';
import { joined, plain, type Told, told } from '../bulletin/told.ts';
import { dateTitle, monthTitle } from '../bulletin/words.ts';
import { type AnnualTeller, percentTold } from './tell.ts';

/** 一、基本情况: who was asked and who reported. */
export function reportingTold(teller: AnnualTeller): Told {
  const { reporting, schools } = teller.figures;
  const at = (key: string): Told => teller.number(`reporting.${key}`);
  const [first, last] = [reporting.months[0], reporting.months.at(-1)];
  if (!first || !last || schools.length === 0) return plain('本年度没有学校应报月报。');
  const months =
    first.period === last.period
      ? periodTitle(first.period)
      : `${periodTitle(first.period)}—${lastTitle(first.period, last.period)}`;
  const windows =
    first.window && last.window ? `（统计区间${dateTitle(first.window.from)}—${dateTitle(last.window.through)}）` : '';
  const open = reporting.months.some(({ status }) => status === 'open') ? '，其中有的月份还没有到截止时间' : '';
  const missing = reporting.missing === 0 ? plain('') : told`，没有报送的${at('missing')}校次`;
  return told`全区本年度应报学校${teller.number('schools.length')}校。自查表和月报表共发放${at('months.length')}个月：${months}${windows}，应报${at('expected')}校次，已报${at('reported')}校次，报送率${percentTold(teller, 'reporting.rates.reported', reporting.rates.reported)}，按时率${percentTold(teller, 'reporting.rates.onTime', reporting.rates.onTime)}${missing}${open}；每个月都报了的${at('always')}校。`;
}

function lastTitle(first: string, last: string): string {
  return first.slice(0, 4) === last.slice(0, 4) ? monthTitle(last) : periodTitle(last);
}

/** 六、四个落实和总结: the checklist and 年度总结. */
export function schoolParagraphs(teller: AnnualTeller): readonly Told[] {
  return [checklistTold(teller), summariesTold(teller)];
}

function checklistTold(teller: AnnualTeller): Told {
  const { checklist } = teller.figures;
  const path = 'checklist';
  if (checklist.schools === 0) return plain('本年度最后两个月没有已报的自查表，“四个落实”情况无数据。');
  const groups = checklist.groups.map(
    ({ title }, index) =>
      told`${title}${teller.number(`${path}.groups.${index}.items.length`)}项全有的${teller.number(`${path}.groups.${index}.whole`)}校`,
  );
  const at = (key: string): Told => teller.number(`${path}.${key}`);
  return told`“四个落实”按各学校本年度最后两个月最近一次已报的自查表计（应报${at('expected')}校，报过的${at('schools')}校）：${joined(groups, '、')}。`;
}

function summariesTold(teller: AnnualTeller): Told {
  const { summaries } = teller.figures;
  if (summaries === null) return plain('“报送事项”没有布置年度总结。');
  const at = (key: string): Told => teller.number(`summaries.${key}`);
  return told`年度总结应报${at('expected')}校（${dateTitle(summaries.due)}截止），填写无误、已经签字的${at('done')}校。`;
}
