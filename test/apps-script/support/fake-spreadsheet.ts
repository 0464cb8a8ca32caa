import type { Cell, Workbook } from '../../../schemas/grid.ts';
import { extent, type FakeTab, givenValue, newTab, placeOf, put } from './fake-cells.ts';
import { strict } from './strict.ts';

/** A spreadsheet as its people have it open, and the service's objects that look into it. */
export interface FakeSpreadsheet {
  readonly tabs: FakeTab[];
  /** `自查表!B4`-like: sheet, row and column (from 0) of the cell that is selected now. */
  active: { readonly tab: string; readonly row: number; readonly column: number };
  readonly toasts: string[];
  /** Calls of the service that go over the network, by name. */
  readonly calls: Map<string, number>;
  /** Set to make every look at the spreadsheet fail, as it does when the service is down. */
  broken: boolean;
  readonly service: object;
  tab(name: string): FakeTab;
  /** The service's range of a tab, rows and columns from 0. */
  range(name: string, row: number, column: number, rows?: number, columns?: number): object;
}

const zone = 'Asia/Shanghai';

/** A fake spreadsheet that holds a workbook's values. */
export function fakeSpreadsheet(workbook: Pick<Workbook, 'sheets'>): FakeSpreadsheet {
  const tabs = workbook.sheets.map(({ name, cells }) => newTab(name, cells));
  const fake: FakeSpreadsheet = {
    tabs,
    active: { tab: tabs[0]?.name ?? '', row: 0, column: 0 },
    toasts: [],
    calls: new Map(),
    broken: false,
    get service() {
      return service;
    },
    tab(name) {
      const found = tabs.find((it) => it.name === name);
      if (!found) throw new Error(`the fake has no tab ${name}`);
      return found;
    },
    range: (name, row, column, rows = 1, columns = 1) => rangeOf(fake.tab(name), row, column, rows, columns),
  };

  function called(name: string): void {
    if (fake.broken) throw new Error('Service Spreadsheets failed while accessing document');
    fake.calls.set(name, (fake.calls.get(name) ?? 0) + 1);
  }

  const service = strict('Spreadsheet.Spreadsheet', {
    getSpreadsheetTimeZone: () => zone,
    getSheetByName(name: string) {
      called('getSheetByName');
      const tab = tabs.find((it) => it.name === name);
      return tab ? sheetOf(tab) : null;
    },
    getSheets: () => tabs.map(sheetOf),
    getId: () => 'the-id-of-this-very-spreadsheet',
    insertSheet(name: string) {
      called('insertSheet');
      if (tabs.some((it) => it.name === name)) throw new Error(`A sheet with the name "${name}" already exists.`);
      const tab = newTab(name);
      tabs.push(tab);
      return sheetOf(tab);
    },
    getActiveSheet: () => sheetOf(fake.tab(fake.active.tab)),
    getActiveRange: () => rangeOf(fake.tab(fake.active.tab), fake.active.row, fake.active.column, 1, 1),
    toast(words: string) {
      fake.toasts.push(words);
    },
  });

  const sheets = new Map<FakeTab, object>();
  function sheetOf(tab: FakeTab): object {
    const known = sheets.get(tab) ?? newSheet(tab);
    sheets.set(tab, known);
    return known;
  }

  function newSheet(tab: FakeTab): object {
    return strict('Spreadsheet.Sheet', {
      getName: () => tab.name,
      getParent: () => service,
      getLastRow: () => extent(tab).rows,
      getMaxRows: () => 1000,
      getDataRange() {
        const { rows, columns } = extent(tab);
        return rangeOf(tab, 0, 0, rows, columns);
      },
      getRange: (row: number, column: number, rows = 1, columns = 1) =>
        rangeOf(tab, row - 1, column - 1, rows, columns),
      setActiveRange(range: { getRow(): number; getColumn(): number }) {
        called('setActiveRange');
        fake.active = { tab: tab.name, row: range.getRow() - 1, column: range.getColumn() - 1 };
        return range;
      },
      appendRow(values: readonly Cell[]) {
        called('appendRow');
        // As if it were typed: what begins so would be executed.
        if (values.some((value) => String(value).startsWith('='))) throw new Error('a formula was appended');
        const { rows } = extent(tab);
        const row = tab.cells.length === 0 ? 0 : rows;
        for (const [column, value] of values.entries()) put(tab, row, column, value === '' ? null : value);
        return sheetOf(tab);
      },
    });
  }

  function rangeOf(tab: FakeTab, row: number, column: number, rows: number, columns: number): object {
    if (![row, column, rows - 1, columns - 1].every((it) => Number.isInteger(it) && it >= 0))
      throw new Error('The coordinates of the range are outside the dimensions of the sheet.');
    const each = <T>(of: (row: number, column: number) => T): T[][] =>
      Array.from({ length: rows }, (_, down) =>
        Array.from({ length: columns }, (_, across) => of(row + down, column + across)),
      );
    const range: object = strict('Spreadsheet.Range', {
      getSheet: () => sheetOf(tab),
      getRow: () => row + 1,
      getColumn: () => column + 1,
      getNumRows: () => rows,
      getNumColumns: () => columns,
      getValue: () => givenValue(tab, row, column),
      getValues() {
        called('getValues');
        return each((r, c) => givenValue(tab, r, c));
      },
      setValue(value: Cell) {
        called('setValue');
        if (String(value).startsWith('=')) throw new Error('a formula was typed');
        put(tab, row, column, value);
        return range;
      },
      setFormula(formula: string) {
        called('setFormula');
        tab.formulas.set(placeOf(row, column), formula);
        return range;
      },
      setNumberFormat(format: string) {
        called('setNumberFormat');
        if (format !== '@') throw new Error(`the fake knows no format ${format}`);
        return range;
      },
      getNotes() {
        called('getNotes');
        return each((r, c) => tab.notes.get(placeOf(r, c)) ?? '');
      },
      setNote(note: string | null) {
        called('setNote');
        each((r, c) => (note ? tab.notes.set(placeOf(r, c), note) : tab.notes.delete(placeOf(r, c))));
        return range;
      },
      setBackground(colour: string | null) {
        called('setBackground');
        if (colour !== null && !/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`no colour: ${colour}`);
        each((r, c) => (colour === null ? tab.grounds.delete(placeOf(r, c)) : tab.grounds.set(placeOf(r, c), colour)));
        return range;
      },
    });
    return range;
  }

  return fake;
}
