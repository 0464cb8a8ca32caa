import { failureSentence } from '../../schemas/failures.ts';
import { findingMessage, type Severity } from '../../schemas/finding.ts';
import type { Period } from '../../schemas/periods.ts';
import { type State, states, type Timeliness, timelinesses } from '../../schemas/state.ts';
import { reportKey } from '../core/ledger-state.ts';
import { timelinessOf } from '../core/timeliness.ts';
import type { World } from '../world.ts';
import { type District, deadlineOf, handedOutPeriods, schoolsOf, windowOf } from './district.ts';
import { isOwed } from './not-handed-out.ts';
import { failureMessage } from './tell-schools.ts';
import type { Validation } from './validate.ts';

/** What stands for one period after a run, unchanged reports included: the JSON of validate and run. */
export interface Standing {
  readonly period: Period;
  readonly schools: number;
  readonly read: number;
  readonly unchanged: number;
  readonly states: Readonly<Record<State, number>>;
  readonly timeliness: Readonly<Record<Timeliness, number>>;
  readonly findings: readonly StandingFinding[];
  readonly failures: readonly { readonly school: string; readonly code: string; readonly message: string }[];
}

export interface StandingFinding {
  readonly school: string;
  readonly form: string;
  readonly field: string;
  readonly cell: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}

/** The period asked for, with the others that are handed out under `others`. */
export function standing(
  world: World,
  district: District,
  period: Period,
  validation: Validation,
): Standing & { readonly others: readonly Standing[] } {
  const others = handedOutPeriods(world).filter((other) => other !== period);
  return {
    ...standingOf(world, district, period, validation),
    others: others.map((other) => standingOf(world, district, other, { ...validation, strays: [] })),
  };
}

function standingOf(world: World, district: District, period: Period, validation: Validation): Standing {
  const stateCounts = Object.fromEntries(states.map((state) => [state, 0])) as Record<State, number>;
  const timelinessCounts = Object.fromEntries(timelinesses.map((it) => [it, 0])) as Record<Timeliness, number>;
  const findings: StandingFinding[] = [];
  const failures: Standing['failures'][number][] = [];
  const schools = isOwed(world, district, period) ? schoolsOf(district, period) : [];
  let seen = 0;
  for (const { code: school } of schools) {
    const key = reportKey(school, period);
    const report = world.ledger.state.reports.get(key);
    const window = report?.window ?? windowOf(world, district, period);
    const { due } = deadlineOf(district, { school, period, window });
    stateCounts[report?.state ?? 'notStarted'] += 1;
    timelinessCounts[timelinessOf(due, report?.accepted?.madeAt, world.now)] += 1;
    if (validation.busy.has(key)) failures.push({ school, code: 'F-BUSY', message: failureSentence('F-BUSY') });
    if (!report) continue;
    if (report.content && report.content.refused?.code !== 'F-MISSING') seen += 1;
    const refused = report.content?.refused;
    if (refused) failures.push({ school, code: refused.code, message: failureMessage(refused.code, refused.detail) });
    for (const { finding } of report.findings) {
      const { form, field, cell, code, severity } = finding;
      findings.push({ school, form, field, cell, code, severity, message: findingMessage(finding) });
    }
  }
  const read = validation.read[period] ?? 0;
  return {
    period,
    schools: schools.length,
    read,
    unchanged: Math.max(0, seen - read),
    states: stateCounts,
    timeliness: timelinessCounts,
    findings,
    failures: [...failures, ...validation.strays.map(({ school, code, message }) => ({ school, code, message }))],
  };
}
