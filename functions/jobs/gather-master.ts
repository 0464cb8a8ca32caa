import { type Form, fieldsOf } from '../../schemas/form.ts';
import { allForms, definedName } from '../../schemas/forms.ts';
import type { Period } from '../../schemas/periods.ts';
import type { Reading } from '../../schemas/reading.ts';
import type { School } from '../../schemas/roster.ts';
import { type State, states, type Timeliness, timelinesses } from '../../schemas/state.ts';
import { controlTabs } from '../../schemas/tree.ts';
import { hasPassed, localDate, unknownYear } from '../core/calendar.ts';
import type { Control } from '../core/control/read-control.ts';
import { rules } from '../core/judge.ts';
import { type LetterState, type ReportState, reportKey } from '../core/ledger-state.ts';
import type {
  ChangeView,
  LetterView,
  MasterRow,
  MasterValue,
  MasterView,
  PeriodView,
} from '../core/master/master-view.ts';
import { unfillableRows } from '../core/obligations/due.ts';
import { isOfApart } from '../core/registers/apart.ts';
import { supervise } from '../core/supervision/supervise.ts';
import { timelinessOf } from '../core/timeliness.ts';
import { understand } from '../core/understand.ts';
import type { World } from '../world.ts';
import { approvalWarnings, bulletinViews } from './bulletin/views.ts';
import { calendarOf, type District, deadlineOf, formsOf, handedOutPeriods, schoolsOf, windowOf } from './district.ts';
import { clockWarnings } from './letters/clock-warnings.ts';
import { yearlyDues } from './letters/duties.ts';
import { dutyViews } from './letters/duty-views.ts';
import { mattersOf, turned } from './matters.ts';
import { publicationViews, publicationWarnings } from './public-page/views.ts';
import { requestWarnings } from './requests/open.ts';
import { scoresOf } from './scores/scores-of.ts';
import { failureMessage } from './tell-schools.ts';
import { nextEntries } from './upcoming.ts';

/** Readings by report: the one accepted last and the one read last. */
interface Readings {
  readonly accepted: Map<string, Reading>;
  readonly last: Map<string, Reading>;
  /** What was typed into closed reports, with how many blanks it changed. */
  readonly closed: ReadonlyMap<string, { readonly blanks: number; readonly at: string }>;
  readonly changes: readonly ChangeView[];
}

/** Everything the master shows, in one pass over the ledger. */
export async function gatherMaster(world: World, district: District): Promise<MasterView> {
  const readings = await readAll(world, district);
  const periods = [...handedOutPeriods(world)].reverse();
  const rows = periods.flatMap((period) =>
    schoolsOf(district, period).map((school) => rowOf(world, district, school, period, readings)),
  );
  const { state } = world.ledger;
  const dues = [
    ...periods.map((period) => windowOf(world, district, period).due),
    ...yearlyDues(world, district),
    ...turned(world, district),
  ].filter((due) => hasPassed(due, world.now));
  const asOf =
    [state.lastAt, ...dues].sort((a, b) => Date.parse(a || '1970-01-01') - Date.parse(b || '1970-01-01')).at(-1) ?? '';
  const periodViews = periods.map((period) => periodOf(world, district, period, rows));
  const matters = mattersOf(world, district);
  const { terms, sections } = district.control;
  const { holidays } = district;
  const scores = await scoresOf(world, district, rows, localDate(asOf || world.now));
  return {
    asOf,
    settings: district.settings,
    forms: allForms,
    periods: periodViews,
    rows,
    duties: dutyViews(world, district),
    matters,
    supervision: supervise({ asOf, rows, periods: periodViews, matters, terms, sections, holidays }),
    changes: [...readings.changes].reverse(),
    letters: [...state.letters.values()]
      .filter(({ key }) => !isOfApart(key))
      .reverse()
      .map(letterView),
    badAddresses: [...state.addresses].map(([address, { since, said }]) => ({ address, since, said })),
    ...(state.postStopped ? { postStopped: state.postStopped } : {}),
    runs: [...state.runs].reverse(),
    bulletins: bulletinViews(world, district),
    publications: publicationViews(world, district),
    schedule: nextEntries(world, district, asOf),
    rules: rules.map(({ code, severity, sentence, example }) => ({ code, severity, sentence, example })),
    scores: scores.view,
    warnings: [...warningsOf(world, district), ...scores.warnings],
  };
}

function letterView({ at, key, to, subject, state, note, claimedAt, putOff = 0 }: LetterState): LetterView {
  return {
    at,
    key,
    to: to.join('、'),
    subject,
    state,
    note,
    ...(putOff > 0 ? { waitingSince: claimedAt } : {}),
  };
}

