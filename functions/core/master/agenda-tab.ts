import type { BookTab } from '../../../schemas/book.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { type AgendaItem, agendaOf } from '../supervision/agenda.ts';
import { number, text } from './drawn.ts';
import { type Column, listTab } from './list-tab.ts';
import type { MasterView } from './master-view.ts';
import { sourcesText } from './proposals-tab.ts';
import { minuteTitle } from './times.ts';

/** 会议议题: the list to print for a meeting, section by section, with room to write (S7). */
export function agendaTab(view: MasterView): BookTab {
  const items = view.supervision ? agendaOf(view.supervision) : [];
  return listTab({
    name: masterTabs.agenda,
    lead: '超期的、要决定是否督办的、对不上的，按承办科室排，打印出来开会用；“会议意见”手写。登记表里的摘要不印在这里。',
    empty: '现在没有要上会的事。',
    columns,
    items: items.map((item, index) => ({ ...item, turn: index + 1 })),
    frozen: 2,
    leastHeight: 36,
    asOf: minuteTitle(view.asOf),
  });
}

const columns: readonly Column<AgendaItem & { readonly turn: number }>[] = [
  { title: '序号', width: 7, cell: ({ turn }) => number(turn) },
  { title: '承办科室', width: 10, cell: ({ owner }) => text(owner) },
  { title: '类别', width: 10, cell: ({ kind }) => text(kind) },
  { title: '学校', width: 22, cell: ({ school }) => text(school) },
  { title: '议题', width: 60, cell: ({ say }) => text(say, 'wrapped') },
  { title: '在哪', width: 30, cell: ({ sources }) => sourcesText(sources) },
  { title: '会议意见', width: 34, cell: () => text('') },
];
