import type { Correction } from '../../../functions/core/bulletin/bulletin-figures.ts';
import type { Cell } from '../../../schemas/grid.ts';

/** An item without what only the program can know: which draft, which row of 退回, what names a row without a number. */
function plain(item: string): string {
  return item
    .replace(/^(bulletin\/[^/]+\/(?:draft|held))\/.*$/, '$1/*')
    .replace(/^(returned\/[^/]+\/[^/]+)\/[^/]+/, '$1/*')
    .replace(/^(sectionWeek\/[^/]+\/[^/]+)\/[^/]+/, '$1/*')
    .replace(/^(clock\/[^/]+)\/(?:row|apart)-[^/]+/, '$1/row');
}

/** A letter by its day, its reader and what it tells. */
export function lineOf(day: string, to: string, items: readonly string[]): string {
  return [day, to, ...items.map(plain).sort()].join(' ');
}

/** The rows of a tab by the titles of their columns: those below the row in which one says `title`. */
export function headed(rows: readonly (readonly Cell[])[], title: string): readonly Readonly<Record<string, Cell>>[] {
  const at = rows.findIndex((row) => row.includes(title));
  const heads = (rows[at] ?? []).map((cell) => String(cell ?? ''));
  return rows
    .slice(at + 1)
    .map((row) =>
      Object.fromEntries(
        heads.map((head, column) => [head, row[column] ?? null] as const).filter(([head]) => head !== ''),
      ),
    );
}

/** Without the windows, which the clerk does not write down. */
export function withoutWindows<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, it) => (key === 'window' ? undefined : it)));
}

/** What a bulletin corrects: of whom, which month and count, what it was and is. */
export function correctionLines({ totals, schools }: Correction): readonly string[] {
  return [...totals, ...schools].map((it) => {
    return `${'code' in it ? it.code : '全区'} ${it.period} ${it.key} ${it.was}→${it.now}`;
  });
}
