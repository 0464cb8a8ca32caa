import type { BookTab, Condition } from '../../../schemas/book.ts';
import type { Area } from '../../../schemas/layout.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import type { EvidenceSource, Proposal } from '../supervision/supervision-view.ts';
import { code, type Drawn, fileLink, text } from './drawn.ts';
import { type Column, listTab } from './list-tab.ts';
import type { MasterView } from './master-view.ts';
import { minuteTitle } from './times.ts';

/** 督办提议: cases that the data propose (S36), each with its evidence and with what people decided. */
export function proposalsTab(view: MasterView): BookTab {
  return listTab({
    name: masterTabs.proposals,
    lead: '系统按报表和登记表的数提出、请科室决定的事，没有决定的在前。列入的，在区级设置《督办》加一行，“提议编号”照抄；不列入的也加一行，“是否督办”填“不督办”。抄了编号，下次运行就不再提。',
    empty: '没有要考虑列入督办的事。',
    columns,
    items: view.supervision?.proposals ?? [],
    frozen: 2,
    asOf: minuteTitle(view.asOf),
  });
}

const columns: readonly Column<Proposal>[] = [
  { title: '提议编号', width: 13, cell: (proposal) => code(proposal.code) },
  { title: '学校', width: 22, cell: ({ school }) => text(school.name) },
  { title: '情形', width: 15, cell: ({ trigger }) => text(trigger ?? '由科室定') },
  { title: '依据', width: 62, cell: ({ why }) => text(why, 'wrapped') },
  { title: '从哪里来', width: 32, cell: ({ sources }) => sourcesText(sources) },
  { title: '打开', width: 7, cell: ({ sources }) => opening(sources) },
  { title: '承办科室', width: 10, cell: ({ owner }) => text(owner) },
  { title: '状态', width: 22, cell: ({ settled }) => text(stateOf(settled)), conditions: pendingTinted },
];

const pending = '△ 待定';

function stateOf(settled: Proposal['settled']): string {
  if (settled === undefined) return pending;
  return settled.as === 'listed' ? `√ 已列入 ${settled.case}` : '◇ 决定不督办';
}

function pendingTinted(area: Area): Condition[] {
  return [{ area, when: { equals: pending }, tone: 'warn' }];
}

/** Where evidence stands, one place a line. */
export function sourcesText(sources: readonly EvidenceSource[]): Drawn {
  return text(sources.map(({ words }) => words).join('\n'), 'wrapped');
}

/** Opens the first place: a link over many words does not wrap in every program. */
export function opening(sources: readonly EvidenceSource[]): Drawn {
  const [first] = sources;
  return first ? fileLink('打开', first.path, first.cell) : text('');
}
