import { fieldsOf } from '../../../schemas/form.ts';
import { monthlyReport } from '../../../schemas/monthly-report.ts';
import { selfCheck } from '../../../schemas/self-check.ts';
import type { MasterRow } from '../master/master-view.ts';
import type { Audience, MonthSource, Place, TickSection, TickSource } from './source.ts';

const sessionFields = { teachers: 'eduTeacherTimes', pupils: 'eduStudentTimes', parents: 'eduParentTimes' } as const;

/** The 有/无 of 自查表 by its parts, as the annex has them. */
const tickFields: readonly { readonly section: string; readonly key: string }[] = selfCheck.tabs.flatMap((tab) =>
  tab.rows.flatMap((row) => {
    const section = 'heads' in row ? row.heads.A : undefined;
    const fields = 'fields' in row ? row.fields : [];
    return section === undefined ? [] : fields.flatMap(({ key, kind }) => (kind === 'tick' ? [{ section, key }] : []));
  }),
);

/** Blanks about incidents (S91–S95): nothing that is asked of them touches a score. */
const ofIncidents = new Set(
  fieldsOf(monthlyReport)
    .filter(({ source }) => /^S9[1-5]$/.test(source))
    .map(({ key }) => key),
);

/** What a month's row says that points may follow from. */
export function monthSource(row: MasterRow): MonthSource {
  const { period, path, timeliness } = row;
  return {
    period,
    path,
    timeliness,
    ...(row.source === 'accepted' ? { said: { ticks: ticksIn(row), sessions: sessionsIn(row) } } : {}),
    queries: queriesIn(row),
  };
}

function placeIn({ period, path }: MasterRow, cell: string): Place {
  return { period, path, cell };
}

function ticksIn(row: MasterRow): Readonly<Record<TickSection, readonly TickSource[]>> {
  const of = (section: TickSection): TickSource[] =>
    tickFields
      .filter((field) => field.section === section)
      .map(({ key }) => {
        const said = row.values[`${selfCheck.key}_${key}`];
        return { has: said?.value === '有', place: placeIn(row, said?.cell ?? '') };
      });
  return { 组织建构: of('组织建构'), 规章制度: of('规章制度'), 日常监管: of('日常监管'), 宣传载体: of('宣传载体') };
}

/** Sessions of a month by whom they were for; without `times` where no number was given. */
export function sessionsIn(row: MasterRow): NonNullable<MonthSource['said']>['sessions'] {
  const of = (audience: Audience) => {
    const said = row.values[`${selfCheck.key}_${sessionFields[audience]}`];
    const place = placeIn(row, said?.cell ?? '');
    return typeof said?.value === 'number' ? { times: said.value, place } : { place };
  };
  return { teachers: of('teachers'), pupils: of('pupils'), parents: of('parents') };
}

function queriesIn(row: MasterRow): MonthSource['queries'] {
  const raised = [
    ...row.findings.map(({ finding }) => ({ finding, answered: false })),
    ...(row.setAside ?? []).map(({ finding }) => ({ finding, answered: true })),
  ];
  return raised
    .filter(({ finding: { severity, form, field } }) => severity === 'query' && !isOfIncidents(form, field))
    .map(({ finding: { cell }, answered }) => ({ answered, place: placeIn(row, cell) }));
}

function isOfIncidents(form: string, field: string): boolean {
  return form === monthlyReport.key && ofIncidents.has(field as never);
}
