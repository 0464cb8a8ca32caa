import type { Term } from '../../../schemas/control.ts';
import type { SectionRow } from '../../../schemas/registers/sections.ts';
import { type HolidayTable, localDate } from '../calendar.ts';
import type { MasterView } from '../master/master-view.ts';
import type { Matter } from '../registers/matters.ts';
import { casesOf } from './cases.ts';
import { matterLines } from './matter-lines.ts';
import { proposalsFrom } from './proposals.ts';
import { questionsOf } from './reconcile.ts';
import { registerEvidence } from './register-evidence.ts';
import { reportEvidence } from './report-evidence.ts';
import { monthsBySchool } from './school-months.ts';
import type { SupervisionView } from './supervision-view.ts';
import { surveyEvidence } from './survey-evidence.ts';
import { workingDayCounter } from './working-days.ts';

/** What the section's view of the registers is made from. */
export interface SupervisionFacts extends Pick<MasterView, 'asOf' | 'rows' | 'periods'> {
  readonly matters: readonly Matter[];
  readonly terms: readonly Term[];
  readonly sections: readonly SectionRow[];
  readonly holidays: HolidayTable;
}

/**
 * Lights, proposals and questions. Days count to 数据截至, never to the time of the run: the same events and registers give
 * the same view.
 */
export function supervise({
  asOf,
  rows,
  periods,
  matters,
  terms,
  sections,
  holidays,
}: SupervisionFacts): SupervisionView {
  const day = asOf === '' ? '' : localDate(asOf);
  const cases = casesOf(matters);
  const bySchool = Map.groupBy(matters, ({ school }) => school?.code ?? '');
  const schools = monthsBySchool(rows, periods).map((months) => {
    const code = months[0]?.row.school.code ?? '';
    return { months, matters: bySchool.get(code) ?? [], cases: cases.filter(({ school }) => school === code) };
  });
  const evidence = [
    ...schools.flatMap(({ months, matters: own }) => [
      ...reportEvidence(months, day),
      ...surveyEvidence(own, months, terms),
    ]),
    ...registerEvidence(matters),
  ];
  return {
    lines: matterLines(matters, day, workingDayCounter(holidays)),
    proposals: proposalsFrom(evidence, cases),
    heads: sections.map(({ section, head, phone }) => ({ section, head, phone })),
    questions: schools.flatMap((it) => questionsOf(it.matters, it.cases, it.months)),
  };
}
