import type { Cell } from '../../schemas/grid.ts';
import { foldLabel } from '../../schemas/text.ts';
import type { Chance } from './chance.ts';
import { type Board, put, type Report, type Tile } from './shaken-report.ts';

/** Does one thing to a report that people or programs do; says in a few words what. */
export type Mutation = (report: Report, chance: Chance) => string;

type Where = readonly [row: number, column: number];
/** Where a cell goes: elsewhere, nowhere (null), or it stays (undefined). */
type Route = (row: number, column: number) => Where | null | undefined;

/** Moves cells as told; a spreadsheet program takes the names along, other programs leave them where they were. */
function reroute(report: Report, board: Board, takesNames: boolean, route: Route): void {
  const before = board.rows;
  board.rows = [];
  const moved: [Where, Tile | undefined][] = [];
  before.forEach((cells, row) => {
    for (let column = 0; column < Math.max(cells.length, 9); column += 1) {
      const to = route(row, column);
      if (to === undefined) put(board, row, column, cells[column]);
      else if (to) moved.push([to, cells[column]]);
    }
  });
  const landed = new Set(moved.map(([to]) => to.join()));
  for (const [[row, column], tile] of moved) {
    overtype(report, board, row, column, tile?.value ?? null);
    put(board, row, column, tile);
  }
  if (!takesNames) return;
  for (const [name, at] of [...report.names]) {
    if (at.sheet !== board.name) continue;
    const to = route(at.row, at.column);
    if (to === null || (to === undefined && landed.has(`${at.row},${at.column}`))) report.names.delete(name);
    else if (to) report.names.set(name, { sheet: at.sheet, row: to[0], column: to[1] });
  }
}

function overtype({ overtyped }: Report, board: Board, row: number, column: number, value: Cell): void {
  const key = board.rows[row]?.[column]?.of;
  if (key !== undefined) overtyped.push({ key, value });
}

function formBoard({ boards }: Report, chance: Chance): Board {
  const forms = boards.filter(({ name }) => !['填报说明', '_identity'].includes(name));
  return chance.pick(forms.length > 0 ? forms : boards);
}

const height = ({ rows }: Board): number => Math.max(rows.length, 2);
const width = ({ rows }: Board): number => Math.max(2, ...rows.map((cells) => cells.length));
const who = (takesNames: boolean): string => (takesNames ? 'in a spreadsheet program' : 'by a program');

const insertRows: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const at = chance.below(height(board));
  const count = chance.between(1, 3);
  reroute(report, board, takesNames, (row, column) => (row >= at ? [row + count, column] : undefined));
  return `${count} rows inserted above ${at + 1} ${who(takesNames)}`;
};

const deleteRows: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const at = chance.below(height(board));
  const count = chance.between(1, 2);
  reroute(report, board, takesNames, (row, column) =>
    row < at ? undefined : row < at + count ? null : [row - count, column],
  );
  return `${count} rows deleted from ${at + 1} ${who(takesNames)}`;
};

const insertColumns: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const at = chance.below(width(board));
  reroute(report, board, takesNames, (row, column) => (column >= at ? [row, column + 1] : undefined));
  if (chance.one(4)) put(board, chance.below(height(board)), at, { value: '备注', printed: false });
  return `a column inserted at ${at} ${who(takesNames)}`;
};

const deleteColumns: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const at = chance.below(width(board));
  reroute(report, board, takesNames, (row, column) =>
    column < at ? undefined : column === at ? null : [row, column - 1],
  );
  return `column ${at} deleted ${who(takesNames)}`;
};

/** A row taken out and put in elsewhere; those between close up. */
function carried(from: number, to: number): (at: number) => number {
  return (at) => {
    if (at === from) return to;
    if (from < to && at > from && at <= to) return at - 1;
    if (to < from && at >= to && at < from) return at + 1;
    return at;
  };
}

const moveRow: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const move = carried(chance.below(height(board)), chance.below(height(board)));
  reroute(report, board, takesNames, (row, column) => [move(row), column]);
  return `a row moved ${who(takesNames)}`;
};

const moveColumn: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const move = carried(chance.below(width(board)), chance.below(width(board)));
  reroute(report, board, takesNames, (row, column) => [row, move(column)]);
  return `a column moved ${who(takesNames)}`;
};

/** True where a program's move takes printed words along: without any it cannot be told from typing. */
function takesWords(board: Board, route: Route): boolean {
  return board.rows.some((cells, row) =>
    cells.some((tile, column) => tile?.printed && !tile.copied && route(row, column)),
  );
}

function hasNames({ names }: Report, board: Board): boolean {
  return [...names.values()].some(({ sheet }) => sheet === board.name);
}

function shift(report: Report, chance: Chance, route: (board: Board, at: Where, by: number) => Route): string {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const at: Where = [chance.below(height(board)), chance.below(width(board))];
  const by = chance.one(2) ? 1 : -1;
  const to = route(board, at, by);
  if (!(takesNames && hasNames(report, board)) && !takesWords(board, to)) return '';
  reroute(report, board, takesNames, to);
  return `cells shifted by ${by} from ${at.join()} ${who(takesNames)}`;
}

