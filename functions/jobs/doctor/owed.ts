import { shanghaiTime } from '../../../schemas/time.ts';
import { instantOf, periodOf, withinMailHours } from '../../core/calendar.ts';
import { seenHash } from '../../core/ledger-state.ts';
import { rehearsalWorld } from '../../dry-run.ts';
import type { Check, World } from '../../world.ts';
import { type District, firstPeriod } from '../district.ts';
import { handOut } from '../hand-out.ts';
import type { LetterOutcome } from '../letters/post.ts';
import { remind } from '../letters/remind.ts';

const hour = 3_600_000;
/** How long the work of a run may be late before somebody is told: longer than a night, shorter than two days. */
const patience = 26 * hour;
const step = hour / 2;
const furthest = 21 * 24 * hour;
/** Files looked into: enough to tell that nobody reads them. */
const most = 20;

/** What a run that long ago would have done, and nobody has done since. */
export interface Owed {
  /** When that run would have been, ISO. */
  readonly then: string;
  readonly what: readonly string[];
}

/**
 * Whether runs have stopped, told from what they owe. A run with nothing to do leaves no trace (that is a promise), so a
 * quiet district and a dead one look alike until something is due: then this tells, and the platform's own alert before.
 */
export async function owed(world: World, district: District): Promise<Owed | undefined> {
  const { state } = world.ledger;
  if (state.reports.size === 0) return undefined;
  const then = lastMailHour(district, instantOf(world.now) - patience);
  const lately = lastMailHour(district, instantOf(world.now));
  if (then === undefined || lately === undefined) return undefined;
  const what: string[] = [];
  // A month before the first hand-out was nobody's obligation.
  const isOwed = periodOf(then) >= (firstPeriod(world) ?? '');
  const handedOut = isOwed
    ? await handOut(rehearsalWorld({ ...world, now: then }), district, periodOf(then))
    : undefined;
  const created = handedOut?.created ?? [];
  if (created.length > 0) what.push(`${created.length} 份当月报表没有发`);
  const unread = await unreadSince(world, district, then);
  if (unread > 0) what.push(`${unread} 份改过的报表没有读`);
  // What was due then and is due no more was said in another letter since, or is moot.
  const still = new Set((await lettersAt(world, district, lately)).flatMap(({ to }) => to));
  const letters = (await lettersAt(world, district, then)).filter(({ to }) => to.some((address) => still.has(address)));
  if (letters.length > 0) what.push(`${letters.length} 封该发的信没有发`);
  return what.length === 0 ? undefined : { then, what };
}

/** Letters that a run at an instant would send: none that was tried already, nor 每日小结, which is moot the next day. */
async function lettersAt(world: World, district: District, now: string): Promise<readonly LetterOutcome[]> {
  const known = new Set(world.ledger.state.letters.keys());
  const letters = await remind(rehearsalWorld({ ...world, now }), district, true);
  return letters.filter(({ key }) => !known.has(key) && !key.startsWith('summary/'));
}

export function owedWords({ then, what }: Owed): string {
  return `程序可能停了：${then.slice(0, 16).replace('T', ' ')} 就该做的还没有做——${what.join('，')}。`;
}

export async function checkOwed(world: World, district: District): Promise<Check[]> {
  const found = await owed(world, district);
  const last = world.ledger.state.runs.at(-1);
  const lastRun = last ? `上次有事做的运行在 ${last.at.slice(0, 16).replace('T', ' ')}` : '还没有运行过';
  return found
    ? [{ is: 'bad', what: owedWords(found), todo: `${lastRun}。请看定时任务是不是停了，然后运行 anxiao run。` }]
    : [{ is: 'ok', what: `${lastRun}；没有拖着没做的事。`, todo: '' }];
}

/** The newest instant in 发信时段 that is not after one in milliseconds; undefined where there is none for weeks. */
function lastMailHour({ settings, holidays }: District, latest: number): string | undefined {
  for (let at = latest; at > latest - furthest; at -= step)
    if (withinMailHours(shanghaiTime(at), settings, holidays)) return shanghaiTime(at);
  return undefined;
}

/** Reports that were saved before an instant and that no run has looked at since. */
async function unreadSince(world: World, { roster }: District, then: string): Promise<number> {
  const { cache, state } = world.ledger;
  const codes = new Set(roster.map(({ code }) => code));
  const seen = new Set([...state.reports.values()].map(seenHash));
  const changed = (await world.store.listReports()).filter(
    ({ path, school, stamp }) => codes.has(school) && stamp !== '' && cache.files.get(path)?.stamp !== stamp,
  );
  let unread = 0;
  for (const { path } of changed.slice(0, most)) {
    const { torn, storedAt, hash } = await world.store.readReport(path);
    if (!torn && !seen.has(hash) && instantOf(storedAt) <= instantOf(then)) unread += 1;
  }
  return unread;
}
