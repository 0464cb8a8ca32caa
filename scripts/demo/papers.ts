import { dueWords, windowWords } from '../../functions/core/calendar.ts';
import { type ReportState, reportKey } from '../../functions/core/ledger-state.ts';
import type { ReportSpec } from '../../functions/core/report/report-book.ts';
import { type District, formsOf } from '../../functions/jobs/district.ts';
import type { World } from '../../functions/world.ts';
import { fieldsOf } from '../../schemas/form.ts';
import { definedName } from '../../schemas/forms.ts';
import type { Cell } from '../../schemas/grid.ts';
import { addMonths, type Period, periodTitle } from '../../schemas/periods.ts';

/** A report that was handed out: where it lies, and what its workbook was made from. */
export interface Paper {
  readonly path: string;
  readonly spec: ReportSpec;
}

/** Which paper each school has of a month that was handed out, by `<period>/<school>`. */
export async function papersOf(
  world: World,
  district: District,
  period: Period,
): Promise<readonly (readonly [key: string, paper: Paper])[]> {
  const papers: (readonly [string, Paper])[] = [];
  for (const school of district.roster) {
    const key = reportKey(school.code, period);
    const report = world.ledger.state.reports.get(key);
    const event = report && (await world.ledger.read(report.handedOut));
    if (report && event?.type === 'handedOut')
      papers.push([key, { path: report.path, spec: specOf(district, school, report, event.given) }]);
  }
  return papers;
}

/** What the hand-out made the workbook from, so that a school's answers can be written into the same form. */
function specOf(
  { settings }: District,
  { code, name }: ReportSpec['school'],
  { period, edition, window }: ReportState,
  given: Readonly<Record<string, Cell>>,
): ReportSpec {
  const forms = formsOf(settings, period);
  const carried = forms.some((form) =>
    fieldsOf(form).some((field) => field.carry && definedName(form, field) in given),
  );
  return {
    identity: { school: code, period, edition },
    school: { code, name },
    forms,
    words: {
      campaign: settings.campaign,
      office: settings.office,
      day: String(settings.deadlineDay),
      window: windowWords(window),
      school: name,
    },
    given,
    officePhone: settings.officePhone,
    deadline: dueWords(window.due),
    ...(carried ? { carriedFrom: periodTitle(addMonths(period, -1)) } : {}),
  };
}
