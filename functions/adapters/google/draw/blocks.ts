import type { Area } from '../../../../schemas/layout.ts';

/** An area in which everything has the same key. */
export interface Block {
  readonly area: Area;
  readonly key: string;
}

/** Joins areas of equal keys into few larger ones: down each column first, then across columns that are alike. */
export function joined(parts: readonly Block[]): Block[] {
  return across(columnsOf(parts).map(({ column, runs }) => ({ column, runs: down(runs) })));
}

/**
 * The same in two layers: where keys of one family alternate down a column, the commonest is a ground under all of them
 * and only the others lie over it. What lies over is of its ground's family, or of none.
 */
export function layered(
  parts: readonly Block[],
  familyOf: (key: string) => string,
): { ground: Block[]; over: Block[] } {
  const ground: Column[] = [];
  const over: Column[] = [];
  for (const { column, runs } of columnsOf(parts)) {
    const layers = stretches(down(runs), familyOf).map((it) => layersOf(it, familyOf));
    ground.push({ column, runs: layers.flatMap((layer) => layer.ground) });
    over.push({ column, runs: layers.flatMap((layer) => layer.over) });
  }
  return { ground: across(ground), over: across(over) };
}

interface Run {
  readonly row: number;
  readonly rows: number;
  readonly key: string;
}

interface Column {
  readonly column: number;
  readonly runs: Run[];
}

function columnsOf(parts: readonly Block[]): Column[] {
  const columns = new Map<number, Run[]>();
  for (const { area, key } of parts)
    for (let column = area.column; column < area.column + area.columns; column += 1) {
      const runs = columns.get(column);
      const run = { row: area.row, rows: area.rows, key };
      if (runs) runs.push(run);
      else columns.set(column, [run]);
    }
  return [...columns].sort(([a], [b]) => a - b).map(([column, runs]) => ({ column, runs }));
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

/** Runs without a gap whose keys are of one family; one of no family belongs to the family above and below it. */
function stretches(runs: readonly Run[], familyOf: (key: string) => string): Run[][] {
  const all: Run[][] = [];
  const touch = (above: Run | undefined, below: Run | undefined) => above && above.row + above.rows === below?.row;
  let family = '';
  runs.forEach((run, at) => {
    const [above, below] = [runs[at - 1], runs[at + 1]];
    const own = familyOf(run.key);
    const enclosed = own === '' && below && touch(run, below) && familyOf(below.key) === family;
    if (touch(above, run) && (own === family || enclosed)) all.at(-1)?.push(run);
    else {
      all.push([run]);
      family = own;
    }
  });
  return all;
}

function layersOf(runs: readonly Run[], familyOf: (key: string) => string): { ground: Run[]; over: Run[] } {
  const [first, last] = [runs[0], runs.at(-1)];
  const often = new Map<string, number>();
  const family = familyOf(first?.key ?? '');
  for (const { key } of runs) if (familyOf(key) === family) often.set(key, (often.get(key) ?? 0) + 1);
  const key = [...often].reduce((most, it) => (it[1] > most[1] ? it : most), ['', 0])[0];
  // One run of each key: a ground would save nothing.
  if (!first || !last || new Set(runs.map((run) => run.key)).size === runs.length)
    return { ground: [...runs], over: [] };
  const rows = last.row + last.rows - first.row;
  return { ground: [{ row: first.row, rows, key }], over: runs.filter((run) => run.key !== key) };
}

function across(columns: readonly Column[]): Block[] {
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
