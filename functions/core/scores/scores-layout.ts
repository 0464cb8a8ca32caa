import { dimensions } from '../../../schemas/scoring/scheme.ts';
import type { Indicator } from './score.ts';
import type { ScoresView } from './scores-view.ts';

/** A column of points, or beside it what was counted where something took its place. */
export interface PointsColumn {
  readonly at: number;
  /** Its place among the indicators. */
  readonly index: number;
  readonly indicator: Indicator;
  /** Column of what was counted, where any school has another mark. */
  readonly countedAt?: number;
}

/** Where everything of 督导评分 stands: rows and columns from 0. */
export interface ScoresLayout {
  readonly points: readonly PointsColumn[];
  /** First and last column of the points, what stands between them included. */
  readonly first: number;
  readonly last: number;
  readonly dimensions: readonly {
    readonly title: string;
    readonly first: number;
    readonly last: number;
    readonly totalAt: number;
  }[];
  readonly totalAt: number;
  /** 试算总分 and 差值, where any 试算满分 is filled. */
  readonly trialAt?: number;
  readonly columns: number;
  readonly headRow: number;
  readonly fullRow: number;
  readonly trialRow?: number;
  readonly firstRow: number;
}

const firstColumn = 2;
const headRow = 4;

export function scoresLayout({ indicators, schools }: Pick<ScoresView, 'indicators' | 'schools'>): ScoresLayout {
  let at = firstColumn;
  const points = indicators.map((indicator, index): PointsColumn => {
    const replaced = schools.some(
      ({ points: own }) => own[index]?.site !== undefined || own[index]?.appealed !== undefined,
    );
    const column = { at, index, indicator, ...(replaced ? { countedAt: at + 1 } : {}) };
    at += replaced ? 2 : 1;
    return column;
  });
  const last = at - 1;
  const groups = dimensions.flatMap((title) => {
    const own = points.filter(({ indicator }) => indicator.dimension === title);
    const [head, tail] = [own[0], own.at(-1)];
    return head && tail ? [{ title, first: head.at, last: tail.countedAt ?? tail.at }] : [];
  });
  const hasTrial = indicators.some(({ trial }) => trial !== undefined);
  const totalAt = last + 1 + groups.length;
  return {
    points,
    first: firstColumn,
    last,
    dimensions: groups.map((group, index) => ({ ...group, totalAt: last + 1 + index })),
    totalAt,
    ...(hasTrial ? { trialAt: totalAt + 1, trialRow: headRow + 2 } : {}),
    columns: totalAt + (hasTrial ? 3 : 1),
    headRow,
    fullRow: headRow + 1,
    firstRow: headRow + (hasTrial ? 4 : 2),
  };
}
