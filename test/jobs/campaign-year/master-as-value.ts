import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { contentHash } from '../../../functions/core/event-id.ts';
import type { World } from '../../../functions/world.ts';
import type { Book, BookTab, BookValue } from '../../../schemas/book.ts';
import type { Cell } from '../../../schemas/grid.ts';
import { withStore } from '../../support/in-process.ts';

/** The same world, which keeps 总表 as the value that it is before a workbook is drawn of it. */
export function masterAsValue(world: World): World {
  return withStore(world, {
    draw: async (book, how) => {
      if (!book.tabs.some(({ name }) => name === '报送进度')) return world.store.draw(book, how);
      const bytes = Buffer.from(JSON.stringify(book));
      return { bytes, hash: contentHash(bytes) };
    },
  });
}

/** The rows of 总表 by the names of its tabs. */
export type Master = ReadonlyMap<string, readonly (readonly Cell[])[]>;

/** 总表 as it lies in the folder, whichever way it was kept. */
export function readMaster(district: string): Master {
  const bytes = readFileSync(join(district, '总表.xlsx'));
  if (bytes.subarray(0, 1).toString() === '{') {
    const { tabs }: Book = JSON.parse(bytes.toString('utf8'));
    return new Map(tabs.map((tab) => [tab.name, gridOf(tab)]));
  }
  const opened = readWorkbook(bytes);
  return new Map(opened.ok ? opened.workbook.sheets.map(({ name, cells }) => [name, cells]) : []);
}

function gridOf({ cells }: BookTab): Cell[][] {
  const rows: Cell[][] = [];
  for (const { row, column, value } of cells) {
    const line = rows[row] ?? [];
    rows[row] = line;
    line[column] = shown(value);
  }
  return Array.from(rows, (line) => Array.from(line ?? [], (cell) => cell ?? null));
}

/** A formula by its result, a date as it is written. */
function shown(value: BookValue): Cell {
  if (typeof value !== 'object' || value === null) return value;
  if ('date' in value) return value.date;
  return 'result' in value ? ((value.result ?? null) as Cell) : null;
}
