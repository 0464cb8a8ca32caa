import { isYearly } from '../bulletin/paper.ts';
import { bulletinMonths } from './bulletins-tab.ts';
import type { BulletinView } from './master-view.ts';
import type { Todo, TodoGroup } from './todo-group.ts';

/** What a section has to do about its bulletins: what stops one, what waits to be approved, who could not be sent it. */
export function bulletinGroups(bulletins: readonly BulletinView[]): readonly TodoGroup[] {
  const stopped = bulletins.filter(({ problems = [] }) => problems.length > 0);
  const waiting = bulletins.filter(({ state, problems = [] }) => state === 'drafted' && problems.length === 0);
  return [
    {
      title: '通报发不出去',
      hint: '照下面改区级设置《通报审签》，或改草稿的文字；改好以后下次运行就发',
      sign: '▲',
      tone: 'bad',
      items: stopped.flatMap((bulletin) =>
        (bulletin.problems ?? []).map((problem) => todo(bulletin, `${titleOf(bulletin)}：${problem}`)),
      ),
    },
    {
      title: '通报草稿待审签',
      hint: '看过草稿，在区级设置《通报审签》登记',
      sign: '△',
      tone: 'warn',
      items: waiting.map((bulletin) => todo(bulletin, [titleOf(bulletin), ...firstLine(bulletin)].join('，'))),
    },
    {
      title: '通报没有邮箱可发',
      hint: '请把 通报.docx 发到学校群，或打印送去，再在区级设置《学校名册》补上邮箱',
      sign: '○',
      tone: 'accent',
      items: bulletins
        .filter(({ unreached = [] }) => unreached.length > 0)
        .map((bulletin) => todo(bulletin, `${titleOf(bulletin)}：${(bulletin.unreached ?? []).join('、')}`)),
    },
  ];
}

function titleOf(bulletin: BulletinView): string {
  return isYearly(bulletin) ? bulletinMonths(bulletin) : `${bulletinMonths(bulletin)}通报`;
}

function firstLine({ note }: BulletinView): readonly string[] {
  const [first = ''] = note.split('\n');
  return first === '' ? [] : [first];
}

function todo({ path }: BulletinView, say: string): Todo {
  return { say, ...(path === '' ? {} : { link: { to: 'file', path } as const }) };
}
