import { isWorked, plusDays } from '../year/days.ts';
import { policyWith } from '../year/policy.ts';
import { daysBetween, nthWorkingDay } from './calendar.ts';
import { copies, desks, type Player, players } from './cast.ts';
import { approvals, extension, firstDay, lastDay, newContact, sentBack } from './decisions.ts';
import { lacking, periods, type Save, saves } from './reports.ts';

/** A letter that must be there: what it tells, by the keys of the program, `*` where only the program knows. */
export interface Expected {
  readonly day: string;
  readonly to: string;
  readonly items: readonly string[];
}

const policy = policyWith([]);
const humane = (day: string): string => `${day}T09:00`;

/** What a school owes, from when on, until which day, and when it was done (as the next morning's run sees it). */
interface Owed {
  readonly key: string;
  readonly school: string;
  readonly from: string;
  readonly due: (day: string) => string;
  readonly doneAt: string;
}

/** Every letter of the year about reports and bulletins. */
export function expectedLetters(): readonly Expected[] {
  const letters: Expected[] = [];
  const told = new Set<string>();
  for (const day of daysBetween(firstDay, lastDay)) {
    letters.push(...urgentOn(day));
    if (!isWorked(day)) continue;
    const own = bundled(day, remindersOn(day, ['contact', 'principal']), told);
    const overseers = bundled(day, remindersOn(day, ['inspector']), told);
    letters.push(...own, ...overseers, ...bundled(day, returnedOn(day), told), ...bundled(day, receiptsOn(day), told));
    letters.push(...bulletinsOn(day), ...reportOn(day), ...bundled(day, scoresOn(day), told), ...summaryOn(day));
  }
  return letters;
}

type Item = readonly [to: string, item: string];

/** One letter a person, of what that person was not told before. */
function bundled(day: string, items: readonly Item[], told: Set<string>): Expected[] {
  const fresh = items.filter(([to, item]) => to !== '' && !told.has(item));
  for (const [, item] of fresh) told.add(item);
  return [...Map.groupBy(fresh, ([to]) => to)].map(([to, of]) => {
    return { day, to, items: [...new Set(of.map(([, item]) => item))].sort() };
  });
}

function contactOf(school: string, day: string): string {
  const isNew = school === newContact.school && day >= newContact.since;
  return isNew ? newContact.address : (players.get(school)?.contact ?? '');
}

/** The schools that report in a month, by their short names. */
export function expectedIn(period: string): readonly string[] {
  return [...players]
    .filter(([name, { opens = '', through }]) => {
      return opens <= period && through === undefined && !(name === '新村' && period > '2018-12');
    })
    .map(([name]) => name);
}

const owed: readonly Owed[] = [
  ...periods.flatMap((period) =>
    expectedIn(period).map((school): Owed => {
      const isLonger = school === extension.school && period === extension.period;
      const due = (day: string): string => (isLonger && day >= extension.since ? extension.due : `${period}-25`);
      return { key: period, school, from: `${period}-01`, due, doneAt: firstAt(school, period, isAccepted) };
    }),
  ),
  ...expectedIn('2018-08').map((school): Owed => {
    // The first report in which nothing lacks.
    const [through = ''] = Object.values(lacking[school] ?? {});
    const doneAt = saves.find((it) => it.school === school && it.period > through)?.at ?? '9';
    return { key: 'checklist-2018', school, from: '2018-08-01', due: () => '2018-08-31', doneAt };
  }),
  ...expectedIn('2018-09').map((school): Owed => {
    const doneAt = firstAt(school, '2018-09', ({ summed }) => summed);
    return { key: 'annualSummary-2018', school, from: '2018-09-01', due: () => '2018-09-25', doneAt };
  }),
];

function isAccepted({ wrong, signed }: Save): boolean {
  return !wrong && signed;
}

function firstAt(school: string, period: string, fits: (save: Save) => boolean): string {
  return saves.find((it) => it.school === school && it.period === period && fits(it))?.at ?? '9';
}

function remindersOn(day: string, roles: readonly ('contact' | 'principal' | 'inspector')[]): Item[] {
  return owed.flatMap(({ key, school, from, due, doneAt }) => {
    const rung = day >= from && doneAt > humane(day) ? policy.rung(due(day), humane(day)) : undefined;
    const row = players.get(school);
    if (rung === undefined || !row) return [];
    const people = rung <= 2 ? ['contact'] : rung <= 4 ? ['contact', 'principal'] : ['principal', 'inspector'];
    return roles
      .filter((role) => people.includes(role))
      .map((role): Item => {
        const to = role === 'contact' ? contactOf(school, day) : row[role];
        return [to, `remind/${key}/${row.code}/${rung}/${to}`];
      });
  });
}

