import type { Dimension, SchemeRow, ScoreSourceTitle } from '../../../schemas/scoring/scheme.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { type Measured, measures } from './measures.ts';
import type { Evidence, Place, ScoreSource } from './source.ts';
import { rounded } from './tenths.ts';

/** One indicator as the scores of a year follow it. */
export interface Indicator {
  readonly name: string;
  readonly dimension: Dimension;
  readonly full: number;
  readonly source: ScoreSourceTitle;
  readonly need?: number;
  /** 试算满分: what if it were this. */
  readonly trial?: number;
}

/** A school's points for one indicator, in steps of a tenth; null is 暂无数据, which no total counts. */
export interface Points {
  readonly points: number | null;
  /** What was counted from the data, whatever took its place. */
  readonly counted: number | null;
  /** What an inspector gave at the school, and what an appeal made of it. */
  readonly site?: number;
  readonly appealed?: number;
  /** What was counted, in words. */
  readonly says: string;
  readonly evidence: readonly Evidence[];
}

/** A school's points in the order of the indicators. */
export interface SchoolScore {
  readonly school: string;
  readonly name: string;
  readonly points: readonly Points[];
}

/** An inspector's mark, and the row it stands in. */
export interface SiteMark {
  readonly mark: number;
  readonly place: Place;
}

/** Marks by `markKey`. */
export type SiteMarks = ReadonlyMap<string, SiteMark>;

export function markKey(school: string, indicator: string): string {
  return `${school} ${foldLabel(indicator)}`;
}

/** The indicators in force, in the order of the dimensions, else of the rows of 评分办法. */
export function indicatorsOf(scheme: readonly SchemeRow[], order: readonly Dimension[]): readonly Indicator[] {
  return scheme
    .filter(({ enabled }) => enabled === '是')
    .map(({ name, dimension, full, source, need, trial }) => ({
      name,
      dimension,
      full,
      source,
      ...(need === undefined ? {} : { need }),
      ...(trial === undefined ? {} : { trial }),
    }))
    .toSorted((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension));
}

/** Scores every school. What the whole district has no data for yet counts for nobody and against nobody. */
export function scoreSchools(
  indicators: readonly Indicator[],
  sources: readonly ScoreSource[],
  marks: SiteMarks,
  names: ReadonlyMap<string, string>,
): readonly SchoolScore[] {
  const columns = indicators.map((indicator) => {
    const measured = sources.map((source) => measure(indicator, source));
    const isKnown = measured.some(({ is }) => is === 'measured');
    return sources.map((source, at) =>
      pointsOf(indicator, measured[at] ?? nothing, isKnown, marks.get(markKey(source.school, indicator.name))),
    );
  });
  return sources.map(({ school }, at) => ({
    school,
    name: names.get(school) ?? school,
    points: columns.flatMap((column) => column[at] ?? []),
  }));
}

const nothing: Measured = { is: 'unknown', says: '由督导组实地评分' };

function measure({ source, need }: Indicator, of: ScoreSource): Measured {
  return source === '实地' ? nothing : measures[source](of, need);
}

function pointsOf({ full }: Indicator, measured: Measured, isKnown: boolean, site: SiteMark | undefined): Points {
  const counted = countedPoints(full, measured, isKnown);
  const { says } = measured;
  const evidence = measured.is === 'unknown' ? [] : measured.evidence;
  if (!site) return { points: counted, counted, says, evidence };
  const seen = { ...site.place, says: `实地评分 ${site.mark} 分` };
  return { points: site.mark, counted, site: site.mark, says, evidence: [seen, ...evidence] };
}

function countedPoints(full: number, measured: Measured, isKnown: boolean): number | null {
  switch (measured.is) {
    case 'measured':
      return rounded(measured.share * full);
    case 'lacking':
      return isKnown ? 0 : null;
    case 'unknown':
      return null;
  }
}
