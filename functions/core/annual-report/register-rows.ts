import type { RowOf } from '../../../schemas/control-tab.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import type { Matter } from '../registers/matters.ts';
import type { CountedAs, Days, StepTally } from './annual-figures.ts';

/** A row of one register with its clocks. */
export interface RegisterRow<R extends Register> extends Pick<Matter, 'clocks' | 'running' | 'school'> {
  readonly values: RowOf<R>;
}

/** The rows of a register in the order of its tab. */
export function rowsOf<R extends Register>(matters: readonly Matter[], register: R): readonly RegisterRow<R>[] {
  return matters
    .filter((matter) => matter.register.key === register.key)
    .map(({ entry, clocks, running, school }) => ({
      // Read by this very declaration.
      values: entry.values as RowOf<R>,
      clocks,
      ...(running ? { running } : {}),
      ...(school ? { school } : {}),
    }));
}

export function isWithin({ from, through }: Days, day: string | undefined): boolean {
  return day !== undefined && from <= day && day <= through;
}

/** How many different schools rows are about. */
export function schoolsIn(rows: readonly Pick<Matter, 'school'>[]): number {
  return new Set(rows.flatMap(({ school }) => school?.code ?? [])).size;
}

/** How a step of rows stands, over those in which it runs or was done. */
export function tallyOf(rows: readonly Pick<Matter, 'clocks'>[], step: string): StepTally {
  const lights = rows.flatMap(({ clocks }) =>
    clocks.filter(({ clock }) => clock.key === step).map(({ light }) => light),
  );
  const count = (...of: readonly string[]): number => lights.filter((light) => of.includes(light)).length;
  return { inTime: count('完成'), late: count('超期完成'), overdue: count('红'), running: count('绿', '黄') };
}

/** Rows by what a column says; what it does not say comes last, where there is any. */
export function countedBy(said: readonly (string | undefined)[], choices: readonly string[]): readonly CountedAs[] {
  const count = (title: string): number => said.filter((it) => it === title).length;
  const unsaid = said.filter((it) => it === undefined || !choices.includes(it)).length;
  return [
    ...choices.map((title) => ({ title, count: count(title) })),
    ...(unsaid > 0 ? [{ title: '还没有填', count: unsaid }] : []),
  ];
}
