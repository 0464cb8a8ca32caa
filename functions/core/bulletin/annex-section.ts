import { windowTitle } from '../master/times.ts';
import { correctionBlocks } from './annex-corrections.ts';
import { progressTable } from './annex-progress.ts';
import { counted, isAsked, reportCell } from './annex-schools.ts';
import {
  type BulletinFigures,
  type CountKey,
  countKeys,
  type MonthFigures,
  type SchoolFigures,
  type SchoolMonth,
  type Sum,
} from './bulletin-figures.ts';
import { isForSchools } from './correction-words.ts';
import type { Annex, AnnexText, BulletinTable, HeadCell, TableCell, TableRow } from './table.ts';
import { backlogWords, figureWords, hasData, monthTitle, shortCountTitles, statusWords } from './words.ts';

const caution =
  '本附件仅供安全科内部核对，不随通报发给学校：各校分月的件数、举报和刑事案件数是小数目，可以推知个案，不得外传。';

/** 附件3: everything by school, for the section alone; in the order of 学校名册, with totals and what they cover. */
export function sectionAnnex(figures: BulletinFigures): Annex {
  return {
    label: '附件3',
    title: '各学校分月统计表',
    blocks: [
      { is: 'caution', text: caution },
      ...notes(figures),
      schoolsTable(figures),
      progressTable(figures),
      ...correctionBlocks(figures, (correction) => !isForSchools(correction)),
    ],
  };
}

function schoolsTable(figures: BulletinFigures): BulletinTable {
  const { totals, schools } = figures;
  const asked = schools.filter(isAsked);
  return {
    is: 'table',
    caption: '各学校两个月的报送和事件情况（件）',
    widths: [30, 12, 9, 9, 9, 9, 12, 9, 9, 9, 9, 11],
    head: [
      [{ text: '学校', rows: 2 }, ...totals.months.map(monthHead), { text: '待处理', rows: 2 }],
      totals.months.flatMap(() => [{ text: '报送' }, ...countKeys.map((key) => ({ text: shortCountTitles[key] }))]),
    ],
    rows: [
      ...asked.map(schoolRow),
      totalRow(totals),
      coverRow('有数据的学校', totals, 'schools'),
      coverRow('应报学校', totals, 'expected'),
    ],
    cards: true,
  };
}

function monthHead({ period, status, window }: MonthFigures): HeadCell {
  const why = statusWords[status];
  const under = [window ? windowTitle(window) : '', why].filter((it) => it !== '').join('，');
  return { text: monthTitle(period), columns: 1 + countKeys.length, ...(under === '' ? {} : { under }) };
}

function schoolRow({ name, months, backlog }: SchoolFigures): TableRow {
  return {
    sort: 'item',
    cells: [{ text: name }, ...months.flatMap(monthCells), counted(backlogWords(backlog))],
  };
}

function monthCells(month: SchoolMonth): TableCell[] {
  return [reportCell(month), ...countKeys.map((key) => counted(figureWords(month.counts[key])))];
}

const quiet = { tone: 'quiet' } as const;

type Totals = BulletinFigures['totals'];

function totalRow(totals: Totals): TableRow {
  return {
    sort: 'total',
    cells: [
      { text: '合计' },
      ...totals.months.flatMap((_, index) => [
        { text: '' },
        ...countKeys.map((key) => sumCell(sumAt(totals, key, index))),
      ]),
      sumCell(totals.backlog),
    ],
  };
}

/** What a total covers, in two rows: schools with a number, and schools that were expected. */
function coverRow(title: string, totals: Totals, of: keyof Pick<Sum, 'schools' | 'expected'>): TableRow {
  const number = (sum: Sum | undefined): TableCell => ({ text: sum && sum.expected > 0 ? String(sum[of]) : '—' });
  return {
    sort: 'cover',
    cells: [
      { text: title },
      ...totals.months.flatMap((month, index) => [
        { text: hasData(month) ? String(of === 'schools' ? month.reported : month.expected) : '—' },
        ...countKeys.map((key) => number(sumAt(totals, key, index))),
      ]),
      number(totals.backlog),
    ],
  };
}

function sumAt(totals: Totals, key: CountKey, index: number): Sum | undefined {
  return totals[key].months[index];
}

function sumCell(sum: Sum | undefined): TableCell {
  return sum?.sum === null || sum === undefined ? { text: '—', ...quiet } : { text: String(sum.sum) };
}

function notes({ schools }: BulletinFigures): AnnexText[] {
  const since = schools.flatMap(({ backlog }) => (backlog.is === 'known' ? [backlog.since] : [])).sort()[0];
  const start = since === undefined ? '' : `自${since.slice(0, 4)}年${monthTitle(since)}（后启用的学校自启用月份）起`;
  return [
    {
      is: 'note',
      text: '注：1．学校按名册次序排列，不排名次。2．“—”是没有数据（未报、未到期、未开始、未发放或不要求报送），不是0；“空”是已报但这一栏没有填，“不适用”“不清”照填报情况写。3．补报是逾期以后报的；举报、刑事是发生数的其中数，可以重叠。',
    },
    {
      is: 'note',
      text: `4．待处理是${start}累计发生减累计处理；有一个月没有数据的，或者处理的比发生的多（以前留下多少不知道）的，写“不详”。5．合计只加有数据的学校。`,
    },
  ];
}
