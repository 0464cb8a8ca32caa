import type { ControlColumn } from '../../../schemas/control-cells.ts';
import type { Workbook } from '../../../schemas/grid.ts';
import type { Entry } from '../../../schemas/registers/entry.ts';
import type { ApartRegister, Register } from '../../../schemas/registers/register.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { eventId } from '../event-id.ts';
import { readEntries } from './read-entries.ts';

/** What a register apart says, as far as anybody but its owner may know. */
export interface ApartRead {
  readonly entries: readonly Entry[];
  /** How many things in it cannot be used: neither where nor what. */
  readonly unusable: number;
}

/**
 * Reads a register apart out of its own workbook: 编号 and the days of its clocks, nothing else of a row. Keys are made so
 * that they name a row to us alone. Undefined where the workbook has no such tab.
 */
export function readApart(register: ApartRegister, workbook: Workbook): ApartRead | undefined {
  const sheet = workbook.sheets.find(({ name }) => foldLabel(name) === foldLabel(register.name));
  if (!sheet) return undefined;
  const grid = { sheet: sheet.name, cells: sheet.cells, date1904: workbook.date1904 };
  const { entries, problems } = readEntries(ofClocks(register), grid, new Set());
  return {
    entries: entries.map((entry) => ({ ...entry, key: eventId('apart', register.key, entry.key).slice(0, 16) })),
    unusable: problems.length,
  };
}

/** The register with the columns that its clocks need. */
function ofClocks(register: ApartRegister): Register {
  const needed = new Set(['number', ...(register.closed === undefined ? [] : [register.closed])]);
  for (const { from, due, extended, done, needs } of register.clocks)
    for (const column of [from, due, extended, done, needs]) if (column !== undefined) needed.add(column);
  return { ...register, columns: register.columns.filter((column) => needed.has(column.key) && isPlain(column)) };
}

/** Whatever a declaration says, words that people wrote are never read. */
function isPlain({ kind }: ControlColumn): boolean {
  return kind === 'code' || kind === 'date' || kind === 'count';
}
