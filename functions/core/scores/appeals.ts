import type { ScoreCorrection } from '../../../schemas/events.ts';
import { cellAddress } from '../../../schemas/grid.ts';
import { type Entries, type EntryOf, entriesOf } from '../../../schemas/registers/entry.ts';
import { scoreAppeals } from '../../../schemas/scoring/score-appeals.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { tree } from '../../../schemas/tree.ts';
import { dateTitle } from '../bulletin/words.ts';
import { yearTitle } from '../campaign-year.ts';
import type { KeptScores } from './kept-scores.ts';
import type { SchoolScore } from './score.ts';
import type { ScoreVersion } from './state.ts';

type Appeal = EntryOf<typeof scoreAppeals>;

/** What 评分申诉 asks of the scores of a year. */
export interface AppealsRead {
  /** Decided, in time, and not yet part of a version. */
  readonly due: readonly DueCorrection[];
  /** Why rows are not followed, as whole sentences. */
  readonly problems: readonly string[];
}

/** A correction, and the row that asks for it. */
export interface DueCorrection extends ScoreCorrection {
  readonly row: number;
}

/** True where the year's appeals ask for something that no version has: only then is it worth looking closer. */
export function mayAppealsBeDue(entries: Entries, versions: readonly ScoreVersion[], today: string): boolean {
  const [published] = versions;
  if (!published) return false;
  const followed = new Set(versions.flatMap(({ corrects }) => corrects.map(({ appeal }) => appeal)));
  return entriesOf(entries, scoreAppeals).some(
    ({ key, values: { year, decision, date, to, decidedOn } }) =>
      year === published.year &&
      decision === '改分' &&
      to !== undefined &&
      (decidedOn ?? '9') <= today &&
      published.publishedOn <= date &&
      date <= published.appealBy &&
      !followed.has(key),
  );
}

/**
 * Holds the rows of a year against what was published. An appeal is in time from the day of the publication through the
 * last day of the window, whenever it is decided.
 * @param today the day it is in Shanghai
 */
export function readAppeals(
  entries: Entries,
  year: number,
  versions: readonly ScoreVersion[],
  kept: KeptScores | undefined,
  today: string,
): AppealsRead {
  const due: DueCorrection[] = [];
  const problems: string[] = [];
  const followed = new Map(versions.flatMap(({ corrects }) => corrects.map((it) => [it.appeal, it] as const)));
  for (const appeal of entriesOf(entries, scoreAppeals)) {
    if (appeal.values.year !== year) continue;
    const before = followed.get(appeal.key);
    const why = before ? changedSince(appeal, before) : whyNot(appeal, versions[0], kept, today);
    if (why !== undefined) problems.push(`“${scoreAppeals.name}”第 ${appeal.row + 1} 行：${why}`);
    else if (!before && appeal.values.decision === '改分') due.push(correctionOf(appeal, kept));
  }
  return { due, problems };
}

function correctionOf({ key: appeal, row, values }: Appeal, kept: KeptScores | undefined): DueCorrection {
  const { school, to = 0 } = values;
  return { appeal, row, school, indicator: indicatorNamed(kept, values.indicator)?.name ?? '', to };
}

function changedSince({ values: { decision, to } }: Appeal, before: ScoreCorrection): string | undefined {
  if (decision === '改分' && to === before.to) return undefined;
  return `已经照“改分、改为 ${before.to}”公布过，那以后的改动没有采用；要再改，请另起一行。`;
}

function whyNot(
  { values }: Appeal,
  published: ScoreVersion | undefined,
  kept: KeptScores | undefined,
  today: string,
): string | undefined {
  const { date, decision, to, decidedOn, school } = values;
  if (!published || !kept) return `${yearTitle(values)}的评分还没有公布。`;
  if (date < published.publishedOn) return `申诉日期早于公布日期${dateTitle(published.publishedOn)}，没有采用。`;
  if (date > published.appealBy)
    return `申诉期到${dateTitle(published.appealBy)} 24:00 止，这一件是${dateTitle(date)}提出的，没有采用。`;
  const indicator = indicatorNamed(kept, values.indicator);
  if (!indicator) return `公布的评分里没有指标“${values.indicator}”，没有采用。`;
  if (!kept.schools.some((it) => it.school === school)) return '公布的评分里没有这所学校，没有采用。';
  if (decision !== '改分') return undefined;
  if (to === undefined) return '决定改分，可“改为”没有填，没有采用。';
  if (to > indicator.full) return `“改为”${to} 超过了“${indicator.name}”的满分 ${indicator.full}，没有采用。`;
  if (decidedOn === undefined) return '决定改分，可“决定日期”没有填，没有采用。';
  if (decidedOn > today) return `决定日期${dateTitle(decidedOn)}还没有到，没有采用。`;
  return decidedOn < date ? `决定日期${dateTitle(decidedOn)}早于申诉日期，没有采用。` : undefined;
}

function indicatorNamed(kept: KeptScores | undefined, name: string) {
  return kept?.indicators.find((it) => foldLabel(it.name) === foldLabel(name));
}

/** The next version: the newest one with what appeals made of it. Of two for one indicator the later row counts. */
export function correctedScores(kept: KeptScores, due: readonly DueCorrection[]): KeptScores {
  return {
    ...kept,
    version: kept.version + 1,
    schools: kept.schools.map((score) => corrected(score, kept, due)),
  };
}

function corrected(score: SchoolScore, { indicators }: KeptScores, due: readonly DueCorrection[]): SchoolScore {
  const own = due.filter(({ school }) => school === score.school);
  if (own.length === 0) return score;
  return {
    ...score,
    points: score.points.map((points, at) => {
      const appeal = own.findLast(({ indicator }) => indicator === indicators[at]?.name);
      if (!appeal) return points;
      const cell = cellAddress({ sheet: scoreAppeals.name, row: appeal.row, column: 0 });
      const seen = { path: tree.control, cell, says: `申诉后改为 ${appeal.to} 分` };
      return { ...points, points: appeal.to, appealed: appeal.to, evidence: [seen, ...points.evidence] };
    }),
  };
}
