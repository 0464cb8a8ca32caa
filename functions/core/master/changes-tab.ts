import type { BookTab } from '../../../schemas/book.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { code, text } from './drawn.ts';
import { listTab } from './list-tab.ts';
import type { ChangeView, MasterView } from './master-view.ts';
import { newestFirst } from './newest-first.ts';
import { minuteTitle } from './times.ts';
import { blankTitle, formName } from './titles.ts';

/** 变更记录: every blank that was changed after a version was accepted, newest first. */
export function changesTab(view: MasterView): BookTab {
  const { forms } = view;
  return listTab({
    name: masterTabs.changes,
    lead: '已报送的报表后来改了什么，一栏一行，最新的在前。合计总是用最后一个已报版本；定稿以后改的等安全科决定，不计入。',
    empty: '还没有学校改动过已报送的数。',
    columns: [
      { title: '时间', width: 16, cell: ({ at }) => code(minuteTitle(at)) },
      { title: '学校编码', width: 12, cell: ({ school }) => code(school) },
      { title: '学校名称', width: 22, cell: ({ schoolName }) => text(schoolName) },
      { title: '报送月份', width: 9, cell: ({ period }) => code(period) },
      { title: '表', width: 8, cell: ({ form }) => text(formName(forms, form)) },
      { title: '栏目', width: 24, cell: ({ form, field }) => text(blankTitle(forms, form, field)) },
      { title: '单元格', width: 13, cell: ({ cell }) => code(cell) },
      { title: '原来', width: 28, cell: ({ from }) => text(from, 'wrapped') },
      { title: '改为', width: 28, cell: ({ to }) => text(to, 'wrapped') },
      {
        title: '版本',
        width: 16,
        cell: (change) => text(versionWords(change)),
      },
    ],
    items: newestFirst(view.changes),
    frozen: 3,
    asOf: minuteTitle(view.asOf),
  });
}

function versionWords({ fromVersion, toVersion, closed }: ChangeView): string {
  const from = fromVersion === 0 ? '没有报送过' : `第${fromVersion}版之后`;
  if (closed) return `${from}，定稿后改的，未采用`;
  return toVersion === 0 ? `${from}，未采用` : `第${fromVersion}版→第${toVersion}版`;
}
