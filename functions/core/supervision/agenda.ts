import { dayTitle, periodTitle } from '../../../schemas/periods.ts';
import { type Section, sections } from '../../../schemas/registers/sections.ts';
import { sourceOf } from './place.ts';
import type { EvidenceSource, MatterLine, Proposal, Question, SupervisionView } from './supervision-view.ts';

/** One thing to talk about in a meeting (S7). */
export interface AgendaItem {
  readonly owner: Section;
  readonly kind: '超期' | '督办提议' | '对账';
  readonly school: string;
  readonly say: string;
  readonly sources: readonly EvidenceSource[];
}

/** 会议议题: what is overdue, what is to be decided and what does not agree, section by section in the plan's order. */
export function agendaOf({ lines, proposals, questions }: SupervisionView): readonly AgendaItem[] {
  const items = [
    ...lines.filter(({ stage }) => stage === 'red').map(ofLine),
    ...proposals.filter(({ settled }) => settled === undefined).map(ofProposal),
    ...questions.map(ofQuestion),
  ];
  return sections.flatMap((section) => items.filter(({ owner }) => owner === section));
}

function ofLine(line: MatterLine): AgendaItem {
  const { matter, number, codes } = line;
  const name = [matter.register.name, number].filter((it) => it !== '').join(' ');
  const about = codes === '' ? '' : `（${codes}）`;
  const say = `${name}${about}：${lateWords(line)}`;
  return { owner: matter.owner, kind: '超期', school: matter.school?.name ?? '', say, sources: [sourceOf(matter)] };
}

/** `“核查”应在 9月19日 办完，已超期。`: how many days it is late stands in 登记办理. */
export function lateWords({ running }: Pick<MatterLine, 'running'>): string {
  return running ? `“${running.clock.title}”应在 ${dayTitle(running.due ?? '')} 办完，已超期。` : '';
}

function ofProposal({ owner, code, school, trigger, why, sources }: Proposal): AgendaItem {
  const say = `要不要列入督办（${code}${trigger === undefined ? '' : `，${trigger}`}）：${why}`;
  return { owner, kind: '督办提议', school: school.name, say, sources };
}

function ofQuestion({ owner, school, period, say, sources }: Question): AgendaItem {
  return { owner, kind: '对账', school: school.name, say: `${periodTitle(period)}：${say}`, sources };
}
