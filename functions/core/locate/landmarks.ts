import { type Cell, cellAt, type Sheet } from '../../../schemas/grid.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { allowedErrors, editDistance } from './distance.ts';
import { explainWords, type Landmark, type Spot, type TabPlan } from './plan.ts';

/** The short texts of a sheet, folded, with all places where each stands. */
export type SheetIndex = ReadonlyMap<string, readonly Spot[]>;

const longestLabel = 80;

/** Folds every short text of a sheet once; the numbers and stories of a report are not worth it. */
export function indexSheet(sheet: Sheet): SheetIndex {
  const index = new Map<string, Spot[]>();
  sheet.cells.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (typeof cell !== 'string' || cell.length > longestLabel) return;
      const folded = foldLabel(cell);
      if (folded === '') return;
      const spots = index.get(folded);
      if (spots) spots.push({ row, column });
      else index.set(folded, [{ row, column }]);
    });
  });
  return index;
}

/** True for the words over the 说明 column. */
export function isExplainHead(cell: Cell): boolean {
  return typeof cell === 'string' && foldLabel(cell) === explainWords;
}

/** Where the words of the form stand on a sheet now: none, one or several places each. */
export interface Matches {
  readonly at: (landmark: Landmark) => readonly Spot[];
  /** Where the head over 说明 stands; undefined where it is gone or there are two. */
  readonly explainHead: Spot | undefined;
  /** True for words that are printed somewhere on the form. */
  readonly isPrinted: (folded: string) => boolean;
}

/** Finds the words of the form: the same once folded, else nearly the same within their section and alone in that. */
export function matchLandmarks(plan: TabPlan, index: SheetIndex): Matches {
  const declared = new Map<string, number>();
  for (const { folded } of plan.landmarks) declared.set(folded, (declared.get(folded) ?? 0) + 1);
  const sure = plan.landmarks.flatMap((landmark) => {
    const [only, ...more] = index.get(landmark.folded) ?? [];
    return only && more.length === 0 && declared.get(landmark.folded) === 1 ? [{ landmark, row: only.row }] : [];
  });
  const found = new Map<Landmark, readonly Spot[]>();
  for (const landmark of plan.landmarks) {
    const exact = index.get(landmark.folded);
    found.set(landmark, exact ?? alike(landmark, index, (text) => declared.has(text), rowsOf(landmark, sure)));
  }
  const heads = index.get(explainWords) ?? [];
  return {
    at: (landmark) => found.get(landmark) ?? [],
    explainHead: heads.length === 1 ? heads[0] : undefined,
    isPrinted: (folded) => declared.has(folded) || folded === explainWords,
  };
}

interface Rows {
  readonly after: number;
  readonly before: number;
}

/** The rows of a landmark's section: between the last sure words above it and the first below it. */
function rowsOf({ section }: Landmark, sure: readonly { landmark: Landmark; row: number }[]): Rows {
  let after = -1;
  let before = Number.POSITIVE_INFINITY;
  for (const { landmark, row } of sure) {
    if (landmark.section < section) after = Math.max(after, row);
    if (landmark.section > section) before = Math.min(before, row);
  }
  return { after, before };
}

function alike(
  { folded }: Landmark,
  index: SheetIndex,
  isDeclared: (text: string) => boolean,
  { after, before }: Rows,
): readonly Spot[] {
  let least = allowedErrors(folded);
  let best: readonly Spot[] = [];
  if (least === 0) return best;
  for (const [text, spots] of index) {
    if (isDeclared(text)) continue;
    const within = spots.filter(({ row }) => row > after && row < before);
    const distance = within.length > 0 ? editDistance(text, folded, least) : least + 1;
    if (distance < least) {
      least = distance;
      best = within;
    } else if (distance === least) best = [...best, ...within];
  }
  return best;
}

/** True where a cell holds words that somebody may have made of the label, by retyping some of it. */
export function isRetyped(sheet: Sheet, { row, column }: Spot, { folded }: Landmark): boolean {
  const cell = cellAt(sheet, row, column);
  if (cell === null) return true;
  const limit = Math.floor(folded.length / 2);
  return typeof cell === 'string' && editDistance(foldLabel(cell), folded, limit) <= limit;
}
