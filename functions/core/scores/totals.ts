import type { Indicator, Points } from './score.ts';
import { rounded } from './tenths.ts';

/** What stands where nothing is known: a text, which no sum counts. */
export const noData = '暂无数据';

type Given = Pick<Points, 'points'>;

/** 总分 of a hundred: points of the full marks of what has data; null where nothing has. */
export function totalOf(indicators: readonly Pick<Indicator, 'full'>[], points: readonly Given[]): number | null {
  return hundredth(points.map((given, at) => [given.points, indicators[at]?.full ?? 0]));
}

/** 试算总分: the same as if 试算满分 stood in the place of 满分. */
export function trialTotalOf(indicators: readonly Indicator[], points: readonly Given[]): number | null {
  return hundredth(
    points.map((given, at) => {
      const { full = 1, trial = full } = indicators[at] ?? {};
      return [given.points === null ? null : given.points * (trial / full), trial];
    }),
  );
}

/** Sum of what has data; null where nothing has. */
export function sumOf(points: readonly Given[]): number | null {
  const known = points.flatMap((given) => (given.points === null ? [] : [given.points]));
  return known.length === 0 ? null : rounded(known.reduce((sum, it) => sum + it, 0));
}

function hundredth(pairs: readonly (readonly [points: number | null, full: number])[]): number | null {
  const known = pairs.flatMap(([points, full]) => (points === null ? [] : [{ points, full }]));
  const full = known.reduce((sum, it) => sum + it.full, 0);
  return full === 0 ? null : rounded((known.reduce((sum, it) => sum + it.points, 0) / full) * 100);
}
