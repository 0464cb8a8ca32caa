import type { BookTab } from '../../../schemas/book.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, type Drawn, text } from './drawn.ts';
import { listTab } from './list-tab.ts';
import type { MasterView } from './master-view.ts';
import { newestFirst } from './newest-first.ts';
import { minuteTitle } from './times.ts';

/** 催报记录: every letter and what came of it, newest first. */
export function lettersTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.reminders,
    lead: '系统发出的每一封邮件，最新的在前。同一件事对同一个人只发一次。',
    empty: '还没有发过邮件。',
    columns: [
      { title: '时间', width: 16, cell: ({ at }) => code(minuteTitle(at)) },
      { title: '收件人', width: 28, cell: ({ to }) => code(to) },
      { title: '主题', width: 44, cell: ({ subject }) => text(subject, 'wrapped') },
      { title: '结果', width: 18, cell: ({ state }) => outcome(state) },
      { title: '说明', width: 32, cell: ({ note }) => text(note, 'wrapped') },
      { title: '事项', width: 40, cell: ({ key }) => code(key) },
    ],
    items: newestFirst(view.letters),
    frozen: 2,
    asOf: minuteTitle(view.asOf),
  });
}

function outcome(state: string): Drawn {
  switch (state) {
    case 'sent':
      return text('√ 已发出', 'good');
    case 'claimed':
    case 'planned':
      return text('○ 待发出');
    case 'deferred':
      return text('△ 暂未送出，再试', 'warn');
    case 'refused':
      return text('▲ 被退回', 'bad');
    case 'withdrawn':
      return text('■ 不再需要，已撤', 'muted');
    default:
      return text(state);
  }
}
