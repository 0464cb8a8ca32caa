import type { BookCell, BookName, BookTab } from '../../../schemas/book.ts';
import type { Form } from '../../../schemas/form.ts';
import type { Area } from '../../../schemas/layout.ts';
import { heightFor, placed, printed, text } from './drawn.ts';
import { type FormColumn, identityColumns } from './form-columns.ts';
import { formBars, formConditions } from './form-conditions.ts';
import { type FormTable, formTable } from './form-table.ts';
import { totalsCells, totalsMerges } from './form-totals.ts';
import type { MasterRow, MasterView } from './master-view.ts';
import { minuteTitle } from './times.ts';

/** School's code and name stay in sight, and stand on each page. */
const frozenColumns = 2;

/** Half-width characters that an A4 page holds across in letters one can read. */
const legibleWidth = 200;

/** A form's tab: totals of the newest period, one row per school and period, every period's totals below. */
export function formTab(view: MasterView, name: string, form: Form): BookTab {
  const table = formTable(view, form);
  const { columns, headerRow, data, totals } = table;
  const lead = leadOf(table);
  return {
    name,
    flag: 'read',
    widths: columns.map(({ width }) => width),
    heights: heightsOf(table, lead),
    cells: [
      placed(0, 0, text(name, 'h1')),
      placed(1, 0, text(lead, 'lead')),
      ...headerCells(table),
      ...dataCells(table),
      ...totals.flatMap(({ period, row }) => totalsCells(form, columns, period, row)),
      ...(totals.length > 0 ? [placed(data.row + data.rows + 1, 0, text('各月合计（只加已报版本）', 'h2'))] : []),
    ],
    merges: mergesOf(table),
    freeze: { rows: headerRow + 1, columns: frozenColumns },
    filter: { ...data, row: headerRow, rows: data.rows + 1 },
    locked: true,
    conditions: formConditions(table),
    bars: formBars(table),
    print: {
      ...printed(headerRow + 1, minuteTitle(view.asOf)),
      pagesWide: pagesWide(columns),
      repeatColumns: frozenColumns,
    },
  };
}

/** Names over the data of each column: `col_<form>_<key>`, the school's code under `col_<form>_schoolId`. */
export function formNames(view: MasterView, tab: string, form: Form): BookName[] {
  const { columns, data } = formTable(view, form);
  return columns.flatMap(({ name }, column) =>
    name === undefined ? [] : [{ name, tab, area: { ...data, column, columns: 1 } }],
  );
}

function leadOf({ totals }: FormTable): string {
  const words = '空格是没有填，0 是填了 0，不适用是填了不适用，— 是没有报；红字照抄学校填的、还看不懂的内容。';
  return totals.length === 0
    ? `灰字是还没报成的当前读数。${words}`
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

function dataCells({ rows, columns, data }: FormTable): BookCell[] {
  if (rows.length === 0) return [placed(data.row, 0, text('还没有学校填写。', 'muted'))];
  const cells: BookCell[] = [];
  rows.forEach((row, index) => {
    columns.forEach((column, at) => {
      cells.push(placed(data.row + index, at, column.cell(row)));
    });
  });
  return cells;
}

function mergesOf({ rows, data, totals }: FormTable): Area[] {
  const across = { row: 1, column: 0, rows: 1, columns: identityColumns };
  return [
    { ...across, columns: leadColumns },
    ...(rows.length === 0 ? [{ ...across, row: data.row }] : []),
    ...(totals.length > 0 ? [{ ...across, row: data.row + data.rows + 1 }] : []),
    ...totals.flatMap(({ row }) => totalsMerges(row)),
  ];
}

const leadColumns = identityColumns + 4;

function heightsOf({ columns, rows, headerRow, data, form }: FormTable, lead: string): Map<number, number> {
  const heights = new Map([
    [0, 28],
    [1, heightFor(lead, widthOf(columns.slice(0, leadColumns)))],
    [headerRow, Math.max(...columns.map(({ title, width }) => heightFor(title, width)))],
    [data.row + data.rows + 1, 24],
  ]);
  // A table of counts keeps one line a school, however long a text is; a summary is there to be read.
  const isProse = !columns.some(({ field }) => field?.kind === 'count');
  rows.forEach((row, index) => {
    heights.set(data.row + index, isProse ? proseHeight(row, columns, form) : 16.5);
  });
  return heights;
}

function proseHeight({ values }: MasterRow, columns: readonly FormColumn[], form: Form): number {
  const heights = columns.map(({ field, width }) =>
    field ? heightFor(String(values[`${form.key}_${field.key}`]?.value ?? ''), width) : 0,
  );
  return Math.min(150, Math.max(...heights));
}

/** Pages side by side on which the columns stay legible, the frozen ones on each. */
function pagesWide(columns: readonly FormColumn[]): number {
  const frozen = widthOf(columns.slice(0, frozenColumns));
  return Math.ceil((widthOf(columns) - frozen) / (legibleWidth - frozen));
}

function widthOf(columns: readonly FormColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}
