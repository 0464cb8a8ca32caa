import type { Term } from '../../../schemas/control.ts';
import { dayTitle } from '../../../schemas/periods.ts';
import { surveys } from '../../../schemas/registers/education.ts';
import { textAt } from '../../../schemas/registers/entry.ts';
import type { Matter } from '../registers/matters.ts';
import { termsBetween } from '../terms.ts';
import { type Evidence, ownerFor } from './evidence.ts';
import { sourceOf } from './place.ts';
import { acceptedCount, type HandedOutMonth, sourceOfCount } from './school-months.ts';

/**
 * Surveys that found more incidents than the school's reports of the term say (S27). Asked only once the month of the
 * survey is in: until then nothing is missing.
 * @param months of one school, oldest first
 */
export function surveyEvidence(
  matters: readonly Matter[],
  months: readonly HandedOutMonth[],
  terms: readonly Term[],
): readonly Evidence[] {
  return matters.flatMap((matter) => {
    const { school, entry, register } = matter;
    if (register.key !== surveys.key || !school) return [];
    const date = textAt(entry, 'date');
    const confirmed = Number(entry.values.confirmed ?? 0);
    const term = termsBetween(terms, date, date)[0];
    const ofTerm = months.filter(({ window }) => term && window.through >= term.from && window.from <= term.through);
    const counted = ofTerm.filter(({ row }) => acceptedCount(row, 'incidents') !== undefined);
    const last = counted.at(-1);
    if (!term || !last || last.window.through < date) return [];
    const reported = counted.reduce((sum, { row }) => sum + (acceptedCount(row, 'incidents') ?? 0), 0);
    if (confirmed <= reported) return [];
    return [
      {
        kind: 'survey' as const,
        mark: date,
        school,
        owner: ownerFor(school),
        from: term.from,
        through: last.window.through,
        why:
          `${dayTitle(date)}的专项调查核实了 ${confirmed} 件，本学期（从${dayTitle(term.from)}起）算到${dayTitle(last.window.through)}，` +
          `各月报表一共报了 ${reported} 件。`,
        sources: [sourceOf(matter), ...counted.map(({ row }) => sourceOfCount(row, 'incidents'))],
      },
    ];
  });
}
