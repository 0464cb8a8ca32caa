import { addDays, firstOfWeek, localDate, mondayOf } from '../../core/calendar.ts';
import { eventId } from '../../core/event-id.ts';
import { type ClockNews, clockNews } from '../../core/registers/clock-news.ts';
import type { World } from '../../world.ts';
import { mattersApart } from '../apart/matters.ts';
import type { District } from '../district.ts';
import { mattersOf } from '../matters.ts';
import { plainItem, remindedOn, type Told, toldItems } from './told.ts';
import { usableAddress } from './usable-address.ts';

/** Somebody who is told of clocks today, in one letter. */
export interface DueClocks {
  readonly address: string;
  /** What the letter lists, worst first. */
  readonly rows: readonly ClockNews[];
  /** What it tells, each once: lights that turned, and 科室周报 of sections. */
  readonly items: readonly string[];
  /** It lists all that the reader's sections have in hand, not only what turned. */
  readonly isWeekly: boolean;
}

const week = 'sectionWeek/';

/**
 * Who is to be told that a clock is soon due or overdue: each light once, all of a person's together, one letter a working
 * day. On the first working day of a week a section also gets all that it has in hand, unless it was the same a week ago.
 */
export function dueClocks(world: World, district: District): readonly DueClocks[] {
  const { news, weeks } = clocksOf(world, district);
  if (news.length === 0) return [];
  const today = localDate(world.now);
  const told = toldItems(world, district);
  const toldToday = remindedOn(world, district, today, ['clock/', week]);
  const isWeekDue = weekDue(world, district, told, today);
  const due: DueClocks[] = [];
  for (const [person, rows] of Map.groupBy(news, personOf)) {
    const [first] = rows;
    const address = first?.reader.address ?? '';
    if (!first || toldToday.has(address.toLowerCase()) || !usableAddress(world, address)) continue;
    // In 试运行 letters go to 安全科, which must not see what is for its owner alone.
    if (first.reader.apart && district.settings.trial) continue;
    const turned = rows.filter(({ item, state }) => state.light !== '绿' && !told.has(item));
    const ofWeek = weeks.filter(({ rows: [row] }) => row && personOf(row) === person).filter(isWeekDue);
    const listed = new Set([...ofWeek.flatMap((it) => it.rows), ...turned]);
    if (listed.size === 0) continue;
    due.push({
      address,
      rows: rows.filter((row) => listed.has(row)),
      items: [...ofWeek, ...turned].map(({ item }) => item),
      isWeekly: ofWeek.length > 0,
    });
  }
  return oneLetterEach(due);
}

/** Why an item about clocks is not to be said any more; undefined where it still is, and for what is of another kind. */
export function whyClockMoot(world: World, district: District, item: string): string | undefined {
  const isClock = item.startsWith('clock/');
  if (!isClock && !item.startsWith(week)) return undefined;
  const { items } = clocksOf(world, district);
  if (items.has(plainItem(item))) return undefined;
  return isClock ? '已经办好、改了期限，或换了收信的邮箱，这封不再发。' : '科室在办的事变了，这封不再发。';
}

/** 科室周报 of one section: all that it has in hand. */
interface SectionWeek {
  readonly item: string;
  readonly section: string;
  readonly address: string;
  readonly rows: readonly ClockNews[];
}

/** Every clock that runs and what is told of it today. */
interface Clocks {
  readonly news: readonly ClockNews[];
  readonly weeks: readonly SectionWeek[];
  readonly items: ReadonlySet<string>;
}

// Asked for with every letter that waits, and the same through a day of a run.
const known = new WeakMap<District, { readonly day: string; readonly clocks: Clocks }>();

function clocksOf(world: World, district: District): Clocks {
  const day = localDate(world.now);
  const before = known.get(district);
  if (before?.day === day) return before.clocks;
  const { control, settings } = district;
  const { sectionEmail } = settings;
  const matters = [...mattersApart(world, district), ...mattersOf(world, district)];
  const news = clockNews(matters, { sections: control.sections, sectionEmail });
  const weeks = settings.sectionWeek ? weeksOf(news, mondayOf(day)) : [];
  const clocks = { news, weeks, items: new Set([...news, ...weeks].map(({ item }) => item)) };
  known.set(district, { day, clocks });
  return clocks;
}

/** By section; the rows of a register apart are not listed anywhere twice. */
function weeksOf(news: readonly ClockNews[], monday: string): readonly SectionWeek[] {
  const ofSections = news.filter(({ reader }) => reader.is !== '责任督学' && !reader.apart);
  return [...Map.groupBy(ofSections, ({ matter }) => matter.owner)].map(([section, rows]) => {
    const address = rows[0]?.reader.address ?? '';
    return { item: `${weekOf(monday, section)}${hashOf(rows)}/${address.toLowerCase()}`, section, address, rows };
  });
}

function weekOf(monday: string, section: string): string {
  return `${week}${monday}/${section}/`;
}

function hashOf(rows: readonly ClockNews[]): string {
  return eventId('week', ...rows.map(({ item }) => item)).slice(-12);
}

/**
 * 科室周报 is due on the first working day of a week, and later in it where that day's letter was withdrawn: once a week,
 * and not where the same rows stood in the one of last week.
 */
function weekDue(world: World, district: District, told: Told, today: string): (of: SectionWeek) => boolean {
  const monday = mondayOf(today);
  const isFirst = today === firstOfWeek(today, district.holidays);
  const begun = new Set(
    [...world.ledger.state.letters.values()].flatMap(({ items }) =>
      items.map(plainItem).filter((item) => item.startsWith(`${week}${monday}/`)),
    ),
  );
  return ({ section, address, rows }) => {
    const isSame = (item: string): boolean =>
      item.startsWith(weekOf(monday, section)) && item.endsWith(`/${address.toLowerCase()}`);
    const lastWeek = `${weekOf(addDays(monday, -7), section)}${hashOf(rows)}/${address.toLowerCase()}`;
    const ofThisWeek = [...begun].filter(isSame);
    return (isFirst || ofThisWeek.length > 0) && !ofThisWeek.some((item) => told.has(item)) && !told.has(lastWeek);
  };
}

/** One person's letter: a section's, an inspector's, and what is apart never stand in one. */
function personOf({ reader: { address, is, apart } }: ClockNews): string {
  return `${address.toLowerCase()} ${is === '责任督学'} ${apart}`;
}

/** Who has two letters to get is told the worst today, the rest the next working day. */
function oneLetterEach(due: readonly DueClocks[]): readonly DueClocks[] {
  return due.filter(
    ({ address }, index) => due.findIndex((other) => other.address.toLowerCase() === address.toLowerCase()) === index,
  );
}