const shiftColumn: Mutation = (report, chance) =>
  shift(report, chance, (_, [at, of], by) => (row, column) => {
    if (column !== of || row < at) return undefined;
    return by < 0 && row === at ? null : [row + by, column];
  });

const shiftRow: Mutation = (report, chance) =>
  shift(report, chance, (_, [of, at], by) => (row, column) => {
    if (row !== of || column < at) return undefined;
    return by < 0 && column === at ? null : [row, column + by];
  });

const moveBlock: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const [top, left] = [chance.below(height(board)), chance.below(width(board))];
  const [bottom, right] = [top + chance.below(6), left + chance.below(5)];
  const [down, aside] = [chance.between(-Math.min(top, 3), 4), chance.between(-Math.min(left, 2), 3)];
  if (down === 0 && aside === 0) return '';
  const route: Route = (row, column) =>
    row >= top && row <= bottom && column >= left && column <= right ? [row + down, column + aside] : undefined;
  if (!(takesNames && hasNames(report, board)) && !takesWords(board, route)) return '';
  reroute(report, board, takesNames, route);
  return `a block moved by ${down},${aside} ${who(takesNames)}`;
};

const copyBlock: Mutation = (report, chance) => {
  const from = formBoard(report, chance);
  const to = chance.one(3) ? formBoard(report, chance) : from;
  const [top, left] = [chance.below(height(from)), chance.one(2) ? 0 : chance.below(width(from))];
  const [rows, columns] = [chance.between(1, 12), chance.between(2, 8)];
  const inside = chance.one(2);
  const [down, aside] = [inside ? chance.below(height(to)) : height(to) + 1, chance.one(2) ? left : chance.below(12)];
  const edits = chance.one(2);
  const copies: [number, number, Tile][] = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const tile = from.rows[top + row]?.[left + column];
      if (tile && tile.value !== null)
        copies.push([down + row, aside + column, { value: tile.value, printed: tile.printed, copied: true }]);
    }
  // A copy that is pasted over answers is typing; one that only takes the place of words is not.
  if (copies.some(([row, column]) => isAnswer(report, to, row, column))) return '';
  for (const [row, column, tile] of copies)
    put(to, row, column, edits && !tile.printed ? { ...tile, value: `改${String(tile.value)}` } : tile);
  return `${rows}×${columns} copied${edits ? ' and edited' : ''}`;
};

function isAnswer({ names }: Report, board: Board, row: number, column: number): boolean {
  const tile = board.rows[row]?.[column];
  if (tile && !tile.printed) return true;
  return [...names.values()].some((at) => at.sheet === board.name && at.row === row && at.column === column);
}

const sortRows: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const top = chance.below(height(board));
  const bottom = Math.min(height(board) - 1, top + chance.between(1, 9));
  const left = chance.below(2);
  const right = chance.one(2) ? width(board) : left + chance.below(4);
  const by = left + chance.below(2);
  const key = (row: number): string => String(board.rows[row]?.[by]?.value ?? '\uffff');
  const order = Array.from({ length: bottom - top + 1 }, (_, index) => top + index).sort((a, b) =>
    key(a) < key(b) ? -1 : 1,
  );
  const to = new Map(order.map((row, index) => [row, top + index]));
  const route: Route = (row, column) =>
    column < left || column > right || row < top || row > bottom ? undefined : [to.get(row) ?? row, column];
  if (!takesWords(board, route)) return '';
  // No program takes names along when it sorts.
  reroute(report, board, false, route);
  return `rows ${top + 1}–${bottom + 1} sorted`;
};

const merge: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const [top, left] = [chance.below(height(board)), chance.below(width(board))];
  const [rows, columns] = chance.pick([
    [1, 2],
    [2, 1],
    [2, 2],
    [1, 4],
  ] as const);
  for (let row = top; row < top + rows; row += 1)
    for (let column = left; column < left + columns; column += 1) {
      if (row === top && column === left) continue;
      overtype(report, board, row, column, null);
      put(board, row, column, undefined);
    }
  return `${rows}×${columns} merged at ${top},${left}`;
};

function words(board: Board): Tile[] {
  return board.rows.flatMap((cells) =>
    cells.filter((tile) => tile?.printed && typeof tile.value === 'string'),
  ) as Tile[];
}

const retype: Mutation = (report, chance) => {
  const tile = chance.pick(words(formBoard(report, chance)));
  const letters = [...String(tile.value)];
  const wrong = chance.between(1, 3);
  for (let count = 0; count < wrong; count += 1) {
    const at = chance.below(letters.length);
    const how = chance.below(3);
    letters.splice(at, how === 0 ? 0 : 1, how === 1 ? '' : chance.pick(['误', '错', '学', '数', '长', '人']));
  }
  tile.value = letters.join('');
  return `a label retyped with ${wrong} wrong characters`;
};

