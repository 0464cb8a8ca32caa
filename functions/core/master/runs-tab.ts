import type { BookTab } from '../../../schemas/book.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, text } from './drawn.ts';
import { listTab } from './list-tab.ts';
import type { MasterView } from './master-view.ts';
import { newestFirst } from './newest-first.ts';
import { minuteTitle } from './times.ts';

const jobTitles: Readonly<Record<string, string>> = {
  'hand-out': '发表',
  validate: '校验',
  consolidate: '汇总',
  remind: '催报',
  bulletin: '通报',
  'take-in': '收件',
};

/** 运行日志: the runs that did something, newest first. */
export function runsTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.runs,
    lead: '只列做了事的运行，最新的在前；什么都没变的运行不留记录。',
    empty: '还没有记录。',
    columns: [
      { title: '时间', width: 16, cell: ({ at }) => code(minuteTitle(at)) },
      { title: '任务', width: 28, cell: ({ job }) => text(jobTitles[job] ?? job) },
      { title: '报送月份', width: 10, cell: ({ period }) => code(period) },
      { title: '做了什么', width: 100, cell: ({ summary }) => text(summary, 'wrapped') },
    ],
    items: newestFirst(view.runs),
    frozen: 1,
    asOf: minuteTitle(view.asOf),
  });
}
