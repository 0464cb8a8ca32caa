import type { Correction } from '../../../functions/core/bulletin/bulletin-figures.ts';
import type { Cell } from '../../../schemas/grid.ts';
import type { ClockLetter } from './expected-clocks.ts';

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

/** A letter about clocks as it must be: what it tells, how many, of which schools. */
export function clockLine({ day, to, items, counts: [all, red, yellow], schools }: ClockLetter): string {
  const lit = [red > 0 ? `超期 ${red} 件` : '', yellow > 0 ? `快到期 ${yellow} 件` : '']
    .filter((it) => it !== '')
    .join('，');
  const weekly = `科室周报：在办 ${all} 件${lit === '' ? '' : `，其中${lit}`}`;
  const kind = to.startsWith('dong@') || to.startsWith('xi@') ? '督学检查' : '到期提醒';
  const isWeekly = items.some((item) => item.startsWith('sectionWeek'));
  return `${lineOf(day, to, items)}: ${isWeekly ? weekly : `${kind}：${lit}`} ${schools}`;
}
