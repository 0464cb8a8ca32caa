import type { BulletinFigures, Comparison, CountTotal, MonthFigures, TotalFigures } from './bulletin-figures.ts';
import { pairTitle } from './pair.ts';
import { directionWords, monthTitle, piecesWords, statusWords } from './words.ts';

/** What was counted, and what changed against the pair before: said only as far as the figures carry it. */
export function changeSentence({ totals }: BulletinFigures): string {
  const { incidents, incidentsReported, incidentsCriminal, handledCount } = totals;
  if (incidents.sum === null) return '没有学校填报发生件数，发生情况无数据，不作比较。';
  const parts = `其中接收举报发现${piecesWords(incidentsReported.sum)}、构成刑事案件${piecesWords(incidentsCriminal.sum)}`;
  const counted = `${whoCounted(totals)}${happened(totals)}，${parts}，处理${piecesWords(handledCount.sum)}`;
  return `${counted}；${changeWords(totals)}。`;
}

/** Schools that reported but left the number open are not counted, and the sentence says so. */
function whoCounted({ incidents, months }: TotalFigures): string {
  const all = incidents.months.every(({ schools }, index) => schools === months[index]?.reported);
  return all ? '已报学校' : '填清件数的学校';
}

function happened({ incidents, months }: TotalFigures): string {
  const counted = incidents.months.flatMap(({ sum }, index) => {
    const month = months[index];
    return sum === null || !month ? [] : [{ title: monthTitle(month.period), sum }];
  });
  const [only, other] = counted;
  if (only && !other) return `${only.title}共发生学生欺凌事件${only.sum}件`;
  return `两个月共发生学生欺凌事件${incidents.sum}件（${counted.map(({ title, sum }) => `${title}${sum}件`).join('、')}）`;
}

function changeWords({ incidents, months, before }: TotalFigures): string {
  const then = pairTitle(before);
  const { change } = incidents;
  if (change.is === 'compared') return comparedWords(change, then);
  switch (change.why) {
    case 'noDataBefore':
      return `${then}无数据，不作比较`;
    case 'monthMissingBefore':
      return `${then}数据不全（${lackingMonths(before.months)}），不作比较`;
    case 'monthMissingNow':
      return `本期数据不全（${lackingMonths(months)}），不与${then}比较`;
    case 'noSchoolInAll':
      return `没有两期各月都有数据的学校，不与${then}比较`;
  }
}

function comparedWords(change: Extract<Comparison, { is: 'compared' }>, then: string): string {
  const { all, schools, before, now, direction } = change;
  if (!all) return `按两期各月都有数据的${schools}校计，本期${now}件、${then}${before}件，${differenceWords(change)}`;
  return direction === 'same' ? `与${then}的${before}件持平` : `比${then}的${before}件${differenceWords(change)}`;
}

/** `减少3件`, `持平`. */
export function differenceWords({ change, direction }: Extract<CountTotal['change'], { is: 'compared' }>): string {
  return direction === 'same' ? directionWords.same : `${directionWords[direction]}${Math.abs(change)}件`;
}

function lackingMonths(months: readonly MonthFigures[]): string {
  return months
    .filter(({ status }) => status !== 'ended')
    .map(({ period, status }) => `${monthTitle(period)}${statusWords[status]}`)
    .join('、');
}
