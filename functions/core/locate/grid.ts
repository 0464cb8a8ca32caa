import type { Cell, Sheet } from '../../../schemas/grid.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { isRetyped, type Matches } from './landmarks.ts';
import type { Spot, TabPlan } from './plan.ts';
import { strayColumns } from './strays.ts';

/** How the columns and rows of a sheet lie against those of the declaration, judged by the words of the form alone. */
export interface Grid {
  /** Columns where a declared column may be now: one where it is sure, none where the words contradict one another. */
  readonly columnsFor: (column: number) => readonly number[];
  /** Declared columns in which something stands that belongs elsewhere. */
  readonly broken: ReadonlySet<number>;
  /** True where words stand apart from the other words of their row, or among those of another: any cell may have moved. */
  readonly isTorn: boolean;
  /** True where every word of the form stands in the row and column where all others say it should. */
  readonly inJoint: boolean;
  /** True where all words stand as on the paper, or moved all alike, and none is missing. */
  readonly asOnPaper: boolean;
}

/** Works the grid out from where the words of the form were found. */
export function gridOf(sheet: Sheet, plan: TabPlan, matches: Matches): Grid {
  const votes = votesOf(plan, matches);
  const columnsFor = (column: number): readonly number[] => columnsBetween(votes, column);
  const rowsFor = rowsByWords(plan, matches);
  const now = ({ row, column }: Spot): readonly Spot[] =>
    rowsFor(row).flatMap((at) => columnsFor(column).map((actual) => ({ row: at, column: actual })));
  const isPrinted = (cell: Cell): boolean => typeof cell === 'string' && matches.isPrinted(foldLabel(cell));
  const broken = new Set([
    ...strayColumns(sheet, plan, now, isPrinted),
    ...overwrittenColumns(sheet, plan, matches, columnsFor),
  ]);
  const isTorn = isApart(plan, matches) || isCrowded(plan, matches) || isHeadBelow(plan, matches);
  return {
    columnsFor,
    broken,
    isTorn,
    inJoint: !isTorn && broken.size === 0 && isInOrder(plan, matches, votes),
    asOnPaper: !isTorn && broken.size === 0 && isAsOnPaper(plan, matches),
  };
}

type Votes = ReadonlyMap<number, number | undefined>;

/** Each declared column's place by the majority of its words; undefined where no majority tells. */
function votesOf(plan: TabPlan, matches: Matches): Votes {
  const counts = new Map<number, Map<number, number>>();
  const vote = (declared: number, actual: number): void => {
    const of = counts.get(declared) ?? new Map<number, number>();
    of.set(actual, (of.get(actual) ?? 0) + 1);
    counts.set(declared, of);
  };
  for (const landmark of plan.landmarks) {
    const columns = new Set(matches.at(landmark).map(({ column }) => column));
    const [only] = columns;
    if (only !== undefined && columns.size === 1) vote(landmark.column, only);
  }
  if (plan.explainHead && matches.explainHead) vote(plan.explainHead.column, matches.explainHead.column);
  return new Map(
    [...counts].map(([declared, of]) => {
      const [first, second] = [...of].sort((a, b) => b[1] - a[1]);
      return [declared, first && first[1] !== second?.[1] ? first[0] : undefined];
    }),
  );
}

/** A column without words of its own lies between its neighbours, which may leave it more than one place. */
function columnsBetween(votes: Votes, column: number): readonly number[] {
  if (votes.has(column)) {
    const own = votes.get(column);
    return own === undefined ? [] : [own];
  }
  const known = [...votes].flatMap(([declared, actual]) => (actual === undefined ? [] : [{ declared, actual }]));
  const inOrder = [...known].sort((a, b) => a.declared - b.declared).map(({ actual }) => actual);
  if (!isRising(inOrder)) return [];
  const left = known.filter((it) => it.declared < column).sort((a, b) => b.declared - a.declared)[0];
  const right = known.filter((it) => it.declared > column).sort((a, b) => a.declared - b.declared)[0];
  const after = left && left.actual + column - left.declared;
  const before = right && right.actual + column - right.declared;
  // With nothing on one side nobody can tell whether a column came in there: its row has to be empty beside it.
  const from = after ?? Math.max(0, (before ?? 0) - 1);
  const through = before ?? from + 1;
  return Array.from({ length: Math.max(0, through - from + 1) }, (_, index) => from + index);
}

