import type { Term } from '../../../schemas/control.ts';
import { cellAddress } from '../../../schemas/grid.ts';
import { activities, publicityForms, surveys, termChecks } from '../../../schemas/registers/education.ts';
import { type Entries, type Entry, entriesOf } from '../../../schemas/registers/entry.ts';
import { inspections } from '../../../schemas/registers/inspections.ts';
import { legalDeputies } from '../../../schemas/registers/people.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { documents } from '../../../schemas/registers/school-files.ts';
import { tree } from '../../../schemas/tree.ts';
import type { CampaignYear } from '../campaign-year.ts';
import type { MasterRow } from '../master/master-view.ts';
import type { Matter } from '../registers/matters.ts';
import { monthSource } from './read-month.ts';
import type { Kept, Place, ScoreSource } from './source.ts';
import { lastDayOf, termSources } from './term-sources.ts';

/** What the sources of a year are read from. */
export interface ScoreInputs {
  readonly year: CampaignYear;
  /** The day whose state it is, `YYYY-MM-DD`. */
  readonly today: string;
  /** One entry per expected school and period, of all periods. */
  readonly rows: readonly MasterRow[];
  readonly entries: Entries;
  readonly matters: readonly Matter[];
  readonly terms: readonly Term[];
  /** 年度总结 of the year by school. */
  readonly summaries: ReadonlyMap<string, ScoreSource['summary']>;
}

/** One source a school that was to report in the year, in the order of the codes. */
export function readSources(inputs: ScoreInputs): readonly ScoreSource[] {
  const { year, rows, summaries } = inputs;
  const ofYear = rows.filter(({ period }) => year.from <= period && period <= year.through);
  const kept = keptOf(inputs);
  const bySchool = Map.groupBy(rows, ({ school }) => school.code);
  return [...Map.groupBy(ofYear, ({ school }) => school.code)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([school, own]) => ({
      school,
      months: own.toSorted((a, b) => (a.period < b.period ? -1 : 1)).map(monthSource),
      terms: termSources(inputs.terms, year, inputs.today, bySchool.get(school) ?? []),
      summary: summaries.get(school) ?? { is: 'notDue' },
      documents: kept.documents.get(school) ?? [],
      deputies: kept.deputies.get(school) ?? [],
      surveys: kept.surveys.get(school) ?? [],
      publicity: kept.publicity.get(school) ?? [],
      checks: kept.checks.get(school) ?? [],
      visits: kept.visits.get(school) ?? [],
    }));
}

/** Rows of the registers that are of the year, by school. Registers of cases are not among them. */
function keptOf({ year, today, entries, matters }: ScoreInputs) {
  const end = lastDayOf(year);
  const day = today < end ? today : end;
  const inYear = (date: string | undefined): boolean => date !== undefined && `${year.from}-01` <= date && date <= day;
  const forms = new Set<string>(publicityForms);
  return {
    documents: kept(documents, entriesOf(entries, documents), ({ values: { kind, date } }) =>
      kind === '其他' || (date !== undefined && date > day) ? undefined : { kind },
    ),
    deputies: kept(legalDeputies, entriesOf(entries, legalDeputies), ({ values: { from, through } }) =>
      (from ?? '') <= day && (through ?? day) >= day ? {} : undefined,
    ),
    surveys: kept(surveys, entriesOf(entries, surveys), ({ values: { date, coverage } }) =>
      inYear(date) ? { coverage } : undefined,
    ),
    publicity: kept(activities, entriesOf(entries, activities), ({ values: { date, form } }) =>
      inYear(date) && forms.has(form) ? { form } : undefined,
    ),
    checks: kept(termChecks, entriesOf(entries, termChecks), ({ values: { date, safety, law, mind, code } }) => {
      const said = [safety, law, mind, code].filter((it) => it !== undefined);
      const right = said.filter((it) => it === '开齐开足' || it === '已落实').length;
      return inYear(date) && said.length > 0 ? { right, of: said.length } : undefined;
    }),
    visits: visitsOf(matters, inYear),
  };
}

function visitsOf(matters: readonly Matter[], inYear: (date: string | undefined) => boolean) {
  const own = matters.filter(({ register }) => register.key === inspections.key);
  const lights = new Map(
    own.map(({ entry, clocks }) => [entry.key, clocks.find(({ clock }) => clock.key === 'rectify')?.light] as const),
  );
  const rows = entriesOf({ [inspections.key]: own.map(({ entry }) => entry) }, inspections);
  return kept(inspections, rows, ({ key, values: { visitedOn, problems } }) => {
    // How many problems there are nobody has written yet.
    if (!inYear(visitedOn) || problems === undefined) return undefined;
    return { mended: problems === 0 ? 'nothingFound' : mendedAs(lights.get(key)) } as const;
  });
}

function mendedAs(light: Matter['clocks'][number]['light'] | undefined) {
  switch (light) {
    case '完成':
      return 'inTime';
    case '超期完成':
      return 'late';
    case '红':
      return 'overdue';
    default:
      return 'running';
  }
}

/** What rows say that is of use, by school, each with its place. */
function kept<R extends Entry<{ readonly school: string }>, T extends object>(
  register: Register,
  rows: readonly R[],
  of: (row: R) => T | undefined,
): ReadonlyMap<string, readonly Kept<T>[]> {
  const found = rows.flatMap((row) => {
    const said = of(row);
    const place: Place = { path: tree.control, cell: cellAddress({ sheet: register.name, row: row.row, column: 0 }) };
    return said ? [{ school: row.values.school, kept: { ...said, place } }] : [];
  });
  return new Map(
    [...Map.groupBy(found, ({ school }) => school)].map(([school, of]) => [school, of.map((it) => it.kept)]),
  );
}
