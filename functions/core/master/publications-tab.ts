import type { BookTab } from '../../../schemas/book.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, type Drawn, text } from './drawn.ts';
import { listTab } from './list-tab.ts';
import type { MasterView, PublicationView } from './master-view.ts';
import { minuteTitle } from './times.ts';

/** 公开记录: what stands on the public page and since when, what waits and why. */
export function publicationsTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.publications,
    lead: '公开页上有什么，从哪天起；没有上去的，还差什么。没有公开的内容，这里不写它的标题。',
    empty: '还没有公开的内容。',
    columns: [
      { title: '编号', width: 16, cell: ({ number }) => code(number) },
      { title: '类别', width: 14, cell: ({ kind }) => text(kind) },
      { title: '标题', width: 46, cell: ({ title }) => text(title, 'wrapped') },
      { title: '进展', width: 16, cell: progress },
      { title: '公开日期', width: 14, cell: ({ since }) => code(since) },
      { title: '撤下日期', width: 14, cell: ({ until }) => code(until) },
      {
        title: '说明',
        width: 60,
        cell: ({ note, problems = [] }) => text([note, ...problems].join('\n').trim(), 'wrapped'),
      },
    ],
    items: view.publications ?? [],
    frozen: 1,
    asOf: minuteTitle(view.asOf),
  });
}

function progress({ state, problems = [] }: PublicationView): Drawn {
  switch (state) {
    case 'public':
      return problems.length > 0 ? text('▲ 公开中，请看说明', 'bad') : text('√ 公开中', 'good');
    case 'withdrawn':
      return problems.length > 0 ? text('▲ 已撤下，请看说明', 'bad') : text('■ 已撤下', 'muted');
    case 'draft':
      return text('△ 待审核', 'warn');
    case 'waiting':
      return text('◎ 等着公开');
    case 'held':
      return text('▲ 没有公开', 'bad');
  }
}
