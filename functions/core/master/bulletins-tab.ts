import type { BookTab } from '../../../schemas/book.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { isYearly, paperTitle } from '../bulletin/paper.ts';
import { code, type Drawn, fileLink, text } from './drawn.ts';
import { listTab } from './list-tab.ts';
import type { BulletinView, MasterView } from './master-view.ts';
import { newestFirst } from './newest-first.ts';
import { minuteTitle } from './times.ts';

/** 通报记录: each bulletin and how far it has come, newest first. */
export function bulletinsTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.bulletins,
    lead: '每两个月一期，9月底加一份督导评估报告。草稿由数据生成，人审签以后才发出；发出后数据定稿，不再变动。',
    empty: '还没有通报。',
    columns: [
      { title: '时间', width: 16, cell: ({ at }) => code(minuteTitle(at)) },
      { title: '通报的月份', width: 26, cell: (bulletin) => text(bulletinMonths(bulletin)) },
      { title: '进展', width: 16, cell: progress },
      { title: '文号', width: 20, cell: ({ number }) => code(number) },
      { title: '文件', width: 46, cell: ({ path }) => fileLink(path, path) },
      { title: '说明', width: 50, cell: (bulletin) => text(noteOf(bulletin), 'wrapped') },
    ],
    items: newestFirst(view.bulletins),
    frozen: 2,
    asOf: minuteTitle(view.asOf),
  });
}

/** `2018年9月—2018年10月`; of the report of a year `2018年度督导评估报告`. */
export function bulletinMonths({ from, through }: Pick<BulletinView, 'from' | 'through'>): string {
  if (isYearly({ from, through })) return paperTitle({ from, through });
  return from === through ? periodTitle(from) : `${periodTitle(from)}—${periodTitle(through)}`;
}

function noteOf({ note, problems = [], unreached = [] }: BulletinView): string {
  const wrong = problems.length === 0 ? [] : ['要改的：', ...problems];
  const alone = unreached.length === 0 ? [] : [`没有邮箱可发：${unreached.join('、')}`];
  return [note, ...wrong, ...alone].join('\n');
}

function progress({ state, problems = [] }: BulletinView): Drawn {
  switch (state) {
    case 'drafted':
      return problems.length > 0 ? text('▲ 发不出去', 'bad') : text('△ 草稿待审签', 'warn');
    case 'approved':
      return text('◎ 已审签');
    case 'issued':
      return text('√ 已发出', 'good');
    case 'frozen':
      return text('■ 已定稿', 'muted');
  }
}
