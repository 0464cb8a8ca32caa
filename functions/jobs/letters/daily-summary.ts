import { firstOfWeek, localDate, previousWorkingDay } from '../../core/calendar.ts';
import { maySomethingWait, type News, newsBetween, type Watched } from '../../core/daily-news.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { Letter, World } from '../../world.ts';
import { type District, deadlineOf } from '../district.ts';
import { mattersOf } from '../matters.ts';
import { usableAddress } from './usable-address.ts';

const kind = 'summary/';

/**
 * 每日小结 to 安全科, once a working day: where something is new since the last one that went, and on the first working day
 * of a week also where something still waits. Nothing where there is nothing to say.
 */
export async function composeSummary(
  world: World,
  district: District,
  press: LetterPress,
): Promise<Letter | undefined> {
  const { dailySummary, sectionEmail } = district.settings;
  const today = localDate(world.now);
  const key = `${kind}${today}`;
  if (!dailySummary || !usableAddress(world, sectionEmail) || world.ledger.state.letters.has(key)) return undefined;
  const watched = watchedReports(world, district);
  const last = lastSent(world);
  const since = last ?? `${previousWorkingDay(today, district.holidays)}T${district.settings.mailFromTime}:00+08:00`;
  const registers = await registersSay(world, district, since);
  const news = [...newsBetween(world.ledger.state, watched, since, world.now), ...registers.news];
  const weekly = last === undefined || localDate(last) < firstOfWeek(today, district.holidays);
  const mayWait = registers.waits || maySomethingWait(world.ledger.state, watched, world.now);
  if (news.length === 0 && !(weekly && mayWait)) return undefined;
  // What it says of the district is gathered once a day, not in every run.
  const { summaryPlan } = await import('./daily-summary-plan.ts');
  const plan = await summaryPlan(world, district, { news, since });
  if (!plan) return undefined;
  return { key, items: [key], to: [sectionEmail], ...(await press.summary(plan)) };
}

/** What registers have that is new, and whether anything of theirs waits; looked into where there is a row with a clock. */
async function registersSay(
  world: World,
  district: District,
  since: string,
): Promise<{ readonly news: readonly News[]; readonly waits: boolean }> {
  const matters = mattersOf(world, district).filter(({ register }) => register.clocks.length > 0);
  if (matters.length === 0) return { news: [], waits: false };
  const { doesAnyWait, matterNews } = await import('../../core/supervision/matter-news.ts');
  return { news: matterNews(matters, since, world.now), waits: doesAnyWait(matters) };
}

/** A summary that has not gone on its day is stale: the next one says it all. */
export function isStaleSummary(world: World, item: string): boolean {
  return item !== `${kind}${localDate(world.now)}`;
}

function lastSent({ ledger }: World): string | undefined {
  return [...ledger.state.letters.values()].findLast(({ key, state }) => key.startsWith(kind) && state === 'sent')
    ?.claimedAt;
}

function watchedReports(world: World, district: District): readonly Watched[] {
  const names = new Map(district.roster.map(({ code, name }) => [code, name]));
  return [...world.ledger.state.reports.values()].flatMap((report) => {
    const name = names.get(report.school);
    return name === undefined ? [] : [{ name, report, due: deadlineOf(district, report).due }];
  });
}
