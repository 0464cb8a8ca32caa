import type { ReportLocked } from '../../schemas/events.ts';
import { periodTitle } from '../../schemas/periods.ts';
import { addDays, endOfDay, hasPassed } from '../core/calendar.ts';
import { eventId } from '../core/event-id.ts';
import { type ReportState, reportKey } from '../core/ledger-state.ts';
import type { World } from '../world.ts';
import type { District } from './district.ts';
import { lastDayOf } from './letters/duties.ts';

/** Closes the reports whose day of 锁定 has passed: after everything was read that was typed until then. */
export async function lockDue(world: World, district: District): Promise<void> {
  await decide(world, 'locked', lockIsDue(world, district));
}

/** Opens again the reports whose school was given more time: before the reading, which then judges them. */
export async function reopenDue(world: World, district: District): Promise<void> {
  const isDue = lockIsDue(world, district);
  await decide(world, 'reopened', (report) => !isDue(report));
}

async function decide(
  world: World,
  type: ReportLocked['type'],
  isDue: (report: ReportState) => boolean,
): Promise<void> {
  const reports = [...world.ledger.state.reports.values()];
  const events = reports
    .filter((report) => (report.lockedAt === undefined) === (type === 'locked') && isDue(report))
    .map(({ school, period }): ReportLocked => {
      return { type, id: eventId(type, school, period, world.now), at: world.now, school, period };
    });
  if (events.length > 0) await world.ledger.append(events);
  for (const report of reports)
    if ((report.lockedAt !== undefined) === (type === 'locked')) await follow(world, report, reports);
}

function lockIsDue(world: World, district: District): (report: ReportState) => boolean {
  const { lockAfterDays } = district.settings;
  if (lockAfterDays === 0) return () => false;
  const lastDay = lastDayOf(world, district);
  return (report) => hasPassed(endOfDay(addDays(lastDay(report), lockAfterDays)), world.now);
}

/** What the ledger says of a report is done to its workbook; where that cannot be now, the next run does it. */
async function follow(world: World, report: ReportState, all: readonly ReportState[]): Promise<void> {
  const mark = `closed/${reportKey(report.school, report.period)}`;
  const done = world.ledger.cache.marks.get(mark) === 'yes';
  const wanted = report.lockedAt !== undefined;
  if (done === wanted) return;
  await world.ledger.begin();
  const path = report.content?.path ?? report.path;
  const outcome = wanted ? await world.store.close(path, lineFor(report, all)) : await world.store.reopen(path);
  if (outcome === 'done') world.ledger.mark(mark, wanted ? 'yes' : '');
}

/** What people who open a closed report read first, and where a click leads: to their newest one. */
function lineFor(report: ReportState, all: readonly ReportState[]): { text: string; to: string } {
  const newest = all
    .filter(({ school, lockedAt }) => school === report.school && lockedAt === undefined)
    .reduce<ReportState | undefined>((last, it) => (last && last.period > it.period ? last : it), undefined);
  const closed = `${periodTitle(report.period)}报表已经定稿，不再接收修改。`;
  if (!newest) return { text: closed, to: report.path.slice(0, report.path.lastIndexOf('/')) };
  return { text: `${closed}${periodTitle(newest.period)}的请点这里填写。`, to: newest.content?.path ?? newest.path };
}
