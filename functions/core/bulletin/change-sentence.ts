import type { Comparison, MonthFigures, PairMonths, TotalFigures } from './bulletin-figures.ts';
import { mayTellParts } from './few-schools.ts';
import { pairTitle } from './pair.ts';
import { joined, plain, type Teller, type Told, told } from './told.ts';
import { directionWords, monthTitle, statusWords } from './words.ts';

/** What was counted, and what changed against the pair before and last year: only as far as the figures carry it. */
export function changeSentence(teller: Teller): Told {
  const { totals } = teller.figures;
  if (totals.incidents.sum === null) return plain('没有学校填报发生件数，发生情况无数据，不作比较。');
  const parts = mayTellParts(totals.incidents)
    ? told`其中接收举报发现${teller.pieces('totals.incidentsReported.sum')}、构成刑事案件${teller.pieces('totals.incidentsCriminal.sum')}`
    : plain('其中数因涉及的学校少，不单列');
  const counted = told`${whoCounted(totals)}${happened(teller)}，${parts}，处理${teller.pieces('totals.handledCount.sum')}`;
  const { before, lastYear } = totals;
  return told`${counted}；${changeWords(teller, 'change', before, pairTitle(before))}；${changeWords(teller, 'changeLastYear', lastYear, `上年同期（${pairTitle(lastYear)}）`)}。`;
}

/** Schools that reported but left the number open are not counted, and the sentence says so. */
function whoCounted({ incidents, months }: TotalFigures): string {
  const all = incidents.months.every(({ schools }, index) => schools === months[index]?.reported);
  return all ? '已报学校' : '填清件数的学校';
}

function happened(teller: Teller): Told {
  const { incidents, months } = teller.figures.totals;
  const counted = incidents.months.flatMap(({ sum }, index) => {
    const month = months[index];
    if (sum === null || !month) return [];
    return [{ title: monthTitle(month.period), pieces: teller.pieces(`totals.incidents.months.${index}.sum`) }];
  });
  const [only, other] = counted;
  if (only && !other) return told`${only.title}共发生学生欺凌事件${only.pieces}`;
  const each = counted.map(({ title, pieces }) => told`${title}${pieces}`);
  return told`两个月共发生学生欺凌事件${teller.pieces('totals.incidents.sum')}（${joined(each, '、')}）`;
}

function changeWords(teller: Teller, key: 'change' | 'changeLastYear', then: PairMonths, title: string): Told {
  const { incidents, months } = teller.figures.totals;
  const change = incidents[key];
  if (change.is === 'compared') return comparedWords(teller, `totals.incidents.${key}`, change, title);
  switch (change.why) {
    case 'noDataBefore':
      return plain(`${title}无数据，不作比较`);
    case 'monthMissingBefore':
      return plain(`${title}数据不全（${lackingMonths(then.months)}），不作比较`);
    case 'monthMissingNow':
      return plain(`本期数据不全（${lackingMonths(months)}），不与${title}比较`);
    case 'noSchoolInAll':
      return plain(`没有两期各月都有数据的学校，不与${title}比较`);
  }
}

type Compared = Extract<Comparison, { is: 'compared' }>;

function comparedWords(teller: Teller, path: string, change: Compared, title: string): Told {
  const pieces = (key: string): Told => teller.pieces(`${path}.${key}`);
  const difference = differenceTold(teller, path, change, '件');
  if (!change.all)
    return told`按两期各月都有数据的${teller.number(`${path}.schools`)}校计，本期${pieces('now')}、${title}${pieces('before')}，${difference}`;
  return change.direction === 'same'
    ? told`与${title}的${pieces('before')}持平`
    : told`比${title}的${pieces('before')}${difference}`;
}

/** `减少3件`, `持平`. */
export function differenceTold(teller: Teller, path: string, { direction }: Compared, unit: string): Told {
  if (direction === 'same') return plain(directionWords.same);
  return told`${directionWords[direction]}${teller.number(`${path}.change`, (value) => String(Math.abs(value)))}${unit}`;
}

/** The same where a table says it. */
export function differenceWords({ change, direction }: Compared, unit: string): string {
  return direction === 'same' ? directionWords.same : `${directionWords[direction]}${Math.abs(change)}${unit}`;
}

function lackingMonths(months: readonly MonthFigures[]): string {
  return months
    .filter(({ status }) => status !== 'ended')
    .map(({ period, status }) => `${monthTitle(period)}${statusWords[status]}`)
    .join('、');
}
