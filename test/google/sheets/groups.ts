import type { Dimension, DimensionRange, Sheet } from './document.ts';

export interface DimensionGroup {
  readonly range: DimensionRange;
  readonly depth: number;
}

/**
 * The groups of a sheet's rows or columns. Each range that was grouped adds one to the depth of its lines; a group is a
 * run of lines that are at least that deep.
 */
export function groupsOf(sheet: Sheet, dimension: Dimension): DimensionGroup[] {
  const depths = depthsOf(sheet.groups[dimension]);
  const deepest = depths.reduce((most, depth) => Math.max(most, depth ?? 0), 0);
  return Array.from({ length: deepest }, (_, level) => runs(depths, level + 1)).flat();

  function runs(of: readonly number[], depth: number): DimensionGroup[] {
    const groups: DimensionGroup[] = [];
    let start: number | undefined;
    for (let at = 0; at <= of.length; at += 1) {
      const inside = (of[at] ?? 0) >= depth;
      if (inside) start ??= at;
      else if (start !== undefined) {
        groups.push({ range: linesOf(sheet, dimension, start, at), depth });
        start = undefined;
      }
    }
    return groups;
  }
}

/** Takes one level of depth from some lines. */
export function ungrouped(sheet: Sheet, dimension: Dimension, start: number, end: number): DimensionRange[] {
  const depths = depthsOf(sheet.groups[dimension]);
  for (let at = start; at < end; at += 1) depths[at] = Math.max(0, (depths[at] ?? 0) - 1);
  return depths.flatMap((depth, at) => Array.from({ length: depth }, () => linesOf(sheet, dimension, at, at + 1)));
}

function depthsOf(ranges: readonly DimensionRange[]): number[] {
  const depths = new Array<number>(Math.max(0, ...ranges.map(({ endIndex = 0 }) => endIndex))).fill(0);
  for (const { startIndex = 0, endIndex = 0 } of ranges) {
    for (let at = startIndex; at < endIndex; at += 1) depths[at] = (depths[at] ?? 0) + 1;
  }
  return depths;
}

const linesOf = ({ properties: { sheetId } }: Sheet, dimension: Dimension, startIndex: number, endIndex: number) => ({
  ...(sheetId !== 0 && { sheetId }),
  dimension,
  startIndex,
  endIndex,
});