/** What could not be used, and what that stops: a row of a register itself, one of 通报审签 everything that is signed. */
function remarkSentence({ message }: Control['remarks'][number]): string {
  const stops = message.startsWith(controlTabs.approvals)
    ? '改好以前，什么通报都不发'
    : message.startsWith(controlTabs.scorePublications)
      ? '改好以前，什么评分都不公布'
      : '这一行没有采用';
  return `${message}；${stops}。`;
}

/** Letters to the section need its address. */
function addressWarning(district: District): string[] {
  return district.settings.sectionEmail === ''
    ? ['设置里没有填安全科邮箱：急信和通报草稿没有地方发，学校也无法直接回信。']
    : [];
}

function warningsOf(world: World, district: District): string[] {
  const year =
    world.ledger.state.lastAt === '' ? undefined : unknownYear(localDate(world.ledger.state.lastAt), district.holidays);
  const unknown =
    year === undefined
      ? []
      : [`${year} 年的放假安排还不知道，暂按周一至周五和固定节日计算。请在区级设置的“节假日”补录。`];
  const unfillable = unfillableRows(calendarOf(world, district));
  return [
    ...unknown,
    ...unfillable,
    ...approvalWarnings(world, district),
    ...publicationWarnings(world, district),
    ...requestWarnings(world, district),
    ...district.control.remarks.map(remarkSentence),
    ...district.apart.troubles,
    ...clockWarnings(world, district),
    ...addressWarning(district),
  ];
}

async function readAll(world: World, district: District): Promise<Readings> {
  const accepted = new Map<string, Reading>();
  const last = new Map<string, Reading>();
  const changes: ChangeView[] = [];
  const names = new Map(district.roster.map(({ code, name }) => [code, name]));
  const versions = new Map<string, number>();
  const closed = new Map<string, { readonly at: string; readonly changes: readonly ChangeView[] }>();
  for await (const event of world.ledger.all()) {
    if (event.type === 'reopened') closed.delete(reportKey(event.school, event.period));
    if (event.type !== 'read' && event.type !== 'accepted' && event.type !== 'changedClosed') continue;
    const key = reportKey(event.school, event.period);
    const version = versions.get(key);
    if (event.type === 'changedClosed') {
      const { at, school, period } = event;
      const changed = changesBetween(formsOf(district.settings, period), last.get(key) ?? nothingRead, event.reading);
      closed.set(key, {
        at,
        changes: changed.map((change) => {
          const schoolName = names.get(school) ?? school;
          return { ...change, at, school, schoolName, period, fromVersion: version ?? 0, toVersion: 0, closed: true };
        }),
      });
      continue;
    }
    if (event.type === 'read') {
      const before = last.get(key);
      last.set(key, event.reading);
      if (version === undefined || !before) continue;
      const changed = changesBetween(formsOf(district.settings, event.period), before, event.reading);
      const { at, school, period } = event;
      const schoolName = names.get(school) ?? school;
      for (const change of changed)
        changes.push({ ...change, at, school, schoolName, period, fromVersion: version, toVersion: 0 });
      continue;
    }
    const reading = last.get(key);
    if (!reading) continue;
    accepted.set(key, reading);
    versions.set(key, event.version);
    // What was changed since the version before is part of this one; until now it was only typed.
    for (const [index, change] of changes.entries())
      if (change.toVersion === 0 && change.school === event.school && change.period === event.period)
        changes[index] = { ...change, toVersion: event.version };
  }
  return {
    accepted,
    last,
    closed: new Map(
      [...closed]
        .filter(([, it]) => it.changes.length > 0)
        .map(([key, it]) => [key, { at: it.at, blanks: it.changes.length }]),
    ),
    changes: [...changes, ...[...closed.values()].flatMap((it) => it.changes)].sort(
      (a, b) => Date.parse(a.at) - Date.parse(b.at),
    ),
  };
}

const nothingRead: Reading = { found: {}, explanations: {}, drifts: [], date1904: false };

/** Blank by blank what differs between two readings of a report that was accepted before. */
function changesBetween(
  forms: readonly Form[],
  before: Reading,
  after: Reading,
): Pick<ChangeView, 'form' | 'field' | 'cell' | 'from' | 'to'>[] {
  const old = valuesOf(forms, before);
  const now = valuesOf(forms, after);
  return forms.flatMap((form) =>
    fieldsOf(form).flatMap((field) => {
      const key = definedName(form, field);
      const from = shown(old[key]);
      const to = shown(now[key]);
      return from === to ? [] : [{ form: form.key, field: field.key, cell: now[key]?.cell ?? '', from, to }];
    }),
  );
}

function shown(value: MasterValue | undefined): string {
  return value?.value === null || value === undefined ? '' : String(value.value);
}

