import type { Area } from '../../../../schemas/layout.ts';

/** An area in which everything has the same key. */
export interface Block {
  readonly area: Area;
  readonly key: string;
}

/** Joins areas of equal keys into few larger ones: down each column first, then across columns that are alike. */
export function joined(parts: readonly Block[]): Block[] {
  const columns = new Map<number, Run[]>();
  for (const { area, key } of parts)
    for (let column = area.column; column < area.column + area.columns; column += 1) {
      const runs = columns.get(column);
      if (runs) runs.push({ row: area.row, rows: area.rows, key });
      else columns.set(column, [{ row: area.row, rows: area.rows, key }]);
    }
  const inOrder = [...columns].sort(([a], [b]) => a - b);
  return across(inOrder.map(([column, runs]) => ({ column, runs: down(runs) })));
}

interface Run {
  readonly row: number;
  readonly rows: number;
  readonly key: string;
}

function down(runs: Run[]): Run[] {
  runs.sort((a, b) => a.row - b.row);
  const longer: { row: number; rows: number; key: string }[] = [];
  for (const { row, rows, key } of runs) {
    const last = longer.at(-1);
    if (last && last.key === key && last.row + last.rows === row) last.rows += rows;
    else longer.push({ row, rows, key });
  }
  return longer;
}

function across(columns: readonly { column: number; runs: readonly Run[] }[]): Block[] {
  const blocks: { area: { row: number; rows: number; column: number; columns: number }; key: string }[] = [];
  let before = new Map<string, (typeof blocks)[number]>();
  for (const { column, runs } of columns) {
    const here: typeof before = new Map();
    for (const { row, rows, key } of runs) {
      const shape = `${row} ${rows} ${key}`;
      let block = before.get(shape);
      if (block && block.area.column + block.area.columns === column) block.area.columns += 1;
      else {
        block = { area: { row, rows, column, columns: 1 }, key };
        blocks.push(block);
      }
      here.set(shape, block);
    }
    before = here;
  }
  return blocks;
}
