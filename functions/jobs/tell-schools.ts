import type { Book } from '../../schemas/book.ts';
import { type FailureCode, failureSentence } from '../../schemas/failures.ts';
import { findingKey } from '../../schemas/finding.ts';
import { type Form, fieldsOf } from '../../schemas/form.ts';
import { periodName } from '../../schemas/periods.ts';
import type { Reading } from '../../schemas/reading.ts';
import { stateTitles } from '../../schemas/state.ts';
import { feedbackFile, tree } from '../../schemas/tree.ts';
import { dueWords } from '../core/calendar.ts';
import { eventId } from '../core/event-id.ts';
import { type AcceptedVersion, type ReportState, reportKey } from '../core/ledger-state.ts';
import type { World } from '../world.ts';
import { type District, deadlineOf, formsOf } from './district.ts';
import { putOurs } from './put-ours.ts';
import { readingAsTyped, type TypedReading } from './typed-reading.ts';

/** Torn and empty files may be half synced: their schools hear of them only when a later run finds them so. */
const secondLook: readonly string[] = ['F-BROKEN', 'F-EMPTY', 'F-MISSING'];

/** A failure's sentence for people: what is wrong and what to do; for a mix-up (L-WHO) what exactly was found, first. */
export function failureMessage(code: string, detail: string): string {
  const sentence = failureSentence(code as FailureCode);
  return code === 'L-WHO' && detail !== '' ? `${detail}${sentence}` : sentence;
}

/** Notes that a report's files (`<period>/<school>`) are still to be written. */
export function owe(world: World, key: string): void {
  world.ledger.mark(`retell/${key}`, 'yes');
}

/** True where the school is still to be told: its feedback was open in Excel, or a torn file got a second look. */
export function mustRetell(world: World, report: ReportState): boolean {
  return world.ledger.cache.marks.get(`retell/${keyOf(report)}`) === 'yes';
}

/** What could not be put into a school's folder; the next run tries again. */
export interface NotKept {
  readonly report: ReportState;
  readonly path: string;
}

/** After the commit: keeps accepted versions as typed in the schools' folders, and renews their 校验结果. */
export async function followUp(
  world: World,
  district: District,
  reports: readonly ReportState[],
  typed: ReadonlyMap<string, TypedReading>,
): Promise<readonly NotKept[]> {
  const notKept = await keepVersions(world, district, reports, typed);
  for (const report of reports) await tellSchool(world, district, report);
  for (const { report } of notKept) owe(world, keyOf(report));
  return notKept;
}

function keyOf(report: ReportState): string {
  return reportKey(report.school, report.period);
}

/** The school's folder, found again by its code where people renamed it. */
async function folderOf(world: World, report: ReportState): Promise<string> {
  const given = report.path.slice(0, report.path.lastIndexOf('/'));
  if ((await world.store.stamp(given)) !== undefined) return given;
  const folders = await world.store.folders(tree.schools);
  const renamed = folders.find((name) => name === report.school || name.startsWith(`${report.school} `));
  return renamed === undefined ? given : `${tree.schools}/${renamed}`;
}

async function keepVersions(
  world: World,
  district: District,
  reports: readonly ReportState[],
  typed: ReadonlyMap<string, TypedReading>,
): Promise<readonly NotKept[]> {
  const busy: NotKept[] = [];
  const versions: (NotKept & { bytes: Uint8Array })[] = [];
  // The one before was accepted in a run that may have been cut short.
  for (const report of reports)
    for (const accepted of [report.previous, report.accepted]) {
      const version = accepted && (await versionOf(world, district, report, accepted, typed.get(keyOf(report))));
      if (version?.bytes) versions.push({ report, path: version.path, bytes: version.bytes });
      else if (version) busy.push({ report, path: version.path });
    }
  if (versions.length === 0) return busy;
  await world.ledger.begin();
  const outcomes = await world.store.createAll(versions);
  return [...busy, ...versions.filter((_, index) => outcomes[index] === 'refused')];
}

/** The file of an accepted version that is not in the school's folder yet; without bytes while its workbook is being saved. */
async function versionOf(
  world: World,
  district: District,
  report: ReportState,
  accepted: AcceptedVersion,
  inHand: TypedReading | undefined,
): Promise<{ path: string; bytes?: Uint8Array } | undefined> {
  if (report.versionsErased) return undefined;
  const folder = await folderOf(world, report);
  const path = `${folder}/${tree.versions}/${periodName(report.period)} 第${accepted.version}版.json`;
  if ((await world.store.stamp(path)) !== undefined) return undefined;
  const workbook = `${folder}/${accepted.path.slice(accepted.path.lastIndexOf('/') + 1)}`;
  const readAs = await readingAsTyped(world, district, report, accepted, workbook, inHand);
  if (readAs === undefined) return undefined;
  if (readAs === 'busy') return { path };
  const { reading, asTyped } = readAs;
  const { version, checkCode, madeAt, seenAt, hash } = accepted;
  const values = await valuesOf(formsOf(district.settings, report.period), reading);
  const { school, period } = report;
  const kept = {
    school,
    period,
    version,
    checkCode,
    madeAt,
    seenAt,
    hash,
    ...(asTyped ? {} : { note: noLongerTyped }),
    values,
    cells: reading.found,
    explanations: reading.explanations,
  };
  return { path, bytes: new TextEncoder().encode(`${JSON.stringify(kept, null, 2)}\n`) };
}

