import { periodTitle } from '../../../schemas/periods.ts';
import { dueWords } from '../calendar.ts';
import { windowTitle } from '../master/times.ts';
import { type BulletinFigures, type CountKey, countKeys, type MonthFigures, type Sum } from './bulletin-figures.ts';
import { differenceWords } from './change-sentence.ts';
import { pairTitle } from './pair.ts';
import type { Annex, AnnexText, BulletinTable, TableCell, TableRow } from './table.ts';
import { countTitles, hasData, monthTitle, statusWords } from './words.ts';

/** 附件1: who reported in the four months, the four counts against the pair before, and the lists of names. */
export function districtAnnex(figures: BulletinFigures): Annex {
  return {
    label: '附件1',
    title: '全区统计表',
    blocks: [reportingTable(figures), countsTable(figures), ...countNotes(figures), ...nameLists(figures)],
  };
}

function reportingTable({ totals }: BulletinFigures): BulletinTable {
  const months = [...totals.before.months, ...totals.months];
  const row = (title: string, of: (month: MonthFigures) => string): TableRow => ({
    sort: 'item',
    cells: [
      { text: title },
      ...months.map((month): TableCell => (hasData(month) ? { text: of(month) } : { text: '—', tone: 'quiet' })),
    ],
  });
  return {
    is: 'table',
    caption: '一、报送情况（校）',
    widths: [52, 87, 87, 87, 87],
    head: [[{ text: '项目' }, ...months.map(monthHead)]],
    rows: [
      row('统计区间', ({ window }) => (window ? windowTitle(window) : '')),
      row('截止时间', ({ window }) => (window ? dueWords(window.due) : '')),
      row('应报', ({ expected }) => String(expected)),
      row('已报', ({ reported }) => String(reported)),
      row('其中零报告', ({ zeroReports }) => String(zeroReports)),
      row('其中补报', ({ late }) => String(late.length)),
      row('逾期未报', ({ missing, status }) => (status === 'ended' ? String(missing.length) : '未到期')),
      row('获准延期', ({ extended }) => String(extended.length)),
    ],
    cards: false,
  };
}

function monthHead(month: MonthFigures) {
  const why = statusWords[month.status];
  return { text: periodTitle(month.period), ...(why === '' ? {} : { under: why }) };
}

function countsTable({ from, through, totals }: BulletinFigures): BulletinTable {
  const before = pairTitle(totals.before);
  return {
    is: 'table',
    caption: '二、事件情况及与上期比较（件）',
    widths: [26, 11, 11, 19, 19, 24],
    head: [
      [
        { text: '项目' },
        { text: monthTitle(from) },
        { text: monthTitle(through) },
        { text: '两个月' },
        { text: '上期', under: before },
        { text: '可比增减', under: '两期都有数据的学校' },
      ],
    ],
    rows: countKeys.map((key) => ({ sort: 'item', cells: countCells(key, totals) })),
    cards: false,
  };
}

function countCells(key: CountKey, totals: BulletinFigures['totals']): TableCell[] {
  const { sum, months, before, change } = totals[key];
  return [
    { text: countTitles[key] },
    ...months.map(sumCell),
    totalCell(sum, months),
    totalCell(before.sum, before.months),
    change.is === 'compared'
      ? { text: differenceWords(change), under: `${change.schools}校：${change.before}→${change.now}` }
      : { text: '不作比较', tone: 'quiet' },
  ];
}

function sumCell({ sum, schools, expected }: Sum): TableCell {
  return sum === null ? { text: '无数据', tone: 'quiet' } : { text: String(sum), under: `${schools}/${expected}` };
}

function totalCell(sum: number | null, months: readonly Sum[]): TableCell {
  if (sum === null) return { text: '无数据', tone: 'quiet' };
  return {
    text: String(sum),
    under: `${months.map(({ schools, expected }) => `${schools}/${expected}`).join('、')}`,
  };
}

function countNotes({ totals: { backlog } }: BulletinFigures): AnnexText[] {
  const open =
    backlog.sum === null
      ? '期末待处理件数无数据。'
      : `期末待处理${backlog.sum}件（${backlog.schools}/${backlog.expected}校算得出，其余学校不详）。`;
  const whole = backlog.sum !== null && backlog.schools === backlog.expected;
  return [
    { is: 'text', text: whole ? `期末待处理${backlog.sum}件（${backlog.schools}/${backlog.expected}校）。` : open },
    {
      is: 'note',
      text: '注：各数下面是覆盖，即填清这一项的学校/应报学校，两个月的按月分列。只计已报版本。接收举报发现、构成刑事案件都是发生数的其中数，可以重叠，不能相加。可比增减只计两期四个月都有数据的学校。',
    },
  ];
}

function nameLists({ totals, schools }: BulletinFigures): AnnexText[] {
  const names = new Map(schools.map(({ code, name }) => [code, name]));
  const list = (title: string, of: (month: MonthFigures) => readonly string[]): AnnexText[] =>
    totals.months
      .filter((month) => of(month).length > 0)
      .map((month) => ({
        is: 'text',
        text: `${monthTitle(month.period)}${title}${of(month).length}校：${of(month)
          .map((code) => names.get(code) ?? code)
          .join('、')}。`,
      }));
  const lists = [
    ...list('逾期未报', ({ missing }) => missing),
    ...list('获准延期', ({ extended }) => extended),
    ...list('逾期补报', ({ late }) => late),
  ];
  const none: AnnexText = { is: 'text', text: '没有逾期未报、获准延期和逾期补报的学校。' };
  return [{ is: 'heading', text: '三、名单' }, ...(lists.length === 0 ? [none] : lists)];
}
