import type { BookTab } from '../../../schemas/book.ts';
import { masterTabs, tree } from '../../../schemas/tree.ts';
import type { MatterLine } from '../supervision/supervision-view.ts';
import { code, type Drawn, fileLink, text } from './drawn.ts';
import { type Column, listTab } from './list-tab.ts';
import type { MasterView } from './master-view.ts';
import { stageConditions, stageWords } from './matters-marks.ts';
import { minuteTitle } from './times.ts';

/** 登记办理: every row of the registers that has something to be done by a day, worst first. */
export function mattersTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.matters,
    lead: '区级设置各登记表里要按期办的事，一件一行，超期的在前。各科室筛选“承办科室”看自己的。工作日算到“数据截至”那天；办完一步，在区级设置那一行填日期。摘要等文字不搬到这里，点“在哪”去看。',
    empty: '登记表里还没有要办的事。',
    columns,
    items: view.supervision?.lines ?? [],
    frozen: 3,
    asOf: minuteTitle(view.asOf),
  });
}

const columns: readonly Column<MatterLine>[] = [
  { title: '登记表', width: 13, cell: ({ matter }) => text(matter.register.name) },
  { title: '编号', width: 15, cell: ({ number }) => code(number) },
  { title: '学校', width: 21, cell: ({ matter }) => text(matter.school?.name ?? '') },
  { title: '承办科室', width: 10, cell: ({ matter }) => text(matter.owner) },
  { title: '情形／类别', width: 30, cell: ({ codes }) => text(codes, 'wrapped') },
  { title: '开始', width: 12, cell: ({ began }) => day(began) },
  { title: '环节', width: 10, cell: ({ running }) => text(running?.clock.title ?? '') },
  { title: '到期', width: 12, cell: ({ running }) => day(running?.due) },
  { title: '灯', width: 16, cell: ({ stage }) => text(stageWords(stage)), conditions: stageConditions },
  { title: '还剩／超过（工作日）', width: 12, cell: (line) => text(timeWords(line)) },
  { title: '办结日期', width: 12, cell: ({ endedOn }) => day(endedOn) },
  {
    title: '历时（工作日）',
    width: 9,
    cell: ({ took }) => (took === undefined ? text('') : { value: took, style: 'number' }),
  },
  { title: '在哪', width: 16, cell: ({ place }) => fileLink(place, tree.control, place) },
];

function day(date: string | undefined): Drawn {
  return date === undefined ? text('') : { value: { date }, style: 'date' };
}

/** `还剩 3`, `超过 2`; a weekend after the last day is late, though no working day has passed. */
function timeWords({ left, over }: MatterLine): string {
  if (over !== undefined) return over > 0 ? `超过 ${over}` : '超过不到 1';
  if (left === undefined) return '';
  return left > 0 ? `还剩 ${left}` : '最后一天';
}
