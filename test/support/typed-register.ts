import { expect } from 'vitest';
import { readEntries } from '../../functions/core/registers/read-entries.ts';
import type { Cell } from '../../schemas/grid.ts';
import type { Entry } from '../../schemas/registers/entry.ts';
import type { Register } from '../../schemas/registers/register.ts';

/** Codes of 学校名册 that rows typed in tests may name. */
export const known: ReadonlySet<string> = new Set(['371311001', '371311002']);

/** A row as somebody typed it, by the titles of its columns. */
export type TypedRow = Readonly<Record<string, Cell>>;

export const titlesOf = ({ columns }: Register): readonly string[] => columns.map(({ title }) => title);

/** The rows of a register after some were typed into its tab, and what cannot be used of them. */
export function readTyped(register: Register, ...rows: readonly TypedRow[]) {
  const cells = [titlesOf(register), ...rows.map((row) => register.columns.map(({ title }) => row[title] ?? null))];
  return readEntries(register, { sheet: register.name, cells }, known);
}

/** One row, which can be used. */
export function entryTyped(register: Register, row: TypedRow): Entry {
  const { entries, problems } = readTyped(register, row);
  expect(problems).toEqual([]);
  const [only] = entries;
  if (!only) throw new Error('the row was left out');
  return only;
}
