import { dayTitle, periodTitle } from '../../../schemas/periods.ts';
import { masterTabs, tree } from '../../../schemas/tree.ts';
import { lateWords } from '../supervision/agenda.ts';
import { nameOf } from '../supervision/matter-lines.ts';
import type { MatterLine, Stage, SupervisionView } from '../supervision/supervision-view.ts';
import type { MasterView } from './master-view.ts';
import type { Todo, TodoGroup } from './todo-group.ts';

/** What registers ask of the section: what is overdue, what to decide, what does not agree, what is due soon. */
export function supervisionGroups({ supervision }: MasterView): readonly TodoGroup[] {
  const { lines = [], proposals = [], questions = [], heads = [] } = supervision ?? {};
  const of = (stage: Stage): readonly MatterLine[] => lines.filter((line) => line.stage === stage);
  return [
    {
      title: '超期的登记事项',
      hint: `请承办科室办，办完在区级设置那一行填日期；见《${masterTabs.matters}》`,
      sign: '▲',
      tone: 'bad',
      items: of('red').map((line) => todoOf(line, lateWords(line), heads)),
    },
    {
      title: '待定的督办提议',
      hint: `依据见《${masterTabs.proposals}》；列入还是不列入，都在区级设置《督办》加一行，抄上提议编号`,
      sign: '△',
      tone: 'warn',
      items: proposals
        .filter(({ settled }) => settled === undefined)
        .map(({ school, code, trigger, why }) => ({ school, say: `${code}　${trigger ?? '情形由科室定'}：${why}` })),
    },
    {
      title: '登记和报送对不上',
      hint: `请判断，见《${masterTabs.reconciliation}》`,
      sign: '●',
      tone: 'warn',
      items: questions.map(({ school, period, say }) => ({ school, say: `${periodTitle(period)}：${say}` })),
    },
    {
      title: '快到期的登记事项',
      hint: `提醒承办科室；见《${masterTabs.matters}》`,
      sign: '△',
      tone: 'accent',
      items: of('yellow').map((line) => todoOf(line, soonWords(line), heads)),
    },
  ];
}

function todoOf(line: MatterLine, when: string, heads: SupervisionView['heads']): Todo {
  const { matter, number, place } = line;
  const { register, school, owner, entry } = matter;
  const name = [register.name, number].filter((it) => it !== '').join(' ');
  const { head = '', phone = '' } = heads.findLast(({ section }) => section === owner) ?? {};
  return {
    ...(school ? { school } : {}),
    call: { name: head === '' ? owner : head, phone },
    name: nameOf(line),
    say: `${name}：${when}承办：${owner}。`,
    place,
    link: { to: 'file', path: tree.control, tab: register.name, a1: `A${entry.row + 1}` },
  };
}

function soonWords({ running }: MatterLine): string {
  return running ? `“${running.clock.title}”${dayTitle(running.due ?? '')} 到期。` : '';
}
