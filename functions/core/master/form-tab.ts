import type { BookCell, BookName, BookTab } from '../../../schemas/book.ts';
import { type Form, fieldsOf } from '../../../schemas/form.ts';
import { monthlyForms } from '../../../schemas/forms.ts';
import { columnLetters } from '../../../schemas/grid.ts';
import type { Area } from '../../../schemas/layout.ts';
import type { MasterRow, MasterView, PeriodView } from '../master-view.ts';
import { heightFor, placed, printed, text } from './drawn.ts';
import { type FormColumn, formColumns, identityColumns } from './form-columns.ts';
import { totalsCells, totalsHeight, totalsMerges } from './form-totals.ts';
import { minuteTitle } from './times.ts';

/** Where everything of a form's tab stands; rows from 0. */
export interface FormTable {
  readonly form: Form;
  readonly columns: readonly FormColumn[];
  readonly rows: readonly MasterRow[];
  readonly headerRow: number;
  /** First rows of the periods' totals: the newest above the header, all of them below the table. */
  readonly totals: readonly { readonly period: PeriodView; readonly row: number }[];
}

/** School's code and name stay in sight, and stand on each page. */
const frozenColumns = 2;

/** Half-width characters that an A4 page holds across in letters one can read. */
const legibleWidth = 200;

/** Without counts there are no totals above the header. */
const proseHeaderRow = 2;

/** Works out a form's table from the view: the tab, its names and `figureAt` follow from it. */
export function formTable(view: MasterView, form: Form): FormTable {
  const columns = formColumns(form);
  const counts = columns.some(({ field }) => field?.kind === 'count');
  const rows = rowsFor(view, form);
  const headerRow = counts ? 2 + totalsHeight : proseHeaderRow;
  const below = headerRow + Math.max(1, rows.length) + 3;
  const [newest] = view.periods;
  const totals = counts
    ? [
        ...(newest ? [{ period: newest, row: 2 }] : []),
        ...view.periods.map((period, index) => ({ period, row: below + index * totalsHeight })),
      ]
    : [];
  return { form, columns, rows, headerRow, totals };
}

/** A monthly form has a row for each school and period; others only where a school wrote something. */
function rowsFor(view: MasterView, form: Form): readonly MasterRow[] {
  if (monthlyForms.some(({ key }) => key === form.key)) return view.rows;
  const keys = fieldsOf(form).flatMap(({ key, given }) => (given ? [] : [`${form.key}_${key}`]));
  return view.rows.filter(({ values }) => keys.some((key) => (values[key]?.value ?? null) !== null));
}

/** A form's tab: totals of the newest period, one row per school and period, every period's totals below. */
export function formTab(view: MasterView, name: string, form: Form): BookTab {
  const table = formTable(view, form);
  const { columns, headerRow, totals } = table;
  const data = dataArea(table);
  const lead = leadOf(table);
  // A table of counts stays one line a school; one of prose shows the beginning of each text.
  const rowHeight = headerRow === proseHeaderRow ? 96 : 18;
  const titles = columns.map((column) => heightFor(column.title, column.width + 1));
  return {
    name,
    flag: 'read',
    widths: columns.map(({ width }) => width),
    heights: new Map([
      [0, 28],
      [1, heightFor(lead, 110)],
      [headerRow, Math.max(...titles)],
      ...table.rows.map((_, index): [number, number] => [headerRow + 1 + index, rowHeight]),
    ]),
    cells: [
      placed(0, 0, text(name, 'h1')),
      placed(1, 0, text(lead, 'lead')),
      ...headerCells(table),
      ...dataCells(table),
      ...totals.flatMap(({ period, row }) => totalsCells(form, columns, period, row)),
      ...(totals.length > 1 ? [placed(data.row + data.rows + 1, 0, text('各月合计（只加已报版本）', 'h2'))] : []),
    ],
    merges: [
      { row: 1, column: 0, rows: 1, columns: identityColumns + 4 },
      ...(table.rows.length === 0 ? [{ ...data, rows: 1, columns: identityColumns }] : []),
      ...totals.flatMap(({ row }) => totalsMerges(row)),
    ],
    freeze: { rows: headerRow + 1, columns: frozenColumns },
    filter: { ...data, row: headerRow, rows: data.rows + 1 },
    locked: true,
    conditions: [notCounted(data)],
    bars: columns.flatMap(({ field }, column) =>
      field?.kind === 'count' && field.unit === '件' ? [{ area: { ...data, column, columns: 1 }, tone: 'warn' }] : [],
    ),
    print: {
      ...printed(headerRow + 1, minuteTitle(view.asOf)),
      pagesWide: pagesWide(columns),
      repeatColumns: frozenColumns,
    },
  };
}

/** Names over the data of each column: `col_<form>_<key>`, the school's code under `col_<form>_schoolId`. */
export function formNames(view: MasterView, tab: string, form: Form): BookName[] {
  const table = formTable(view, form);
  const data = dataArea(table);
  return table.columns.flatMap(({ name }, column) =>
    name === undefined ? [] : [{ name, tab, area: { ...data, column, columns: 1 } }],
  );
}

/** Pages side by side on which the columns stay legible, the frozen ones on each. */
function pagesWide(columns: readonly FormColumn[]): number {
  const width = (some: readonly FormColumn[]): number => some.reduce((sum, column) => sum + column.width, 0);
  const frozen = width(columns.slice(0, frozenColumns));
  return Math.ceil((width(columns) - frozen) / (legibleWidth - frozen));
}

function dataArea({ headerRow, rows, columns }: FormTable): Area {
  return { row: headerRow + 1, column: 0, rows: Math.max(1, rows.length), columns: columns.length };
}

function leadOf({ totals }: FormTable): string {
  const words = '空格是没有填，0 是填了 0，不适用是填了不适用，— 是没有报；红字照抄学校填的、还看不懂的内容。';
  return totals.length === 0
    ? words
    : `合计只加“计入合计”为“是”的行（已报版本）；灰字是还没报成的当前读数。${words}各月合计在表的最下面。`;
}

function headerCells({ columns, headerRow }: FormTable): BookCell[] {
  return columns.map(({ title, field }, column) =>
    placed(headerRow, column, {
      ...text(title, 'columnHead'),
      ...(field ? { note: `表中原文：${field.label}` } : {}),
    }),
  );
}

function dataCells({ rows, columns, headerRow }: FormTable): BookCell[] {
  if (rows.length === 0) return [placed(headerRow + 1, 0, text('还没有学校填写。', 'muted'))];
  const cells: BookCell[] = [];
  rows.forEach((row, index) => {
    columns.forEach((column, at) => {
      cells.push(placed(headerRow + 1 + index, at, column.cell(row)));
    });
  });
  return cells;
}

/** Greys rows that no total adds; as a condition it stays with its row when somebody sorts. */
function notCounted(data: Area) {
  const counted = `$${columnLetters(identityColumns - 1)}${data.row + 1}`;
  return {
    area: { ...data, column: identityColumns, columns: data.columns - identityColumns },
    when: { formula: `${counted}="否"` },
    tone: 'quiet' as const,
  };
}