const respell: Mutation = (report, chance) => {
  const tile = chance.pick(words(formBoard(report, chance)));
  const before = String(tile.value);
  tile.value = chance.pick([
    [...before].join(' '),
    before.replaceAll('（', '(').replaceAll('）', ')'),
    `${before}　`,
    before.replace(/[：。]/g, ''),
    `【${before}】`,
  ]);
  return foldLabel(tile.value) === foldLabel(before) ? 'a label respelt' : 'a label spelt otherwise';
};

const clearLabel: Mutation = (report, chance) => {
  chance.pick(words(formBoard(report, chance))).value = null;
  return 'a label emptied';
};

const clearName: Mutation = (report, chance) => {
  const names = [...report.names.keys()];
  const count = chance.pick([1, 1, 5, names.length]);
  for (let times = 0; times < count; times += 1) report.names.delete(chance.one(1) ? (names[times] ?? '') : '');
  return `${count} names cleared`;
};

const repointName: Mutation = (report, chance) => {
  const names = [...report.names.keys()];
  if (names.length < 2) return '';
  const at = report.names.get(chance.pick(names));
  if (at) report.names.set(chance.pick(names), at);
  return 'a name doubled';
};

const renameTab: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const takesNames = chance.one(2);
  const before = board.name;
  board.name = chance.pick(['Sheet1', `${before}（已填）`, '9月', `${before} (2)`]);
  if (report.boards.some((other) => other !== board && other.name === board.name)) {
    board.name = before;
    return '';
  }
  for (const [name, at] of [...report.names])
    if (at.sheet === before && takesNames) report.names.set(name, { ...at, sheet: board.name });
    else if (at.sheet === before) report.names.delete(name);
  return `a tab renamed ${who(takesNames)}`;
};

const doubleTab: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  const edits = chance.below(3);
  const copy: Board = {
    name: `${board.name} (${chance.between(2, 999)})`,
    rows: board.rows.map((cells) => Array.from(cells, (tile) => tile && { value: tile.value, printed: tile.printed })),
  };
  if (report.boards.some(({ name }) => name === copy.name)) return '';
  if (edits > 0)
    for (const cells of copy.rows)
      for (const tile of cells)
        if (tile && !tile.printed && tile.value !== null && chance.one(edits * 3))
          tile.value = `改${String(tile.value)}`;
  report.boards.splice(chance.below(report.boards.length + 1), 0, copy);
  return `a tab doubled${edits > 0 ? ' and the copy edited' : ''}`;
};

const swapTabs: Mutation = (report, chance) => {
  const [one, other] = [formBoard(report, chance), formBoard(report, chance)];
  if (one === other) return '';
  const takesNames = chance.one(2);
  const [first, second] = [one.name, other.name];
  [one.name, other.name] = [second, first];
  for (const [name, at] of [...report.names]) {
    const sheet = at.sheet === first ? second : at.sheet === second ? first : undefined;
    if (takesNames && sheet !== undefined) report.names.set(name, { ...at, sheet });
  }
  return `two tabs’ names swapped ${who(takesNames)}`;
};

const reorderTabs: Mutation = (report, chance) => {
  const [board] = report.boards.splice(chance.below(report.boards.length), 1);
  if (board) report.boards.splice(chance.below(report.boards.length + 1), 0, board);
  return 'tabs reordered';
};

const deleteTab: Mutation = (report, chance) => {
  const board = formBoard(report, chance);
  // What is left of two is what was meant.
  if (report.boards.some((other) => other !== board && other.name.startsWith(`${board.name} (`))) return '';
  report.boards = report.boards.filter((it) => it !== board);
  for (const [name, at] of [...report.names]) if (at.sheet === board.name) report.names.delete(name);
  return 'a tab deleted';
};

const pasteTabBelow: Mutation = (report, chance) => {
  const [from, to] = [formBoard(report, chance), formBoard(report, chance)];
  if (from === to) return '';
  const takesNames = chance.one(2);
  const down = height(to) + 1;
  from.rows.forEach((cells, row) => {
    cells.forEach((tile, column) => {
      if (tile) put(to, row + down, column, tile);
    });
  });
  report.boards = report.boards.filter((it) => it !== from);
  for (const [name, at] of [...report.names])
    if (at.sheet === from.name && takesNames)
      report.names.set(name, { sheet: to.name, row: at.row + down, column: at.column });
    else if (at.sheet === from.name) report.names.delete(name);
  return `one tab pasted below another ${who(takesNames)}`;
};

/** All that is done to a report, by name. */
export const mutations: Readonly<Record<string, Mutation>> = {
  insertRows,
  deleteRows,
  insertColumns,
  deleteColumns,
  moveRow,
  moveColumn,
  shiftColumn,
  shiftRow,
  moveBlock,
  copyBlock,
  sortRows,
  merge,
  retype,
  respell,
  clearLabel,
  clearName,
  repointName,
  renameTab,
  doubleTab,
  swapTabs,
  reorderTabs,
  deleteTab,
  pasteTabBelow,
};
