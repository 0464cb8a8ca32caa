import type { Book, BookCell, BookTab, BookValue, Check, StyleName } from '../../../schemas/book.ts';
import { controlTablesWith, rosterTab, settingsTab } from '../../../schemas/control.ts';
import { allowedWords, type CellKind, type ControlColumn } from '../../../schemas/control-cells.ts';
import type { ControlTab } from '../../../schemas/control-tab.ts';
import type { Cell } from '../../../schemas/grid.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { registers as declaredRegisters } from '../../../schemas/registers/registers.ts';
import { rosterColumns, type School } from '../../../schemas/roster.ts';
import { settingsDeclared } from '../../../schemas/settings.ts';
import { tree } from '../../../schemas/tree.ts';
import { heightFor } from '../master/drawn.ts';
import { controlHelpTab } from './control-help.ts';

/** Rows below the last one that are formatted already, so that codes and telephone numbers typed there stay text. */
const spareRows = 30;

/** 区级设置.xlsx as `init` writes it: from then on people alone write it, so nothing in it is locked. */
export function controlBook(schools: readonly School[], registers: readonly Register[] = declaredRegisters): Book {
  const tables = controlTablesWith(registers);
  return {
    title: tree.control.replace('.xlsx', ''),
    tabs: [controlHelpTab(registers), ...tables.map((tab) => tableTab(tab, rowsOf(tab, schools)))],
    names: [],
  };
}

function rowsOf(tab: ControlTab, schools: readonly School[]): readonly (readonly Cell[])[] {
  if (tab.name !== rosterTab.name) return tab.rows;
  return schools.map((school) =>
    rosterColumns.map(({ key }) => (key === 'villages' && !school.villages ? '' : school[key])),
  );
}

/** A table as a tab of a workbook that people write. */
export function tableTab(tab: ControlTab, rows: readonly (readonly Cell[])[]): BookTab {
  const isSettings = tab.name === settingsTab.name;
  const height = rows.length + (isSettings ? 0 : spareRows);
  return {
    name: tab.name,
    flag: 'clocks' in tab ? 'record' : 'fill',
    widths: tab.columns.map(({ width }) => width),
    heights: new Map(
      Array.from({ length: height + 1 }, (_, row) => [row, row === 0 ? 26 : rowHeight(tab, rows[row - 1])]),
    ),
    cells: [...headCells(tab), ...(isSettings ? settingCells(rows) : bodyCells(tab, rows, height))],
    freeze: { rows: 1, columns: tab.name === rosterTab.name ? 2 : 0 },
    filter: { row: 0, column: 0, rows: rows.length + 1, columns: tab.columns.length },
    checks: isSettings ? settingChecks() : tab.columns.flatMap((column, at) => checksOf(column, at, height)),
    print: { landscape: true, onePage: false, repeatRows: 1, footer: `${tab.name}　第 &P 页，共 &N 页` },
  };
}

/** A row as high as its longest words. */
function rowHeight({ columns }: ControlTab, row: readonly Cell[] | undefined): number {
  const heights = (row ?? []).map((cell, column) =>
    typeof cell === 'string' ? heightFor(cell, columns[column]?.width ?? 10) : 0,
  );
  return Math.max(20, ...heights);
}

function headCells(tab: ControlTab): BookCell[] {
  return tab.columns.map(({ title, help, filled }, column) => ({
    row: 0,
    column,
    value: title,
    style: 'columnHead',
    note: filled ? `${help}\n（必填）` : help,
  }));
}

function bodyCells(tab: ControlTab, rows: readonly (readonly Cell[])[], height: number): BookCell[] {
  return Array.from({ length: height }, (_, index) =>
    tab.columns.map(({ kind }, column) => ({
      row: index + 1,
      column,
      value: bookValue(kind, rows[index]?.[column] ?? null),
      style: styleOf(kind),
    })),
  ).flat();
}

/** Only 值 is tinted, to be edited; whole numbers stand as numbers, all else as text that a program leaves alone. */
function settingCells(rows: readonly (readonly Cell[])[]): BookCell[] {
  const styles: readonly StyleName[] = ['strong', 'input', 'muted', 'muted'];
  return rows.flatMap((row, index) =>
    row.map((cell, column): BookCell => {
      const isNumber = column === 1 && /^\d+$/.test(String(cell));
      return {
        row: index + 1,
        column,
        value: isNumber ? Number(cell) : cell,
        style: isNumber ? 'inputCount' : (styles[column] ?? 'text'),
      };
    }),
  );
}

function settingChecks(): Check[] {
  return Object.values(settingsDeclared).flatMap((setting, index) => {
    const area = { row: index + 1, column: 1, rows: 1, columns: 1 };
    const { title, help } = setting;
    if (!('choices' in setting)) return [];
    return [{ area, rule: { kind: 'list' as const, choices: setting.choices }, soft: true, title, help }];
  });
}

function checksOf({ kind, title, help, choices }: ControlColumn, column: number, rows: number): Check[] {
  const area = { row: 1, column, rows, columns: 1 };
  if (choices && choices.length > 0 && kind !== 'choices')
    return [{ area, rule: { kind: 'list', choices }, soft: true, title, help }];
  if (kind === 'count') return [{ area, rule: { kind: 'wholeNumber', min: 0, max: 999 }, soft: true, title, help }];
  if (kind === 'choices' || kind === 'date')
    return [{ area, rule: { kind: 'any' }, soft: true, title, help: `填${allowedWords(kind, choices)}。` }];
  return [];
}

function bookValue(kind: CellKind, cell: Cell): BookValue {
  return kind === 'date' && typeof cell === 'string' && cell !== '' ? { date: cell } : cell;
}

/** Whatever a spreadsheet program would turn into something else stands in a text cell. */
function styleOf(kind: CellKind): StyleName {
  switch (kind) {
    case 'count':
      return 'number';
    case 'mark':
    case 'year':
      return 'mark';
    case 'date':
      return 'date';
    case 'text':
      return 'wrapped';
    case 'code':
    case 'phone':
    case 'mail':
    case 'rule':
    case 'days':
    case 'yearDay':
    case 'period':
    case 'months':
      return 'code';
    case 'line':
    case 'name':
    case 'choice':
    case 'choices':
      return 'text';
  }
}
