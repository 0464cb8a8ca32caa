import type { Disagreement } from './disagreement.ts';
import { sameWords, type TextBlock } from './document-text.ts';

type TableText = Extract<TextBlock, { is: 'table' }>;

const hint = '表由系统照数据排，请照草稿恢复';

/** Cell by cell, by the names of row and column, what a table says otherwise than the figures. */
export function tableDifferences(
  where: string,
  before: TableText | undefined,
  after: TableText | undefined,
): readonly Disagreement[] {
  if (!before) return [{ sort: 'wrong', where, found: '', message: `多了一张表：${hint}。` }];
  if (!after) return [{ sort: 'wrong', where, found: '', message: `少了一张表（${headOf(before)}）：${hint}。` }];
  if (before.rows.length !== after.rows.length)
    return [
      {
        sort: 'wrong',
        where,
        found: '',
        message: `表的行数变了（草稿${before.rows.length}行，现在${after.rows.length}行）：${hint}。`,
      },
    ];
  return before.rows.flatMap((row, at) => {
    const now = after.rows[at] ?? [];
    const length = Math.max(row.length, now.length);
    return Array.from({ length }, (_, column) => column).flatMap((column): Disagreement[] => {
      const [was = '', is = ''] = [row[column], now[column]];
      if (sameWords(was) === sameWords(is)) return [];
      const place = `${where}的表${placeWords(before, at, column)}`;
      return [{ sort: 'wrong', where: place, found: oneLine(is), message: `与数据不符：应是“${oneLine(was)}”。` }];
    });
  });
}

function headOf({ rows }: TableText): string {
  return (rows[0] ?? []).slice(0, 3).map(oneLine).join('、');
}

/** `“红旗小学”一行第3列`. */
function placeWords({ rows }: TableText, row: number, column: number): string {
  const name = oneLine(rows[row]?.[0] ?? '');
  return `${name === '' || column === 0 ? `第${row + 1}行` : `“${name}”一行`}第${column + 1}列`;
}

function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
