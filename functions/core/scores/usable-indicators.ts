import type { ControlProblem } from '../../../schemas/control-problem.ts';
import type { SchemeRow } from '../../../schemas/scoring/scheme.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { type RegisterRead, type RegisterRow, without, withoutRepeats } from '../control/read-register.ts';
import { cellOf, placeOf } from '../control/read-table.ts';

type Row = RegisterRow<SchemeRow>;

/** Rows of 评分办法 that can be scored by: a full mark that is something, a need that can be met, a name of its own. */
export function usableIndicators(read: RegisterRead<SchemeRow>): RegisterRead<SchemeRow> {
  const notAllowed =
    (key: 'full' | 'trial' | 'need', title: string, allowed: string) =>
    ({ row }: Row): ControlProblem => ({
      is: 'notAllowed',
      at: placeOf(read.table, row, key),
      title,
      found: String(cellOf(read.table, row, key) ?? ''),
      allowed,
    });
  const checks: readonly { readonly isWrong: (row: Row) => boolean; readonly problem: (row: Row) => ControlProblem }[] =
    [
      {
        isWrong: ({ values }) => values.full === 0,
        problem: notAllowed('full', '满分', '大于 0 的分数；不评的请停用'),
      },
      {
        isWrong: ({ values }) => values.trial === 0,
        problem: notAllowed('trial', '试算满分', '大于 0 的分数，或留空'),
      },
      { isWrong: ({ values }) => values.need === 0, problem: notAllowed('need', '达标值', '大于 0 的整数，或留空') },
    ];
  const usable = checks.reduce((left, { isWrong, problem }) => without(left, left.rows.filter(isWrong), problem), read);
  return withoutRepeats(usable, { key: 'name', title: '指标' }, ({ name }) => foldLabel(name));
}
