import type { PageLine } from '../../../schemas/events.ts';
import { entriesOf } from '../../../schemas/registers/entry.ts';
import { publicPhones } from '../../../schemas/registers/public-phones.ts';
import type { School } from '../../../schemas/roster.ts';
import { periodOf } from '../../core/calendar.ts';
import type { ReportState } from '../../core/ledger-state.ts';
import { publicHotline, reportedHotline, showsMobile } from '../../core/public-page/hotlines.ts';
import { understand } from '../../core/understand.ts';
import type { World } from '../../world.ts';
import { type District, formsOf, schoolsOf } from '../district.ts';
import { readingAt } from '../readings.ts';
import { newestAccepted } from './seen.ts';

/** Schools whose line on the page is another than it was, as it is now; a school that is no more has no number. */
export async function changedLines(world: World, district: District): Promise<readonly PageLine[]> {
  const known = new Map(world.ledger.state.publicPage?.lines.map((line) => [line.school, line]));
  const accepted = newestAccepted(world);
  const schools = schoolsOf(district, periodOf(world.now));
  const lines: PageLine[] = [];
  for (const school of schools) {
    const report = accepted.get(school.code);
    const before = known.get(school.code);
    known.delete(school.code);
    if (report) lines.push(...changed(before, await lineOf(world, district, school, report, before)));
  }
  for (const gone of known.values()) lines.push(...changed(gone, { ...withoutNumber(gone), hotline: '' }));
  return lines;
}

function changed(before: PageLine | undefined, now: PageLine): readonly PageLine[] {
  return JSON.stringify(before) === JSON.stringify(now) ? [] : [now];
}

function withoutNumber({ school, name, stage, of }: PageLine): Omit<PageLine, 'hotline'> {
  return { school, name, stage, of };
}

async function lineOf(
  world: World,
  district: District,
  { code: school, name, stage }: School,
  report: ReportState,
  before: PageLine | undefined,
): Promise<PageLine> {
  const of = report.accepted?.of ?? '';
  const decisions = entriesOf(district.control.registers, publicPhones).filter((row) => row.values.school === school);
  // A version is read once; only where people have a say about its number is it looked at again.
  const stands =
    before?.of === of && decisions.length === 0 && !before.asks && !before.withheld && !showsMobile(before);
  if (stands) return { ...withoutNumber({ ...before, name, stage }), hotline: before.hotline };
  const reading = await readingAt(world, report.accepted?.reading);
  const reported = reading ? reportedHotline(understand(formsOf(district.settings, report.period), reading)) : '';
  const said = decisions.map(({ values }) => values);
  return { school, name, stage, of, ...publicHotline(reported, said) };
}
