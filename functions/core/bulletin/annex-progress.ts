import { isAsked } from './annex-schools.ts';
import {
  type BulletinFigures,
  educationKeys,
  type Figure,
  type SchoolFigures,
  type SchoolMonth,
} from './bulletin-figures.ts';
import type { BulletinTable, TableCell, TableRow } from './table.ts';
import { ticks } from './tick-groups.ts';

/** Each school against its own past, its checklist and its sessions: for the section alone. */
export function progressTable({ schools }: BulletinFigures): BulletinTable {
  return {
    is: 'table',
    caption: '各学校前后比较、“四个落实”和教育活动（两个月合计）',
    widths: [26, 9, 9, 10, 26, 10, 11, 10, 11, 10, 11, 12],
    head: [
      [
        { text: '学校', rows: 2 },
        { text: '发生（件）', columns: 3 },
        { text: '“四个落实”为无的', rows: 2 },
        { text: '教师培训', columns: 2 },
        { text: '学生教育', columns: 2 },
        { text: '家长讲座', columns: 2 },
        { text: '活动人次', rows: 2 },
      ],
      ['本期', '上期', '上年同期', '次', '人次', '次', '人次', '次', '人次'].map((text) => ({ text })),
    ],
    rows: schools.filter(isAsked).map(progressRow),
    cards: false,
  };
}

function progressRow({ name, months, before, lastYear, education, checklist }: SchoolFigures): TableRow {
  const happened = (of: readonly SchoolMonth[]): TableCell => sumCell(of.map(({ counts }) => counts.incidents));
  return {
    sort: 'item',
    cells: [
      { text: name },
      happened(months),
      happened(before),
      happened(lastYear),
      lackingCell(checklist),
      ...educationKeys.map((key) => sumCell(education.map((month) => month[key]))),
    ],
  };
}

/** Of the months with a number; without any there is none. */
function sumCell(figures: readonly Figure[]): TableCell {
  const numbers = figures.flatMap((figure) => (figure.is === 'number' ? [figure.value] : []));
  if (numbers.length === 0) return { text: '—', tone: 'quiet' };
  return { text: String(numbers.reduce((sum, number) => sum + number, 0)) };
}

function lackingCell(checklist: SchoolFigures['checklist']): TableCell {
  if (checklist.is === 'none') return { text: '没有已报', tone: 'quiet' };
  const lacking = ticks.filter(({ key }) => checklist.ticks[key]?.is === 'no');
  return lacking.length === 0
    ? { text: '没有', tone: 'quiet' }
    : { text: lacking.map(({ title }) => title).join('、'), tone: 'alarm' };
}