/** Rows where a declared row may be now: all where any of its words stand. */
function rowsByWords(plan: TabPlan, matches: Matches): (row: number) => readonly number[] {
  const rows = new Map<number, Set<number>>();
  const printed = new Map<string, number>();
  for (const { folded } of plan.landmarks) printed.set(folded, (printed.get(folded) ?? 0) + 1);
  for (const landmark of plan.landmarks) {
    // Words printed in several rows tell nothing about any one of them.
    if (printed.get(landmark.folded) !== 1) continue;
    const of = rows.get(landmark.row) ?? new Set<number>();
    for (const { row } of matches.at(landmark)) of.add(row);
    rows.set(landmark.row, of);
  }
  return (row) => [...(rows.get(row) ?? [])];
}

/** Columns in which a label was written over with other words than somebody makes of it by retyping. */
function overwrittenColumns(
  sheet: Sheet,
  { landmarks }: TabPlan,
  matches: Matches,
  columnsFor: Grid['columnsFor'],
): ReadonlySet<number> {
  const overwritten = landmarks.filter((landmark) => {
    if (matches.at(landmark).length > 0) return false;
    const mates = landmarks.filter((it) => it !== landmark && it.row === landmark.row);
    const [row, ...more] = new Set(mates.flatMap((mate) => matches.at(mate).map((spot) => spot.row)));
    const [column] = columnsFor(landmark.column);
    if (row === undefined || column === undefined || more.length > 0) return false;
    return !isRetyped(sheet, { row, column }, landmark);
  });
  return new Set(overwritten.map(({ column }) => column));
}

/** True where words printed in one row stand in two. */
function isApart({ landmarks }: TabPlan, matches: Matches): boolean {
  return landmarks.some((landmark) => {
    const rows = matches.at(landmark).map(({ row }) => row);
    const mates = landmarks
      .filter((it) => it !== landmark && it.row === landmark.row)
      .map((mate) => matches.at(mate).map(({ row }) => row));
    return rows.length > 0 && mates.some((its) => its.length > 0 && !its.some((row) => rows.includes(row)));
  });
}

/** True where words printed in two rows stand in one. */
function isCrowded({ landmarks, explainHead }: TabPlan, matches: Matches): boolean {
  const declared = new Map<number, number>();
  const isAmong = (row: number, spots: readonly Spot[]): boolean => {
    const [only, ...more] = spots;
    if (!only || more.length > 0) return false;
    const known = declared.get(only.row) ?? row;
    declared.set(only.row, known);
    return known !== row;
  };
  return (
    landmarks.some((landmark) => isAmong(landmark.row, matches.at(landmark))) ||
    (explainHead !== undefined && isAmong(explainHead.row, matches.explainHead ? [matches.explainHead] : []))
  );
}

/** True where the head over 说明 stands below words that it was printed above. */
function isHeadBelow({ landmarks, explainHead }: TabPlan, { at, explainHead: head }: Matches): boolean {
  if (!explainHead || !head) return false;
  return landmarks.some((landmark) => landmark.row > explainHead.row && at(landmark).some(({ row }) => row < head.row));
}

function isInOrder(plan: TabPlan, matches: Matches, votes: Votes): boolean {
  const columns = [...votes].sort(([a], [b]) => a - b).map(([, actual]) => actual ?? -1);
  if (!isRising(columns)) return false;
  const rows = new Map<number, number>();
  for (const landmark of plan.landmarks) {
    const spots = matches.at(landmark);
    if (spots.some(({ column }) => column !== votes.get(landmark.column))) return false;
    const [only] = spots;
    if (!only || spots.length > 1) continue;
    const known = rows.get(landmark.row);
    if (known !== undefined && known !== only.row) return false;
    rows.set(landmark.row, only.row);
  }
  return isRising([...rows].sort(([a], [b]) => a - b).map(([, row]) => row));
}

function isAsOnPaper({ landmarks, explainHead }: TabPlan, matches: Matches): boolean {
  const [first] = landmarks;
  const [start, ...more] = first ? matches.at(first) : [];
  if (!first || !start || more.length > 0) return false;
  const isThere = (declared: Spot, spots: readonly Spot[]): boolean =>
    spots.some(
      ({ row, column }) =>
        row - declared.row === start.row - first.row && column - declared.column === start.column - first.column,
    );
  const head = matches.explainHead;
  return (
    landmarks.every((landmark) => isThere(landmark, matches.at(landmark))) &&
    (!explainHead || (head !== undefined && isThere(explainHead, [head])))
  );
}

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}
