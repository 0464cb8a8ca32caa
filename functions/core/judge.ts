import type { Window } from '../../schemas/events.ts';
import type { Finding, SetAside } from '../../schemas/finding.ts';
import type { Form } from '../../schemas/form.ts';
import type { Cell } from '../../schemas/grid.ts';
import type { Period } from '../../schemas/periods.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import { ruleLimits } from '../../schemas/rule-limits.ts';
import type { State } from '../../schemas/state.ts';
import { blanksOf } from './blanks-of.ts';
import { addDays } from './calendar.ts';
import { driftFinding } from './locate/drift.ts';
import { backlogRule } from './rules/backlog-rule.ts';
import { blankRules } from './rules/blanks.ts';
import { calendarRules } from './rules/calendar-rules.ts';
import { crossRules } from './rules/cross-rules.ts';
import { monthBeforeRules } from './rules/month-before.ts';
import { monthlyReportRules } from './rules/monthly-report-rules.ts';
import { neighbourRules } from './rules/neighbour-rules.ts';
import { piiRule } from './rules/pii-rule.ts';
import type { Rule, RuleContext } from './rules/rule.ts';
import { selfCheckRules } from './rules/self-check-rules.ts';
import type { Surroundings } from './rules/surroundings.ts';
import { setAside } from './set-aside.ts';
import { sortFindings } from './sort-findings.ts';
import { type Answers, differsFromHandOut, understand } from './understand.ts';

/** All rules in the order in which a clerk would go through them. */
export const rules: readonly Rule[] = [
  ...blankRules,
  ...selfCheckRules,
  ...monthBeforeRules,
  ...calendarRules,
  ...monthlyReportRules,
  backlogRule,
  ...crossRules,
  ...neighbourRules,
  piiRule,
];

/** One report to be judged, with what its rules may look at. */
export interface Case {
  readonly forms: readonly Form[];
  readonly reading: Reading;
  readonly given: Readonly<Record<string, Cell>>;
  readonly period: Period;
  readonly window: Window;
  readonly today: string;
  readonly school: School;
  readonly previous: Answers | undefined;
  readonly around: Surroundings;
}

export interface Judgement {
  readonly state: Exclude<State, 'locked' | 'returned'>;
  readonly findings: readonly Finding[];
  /** What would be a finding, had the school not explained it or the section not waived its rule. */
  readonly setAside: readonly SetAside[];
  /** The day on which time alone may change the judgement. */
  readonly recheckOn?: string;
  readonly answers: Answers;
}

/** The rules that look at one blank of whatever form: all there is to say of a form that stands by itself. */
export const ownRules: readonly Rule[] = [...blankRules, piiRule];

/**
 * Judges a reading: findings, worst first in the order of the paper, and the state that follows from them.
 * @param asked the rules to ask; all of them where it is a month's report
 */
export function judge(given: Case, asked = rules): Judgement {
  const it = { ...given, reading: readingOf(given.forms, given.reading) };
  const answers = understand(given.forms, given.reading);
  if (!differsFromHandOut(it.reading, it.given)) return { state: 'notStarted', findings: [], setAside: [], answers };
  const context: RuleContext = {
    ...it,
    limits: ruleLimits,
    answers,
    cells: Object.fromEntries(Object.entries(it.reading.found).map(([key, { cell }]) => [key, cell])),
  };
  const { raised, aside } = setAside(
    context,
    asked.flatMap((rule) => rule.check(context)),
  );
  const drifts = it.reading.drifts.map((drift) => driftFinding(it.forms, drift));
  const findings = sortFindings(it.forms, [...drifts, ...raised]);
  const recheckOn = nextTurn(context, asked);
  return {
    state: stateOf(context, findings, aside),
    findings,
    setAside: aside,
    answers,
    ...(recheckOn ? { recheckOn } : {}),
  };
}

/** The part of a reading that belongs to some forms. */
function readingOf(forms: readonly Form[], reading: Reading): Reading {
  const keys = new Set(forms.map(({ key }) => key));
  const isOurs = (key: string): boolean => keys.has(key.slice(0, key.indexOf('_')));
  const ours = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([key]) => isOurs(key)));
  const all = [...Object.keys(reading.found), ...Object.keys(reading.explanations)];
  if (all.every(isOurs) && reading.drifts.every(({ form }) => keys.has(form))) return reading;
  return {
    ...reading,
    found: ours(reading.found),
    explanations: ours(reading.explanations),
    drifts: reading.drifts.filter(({ form }) => keys.has(form)),
  };
}

function stateOf(
  { forms, answers }: RuleContext,
  findings: readonly Finding[],
  aside: readonly SetAside[],
): Judgement['state'] {
  const fields = forms.flatMap(blanksOf);
  const empty = (key: string): boolean => answers[key]?.is === 'empty';
  const signatures = fields.filter(({ field }) => field.signs);
  const someoneSigned = signatures.some(({ field, key }) => field.signs === 'person' && !empty(key));
  const waived = new Set(aside.map(({ finding }) => `${finding.form}_${finding.field}`));
  // A blank 件数 is asked for by A3-ZERO instead of the declaration, and is a required blank all the same.
  const required = [...fields.filter(({ field }) => field.required).map(({ key }) => key), 'monthlyReport_incidents'];
  const incomplete = required.some((key) => empty(key) && !waived.has(key));
  if (incomplete && !someoneSigned) return 'inProgress';
  if (findings.some(({ severity }) => severity === 'error')) return 'invalid';
  return signatures.some(({ key }) => empty(key)) ? 'unsigned' : 'submitted';
}

/** The first day to come on which time alone may change what a rule says, or a waiver ends. */
function nextTurn(context: RuleContext, asked: readonly Rule[]): string | undefined {
  const ends = context.around.waivers.flatMap(({ until }) => (until === '' ? [] : [addDays(until, 1)]));
  return [...ends, ...asked.flatMap((rule) => rule.turnsOn?.(context) ?? [])]
    .filter((day) => day > context.today)
    .sort()[0];
}
