import { gridArea } from '../area.ts';
import { withValue } from '../cell/change.ts';
import { nextId, type Table } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells } from '../grid.ts';
import type { Message } from '../schema/check.ts';
import { overlay } from '../schema/mask.ts';
import { findTable, tableOf } from '../tables.ts';
import { requestMask } from './request-mask.ts';

/** A table freezes the header row that it begins with. */
function addTable(edit: Edit, { table = {} }: { table?: Partial<Table> }): Message {
  const { document } = edit;
  const { sheet, ...area } = gridArea(document, table.range);
  touch(edit, sheet, area);
  const tableId = table.tableId ?? String(nextId(document));
  const names = document.sheets.flatMap(({ tables }) => tables.map(({ name }) => name));
  const name = table.name ?? `Table${names.length + 1}`;
  if (names.includes(name)) throw new Invalid(`A table with the name "${name}" already exists.`);
  const added = { tableId, name, range: table.range ?? {}, columnProperties: table.columnProperties ?? [] };
  sheet.tables.push(added);
  if (area.top === 0) {
    sheet.properties = {
      ...sheet.properties,
      gridProperties: { ...sheet.properties.gridProperties, frozenRowCount: 1 },
    };
  }
  return { addTable: { table: tableOf(sheet, added) } };
}

/** New column names are written into the header row. */
function updateTable(edit: Edit, { table = {}, fields }: { table?: Partial<Table>; fields?: string }): undefined {
  const mask = requestMask(fields, 'Table');
  const { sheet, table: old } = known(edit, table.tableId);
  const changed = overlay({ ...old }, { ...table }, mask, 'Table') as unknown as Table;
  const next = { ...changed, columnProperties: changed.columnProperties ?? [] };
  const { sheet: _, ...area } = gridArea(edit.document, next.range);
  touch(edit, sheet, area);
  sheet.tables = sheet.tables.map((each) => (each === old ? next : each));
  changeCells(sheet, { ...area, bottom: area.top + 1 }, (cell, _row, column) => {
    const given = next.columnProperties.find(({ columnIndex = 0 }) => columnIndex === column - area.left);
    return given?.columnName ? withValue(cell, { stringValue: String(given.columnName) }) : cell;
  });
}

function deleteTable(edit: Edit, { tableId }: { tableId?: string }): undefined {
  const { sheet, table, area } = known(edit, tableId);
  touch(edit, sheet, area);
  sheet.tables = sheet.tables.filter((each) => each !== table);
  changeCells(sheet, area, (cell) => withValue(cell, undefined));
}

function known(edit: Edit, id: string | undefined) {
  const found = findTable(edit.document, id);
  if (!found) throw new Invalid(`No table with id: ${id ?? ''}`);
  return found;
}

export const tableRequests = { addTable, updateTable, deleteTable };
