import type { Answer } from '../../../schemas/answer.ts';
import type { Window } from '../../../schemas/events.ts';
import type { Finding, Severity } from '../../../schemas/finding.ts';
import { type Field, type Form, fieldTitle } from '../../../schemas/form.ts';
import { findField } from '../../../schemas/forms.ts';
import type { Cell } from '../../../schemas/grid.ts';
import type { Period } from '../../../schemas/periods.ts';
import type { Reading } from '../../../schemas/reading.ts';
import type { School } from '../../../schemas/roster.ts';
import type { RuleLimits } from '../../../schemas/rule-limits.ts';
import type { Answers } from '../understand.ts';
import type { Surroundings } from './surroundings.ts';

/** What a rule may look at that needs nothing but the report: in the district's run, and in the school's own sheet. */
export interface ReportContext {
  readonly forms: readonly Form[];
  /** As it may leave the school: redacted. */
  readonly reading: Reading;
  readonly answers: Answers;
  /** `自查表!B4` of each blank by `<form>_<field>`. */
  readonly cells: Readonly<Record<string, string>>;
  readonly period: Period;
  readonly window: Pick<Window, 'from' | 'through'>;
  /** The run's day in Asia/Shanghai, `YYYY-MM-DD`. */
  readonly today: string;
  readonly school: Pick<School, 'type' | 'villages'>;
  readonly limits: RuleLimits;
}

/** Everything a rule may look at: one report, the school it is of, the month before, and what lies around. */
export interface RuleContext extends ReportContext {
  /** The inputs as handed out, by `<form>_<field>`. */
  readonly given: Readonly<Record<string, Cell>>;
  readonly window: Window;
  readonly school: School;
  /** The accepted answers of the month before; none in a school's first month. */
  readonly previous: Answers | undefined;
  readonly around: Surroundings;
}

/** A rule, or the part of one, that a single report can break by itself. */
export type CheckAlone = (context: ReportContext) => readonly Finding[];

/** One rule: its code, what it asks in one sentence, an example, and the check itself. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  readonly sentence: string;
  readonly example: string;
  readonly check: (context: RuleContext) => readonly Finding[];
  /** Days on which time alone may change what it says. */
  readonly turnsOn?: (context: RuleContext) => readonly string[];
  /** It speaks only in the newest report of a school: in the one before it falls silent. */
  readonly onNewest?: true;
}

/** What a finding says, each part a whole sentence. */
export interface Words {
  readonly found: string;
  readonly expected: string;
  readonly mend: string;
}

/** A finding at one blank of the report. */
export function findingAt(
  context: ReportContext,
  [form, field]: readonly [form: string, field: string],
  code: string,
  severity: Severity,
  words: Words,
): Finding {
  return { code, severity, form, field, cell: context.cells[`${form}_${field}`] ?? '', ...words };
}

export function answerOf(answers: Answers | undefined, form: string, field: string): Answer {
  return answers?.[`${form}_${field}`] ?? { is: 'empty' };
}

/** The number a blank holds; undefined where it is blank, not understood or 不适用. */
export function countOf(context: ReportContext, form: string, field: string): number | undefined {
  const answer = answerOf(context.answers, form, field);
  return answer.is === 'value' && typeof answer.value === 'number' ? answer.value : undefined;
}

/** The text a blank holds, trimmed; empty where it is blank or not understood. */
export function textOf(answers: Answers | undefined, form: string, field: string): string {
  const answer = answerOf(answers, form, field);
  return answer.is === 'value' ? String(answer.value).trim() : '';
}

/** True where nothing at all was typed. A drifted blank is neither empty nor filled. */
export function isEmpty(context: ReportContext, form: string, field: string): boolean {
  return context.answers[`${form}_${field}`]?.is === 'empty';
}

/** “学生数”, as messages call a blank. */
export function titleOf(context: ReportContext, form: string, field: string): string {
  const declared: Field | undefined = findField(context.forms, form, field);
  return `“${declared ? fieldTitle(declared) : field}”`;
}
