import { dayTitle } from '../../../schemas/periods.ts';
import { textAt } from '../../../schemas/registers/entry.ts';
import { says } from '../registers/clocks.ts';
import type { Matter } from '../registers/matters.ts';
import { type Case, caseNamed } from './cases.ts';
import { ownerFor } from './evidence.ts';
import { openAfter } from './open-cases.ts';
import { sourceOf } from './place.ts';
import { acceptedCount, accountsOf, type HandedOutMonth, sourceOfCount } from './school-months.ts';
import type { Question } from './supervision-view.ts';
import { trainingQuestions } from './training.ts';

/** One incident as registers have it: rows that name the same case are one. */
interface Registered {
  readonly date: string;
  readonly rows: readonly Matter[];
}

/**
 * Where the registers and one school's reports disagree. Asks the section only: no figure follows from it. A report of 0 is
 * left to X-SIG, which asks the school.
 * @param matters rows of this school
 * @param months of this school, oldest first
 */
export function questionsOf(
  matters: readonly Matter[],
  cases: readonly Case[],
  months: readonly HandedOutMonth[],
): readonly Question[] {
  if (matters.length === 0) return [];
  return [
    ...moreRegistered(registeredIn(matters, cases), months),
    ...closedButOpen(cases, months),
    ...trainingQuestions(matters, months),
  ];
}

function registeredIn(matters: readonly Matter[], cases: readonly Case[]): readonly Registered[] {
  const byCase = new Map<Case, Matter[]>();
  const alone: Registered[] = [];
  for (const matter of matters) {
    const { register, entry } = matter;
    if (!register.signals || says(entry, register.untrue) || says(entry, register.over)) continue;
    const own = cases.find((it) => it.matter === matter);
    const of = own ?? caseNamed(cases, textAt(entry, 'linked'));
    if (of && !of.declined) byCase.set(of, [...(byCase.get(of) ?? []), matter]);
    else alone.push({ date: textAt(entry, 'date'), rows: [matter] });
  }
  const grouped = [...byCase].flatMap(([of, rows]) => {
    // What was proposed by figures or by another row stands there already, on the day on which it was known.
    const others = of.proposals === '' ? rows : rows.filter((row) => row !== of.matter);
    const [first] = others.map(({ entry }) => textAt(entry, 'date')).sort();
    return first === undefined ? [] : [{ date: first, rows: others }];
  });
  return [...grouped, ...alone];
}

function moreRegistered(registered: readonly Registered[], months: readonly HandedOutMonth[]): readonly Question[] {
  return months.flatMap(({ row, window, recent }) => {
    const reported = acceptedCount(row, 'incidents') ?? 0;
    const inWindow = registered.filter(({ date }) => window.from <= date && date <= window.through);
    if (!recent || reported === 0 || inWindow.length <= reported) return [];
    const rows = inWindow.flatMap((it) => it.rows);
    const names = [...new Set(rows.map(({ register }) => register.name))].join('、');
    return [
      {
        school: row.school,
        period: row.period,
        kind: 'moreRegistered' as const,
        owner: ownerFor(row.school),
        registered: inWindow.length,
        reported,
        say:
          `${names}里这段时间有 ${inWindow.length} 件，报表写发生 ${reported} 件。其中是同一件事的，在“督办编号”写同一个编号；` +
          '查明不属实的，“核实”填不属实；学校少报了的，请学校更正报表。',
        sources: [...rows.map(sourceOf), sourceOfCount(row, 'incidents')],
      },
    ];
  });
}

/** The newest report still has open incidents, though more cases are closed than were ever reported as handled. */
function closedButOpen(cases: readonly Case[], months: readonly HandedOutMonth[]): readonly Question[] {
  const accounts = accountsOf(months);
  const newest = accounts.at(-1);
  const since = months[0]?.window.from;
  if (!newest || since === undefined) return [];
  const closed = cases.filter(
    ({ declined, untrue, date, closedOn }) =>
      !declined && !untrue && date >= since && closedOn !== '' && closedOn <= newest.through,
  );
  const open = openAfter(accounts).reduce((sum, { count }) => sum + count, 0);
  const handled = accounts.reduce((sum, it) => sum + it.handled, 0);
  if (open === 0 || closed.length <= handled) return [];
  const { row } = newest;
  return [
    {
      school: row.school,
      period: row.period,
      kind: 'closedButOpen',
      owner: ownerFor(row.school),
      registered: closed.length,
      reported: handled,
      say:
        `到${dayTitle(newest.through)}，督办已销号 ${closed.length} 件，各月报表一共只写处理 ${handled} 件，还有 ${open} 件没有处理。` +
        '请问学校是不是漏写了处理数。',
      sources: [...closed.map(({ matter }) => sourceOf(matter)), sourceOfCount(row, 'handledCount')],
    },
  ];
}
