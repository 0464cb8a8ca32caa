import { annualSummary } from '../../../schemas/annual-summary.ts';
import { type Form, fieldsOf } from '../../../schemas/form.ts';
import { definedName, monthlyForms } from '../../../schemas/forms.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { selfCheck } from '../../../schemas/self-check.ts';
import type { State } from '../../../schemas/state.ts';
import { hasPassed } from '../../core/calendar.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import { notInPlace } from '../../core/obligations/done.ts';
import { understand } from '../../core/understand.ts';
import { letterBlank, letterFindings } from '../../letters/letter-findings.ts';
import type { LetterBlank, Missing } from '../../letters/plan.ts';
import type { World } from '../../world.ts';
import { readingAt } from '../readings.ts';
import { failureMessage } from '../tell-schools.ts';
import type { Duty } from './duties.ts';

/** What stands between a school and what it owes. */
export async function missingOf(world: World, duty: Duty): Promise<Missing> {
  const { obligation, report } = duty;
  switch (obligation?.kind) {
    case undefined:
      return unreadable(report) ?? missingIn(world, report, report.state, monthlyForms);
    case 'annualSummary':
      return unreadable(report) ?? missingIn(world, report, report.summary ?? 'notStarted', [annualSummary]);
    case 'checklist':
      return missingOfChecklist(world, duty);
  }
}

/** The same for a month's report that came by mail, with all that was found in the workbook. */
export async function missingOfReport(world: World, report: ReportState, forms: readonly Form[]): Promise<Missing> {
  return unreadable(report) ?? missingIn(world, report, report.state, forms);
}

function unreadable({ content }: ReportState): Missing | undefined {
  const refused = content?.refused;
  return (
    refused && {
      is: refused.code === 'L-WHO' ? 'mixedUp' : 'unreadable',
      why: failureMessage(refused.code, refused.detail),
    }
  );
}

async function missingIn(world: World, report: ReportState, state: State, forms: readonly Form[]): Promise<Missing> {
  switch (state) {
    case 'inProgress':
    case 'invalid': {
      const keys = forms.map(({ key }) => key as string);
      const findings = report.findings.map(({ finding }) => finding).filter(({ form }) => keys.includes(form));
      return { is: state, findings: letterFindings(findings, forms) };
    }
    case 'unsigned':
    case 'submitted':
      return { is: 'unsigned', blanks: await unsignedBlanks(world, report, forms) };
    case 'returned':
      return { is: 'returned', reason: report.returned?.reason ?? '' };
    case 'locked':
    case 'notStarted':
      return { is: 'notStarted' };
  }
}

async function unsignedBlanks(
  world: World,
  report: ReportState,
  forms: readonly Form[],
): Promise<readonly LetterBlank[]> {
  const reading = await readingAt(world, report.content?.at);
  if (!reading) return [];
  const answers = understand(forms, reading);
  return forms.flatMap((form) =>
    fieldsOf(form)
      .filter((field) => field.signs && answers[definedName(form, field)]?.is === 'empty')
      .map((field) => {
        const cell = reading.found[definedName(form, field)]?.cell ?? '';
        return letterBlank({ form: form.key, field: field.key, cell }, forms);
      }),
  );
}

async function missingOfChecklist(world: World, { last, report }: Duty): Promise<Missing> {
  const refused = unreadable(last);
  if (refused) return refused;
  const reading = last.notInPlace === undefined ? undefined : await readingAt(world, last.content?.at);
  if (!reading) return { is: 'notStarted' };
  const lacking = notInPlace(understand([selfCheck], reading));
  return {
    is: 'notInPlace',
    blanks: lacking.map(({ field, answer }) => {
      const cell = reading.found[`${selfCheck.key}_${field}`]?.cell ?? '';
      return { ...letterBlank({ form: selfCheck.key, field, cell }, [selfCheck]), answer };
    }),
    ...(last.period === report.period ? {} : { saidIn: periodTitle(last.period) }),
    ...(report.accepted && hasPassed(report.window.due, world.now) ? { taken: true as const } : {}),
  };
}
