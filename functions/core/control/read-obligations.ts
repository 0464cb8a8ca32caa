import type { Extension, Obligation } from '../../../schemas/control.ts';
import type { ControlProblem } from '../../../schemas/control-problem.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { kindOf } from '../obligations/obligations.ts';
import { type RegisterRead, type RegisterRow, without } from './read-register.ts';
import { cellOf, placeOf } from './read-table.ts';

type Row = RegisterRow<Obligation>;
type Problem = (row: Row) => ControlProblem;

/** A row of 报送事项 of which nobody could tell whether it is done, or when it is due, would silently do nothing. */
export function ofTellableObligations(read: RegisterRead<Obligation>): RegisterRead<Obligation> {
  const notAllowed =
    (key: string, title: string, allowed: string): Problem =>
    ({ row }) => {
      const cell = cellOf(read.table, row, key);
      const found = typeof cell === 'boolean' || cell === null ? '' : String(cell);
      return { is: 'notAllowed', at: placeOf(read.table, row, key), title, found, allowed };
    };
  const checks: readonly { readonly isWrong: (row: Row) => boolean; readonly problem: Problem }[] = [
    {
      isWrong: ({ values }) => kindOf(values) === undefined,
      problem: notAllowed('forms', '适用表', '“自查表、月报表”或“自查表”或“年度总结”，别的看不出有没有完成'),
    },
    {
      isWrong: ({ values }) => kindOf(values) === 'monthlyReport' && values.due !== undefined,
      problem: notAllowed('due', '截止(月-日)', '空的：月报的截止日在“设置”里改'),
    },
    {
      isWrong: ({ values }) => values.due !== undefined && values.months.length > 1,
      problem: notAllowed('months', '月份', '一个月份：写了截止日的事项，有几个月就写几行'),
    },
    {
      isWrong: (row) => firstLike(read.rows, row) !== row,
      problem: (row) => ({
        is: 'twice',
        at: placeOf(read.table, row.row, 'name'),
        title: '事项',
        found: row.values.name,
        first: placeOf(read.table, firstLike(read.rows, row)?.row ?? row.row, 'name'),
      }),
    },
  ];
  return checks.reduce((left, { isWrong, problem }) => without(left, left.rows.filter(isWrong), problem), read);
}

/** An extension for something nobody asks for would silently do nothing. */
export function ofKnownObligations(
  read: RegisterRead<Extension>,
  obligations: readonly Obligation[],
): RegisterRead<Extension> {
  const names = new Set(obligations.map(({ name }) => foldLabel(name)));
  const strangers = read.rows.filter(
    ({ values }) => values.obligation !== '' && !names.has(foldLabel(values.obligation)),
  );
  return without(read, strangers, ({ row, values }) => ({
    is: 'notAllowed',
    at: placeOf(read.table, row, 'obligation'),
    title: '事项',
    found: values.obligation,
    allowed: '“报送事项”里的名称，月报可以不写',
  }));
}

/** Two rows ask for the same in the same month: every year, or of one and the same year. */
function firstLike(rows: readonly Row[], { values }: Row): Row | undefined {
  const yearOf = ({ due }: Obligation): string => (due !== undefined && due.length > 5 ? due.slice(0, 4) : '');
  return rows.find(
    ({ values: other }) =>
      kindOf(other) === kindOf(values) &&
      other.months.some((month) => values.months.includes(month)) &&
      yearOf(other) === yearOf(values),
  );
}
