import type { MasterView } from '../../../functions/core/master/master-view.ts';
import { supervise } from '../../../functions/core/supervision/supervise.ts';
import type { Proposal, SupervisionView } from '../../../functions/core/supervision/supervision-view.ts';
import { termsTab } from '../../../schemas/control.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { monthsView, type Sent } from '../bulletin-sample.ts';
import { sampleSchools } from '../master-view-sample.ts';
import { holidays, mattersTyped, type TypedRow } from './register-rows.ts';

export const terms = termsTab.rows.map(([name, from, through]) => ({
  name: String(name),
  from: String(from),
  through: String(through),
}));
export const [school, other] = sampleSchools.map(({ code }) => code);
export const code = school ?? '';
/** 民办: its cases are 职成科's (S14). */
export const privateSchool = sampleSchools[5];

export type Typed = readonly (readonly [Register, readonly TypedRow[]])[];

interface Given {
  readonly counts?: Readonly<Record<number, readonly [number, number, number, number]>>;
  readonly typed?: Typed;
  readonly asOf?: string;
  readonly change?: (view: MasterView) => MasterView;
}

/** What the section sees of one school, from July 2018 on. */
export function seen({ counts = {}, typed = [], asOf = '2018-10-31', change = (it) => it }: Given): SupervisionView {
  const sent = (its: (typeof sampleSchools)[number], month: number): Sent | undefined => {
    const of = counts[month];
    if (its.code !== code) return undefined;
    return of ? { counts: of } : { lacks: 'overdue' };
  };
  const view = change({ ...monthsView([7, 8, 9, 10], sent), asOf: `${asOf}T09:00:00+08:00` });
  return supervise({ ...view, matters: mattersTyped(asOf, typed), terms, sections: [], holidays });
}

export const pending = ({ proposals }: SupervisionView): readonly Proposal[] =>
  proposals.filter(({ settled }) => settled === undefined);
export const brief = ({ trigger, why, from, through }: Proposal) => ({ trigger, why, from, through });
export const only = (view: SupervisionView): Proposal => {
  const [first, ...more] = view.proposals;
  if (!first || more.length > 0) throw new Error(`${view.proposals.length} proposals`);
  return first;
};
