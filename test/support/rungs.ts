import type { ladderTab, Rung } from '../../schemas/control.ts';

/** Rows of 催报阶梯 as values. */
export function rungsOf(rows: typeof ladderTab.rows): readonly Rung[] {
  return rows.map(([rung, side, days, unit, to, tone, enabled]) => ({
    rung,
    side,
    days,
    unit,
    to: to.split('、') as Rung['to'],
    tone,
    enabled,
  }));
}
