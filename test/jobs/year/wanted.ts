import { dueOf, isActive, type Knowledge, type Report, type Run } from './knowledge.ts';
import { peopleOf } from './policy.ts';
import { type Row, sectionAddress } from './world-of-schools.ts';
import { yearlyDuties } from './yearly.ts';

/** Something that a person is to be told by a run. */
export interface Wanted {
  readonly item: string;
  readonly address: string;
  readonly isReminder: boolean;
  /** The report it is about, or what is due once a year. */
  readonly of: Report | string;
}

/** A receipt older than this is no news any more: whoever takes over a school is not told of the months before. */
const aMonth = 30 * 86_400_000;

/** All that a run was to tell people, by what stood when it began, told before or not. */
export function* wantedOf(knowledge: Knowledge, run: Run): Generator<Wanted> {
  const { known, now, begun } = run;
  for (const of of knowledge.criminal) {
    const item = `urgent/${of.period}/${of.school}/A3-CRIM/${of.cases}`;
    yield { item, address: sectionAddress, isReminder: false, of };
  }
  if (!known.policy.humane(now)) return;
  for (const report of knowledge.open) {
    const row = known.rows.get(report.school);
    if (row && isActive(row, report.period)) yield* ofOpen(report, row, run);
  }
  for (const row of known.rows.values())
    for (const { key, rung } of yearlyDuties(knowledge, run, row.code))
      for (const address of peopleOf(rung, row))
        yield { item: `remind/${key}/${row.code}/${rung}/${address}`, address, isReminder: true, of: key };
  for (const of of knowledge.unreceipted) {
    if (!of.accepted || of.accepted.since > begun || Date.parse(now) - Date.parse(of.accepted.at) > aMonth) continue;
    for (const address of bothOf(known.rows.get(of.school))) {
      const item = `receipt/${of.period}/${of.school}/${of.accepted.version}/${address}`;
      yield { item, address, isReminder: false, of };
    }
  }
  for (const of of knowledge.returned)
    for (const address of bothOf(known.rows.get(of.school)))
      yield { item: `returned/${of.period}/${of.school}/${of.returned}/${address}`, address, isReminder: false, of };
}

function* ofOpen(of: Report, row: Row, { known, now }: Run): Generator<Wanted> {
  const due = dueOf(of, known);
  const rung = known.policy.rung(due, now);
  if (rung !== undefined)
    for (const address of peopleOf(rung, row))
      yield { item: `remind/${of.period}/${of.school}/${rung}/${address}`, address, isReminder: true, of };
  const contact = row.contact.toLowerCase();
  if (row.byMail && of.untouched && contact !== '' && now < `${due}T24`)
    yield { item: `form/${of.period}/${of.school}/${contact}`, address: contact, isReminder: false, of };
}

/** Contact and principal, who may be the same. */
function bothOf(row: Row | undefined): ReadonlySet<string> {
  const people = row ? [row.contact, row.principal] : [];
  return new Set(people.filter((it) => it !== '').map((it) => it.toLowerCase()));
}