/** Said in a kept version where the run that accepted it was cut short and the school saved over it since. */
const noLongerTyped = '写这份存档之前原表已经改动或移走，这里是遮去个人信息之后的内容，不是当时的原文。';

/** The values as understood, held against the schema of each form: what is kept for years has the shape it says. */
async function valuesOf(forms: readonly Form[], reading: Reading): Promise<Record<string, unknown>> {
  const { valuesSchema } = await import('../../schemas/values-schema.ts');
  const { understand } = await import('../core/understand.ts');
  const answers = understand(forms, reading);
  return Object.fromEntries(
    forms.map((form) => {
      const members = fieldsOf(form).map(({ key }) => {
        const answer = answers[`${form.key}_${key}`];
        return [key, answer?.is === 'value' ? answer.value : null] as const;
      });
      return [form.key, valuesSchema(form).parse(Object.fromEntries(members))];
    }),
  );
}

async function tellSchool(world: World, district: District, report: ReportState): Promise<void> {
  const { ledger } = world;
  const key = keyOf(report);
  const refused = report.content?.refused;
  if (refused && secondLook.includes(refused.code) && report.content?.seenAt === world.now) {
    ledger.mark(`retell/${key}`, 'yes');
    return;
  }
  const what = digest(report);
  const told = ledger.cache.marks.get(`told/${key}`);
  const path = `${await folderOf(world, report)}/${feedbackFile(report.period)}`;
  // A report without a finding needs no list; one that had a list gets the good news in it, as does one that is online.
  const online = report.accepted !== undefined && world.store.saves(report.path) === 'byItself';
  const nothingToSay = !online && report.findings.length === 0 && !refused && report.state !== 'returned';
  if (told === what || (nothingToSay && told === undefined && (await world.store.stamp(path)) === undefined)) {
    ledger.mark(`retell/${key}`, '');
    return;
  }
  const written = await writeFeedback(world, district, report, path);
  ledger.mark(`retell/${key}`, written ? '' : 'yes');
  if (written) ledger.mark(`told/${key}`, what);
}

function digest(report: ReportState): string {
  return eventId(
    'told',
    report.content?.seenAt ?? '',
    report.state,
    report.accepted?.checkCode ?? '',
    report.content?.refused?.code ?? '',
    report.state === 'returned' ? (report.returned?.row ?? '') : '',
    ...report.findings.map(({ finding }) => findingKey(finding)),
  );
}

/**
 * Writes our list into the report where the back end can; else renews the one beside it: one that somebody edited stays
 * as it is, and the new list stands next to it.
 */
async function writeFeedback(world: World, district: District, report: ReportState, path: string): Promise<boolean> {
  const book = await bookOf(world, district, report);
  await world.ledger.begin();
  const annotated = await world.store.annotate(report.content?.path ?? report.path, async () =>
    (await import('./annotation.ts')).annotationOf(world, district, report, book),
  );
  if (annotated !== 'beside') return annotated === 'written';
  const drawn = await world.store.draw(book);
  for (let number = 1; number < 20; number += 1) {
    const place = number === 1 ? path : path.replace(/\.xlsx$/, ` ${number}.xlsx`);
    const outcome = await putOurs(world, place, drawn);
    if (outcome !== 'edited') return outcome !== 'busy';
  }
  return false;
}

// What draws a list is loaded with the first list to be written: a run that finds nothing changed needs none.
async function bookOf(world: World, district: District, report: ReportState): Promise<Book> {
  const { feedbackBook } = await import('../core/report/feedback-book.ts');
  const school = district.roster.find(({ code }) => code === report.school);
  const refused = report.content?.refused;
  const { due } = deadlineOf(district, report);
  return feedbackBook({
    school: { code: report.school, name: school?.name ?? report.school },
    period: report.period,
    reportPath: (report.content?.path ?? report.path).split('/').at(-1) ?? '',
    stateTitle: stateTitles[report.state],
    deadline: dueWords(due),
    saves: world.store.saves(report.content?.path ?? report.path),
    findings: report.findings,
    asOf: report.content?.seenAt ?? report.handedOutAt,
    office: district.settings.office,
    officePhone: district.settings.officePhone,
    ...(refused ? { failure: failureMessage(refused.code, refused.detail) } : {}),
    ...(report.accepted ? { checkCode: report.accepted.checkCode } : {}),
    ...(report.state === 'returned' && report.returned ? { returnReason: report.returned.reason } : {}),
  });
}
