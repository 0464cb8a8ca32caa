import type { CellValues, ControlColumn } from './control-cells.ts';
import type { Cell } from './grid.ts';

/** A tab of the control workbook as people see it: what it is for, its columns, and the rows that `init` writes. */
export interface ControlTab {
  readonly name: string;
  readonly purpose: string;
  readonly columns: readonly ControlColumn[];
  /** Cells of the default rows, in the order of the columns. */
  readonly rows: readonly (readonly Cell[])[];
}

type Blankable = 'text' | 'line' | 'name' | 'code' | 'phone' | 'mail' | 'rule';

type ColumnValue<C extends ControlColumn> = C extends { kind: 'choice'; choices: readonly (infer V)[] }
  ? V
  : C extends { kind: 'choices'; choices: readonly (infer V)[] }
    ? readonly V[]
    : CellValues[C['kind']];

/** A row of a tab as values: blank texts are empty strings, other blanks undefined. */
export type RowOf<T extends Pick<ControlTab, 'columns'>> = {
  readonly [C in T['columns'][number] as C['key']]:
    | ColumnValue<C>
    | (C['filled'] extends true ? never : C['kind'] extends Blankable ? '' : undefined);
};

/** Declares a tab, keeping its literal types. */
export function defineTab<const T extends ControlTab>(tab: T): T {
  return tab;
}

type Given = Pick<ControlColumn, 'key' | 'title' | 'kind' | 'width' | 'help' | 'choices'>;

/** A column in which each row must hold something. */
export const filled = <const C extends Given>(column: C) => ({ ...column, required: true, filled: true }) as const;

/** A column that may be blank, and may be missing altogether. */
export const optional = <const C extends Given>(column: C) => ({ ...column, required: false, filled: false }) as const;

export const schoolCode = filled({
  key: 'school',
  title: '学校编码',
  kind: 'code',
  width: 14,
  help: '与“学校名册”里的学校编码相同。',
});
