import type { BookTab } from '../../../schemas/book.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import type { Question } from '../supervision/supervision-view.ts';
import { number, text } from './drawn.ts';
import { type Column, listTab } from './list-tab.ts';
import type { MasterView } from './master-view.ts';
import { opening, sourcesText } from './proposals-tab.ts';
import { minuteTitle } from './times.ts';

/** 对账: where the registers hold more than a school reported; nothing follows by itself. */
export function reconciliationTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.reconciliation,
    lead: '登记表和学校已报版本的数对不上的，请科室判断；系统不改任何数。报 0 件而有登记的，已经直接请学校核实（X-SIG），不列在这里。',
    empty: '登记表和报表没有对不上的。',
    columns,
    items: view.supervision?.questions ?? [],
    frozen: 2,
    asOf: minuteTitle(view.asOf),
  });
}

const kinds: Readonly<Record<Question['kind'], string>> = {
  moreRegistered: '登记多于报送',
  closedButOpen: '销号多于处理',
  training: '培训多于报送',
};

const columns: readonly Column<Question>[] = [
  { title: '学校编码', width: 12, cell: ({ school }) => text(school.code, 'code') },
  { title: '学校', width: 22, cell: ({ school }) => text(school.name) },
  { title: '报送月份', width: 12, cell: ({ period }) => text(periodTitle(period)) },
  {
    title: '对不上的',
    width: 16,
    cell: ({ kind }) => text(kinds[kind]),
  },
  { title: '登记', width: 8, cell: ({ registered }) => number(registered) },
  { title: '报表', width: 8, cell: ({ reported }) => number(reported) },
  { title: '请判断', width: 60, cell: ({ say }) => text(say, 'wrapped') },
  { title: '从哪里来', width: 32, cell: ({ sources }) => sourcesText(sources) },
  { title: '打开', width: 7, cell: ({ sources }) => opening(sources) },
  { title: '承办科室', width: 10, cell: ({ owner }) => text(owner) },
];
