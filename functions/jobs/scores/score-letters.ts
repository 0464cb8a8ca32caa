import type { School } from '../../../schemas/roster.ts';
import { dateTitle } from '../../core/bulletin/words.ts';
import { addDays, endOfDay, hasPassed, localDate } from '../../core/calendar.ts';
import { yearTitle } from '../../core/campaign-year.ts';
import type { KeptScores } from '../../core/scores/kept-scores.ts';
import type { Indicator, Points } from '../../core/scores/score.ts';
import { type ScoreVersion, versionFor, versionsOf } from '../../core/scores/state.ts';
import { noData, totalOf } from '../../core/scores/totals.ts';
import { dueTitle } from '../../letters/minute-title.ts';
import type { LetterPress } from '../../letters/press.ts';
import type { ScoreItem, ScoreRow } from '../../letters/score-plan.ts';
import type { Letter, World } from '../../world.ts';
import type { District } from '../district.ts';
import { lettersTo, receiversOf } from '../letters/school-receivers.ts';
import { answerTime, appealAddressee } from './appeal-words.ts';
import { keptScores } from './kept-scores.ts';

/** For how many days scores are news: whoever takes over a school later is not told of them. */
const newsFor = 31;

/** A version that stands for a school, of which its people are to hear. */
interface ToTell {
  readonly school: string;
  readonly version: ScoreVersion;
  readonly newest: ScoreVersion;
}

/** The scores that were published of late, to contact and principal of each school: its own alone, once a version. */
export async function composeScores(world: World, district: District, press: LetterPress): Promise<readonly Letter[]> {
  const versions = world.ledger.state.scores;
  if (!versions) return [];
  const since = addDays(localDate(world.now), -newsFor);
  const recent = [...new Set(versions.filter(({ at }) => localDate(at) >= since).map(({ year }) => year))];
  const toTell = recent.flatMap((year) => ofYear(district, versionsOf(versions, year), since));
  const receivers = receiversOf(world, district, toTell, keyOf);
  if (receivers.length === 0) return [];
  const kept = new Map<number, KeptScores | undefined>();
  for (const year of recent) kept.set(year, await keptScores(world, versionsOf(versions, year).at(-1)));
  const scored = (school: string, year: number) => kept.get(year)?.schools.find((it) => it.school === school);
  // Who came after the publication was not scored.
  const ofScored = receivers
    .map((receiver) => ({
      ...receiver,
      items: receiver.items.filter(({ matter }) => scored(matter.school, matter.version.year)),
    }))
    .filter(({ items }) => items.length > 0);
  return lettersTo(
    district,
    ofScored,
    async (school, { version }) => itemOf(world, district, school, version, kept.get(version.year)),
    press.scores,
  );
}

function ofYear({ roster }: District, versions: readonly ScoreVersion[], since: string): ToTell[] {
  const newest = versions.at(-1);
  return roster.flatMap(({ code }) => {
    const version = versionFor(versions, code);
    return version && newest && localDate(version.at) >= since ? [{ school: code, version, newest }] : [];
  });
}

function keyOf({ school, version: { year, version } }: ToTell): string {
  return `score/${year}/${school}${version === 1 ? '' : `/${version}`}`;
}

/** True for a letter about a version that another has taken the place of for its school. */
export function isOutdatedScore({ ledger: { state } }: World, item: string): boolean {
  const [, year = '', school = '', version = ''] = item.split('/');
  const standing = versionFor(versionsOf(state.scores, Number(year)), school);
  return standing !== undefined && standing.version !== (/^\d+$/.test(version) ? Number(version) : 1);
}

function itemOf(
  world: World,
  district: District,
  school: School,
  version: ScoreVersion,
  kept: KeptScores | undefined,
): ScoreItem {
  const { year, publishedOn, appealBy } = version;
  const { indicators = [], schools = [] } = kept ?? {};
  const points = schools.find((it) => it.school === school.code)?.points ?? [];
  const due = endOfDay(appealBy);
  const total = totalOf(indicators, points);
  return {
    school: school.name,
    year: yearTitle({ year }),
    total: total === null ? '' : String(total),
    publishedOn: dateTitle(publishedOn),
    appealBy: dueTitle(due),
    ...(hasPassed(due, world.now) ? { isOver: true } : {}),
    appealTo: appealAddressee(district),
    answerWithin: answerTime(district, localDate(world.now)),
    ...(version.version === 1 ? {} : { corrected: true }),
    rows: points.flatMap((own, at) => {
      const indicator = indicators[at];
      return indicator ? [rowOf(indicator, own)] : [];
    }),
  };
}

function rowOf({ name, full }: Indicator, { points, counted, site, appealed, says }: Points): ScoreRow {
  const before = site ?? counted;
  return {
    name,
    points: points === null ? noData : `${points} / ${full}`,
    says: points === full ? '' : appealed !== undefined ? '申诉后' : site !== undefined ? '实地评分' : says,
    was: appealed === undefined ? '' : before === null ? noData : String(before),
  };
}
