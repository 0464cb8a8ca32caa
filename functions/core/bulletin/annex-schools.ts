import type { BulletinFigures, SchoolFigures, SchoolMonth } from './bulletin-figures.ts';
import { isExpected } from './school-month.ts';
import type { Annex, BulletinTable, TableCell, TableRow } from './table.ts';
import { backlogWords, monthTitle, reportWords } from './words.ts';

/**
 * 附件2: what S33 asks every school to be told of every other: who reported, what happened and was handled in both months
 * together, what is open. Neither month by month nor by what kind of case: that would point at one.
 */
export function schoolsAnnex(figures: BulletinFigures): Annex {
  return {
    label: '附件2',
    title: '各学校情况表',
    blocks: [
      {
        is: 'note',
        text: '注：1．学校按名册次序排列，不排名次；发生多少和工作好坏没有必然联系，如实报送的不应因此受责。2．发生、处理是两个月合计；只有一个月有数据的，下面注明是哪个月；两个月都没有数据的写“—”，不是0。3．待处理是历月累计发生减累计处理，有缺月的写“不详”。',
      },
      schoolsTable(figures),
    ],
  };
}

/** A school that was asked for a report in one of the two months. */
export function isAsked({ months }: SchoolFigures): boolean {
  return months.some(({ report }) => report !== 'notExpected');
}

function schoolsTable({ totals, schools }: BulletinFigures): BulletinTable {
  const [first, second] = totals.months;
  return {
    is: 'table',
    caption: '各学校报送和事件情况（件）',
    widths: [44, 16, 16, 16, 16, 16],
    head: [
      [
        { text: '学校' },
        { text: `${monthTitle(first.period)}报送` },
        { text: `${monthTitle(second.period)}报送` },
        { text: '发生' },
        { text: '处理' },
        { text: '待处理' },
      ],
    ],
    rows: [...schools.filter(isAsked).map(schoolRow), totalRow(totals)],
    cards: true,
  };
}

function schoolRow({ name, months, backlog }: SchoolFigures): TableRow {
  return {
    sort: 'item',
    cells: [
      { text: name },
      ...months.map(reportCell),
      bothCell(months, 'incidents'),
      bothCell(months, 'handledCount'),
      counted(backlogWords(backlog)),
    ],
  };
}

export function reportCell({ report }: SchoolMonth): TableCell {
  const text = reportWords[report];
  if (report === 'missing' || report === 'late') return { text, tone: 'alarm' };
  return report === 'onTime' ? { text } : { text, tone: 'quiet' };
}

/** A number as it is, a word in its place quietly. */
export function counted(text: string): TableCell {
  return /^\d+$/.test(text) ? { text } : { text, tone: 'quiet' };
}

/** Both months together; of one month alone, it says which. */
function bothCell(months: SchoolFigures['months'], key: 'incidents' | 'handledCount'): TableCell {
  const known = months.flatMap(({ period, counts }) => {
    const figure = counts[key];
    return figure.is === 'number' ? [{ period, value: figure.value }] : [];
  });
  const [only, other] = known;
  if (!only) return { text: '—', tone: 'quiet' };
  if (other) return { text: String(only.value + other.value) };
  const asked = months.filter(isExpected);
  return { text: String(only.value), ...(asked.length > 1 ? { under: `仅${monthTitle(only.period)}` } : {}) };
}

function totalRow({ months, incidents, handledCount, backlog }: BulletinFigures['totals']): TableRow {
  const sum = (number: number | null): TableCell =>
    number === null ? { text: '—', tone: 'quiet' } : { text: String(number) };
  return {
    sort: 'total',
    cells: [
      { text: '合计' },
      ...months.map(
        ({ reported, expected, window }): TableCell =>
          window ? { text: `${reported}/${expected}`, under: '已报/应报' } : { text: '—', tone: 'quiet' },
      ),
      sum(incidents.sum),
      sum(handledCount.sum),
      sum(backlog.sum),
    ],
  };
}