/** Each blank as understood; what cannot be understood is its raw text. */
function valuesOf(forms: readonly Form[], reading: Reading): Record<string, MasterValue> {
  const answers = understand(forms, reading);
  const values: Record<string, MasterValue> = {};
  for (const [key, { cell, raw }] of Object.entries(reading.found)) {
    const answer = answers[key];
    if (answer?.is === 'value') values[key] = { value: answer.value, understood: true, cell };
    else if (answer?.is === 'unreadable') values[key] = { value: String(raw), understood: false, cell };
    else values[key] = { value: null, understood: true, cell };
  }
  return values;
}

function rowOf(world: World, district: District, school: School, period: Period, readings: Readings): MasterRow {
  const key = reportKey(school.code, period);
  const report = world.ledger.state.reports.get(key);
  const accepted = readings.accepted.get(key);
  // A workbook that cannot be read now says nothing; an untouched one has nothing to say.
  const last = report?.content?.refused || report?.state === 'notStarted' ? undefined : readings.last.get(key);
  const reading = accepted ?? last;
  const window = report?.window ?? windowOf(world, district, period);
  const { due } = deadlineOf(district, { school: school.code, period, window });
  return {
    school,
    period,
    state: report?.state ?? 'notStarted',
    timeliness: timelinessOf(due, report?.accepted?.madeAt, world.now),
    ...(due === window.due ? {} : { due }),
    source: accepted ? 'accepted' : last ? 'reading' : 'none',
    values: reading ? valuesOf(formsOf(district.settings, period), reading) : {},
    explanations: reading?.explanations ?? {},
    ...provenance(report),
    ...decided(report),
    ...changedClosed(report, readings.closed.get(key)),
    failure: report?.content?.refused ? failureMessage(report.content.refused.code, report.content.refused.detail) : '',
    findings: report?.findings ?? [],
  };
}

function changedClosed(
  report: ReportState | undefined,
  change: MasterRow['changedClosed'],
): Pick<MasterRow, 'changedClosed'> {
  return change && report?.lockedAt !== undefined ? { changedClosed: change } : {};
}

/** What the section decided: why the report was returned; and what is not raised. */
function decided(report: ReportState | undefined): Pick<MasterRow, 'returnReason' | 'setAside'> {
  const setAside = (report?.setAside ?? []).filter(({ over }) => !over);
  return {
    ...(report?.state === 'returned' && report.returned ? { returnReason: report.returned.reason } : {}),
    ...(setAside.length === 0 ? {} : { setAside }),
  };
}

function provenance(
  report: ReportState | undefined,
): Pick<MasterRow, 'version' | 'checkCode' | 'madeAt' | 'seenAt' | 'path' | 'hash'> {
  const accepted = report?.accepted;
  if (accepted) {
    const { version, checkCode, madeAt, seenAt, path, hash } = accepted;
    return { version, checkCode, madeAt, seenAt, path, hash };
  }
  const content = report?.content;
  return {
    version: 0,
    checkCode: '',
    madeAt: content?.storedAt ?? '',
    seenAt: content?.seenAt ?? '',
    path: content?.path ?? report?.path ?? '',
    hash: content?.hash ?? '',
  };
}

function periodOf(world: World, district: District, period: Period, rows: readonly MasterRow[]): PeriodView {
  const ofPeriod = rows.filter((row) => row.period === period);
  const counted = ofPeriod.filter(({ source }) => source === 'accepted');
  return {
    period,
    window: windowOf(world, district, period),
    expected: ofPeriod.length,
    reported: counted.length,
    zeroReports: counted.filter(({ values }) => values.monthlyReport_incidents?.value === 0).length,
    states: tally(states, ofPeriod, ({ state }) => state),
    timeliness: tally(timelinesses, ofPeriod, ({ timeliness }) => timeliness),
    totals: totalsOf(formsOf(district.settings, period), counted),
  };
}

function tally<K extends State | Timeliness>(
  keys: readonly K[],
  rows: readonly MasterRow[],
  of: (row: MasterRow) => State | Timeliness,
): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, rows.filter((row) => of(row) === key).length])) as Record<
    K,
    number
  >;
}

function totalsOf(forms: readonly Form[], rows: readonly MasterRow[]): PeriodView['totals'] {
  return Object.fromEntries(
    forms.flatMap((form) =>
      fieldsOf(form)
        .filter(({ kind }) => kind === 'count')
        .map((field) => {
          const key = definedName(form, field);
          const numbers = rows.flatMap(({ values }) => {
            const value = values[key]?.value;
            return typeof value === 'number' ? [value] : [];
          });
          return [key, { sum: numbers.reduce((sum, number) => sum + number, 0), schools: numbers.length }];
        }),
    ),
  );
}
