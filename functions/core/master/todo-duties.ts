import type { DutyView, MasterView } from './master-view.ts';
import { deadlineTitle } from './times.ts';
import type { TodoGroup } from './todo-group.ts';
import { isReached } from './todo-letters.ts';

/** What is due once a year, 四个落实 and 年度总结: whom to call because it is overdue, or because mail reaches nobody. */
export function dutyGroups(view: MasterView): readonly TodoGroup[] {
  const duties = view.duties ?? [];
  const late = duties.filter(({ passed }) => passed);
  const unreached = duties.filter((duty) => !duty.passed && !isReached(view, duty.school));
  return [
    { title: '逾期未完成的其他事项', hint: '打电话', sign: '▲', tone: 'bad', items: late.map(todoOf) },
    {
      title: '其他事项没有邮箱可提醒',
      hint: '打电话提醒截止时间',
      sign: '○',
      tone: 'accent',
      items: unreached.map(todoOf),
    },
  ];
}

function todoOf({ school, title, due, state }: DutyView): TodoGroup['items'][number] {
  return { school, say: `${title}：${deadlineTitle(due)} 截止。${state}。` };
}
