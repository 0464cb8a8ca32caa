import type { BulletinFigures, ChecklistFigures, ChecklistGroup, ChecklistItem } from './bulletin-figures.ts';
import type { AnnexText, BulletinTable, TableRow } from './table.ts';

/** The thirteen lines of 四个落实 by heading, and who is still without. */
export function checklistBlocks(figures: BulletinFigures): (BulletinTable | AnnexText)[] {
  const { checklist } = figures.totals;
  const caption = `三、“四个落实”情况（校，应报${checklist.expected}校，已报${checklist.schools}校）`;
  return [checklistTable(checklist, caption), ...withoutBlocks(figures)];
}

/** The lines and their headings, with how many schools have each. */
export function checklistTable({ groups }: ChecklistFigures, caption: string): BulletinTable {
  return {
    is: 'table',
    caption,
    widths: [26, 60, 14, 14, 14],
    head: [[{ text: '类别' }, { text: '项目' }, { text: '有' }, { text: '无' }, { text: '没有填清' }]],
    rows: groups.flatMap((group) => groupRows(group)),
    cards: false,
  };
}

function groupRows({ title, items, whole, lacking }: ChecklistGroup): TableRow[] {
  const rows = items.map(
    ({ title: item, yes, no, unclear }): TableRow => ({
      sort: 'item',
      cells: [
        { text: title },
        { text: item },
        { text: String(yes) },
        { text: String(no.length), ...(no.length > 0 ? { tone: 'alarm' } : {}) },
        { text: String(unclear.length) },
      ],
    }),
  );
  const total: TableRow = {
    sort: 'total',
    cells: [
      { text: title },
      { text: `${items.length}项全有 / 有一项以上是“无”` },
      { text: String(whole) },
      { text: String(lacking.length) },
      { text: '—' },
    ],
  };
  return items.length > 1 ? [...rows, total] : rows;
}

/** Named by what they lack: a list to work through, in the order of 学校名册. */
function withoutBlocks({ totals, schools }: BulletinFigures): AnnexText[] {
  const names = new Map(schools.map(({ code, name }) => [code, name]));
  const lacking = totals.checklist.groups.flatMap(({ items }) => items.filter(({ no }) => no.length > 0));
  const line = ({ title, no }: ChecklistItem): AnnexText => ({
    is: 'text',
    text: `${title}：${no.length}校没有，${no.map((code) => names.get(code) ?? code).join('、')}。`,
  });
  const lists: AnnexText[] =
    lacking.length > 0
      ? lacking.map(line)
      : [{ is: 'text', text: totals.checklist.schools > 0 ? '已报学校没有填“无”的。' : '没有已报学校。' }];
  return [
    {
      is: 'note',
      text: '注：按各学校本期最近一次已报的自查表；没有报的不作“无”计。',
    },
    { is: 'heading', text: '还没有落实的项目和学校' },
    ...lists,
  ];
}
