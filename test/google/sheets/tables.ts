import { gridArea } from './area.ts';
import { formattedValue } from './cell/view.ts';
import type { Document, Sheet, Table } from './document.ts';
import { cellAt } from './grid.ts';
import type { Message } from './schema/check.ts';

const HEADER = { red: 0.20784314, green: 0.40784314, blue: 0.32941177 };
const FIRST = { red: 1, green: 1, blue: 1 };
const SECOND = { red: 0.9647059, green: 0.972549, blue: 0.9764706 };
const ROWS = {
  headerColorStyle: { rgbColor: HEADER },
  firstBandColorStyle: { rgbColor: FIRST },
  secondBandColorStyle: { rgbColor: SECOND },
};

/** A table as it is answered: column names are those of its first row unless they were given. */
export function tableOf(sheet: Sheet, table: Table): Message {
  const { startRowIndex = 0, startColumnIndex = 0, endColumnIndex = 0 } = table.range;
  const columnProperties = Array.from({ length: endColumnIndex - startColumnIndex }, (_, at) => ({
    ...(at > 0 && { columnIndex: at }),
    columnName: formattedValue(cellAt(sheet, startRowIndex, startColumnIndex + at)) ?? `Column ${at + 1}`,
    ...table.columnProperties.find(({ columnIndex = 0 }) => columnIndex === at),
  }));
  return { tableId: table.tableId, name: table.name, range: table.range, rowsProperties: ROWS, columnProperties };
}

/** The banded rows that every table brings along. */
export const bandedRangeOf = (table: Table): Message => ({
  bandedRangeId: Number(table.tableId),
  range: table.range,
  rowProperties: { headerColor: HEADER, firstBandColor: FIRST, secondBandColor: SECOND, ...ROWS },
  bandedRangeReference: table.tableId,
});

/** Finds a table in whichever sheet it is. */
export function findTable(document: Document, id: string | undefined) {
  const sheet = document.sheets.find(({ tables }) => tables.some((table) => table.tableId === id));
  const table = sheet?.tables.find(({ tableId }) => tableId === id);
  return sheet && table && { sheet, table, area: gridArea(document, table.range, true) };
}
