import type { Period } from '../../../schemas/periods.ts';
import {
  type BulletinFigures,
  type ChecklistGroup,
  type Comparison,
  type Correction,
  type CountKey,
  countKeys,
  type EducationKey,
  type SchoolFigures,
} from '../bulletin/bulletin-figures.ts';
import { correctionsBySort } from '../bulletin/correction-sentences.ts';
import type { ChecklistMeasure, Measure, SessionMeasure } from './marks.ts';

/** The pair that this one is compared with. */
export type Against = 'before' | 'lastYear';

type Compared = Extract<Comparison, { is: 'compared' }>;

const sessionKeys: Readonly<Record<SessionMeasure, { readonly times?: EducationKey; readonly people: EducationKey }>> =
  {
    teachers: { times: 'eduTeacherTimes', people: 'eduTeacherPeople' },
    students: { times: 'eduStudentTimes', people: 'eduStudentPeople' },
    parents: { times: 'eduParentTimes', people: 'eduParentPeople' },
    activity: { people: 'activityPeople' },
  };

/** Sessions or head-times of both months together, or of one; undefined where no school gave a number. */
export function sessionsOf(
  { totals }: BulletinFigures,
  measure: SessionMeasure,
  unit: 'times' | 'people',
  period?: Period,
): number | undefined {
  const key = sessionKeys[measure][unit];
  const total = key && totals.education[key];
  const month = totals.months.findIndex((it) => it.period === period);
  return (period === undefined ? total?.sum : total?.months[month]?.sum) ?? undefined;
}

/** The schools of which something of the checklist is true, by code. */
export function checklistMembers(figures: BulletinFigures, measure: ChecklistMeasure): readonly string[] | undefined {
  const { sort, of } = parsed(measure);
  const with_ = (keys: readonly string[], is: 'yes' | 'no'): readonly string[] =>
    codesOf(
      figures,
      ({ checklist }) => checklist.is === 'reported' && keys.every((key) => checklist.ticks[key]?.is === is),
    );
  if (sort === 'with' || sort === 'without') return with_([of], sort === 'with' ? 'yes' : 'no');
  const group = groupOf(figures, measure);
  if (sort === 'lacking') return group?.lacking;
  return (
    group &&
    with_(
      group.items.map(({ key }) => key),
      'yes',
    )
  );
}

/** How many lines stand under the heading. */
export function linesOf(figures: BulletinFigures, measure: ChecklistMeasure): number | undefined {
  return groupOf(figures, measure)?.items.length;
}

/** What changed against another pair: of a count, or of the schools with all lines of a heading. */
export function comparedOf(figures: BulletinFigures, measure: Measure, against: Against): Compared | undefined {
  const of = isCount(measure)
    ? figures.totals[measure]
    : measure.startsWith('whole/')
      ? groupOf(figures, measure as ChecklistMeasure)
      : undefined;
  const change = against === 'before' ? of?.change : of?.changeLastYear;
  return change?.is === 'compared' ? change : undefined;
}

/** Schools over which the checklist can be compared with the pair before: the same under each heading. */
export function listedInBoth({ totals }: BulletinFigures): number | undefined {
  const changes = totals.checklist.groups.map(({ change }) => change);
  return changes.find((change) => change.is === 'compared')?.schools;
}

/** Schools that a correction is about, by what happened since; undefined where that pair was not corrected. */
export function correctedSchools(correction: Correction, measure: Measure): readonly string[] | undefined {
  const { since, corrected, moved } = correctionsBySort(correction);
  if (measure === 'late') return since;
  if (measure === 'corrected') return corrected;
  return measure === 'moved' ? moved : undefined;
}

/** Old and new of what was corrected in a month: of the schools named, else in total. */
export function corrected(
  { corrections }: BulletinFigures,
  measure: Measure,
  isMonth: (period: Period) => boolean,
  codes: readonly string[],
): readonly { readonly was: number | string | null; readonly now: number | string | null }[] {
  return corrections.flatMap(({ totals, schools }) => {
    const all = codes.length === 0 ? totals : schools.filter(({ code }) => codes.includes(code));
    return all.filter(({ key, period }) => key === measure && isMonth(period));
  });
}

export function isCount(measure: Measure): measure is CountKey {
  return (countKeys as readonly string[]).includes(measure);
}

function groupOf({ totals }: BulletinFigures, measure: ChecklistMeasure): ChecklistGroup | undefined {
  const { of } = parsed(measure);
  return totals.checklist.groups.find(({ title }) => title === of);
}

function parsed(measure: ChecklistMeasure): { readonly sort: string; readonly of: string } {
  const [sort = '', of = ''] = measure.split('/');
  return { sort, of };
}

function codesOf({ schools }: BulletinFigures, of: (school: SchoolFigures) => boolean): readonly string[] {
  return schools.filter(of).map(({ code }) => code);
}
