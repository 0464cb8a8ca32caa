import { periodTitle } from '../../../schemas/periods.ts';
import { dueWords } from '../calendar.ts';
import { windowTitle } from '../master/times.ts';
import { hasLastYear } from './annex-spans.ts';
import type { BulletinFigures, MonthFigures } from './bulletin-figures.ts';
import type { BulletinTable, TableCell, TableRow } from './table.ts';
import { hasData, statusWords } from './words.ts';

/** Who reported, month by month: of this pair, of the one before, and of last year's where it has any. */
export function reportingTable({ totals }: BulletinFigures): BulletinTable {
  const months = [...(hasLastYear(totals) ? totals.lastYear.months : []), ...totals.before.months, ...totals.months];
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
    widths: [52, ...months.map(() => (months.length > 4 ? 62 : 87))],
    head: [[{ text: '项目' }, ...months.map(monthHead)]],
    rows: [
      row('统计区间', ({ window }) => (window ? windowTitle(window) : '')),
      row('截止时间', ({ window }) => (window ? dueWords(window.due) : '')),
      row('应报', ({ expected }) => String(expected)),
      row('已报', ({ reported }) => String(reported)),
      row('其中零报告', ({ zeroReports }) => String(zeroReports)),
      row('其中按时', ({ onTime }) => String(onTime)),
      row('其中补报', ({ late }) => String(late.length)),
      row('逾期未报', ({ missing, status }) => (status === 'ended' ? String(missing.length) : '未到期')),
      row('获准延期', ({ extended }) => String(extended.length)),
      row('报送率', ({ rates }) => rateWords(rates.reported)),
      row('按时率', ({ rates }) => rateWords(rates.onTime)),
    ],
    cards: false,
  };
}

function rateWords(rate: number | null): string {
  return rate === null ? '未到期' : `${rate}%`;
}

function monthHead(month: MonthFigures) {
  const why = statusWords[month.status];
  return { text: periodTitle(month.period), ...(why === '' ? {} : { under: why }) };
}
