import type { RowOf } from '../control-tab.ts';
import type { Register } from './register.ts';

/** A row of a register, understood, without its texts (`publishes`): what concerns a child stays in the workbook (invariant 12). */
export interface Entry<V = Readonly<Record<string, unknown>>> {
  /** Names the row for as long as what it is about stays the same: in keys of letters. */
  readonly key: string;
  /** Its row in the tab, from 0. */
  readonly row: number;
  readonly values: V;
}

export type EntryOf<R extends Register> = Entry<RowOf<R>>;

/** The rows of all registers, by the key of the register. */
export type Entries = Readonly<Record<string, readonly Entry[]>>;

/** The rows of one register, with the types of its declaration. */
export function entriesOf<R extends Register>(entries: Entries, register: R): readonly EntryOf<R>[] {
  // Made by `readEntries` from this very declaration; none where the workbook was read before it was declared.
  return (entries[register.key] ?? []) as readonly Entry[] as readonly EntryOf<R>[];
}

/** What a column of a row says, as text; empty where it is blank or there is no such column. */
export function textAt({ values }: Entry, column: string): string {
  const value = values[column];
  return value === undefined || value === null ? '' : String(value);
}
