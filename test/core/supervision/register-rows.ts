import { knownHolidays } from '../../../functions/adapters/holidays.ts';
import type { ClockRules } from '../../../functions/core/registers/clocks.ts';
import { type Matter, mattersOn } from '../../../functions/core/registers/matters.ts';
import { readEntries } from '../../../functions/core/registers/read-entries.ts';
import type { CellKind, ControlColumn } from '../../../schemas/control-cells.ts';
import type { Cell } from '../../../schemas/grid.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { timeLimitsTab } from '../../../schemas/registers/time-limits.ts';
import type { School } from '../../../schemas/roster.ts';
import { sampleSchools } from '../master-view-sample.ts';

/** A row as people type it: cells by the titles of its columns. */
export type TypedRow = Readonly<Record<string, Cell>>;

export const holidays = await knownHolidays([]);

/** 办理时限 as `init` writes it. */
export const rules: ClockRules = {
  holidays,
  timeLimits: timeLimitsTab.rows.map(([register, clock, days, unit, warn]) => ({
    register: String(register),
    clock: String(clock),
    days: Number(days),
    unit: unit === '自然日' ? '自然日' : '工作日',
    warn: Number(warn),
    since: undefined,
    basis: '',
  })),
};

/** Rows of registers read as the control workbook is read, as they stand on a day. */
export function mattersTyped(
  day: string,
  typed: readonly (readonly [Register, readonly TypedRow[]])[],
  schools: readonly School[] = sampleSchools,
): readonly Matter[] {
  const codes = new Set(schools.map(({ code }) => code));
  const entries = typed.map(([register, rows]) => {
    const titles = register.columns.map(({ title }) => title);
    const unknown = rows.flatMap((row) => Object.keys(row)).find((title) => !titles.includes(title));
    if (unknown !== undefined) throw new RangeError(`${register.name} has no column ${unknown}`);
    const cells = [titles, ...rows.map((row) => titles.map((title) => row[title] ?? null))];
    const read = readEntries(register, { sheet: register.name, cells }, codes);
    if (read.problems.length > 0) throw new Error(JSON.stringify(read.problems));
    return [register.key, read.entries] as const;
  });
  return mattersOn(
    day,
    Object.fromEntries(entries),
    schools,
    rules,
    typed.map(([register]) => register),
  );
}

/** Something that a column takes; where people write freely, these words. */
export function cellFor({ kind, choices = [] }: ControlColumn, words: string): Cell {
  const last = choices.at(-1) ?? null;
  const cells: Readonly<Record<CellKind, Cell>> = {
    text: words,
    line: words,
    name: words,
    code: null,
    phone: '0539-8000001',
    mail: 'someone@example.cn',
    rule: 'A2-CAP',
    count: 1,
    mark: 8,
    year: 2018,
    date: '2018-09-05',
    days: '2018-09-05',
    yearDay: '09-05',
    period: '2018-09',
    months: '9',
    choice: last,
    choices: last,
  };
  return cells[kind];
}
