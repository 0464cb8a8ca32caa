import type { BookName } from '../../../../schemas/book.ts';
import { gridRange, sameArea } from './grid-range.ts';
import type { Request } from './request.ts';
import type { NameNow } from './spreadsheet-now.ts';

/** What is to be done about defined names: `before` a grid gets smaller, which takes names with it, and `after` all is drawn. */
export interface NameChanges {
  readonly before: readonly Request[];
  readonly after: readonly Request[];
}

/** Leaves names that are right, takes away others on our sheets, and makes what is missing. */
export function nameChanges(
  names: readonly BookName[],
  sheetIds: ReadonlyMap<string, number>,
  now: readonly NameNow[],
  ours: ReadonlySet<number>,
): NameChanges {
  const wanted = new Map(names.map((name) => [name.name, name]));
  const right = new Set(now.filter((name) => isRight(name, wanted.get(name.name), sheetIds)).map(({ name }) => name));
  return {
    before: now
      .filter(({ name, sheetId }) => !right.has(name) && (wanted.has(name) || ours.has(sheetId)))
      .map(({ id }) => ({ deleteNamedRange: { namedRangeId: id } })),
    after: names.filter(({ name }) => !right.has(name)).map((name) => addName(name, sheetIds)),
  };
}

function isRight({ sheetId, area }: NameNow, name: BookName | undefined, ids: ReadonlyMap<string, number>): boolean {
  return name !== undefined && area !== undefined && sheetId === ids.get(name.tab) && sameArea(area, name.area);
}

function addName({ name, tab, area }: BookName, sheetIds: ReadonlyMap<string, number>): Request {
  const sheetId = sheetIds.get(tab);
  if (sheetId === undefined) throw new RangeError(`the name ${name} points at a tab that is not there: ${tab}`);
  return { addNamedRange: { namedRange: { name, range: gridRange(sheetId, area) } } };
}