/** Receipts of what was accepted within a month: of its newest version. */
function receiptsOn(day: string): Item[] {
  return [...Map.groupBy(saves.filter(isAccepted), ({ school, period }) => `${school} ${period}`).values()].flatMap(
    (versions) => {
      const seen = versions.filter(({ at }) => at <= humane(day));
      const [newest, row] = [seen.at(-1), players.get(seen[0]?.school ?? '')];
      if (!newest || !row || newest.at.slice(0, 10) < plusDays(day, -32)) return [];
      return [contactOf(newest.school, day), row.principal].map((to): Item => {
        return [to, `receipt/${newest.period}/${row.code}/${seen.length}/${to}`];
      });
    },
  );
}

function returnedOn(day: string): Item[] {
  const row = players.get(sentBack.school);
  if (day !== sentBack.day || !row) return [];
  return [row.contact, row.principal].map((to) => [to, `returned/${sentBack.period}/${row.code}/*/${to}`]);
}

/** In the first run after a school tells of a criminal case, whatever day it is. */
function urgentOn(day: string): Expected[] {
  return saves
    .filter(({ counts, at }) => counts[2] > 0 && at > humane(plusDays(day, -1)) && at <= humane(day))
    .map(({ school, period, counts }) => {
      const item = `urgent/${period}/${players.get(school)?.code}/A3-CRIM/${counts[2]}`;
      return { day, to: desks.安全科, items: [item] };
    });
}

/** The pairs of months, each with its second deadline. */
const pairs = [
  ['2018-07', '2018-08'],
  ['2018-09', '2018-10'],
  ['2018-11', '2018-12'],
  ['2019-01', '2019-02'],
  ['2019-03', '2019-04'],
  ['2019-05', '2019-06'],
] as const;

/** 9—10月: a school corrected a figure on the afternoon of the draft, so that what was signed next morning was held. */
const held = '2018-10-31';

function bulletinsOn(day: string): Expected[] {
  return pairs.flatMap(([from, through]) => {
    const about = `bulletin/${from}..${through}`;
    const isDrafted = day === nthWorkingDay(`${through}-25`, 3);
    const isHeld = day === held && from === '2018-09';
    const toSection = (what: string): Expected => ({ day, to: desks.安全科, items: [`${about}/${what}/*`] });
    const title = `${from.slice(0, 4)}年${Number(from.slice(5))}—${Number(through.slice(5))}月`;
    const isIssued = approvals.findLast(({ bulletin }) => bulletin === title)?.day === day;
    return [
      ...(isDrafted || isHeld ? [toSection('draft')] : []),
      ...(isHeld ? [toSection('held')] : []),
      ...(isIssued ? issuedTo(day, about, [from, through]) : []),
    ];
  });
}

/** Contact and principal of each school that reported in one of the months, and 通报抄送. */
function issuedTo(day: string, about: string, months: readonly string[]): Expected[] {
  const names = new Set(months.filter((month) => periods.some((it) => it === month)).flatMap(expectedIn));
  const people = [...names].flatMap((name): Item[] => {
    const { code, principal } = players.get(name) as Player;
    return [contactOf(name, day), principal].map((to) => [to, `${about}/issued/${code}/${to}`]);
  });
  return bundled(day, [...people, [copies, `${about}/issued/cc/${copies}`]], new Set());
}

/**
 * The year's report: drafted on the first working day after the summaries were due, signed too early once, and issued on
 * the Sunday by which the plan wants it, which was worked.
 */
const report = { drafted: '2018-09-26', held: '2018-09-29', issued: '2018-09-30' } as const;

function reportOn(day: string): Expected[] {
  const about = 'bulletin/2017-10..2018-09';
  const toSection = (what: string): Expected => ({ day, to: desks.安全科, items: [`${about}/${what}/*`] });
  switch (day) {
    case report.drafted:
      return [toSection('draft')];
    case report.held:
      return [toSection('draft'), toSection('held')];
    case report.issued:
      return [desks.安全科, copies].map((to) => ({ day, to, items: [`${about}/issued/cc/${to}`] }));
    default:
      return [];
  }
}

/** Each school its own points once they are public; and again the one whose appeal was granted. */
function scoresOn(day: string): Item[] {
  const told = (school: string, version: string): Item[] => {
    const { code, principal } = players.get(school) as Player;
    return [contactOf(school, day), principal].map((to) => [to, `score/2018/${code}${version}/${to}`]);
  };
  if (day === '2018-09-28') return expectedIn('2018-09').flatMap((school) => told(school, ''));
  return day === '2018-10-23' ? told('三小', '/2') : [];
}

/**
 * 每日小结, switched on in the last week of June: while June's reports come in and 法治副校长 of 职校 is soon to be renewed, and
 * from then on each Monday, for something always waits.
 */
const summaries = [
  ...['2019-06-24', '2019-06-25', '2019-06-26'],
  ...['2019-07-01', '2019-07-08', '2019-07-15', '2019-07-22', '2019-07-29'],
];

function summaryOn(day: string): Expected[] {
  return summaries.includes(day) ? [{ day, to: desks.安全科, items: [`summary/${day}`] }] : [];
}
