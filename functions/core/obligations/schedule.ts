import type { Extension, Rung, Term } from '../../../schemas/control.ts';
import type { Window } from '../../../schemas/events.ts';
import { addMonths, type Period, periodParts, periodTitle } from '../../../schemas/periods.ts';
import type { Settings } from '../../../schemas/settings.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { reportDays } from '../annual-report/days.ts';
import { draftDay, pairOf, pairTitle } from '../bulletin/pair.ts';
import { paperTitle } from '../bulletin/paper.ts';
import { addDays, unknownYear, windowDays } from '../calendar.ts';
import { campaignYearOf } from '../campaign-year.ts';
import { rungDay } from '../ladder.ts';
import { clockEntries } from '../registers/clock-entries.ts';
import type { Matter } from '../registers/matters.ts';
import { termsBetween } from '../terms.ts';
import { monthlyNames, yearlyObligations } from './due.ts';
import { type DistrictCalendar, isMonthAsked, windowToHandOut } from './months.ts';

/** One dated thing in a district's year, in words ready to be read. */
export interface ScheduleEntry {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:mm`; left out for what takes the whole day. `24:00` is the end of the day. */
  readonly time?: string;
  readonly kind:
    | 'handOut'
    | 'noHandOut'
    | 'rung'
    | 'deadline'
    | 'extended'
    | 'lock'
    | 'bulletinDraft'
    | 'clock'
    | 'annualReportDraft'
    | 'annualReportDue'
    | 'termStart'
    | 'halfTerm'
    | 'termEnd'
    | 'unknownHolidays';
  /** `2018年9月月报截止`. */
  readonly title: string;
  /** A sentence or two; may be empty. */
  readonly detail: string;
  /** Whose report it is about; left out for what is not about one month's. */
  readonly period?: Period;
}

/** What a district's dates follow from: settings, registers, and the months that were handed out. */
export interface ScheduleSource extends DistrictCalendar {
  readonly settings: DistrictCalendar['settings'] & Pick<Settings, 'mailFromTime' | 'lockAfterDays'>;
  readonly ladder: readonly Rung[];
  readonly extensions: readonly Extension[];
  readonly terms: readonly Term[];
  /** Names of schools by code. */
  readonly schools: ReadonlyMap<string, string>;
  /** Rows of the registers as they stand; left out where nothing of them is asked for. */
  readonly matters?: readonly Matter[];
}

/** Everything that is to happen from a day through another, both counted, `YYYY-MM-DD`, in order. */
export function schedule(source: ScheduleSource, from: string, until: string): readonly ScheduleEntry[] {
  const planned = withMonthsToCome(source, from, until);
  const entries = [
    ...planned.periods.flatMap(({ period, window, isNew }) => monthEntries(source, period, window, isNew)),
    ...planned.skipped.map(noHandOut),
    ...yearlyEntries(source, planned.windows, until),
    ...bulletinEntries(source, planned.windows),
    ...clockEntries(source.matters ?? []),
    ...annualReportEntries(source, planned.windows),
    ...termEntries(source.terms, from, until),
    ...holidayEntries(source, from, until),
  ];
  return entries.filter(({ date }) => from <= date && date <= until).sort(byTime);
}

interface MonthToCome {
  readonly period: Period;
  readonly window: Window;
  readonly isNew: boolean;
}

/** The months that were handed out, and those that `run` will hand out on their 1st, until well after the last day asked for. */
function withMonthsToCome(source: ScheduleSource, from: string, until: string) {
  const windows = new Map(source.windows);
  const periods: MonthToCome[] = [...windows].map(([period, window]) => ({ period, window, isNew: false }));
  const skipped: Period[] = [];
  for (let period = from.slice(0, 7); period <= addMonths(until.slice(0, 7), 1); period = addMonths(period, 1)) {
    if (windows.has(period)) continue;
    if (!isMonthAsked(source.obligations, period)) {
      skipped.push(period);
      continue;
    }
    const window = windowToHandOut({ ...source, windows }, period);
    windows.set(period, window);
    periods.push({ period, window, isNew: true });
  }
  return { windows, periods, skipped };
}

function monthEntries(source: ScheduleSource, period: Period, window: Window, isNew: boolean): ScheduleEntry[] {
  const names = monthlyNames(source.obligations);
  const title = `${periodTitle(period)}${names[1] ?? '月报'}`;
  const { lockAfterDays } = source.settings;
  const lock: ScheduleEntry = {
    date: addDays(window.through, lockAfterDays),
    time: '24:00',
    kind: 'lock',
    title: `${title}定稿`,
    detail: '以后的改动只记在《总表》的“变更记录”里，不计入。',
  };
  return [
    ...(isNew ? [handOut(title, period, window)] : []),
    ...dueEntries(source, title, window, `统计区间 ${windowDays(window)}。`).map((entry) => ({ ...entry, period })),
    ...(lockAfterDays === 0 ? [] : [lock]),
    ...extensionEntries(source, title, period, names),
  ];
}

function handOut(title: string, period: Period, window: Window): ScheduleEntry {
  const detail = `统计区间 ${windowDays(window)}。`;
  return { date: `${period}-01`, kind: 'handOut', title: `发放${title}`, detail };
}

function noHandOut(period: Period): ScheduleEntry {
  return {
    date: `${period}-01`,
    kind: 'noHandOut',
    title: `${periodTitle(period)}不报送月报`,
    detail: '“报送事项”里月报的“月份”没有这个月；这个月的天数并入下一次的统计区间。',
  };
}

/** A deadline and the rungs of the ladder around it: of those on one day only the highest goes. */
function dueEntries(
  { ladder, holidays, settings }: ScheduleSource,
  title: string,
  { through }: Pick<Window, 'through'>,
  detail: string,
): ScheduleEntry[] {
  const days = new Map<string, Rung>();
  for (const rung of ladder.toSorted((a, b) => a.rung - b.rung)) {
    if (rung.enabled !== '是') continue;
    const day = rungDay(rung, through, holidays);
    // The day of a deadline may be moved back onto that of a rung before it; neither moves across the deadline.
    days.set(`${day} ${rung.side === '后'}`, rung);
  }
  const rungs = [...days].map(([key, rung]): ScheduleEntry => {
    const date = key.slice(0, 10);
    const onTheDay = date === through ? '截止当天' : '截止当天不是工作日，提前发';
    const words = rung.side === '当天' ? onTheDay : `截止${rung.side} ${rung.days} 个${rung.unit}`;
    return {
      date,
      time: settings.mailFromTime,
      kind: 'rung',
      title: `${title}${rung.tone}（第 ${rung.rung} 级）`,
      detail: `${words}：还没有报送的，发给${rung.to.join('、')}。`,
    };
  });
  return [...rungs, { date: through, time: '24:00', kind: 'deadline', title: `${title}截止`, detail }];
}

function extensionEntries(
  { extensions, schools }: ScheduleSource,
  title: string,
  period: Period,
  names: readonly string[],
): ScheduleEntry[] {
  const folded = names.map(foldLabel);
  const rows = extensions.filter((row) => row.period === period && folded.includes(foldLabel(row.obligation)));
  const last = new Map(rows.map((row) => [row.school, row]));
  return [...last.values()].map(({ school, due, reason }) => ({
    date: due,
    time: '24:00',
    kind: 'extended',
    title: `${schools.get(school) ?? school}${title}延期截止`,
    detail: reason,
  }));
}

function yearlyEntries(source: ScheduleSource, windows: ReadonlyMap<Period, Window>, until: string): ScheduleEntry[] {
  const calendar = { ...source, windows };
  const years = [...new Set([...windows.keys(), until.slice(0, 7)].map((period) => period.slice(0, 4)))];
  const found = new Map(
    years.flatMap((year) => yearlyObligations(calendar, `${year}-12`)).map((it) => [it.key, it] as const),
  );
  return [...found.values()].flatMap((obligation) => {
    const title = `${periodParts(obligation.period).year}年${obligation.title}`;
    const detail = `填在 ${periodTitle(obligation.ridesIn)}的报表里。`;
    return [
      ...dueEntries(source, title, obligation, detail),
      ...extensionEntries(source, title, obligation.period, [obligation.title]),
    ];
  });
}

function bulletinEntries(source: ScheduleSource, windows: ReadonlyMap<Period, Window>): ScheduleEntry[] {
  const pairs = new Map([...windows.keys()].map((period) => [pairOf(period).from, pairOf(period)]));
  return [...pairs.values()].flatMap((pair) => {
    const last = windows.get(pair.through) ?? windowToHandOut({ ...source, windows }, pair.through);
    return [
      {
        date: draftDay(last.through, source.holidays),
        kind: 'bulletinDraft' as const,
        title: `${pairTitle(pair)}通报起草`,
        detail: '程序起草，签发人审签以后才发给学校。',
      },
    ];
  });
}

/** The report of each campaign year (S46, S47). */
function annualReportEntries(source: ScheduleSource, windows: ReadonlyMap<Period, Window>): ScheduleEntry[] {
  const years = new Map([...windows.keys()].map((period) => [campaignYearOf(period).year, campaignYearOf(period)]));
  return [...years.values()].flatMap((year) => {
    const days = reportDays({ ...source, windows }, year);
    if (!days) return [];
    const title = paperTitle(year);
    return [
      {
        date: days.draft,
        kind: 'annualReportDraft' as const,
        title: `${title}起草`,
        detail: '程序起草，签发人审签以后才发给“通报抄送”里的领导。',
      },
      {
        date: days.due,
        kind: 'annualReportDue' as const,
        title: `${title}应形成`,
        detail: '请在这一天以前审签。',
      },
    ];
  });
}

function termEntries(terms: readonly Term[], from: string, until: string): ScheduleEntry[] {
  return termsBetween(terms, from, until).flatMap(({ name, from: first, half, through }) => [
    { date: first, kind: 'termStart' as const, title: `${name}开始`, detail: '' },
    {
      date: half,
      kind: 'halfTerm' as const,
      title: `${name}期中`,
      detail: '开学以来学生主题教育都是 0 次的学校，会请核实。',
    },
    { date: through, kind: 'termEnd' as const, title: `${name}结束`, detail: '每学期至少一次学生主题教育。' },
  ]);
}

/** The day from which reminders follow weekdays alone, unless somebody types the year's holidays. */
function holidayEntries({ holidays }: ScheduleSource, from: string, until: string): ScheduleEntry[] {
  const entries: ScheduleEntry[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(until.slice(0, 4)); year += 1) {
    const first = `${year}-01-01`;
    const date = first < from ? from : first;
    if (unknownYear(date, holidays) !== year) continue;
    const detail = '暂按周一至周五和固定节日计算。请在区级设置的“节假日”补录国务院公布的安排。';
    entries.push({ date, kind: 'unknownHolidays', title: `${year} 年的放假安排还不知道`, detail });
  }
  return entries;
}

/** By day, then by hour; what takes the whole day comes first. */
function byTime(a: ScheduleEntry, b: ScheduleEntry): number {
  const order = (it: ScheduleEntry): string => `${it.date} ${it.time ?? ''} ${it.title}`;
  return order(a) < order(b) ? -1 : 1;
}
