import { checkCode } from '../event-id.ts';
import { type Case, caseNamed, foldCode } from './cases.ts';
import type { Evidence } from './evidence.ts';
import type { Proposal } from './supervision-view.ts';

/**
 * Proposals from evidence, each with what people decided: those to be decided first, then by the newest evidence; what is of
 * one day and school stays in its order.
 */
export function proposalsFrom(evidence: readonly Evidence[], cases: readonly Case[]): readonly Proposal[] {
  return evidence
    .map((it) => proposalOf(it, cases))
    .sort(
      (a, b) =>
        Number(a.settled !== undefined) - Number(b.settled !== undefined) ||
        compare(b.through, a.through) ||
        compare(a.school.code, b.school.code),
    );
}

function proposalOf(evidence: Evidence, cases: readonly Case[]): Proposal {
  const { kind, mark, linked: _, ...shown } = evidence;
  const code = checkCode(`${evidence.school.code}/${kind}/${mark}`);
  const settled = settledBy(evidence, code, cases);
  return { code, ...shown, ...(settled ? { settled } : {}) };
}

/** By the code, by 督办编号 of the rows that it is made of, or by a case of the same school and 情形 that began since. */
function settledBy(evidence: Evidence, code: string, cases: readonly Case[]): Proposal['settled'] {
  const ofSchool = cases.filter(({ school }) => school === evidence.school.code);
  const folded = foldCode(code);
  const byCode = ofSchool.filter(({ proposals }) => proposals.includes(folded));
  return decided(byCode) ?? decided(named(evidence, ofSchool)) ?? decided(alike(evidence, ofSchool));
}

function decided(cases: readonly Case[]): Proposal['settled'] {
  const [first] = cases;
  if (!first) return undefined;
  const listed = cases.find(({ declined }) => !declined);
  return listed ? { as: 'listed', case: listed.name } : { as: 'declined' };
}

/** All rows name a case: one that does not may be about something else. */
function named({ linked = [] }: Evidence, cases: readonly Case[]): readonly Case[] {
  const found = linked.flatMap((number) => caseNamed(cases, number) ?? []);
  return linked.length > 0 && found.length === linked.length ? found : [];
}

/** Also a case that was closed since: it was handled. What was decided against or proved untrue says nothing about this. */
function alike({ trigger, from }: Evidence, cases: readonly Case[]): readonly Case[] {
  return cases.filter((it) => !it.declined && !it.untrue && it.trigger === trigger && it.date >= from);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
