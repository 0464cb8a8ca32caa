import { reportBook } from '../../functions/core/report/report-book.ts';
import type { BookTab, BookValue } from '../../schemas/book.ts';
import { type Form, fieldsOf, type Kind } from '../../schemas/form.ts';
import { allForms, definedName } from '../../schemas/forms.ts';
import type { Cell, CellRef, Workbook } from '../../schemas/grid.ts';
import { blankTick } from '../../schemas/ticks.ts';
import type { Chance } from './chance.ts';

/** One cell that moves about: what it holds, and whether the form printed it. */
export interface Tile {
  value: Cell;
  readonly printed: boolean;
  /** The blank whose answer it is. */
  readonly of?: string;
  readonly copied?: boolean;
}

/** A tab that is being worked on. */
export interface Board {
  name: string;
  rows: (Tile | undefined)[][];
}

/** A filled report that mutations are done to, and what was typed into each blank. */
export interface Report {
  boards: Board[];
  readonly names: Map<string, CellRef>;
  readonly truth: ReadonlyMap<string, Cell>;
  /** What was put over an answer before our eyes: whoever did it, typed it there. */
  readonly overtyped: { readonly key: string; readonly value: Cell }[];
}

/** All forms as handed out, each blank holding something that no other blank holds; some are left blank. */
export function filledReport(chance: Chance): Report {
  const book = reportBook({
    identity: { school: '371311001', period: '2018-09', edition: 'selfCheck=1;monthlyReport=1' },
    school: { code: '371311001', name: '示例小学' },
    forms: allForms,
    words: {
      campaign: '示例区欺凌防治落实年行动',
      office: '安全科',
      day: '25',
      window: '统计区间：8月26日—9月25日',
      school: '示例小学',
    },
    given: {},
  });
  const boards = book.tabs.map(boardOf);
  const names = new Map(
    book.names.map(({ name, tab, area }) => [name, { sheet: tab, row: area.row, column: area.column }]),
  );
  const truth = new Map<string, Cell>();
  let serial = 100;
  for (const form of allForms as readonly Form[])
    for (const field of fieldsOf(form)) {
      serial += 1;
      const key = definedName(form, field);
      const isLeft = chance.one(6);
      const value = isLeft ? (field.kind === 'tick' ? blankTick : null) : typed(field.kind, serial);
      truth.set(key, value);
      const place = names.get(key);
      const board = boards.find(({ name }) => name === place?.sheet);
      if (place && board) put(board, place.row, place.column, { value, printed: false, of: key });
    }
  return { boards, names, truth, overtyped: [] };
}

function boardOf(tab: BookTab): Board {
  const board: Board = { name: tab.name, rows: [] };
  for (const { row, column, value, open, style } of tab.cells) {
    const plain = plainValue(value);
    if (plain !== null) put(board, row, column, { value: plain, printed: !open && !style.startsWith('hint') });
  }
  return board;
}

function plainValue(value: BookValue): Cell {
  if (value === null || typeof value !== 'object') return value;
  return 'date' in value ? value.date : value.result;
}

/** Something right of its kind, different for each serial. */
function typed(kind: Kind, serial: number): Cell {
  switch (kind) {
    case 'count':
      return serial;
    case 'month':
      return 9;
    case 'tick':
      return `有（√）无（${' '.repeat(serial - 100)}）`;
    case 'date':
      return `2018-09-${String((serial % 28) + 1).padStart(2, '0')} 0:00:${String(serial % 60).padStart(2, '0')}`;
    case 'phone':
      return `13900000${serial}`;
    case 'name':
      return `甲${'乙丙丁戊己庚辛壬癸'[serial % 9]}${serial}`;
    case 'ref':
    case 'text':
      return `第${serial}号答复，已经办好。`;
  }
}

/** Puts a tile somewhere, or empties the place. */
export function put(board: Board, row: number, column: number, tile: Tile | undefined): void {
  while (board.rows.length <= row) board.rows.push([]);
  const cells = board.rows[row];
  if (cells) cells[column] = tile;
}

/** What the readers of a file or of a spreadsheet online would hand on. */
export function workbookOf({ boards, names }: Report): Workbook {
  return {
    sheets: boards.map(({ name, rows }) => ({
      name,
      hidden: false,
      cells: rows.map((cells) => Array.from(cells, (tile) => tile?.value ?? null)),
    })),
    names,
    date1904: false,
  };
}
