import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { annotate } from '../../../functions/adapters/google/draw/annotate.ts';
import { conditionsOf } from '../../../functions/adapters/google/draw/conditions.ts';
import { difference } from '../../../functions/adapters/google/draw/difference.ts';
import { sheetsFormula } from '../../../functions/adapters/google/draw/formulas.ts';
import { gridRange } from '../../../functions/adapters/google/draw/grid-range.ts';
import { lock } from '../../../functions/adapters/google/draw/lock.ts';
import { redraw } from '../../../functions/adapters/google/draw/redraw.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import { sheetIdOf } from '../../../functions/adapters/google/draw/sheet-id.ts';
import { tabHashes } from '../../../functions/adapters/google/draw/tab-hashes.ts';
import { unlock } from '../../../functions/adapters/google/draw/unlock.ts';
import { looks } from '../../../functions/adapters/xlsx/book-styles.ts';
import { feedbackBook } from '../../../functions/core/report/feedback-book.ts';
import { reportBook } from '../../../functions/core/report/report-book.ts';
import type { Book, BookCell, BookTab, BookValue } from '../../../schemas/book.ts';
import type { Area } from '../../../schemas/layout.ts';
import { type Emulator, startEmulator } from '../../google/emulator.ts';
import { context, feedbackSpec, realBooks, reportSpec, robot, templateSpec } from './draw-samples.ts';
import { cellAt, newSpreadsheet, type Shown, type Spreadsheet } from './draw-spreadsheet.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

async function drawn(book = reportBook(reportSpec)): Promise<Spreadsheet> {
  const spreadsheet = await newSpreadsheet(emulator.url, robot);
  await spreadsheet.apply(redraw(book, await spreadsheet.now(), context));
  return spreadsheet;
}

describe('a book drawn in Sheets', () => {
  it.each(Object.entries(realBooks))('%s: has its tabs, values, notes and names', async (_, book) => {
    const shown = await (await drawn(book)).shown();
    expect(shown.sheets.map(({ title, hidden }) => [title, hidden])).toEqual(
      book.tabs.map(({ name, hidden }) => [name, hidden !== undefined]),
    );
    for (const tab of book.tabs) {
      const sheet = sheetOf(shown, tab.name);
      const filled = tab.cells.filter(({ value }) => value !== null && value !== '');
      expect(filled.map(({ row, column }) => cellAt(sheet, row, column).userEnteredValue)).toEqual(
        filled.map(({ value }) => heldValue(value)),
      );
      expect(sheet.cells.filter(({ cell }) => cell.userEnteredValue).length).toBe(filled.length);
      expect(sheet.cells.filter(({ cell }) => cell.note).map(({ cell }) => cell.note)).toEqual(
        [...tab.cells].sort((a, b) => a.row - b.row || a.column - b.column).flatMap(({ note }) => note ?? []),
      );
    }
    expect(shown.names).toEqual(
      [...book.names]
        .map(({ name, tab, area }) => ({ name, range: gridRange(sheetIdOf(tab), area) }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
  });

  it.each(Object.entries(realBooks))('%s: looks as its styles say', async (_, book) => {
    const shown = await (await drawn(book)).shown();
    for (const tab of book.tabs) {
      const sheet = sheetOf(shown, tab.name);
      const formats = new Map(sheet.cells.map(({ row, column, cell }) => [`${row} ${column}`, cell.userEnteredFormat]));
      const looked = tab.cells.map(({ row, column }) => lookOf(formats.get(`${row} ${column}`)));
      expect(looked).toEqual(tab.cells.map(expectedLook));
    }
  });

  it('can be filled in where it is open, and nowhere else', async () => {
    const shown = await (await drawn()).shown();
    for (const tab of reportBook(reportSpec).tabs) {
      const sheet = sheetOf(shown, tab.name);
      expect(sheet.protections.map(({ range, editors }) => [range, editors?.users])).toEqual([
        [{ sheetId: sheet.sheetId }, [robot]],
      ]);
      const merges = new Map((tab.merges ?? []).map((area) => [`${area.row} ${area.column}`, area]));
      const open = tab.cells
        .filter((cell) => cell.open)
        .flatMap(({ row, column }) => cellsOf(merges.get(`${row} ${column}`) ?? { row, column, rows: 1, columns: 1 }));
      const unprotected = sheet.protections.flatMap(({ unprotectedRanges = [] }) =>
        unprotectedRanges.flatMap((range) =>
          cellsOf({
            row: range.startRowIndex ?? 0,
            column: range.startColumnIndex ?? 0,
            rows: (range.endRowIndex ?? 0) - (range.startRowIndex ?? 0),
            columns: (range.endColumnIndex ?? 0) - (range.startColumnIndex ?? 0),
          }),
        ),
      );
      expect(unprotected.sort()).toEqual(open.sort());
    }
  });

  it('says with few ranges what is open', async () => {
    const [before, after] = [reportBook(reportSpec), await (await drawn()).shown()];
    const cells = before.tabs.flatMap((tab) => tab.cells.filter(({ open }) => open));
    const ranges = after.sheets.flatMap(({ protections }) => protections.flatMap((it) => it.unprotectedRanges ?? []));
    expect(ranges.length).toBeLessThan(cells.length / 2);
  });

  it('has the merges, rules and conditions of the book', async () => {
    const shown = await (await drawn()).shown();
    for (const tab of reportBook(reportSpec).tabs) {
      const sheet = sheetOf(shown, tab.name);
      expect(sheet.merges.length).toBe(tab.merges?.length ?? 0);
      expect(sheet.conditions.length).toBe(conditionsOf(tab).length);
      for (const { area, title, help, rule } of tab.checks ?? []) {
        const { dataValidation } = cellAt(sheet, area.row, area.column);
        expect(dataValidation?.inputMessage).toBe(`${title}\n${help}`);
        if (rule.kind === 'list')
          expect(dataValidation?.condition?.values?.map((it) => it.userEnteredValue)).toEqual(rule.choices);
      }
    }
  });

  it('is the same when it is drawn twice, and after people were at it', async () => {
    for (const book of [realBooks.report, realBooks.control]) {
      if (!book) throw new Error('no such book');
      const spreadsheet = await drawn(book);
      const fresh = await spreadsheet.shown();
      await spreadsheet.apply(redraw(book, await spreadsheet.now(), context));
      expect(await spreadsheet.shown()).toEqual(fresh);
      await spreadsheet.apply(worn(book.tabs[1] as BookTab, book.tabs[2] as BookTab));
      expect(await spreadsheet.shown()).not.toEqual(fresh);
      await spreadsheet.apply(redraw(book, await spreadsheet.now(), context));
      expect(await spreadsheet.shown()).toEqual(fresh);
    }
  });

  it('becomes another by the rows that differ, where a table is long', async () => {
    const [before, after] = [longBook(), longBook({ row: 250, value: '=改了' })];
    const spreadsheet = await drawn(before);
    const drawnTabs = tabHashes(before, context);
    const requests = redraw(after, await spreadsheet.now(), { ...context, drawnTabs });
    const touched = requests.flatMap(({ updateCells }) => updateCells?.range ?? []);
    expect(touched.map(({ startRowIndex, endRowIndex }) => [startRowIndex, endRowIndex])).toEqual([[200, 300]]);
    await spreadsheet.apply(requests);
    expect(await spreadsheet.shown()).toEqual(await (await drawn(after)).shown());
  });

  it('comes out of a copy of its template by what differs', async () => {
    const own = await (await drawn(reportBook(reportSpec))).shown();
    for (const spec of [templateSpec, withoutCarried]) {
      const spreadsheet = await drawn(reportBook(spec));
      const requests = difference(reportBook(spec), reportBook(reportSpec), await spreadsheet.now(), context);
      await spreadsheet.apply(requests);
      expect(await spreadsheet.shown()).toEqual(own);
    }
  });

  it('gets notes and tints for findings, and is as before when they are mended', async () => {
    const [tab] = feedbackBook(feedbackSpec).tabs as [BookTab];
    const book = reportBook(reportSpec);
    const spreadsheet = await drawn(book);
    const fresh = await spreadsheet.shown();
    const inputs = book.tabs.flatMap(({ name, cells }) =>
      cells.filter(({ open, style }) => open && style === 'inputCount').map((cell) => ({ sheet: name, ...cell })),
    );
    const marks = inputs.slice(0, 5).map((cell) => ({ ...cell, tone: 'bad' as const, note: '请改' }));
    const how = { ...context, path: feedbackSpec.reportPath, ground: () => 'inputCount' as const };
    const annotated = async (found: typeof marks) => {
      const seen = { ...(await spreadsheet.now()), noted: (await spreadsheet.shown()).noted };
      await spreadsheet.apply(annotate(tab, found, seen, how));
      return spreadsheet.shown();
    };
    const told = await annotated(marks);
    expect(told.sheets.map(({ title }) => title)).toEqual(
      [...book.tabs.slice(0, -1), tab, book.tabs.at(-1)].map((it) => it?.name),
    );
    expect(told.noted.map(({ note }) => note)).toEqual(marks.map(() => '【校验】请改'));
    expect(await annotated(marks)).toEqual(told);
    const mended = await annotated([]);
    expect(mended.noted).toEqual([]);
    expect(mended.sheets.filter(({ title }) => title !== tab.name)).toEqual(fresh.sheets);
    expect(mended.names).toEqual(fresh.names);
  });

  it('is closed once its month is locked, however often, and opened again as it was', async () => {
    const spreadsheet = await drawn();
    const open = await spreadsheet.shown();
    const line = { text: '=本月已锁定', uri: 'https://sheets.example/' };
    await spreadsheet.apply(lock(await spreadsheet.now(), robot, line));
    const locked = await spreadsheet.shown();
    expect(locked.sheets.slice(0, 1).map((sheet) => cellAt(sheet, 0, 0).userEnteredValue)).toEqual([
      { stringValue: line.text },
    ]);
    for (const { sheetId, protections } of locked.sheets)
      expect(protections.map(({ range, unprotectedRanges }) => [range, unprotectedRanges])).toEqual([
        [{ sheetId }, undefined],
      ]);
    await spreadsheet.apply(lock(await spreadsheet.now(), robot, line));
    expect(await spreadsheet.shown()).toEqual(locked);
    await spreadsheet.apply(unlock(await spreadsheet.now(), robot));
    expect(await spreadsheet.shown()).toEqual(open);
  });
});

/** A template that says less in its guide: no answers were carried over. */
const { carriedFrom: _, ...bare } = templateSpec;
const withoutCarried = bare;

/** A locked list of 420 rows, with something else in one of them. */
function longBook(other?: { row: number; value: string }): Book {
  const cells = Array.from({ length: 420 * 3 }, (_, at): BookCell => {
    const [row, column] = [Math.floor(at / 3), at % 3];
    const isOther = row === other?.row && column === 1;
    const value = isOther ? other.value : row % 7 === 0 ? null : column === 1 ? '有' : row;
    return {
      row,
      column,
      value,
      style: isOther ? 'bad' : row % 5 === 0 ? 'muted' : 'text',
      ...(isOther ? { note: '注' } : {}),
    };
  });
  const heights = new Map([[0, 30], ...(other ? [[other.row, 60] as const] : [])]);
  const filter = { row: 0, column: 0, rows: 420, columns: 3 };
  return { title: '', names: [], tabs: [{ name: '长表', widths: [9, 9, 9], heights, cells, filter, locked: true }] };
}

function sheetOf(shown: Shown, title: string): Shown['sheets'][number] {
  const sheet = shown.sheets.find((it) => it.title === title);
  if (!sheet) throw new Error(`no sheet ${title}`);
  return sheet;
}

function heldValue(value: BookValue): object {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (value !== null && 'formula' in value) return { formulaValue: sheetsFormula(value.formula) };
  return { numberValue: expect.any(Number) };
}

/** What of a format is told by more than one word of Google's. */
function lookOf(format: sheets_v4.Schema$CellFormat | undefined) {
  const { textFormat, backgroundColorStyle, numberFormat } = format ?? {};
  return {
    font: [textFormat?.fontFamily, textFormat?.fontSize, textFormat?.bold ?? false],
    ink: hexOf(textFormat?.foregroundColorStyle),
    fill: hexOf(backgroundColorStyle),
    number: numberFormat?.pattern ?? numberFormat?.type,
  };
}

function expectedLook({ style, value }: BookCell): ReturnType<typeof lookOf> {
  const { font, fill, format } = looks[style];
  const isFormula = typeof value === 'object' && value !== null && 'formula' in value;
  return {
    font: [font.name, Math.floor(font.size), font.bold ?? false],
    ink: font.colour,
    fill,
    number: format === '@' ? (isFormula ? undefined : 'TEXT') : format,
  };
}

function hexOf(colour: sheets_v4.Schema$ColorStyle | undefined): string | undefined {
  if (!colour) return undefined;
  const { red = 0, green = 0, blue = 0 } = colour.rgbColor ?? {};
  const hex = (part: number | null) =>
    Math.round((part ?? 0) * 255)
      .toString(16)
      .padStart(2, '0');
  return `${hex(red)}${hex(green)}${hex(blue)}`.toUpperCase();
}

function cellsOf({ row, column, rows, columns }: Area): string[] {
  return Array.from(
    { length: rows * columns },
    (_, at) => `${row + Math.floor(at / columns)} ${column + (at % columns)}`,
  );
}

/** What people do to a spreadsheet that is not theirs. */
function worn(first: BookTab, second: BookTab): Request[] {
  const [sheetId, other] = [sheetIdOf(first.name), sheetIdOf(second.name)];
  const corner = { sheetId, startRowIndex: 20, endRowIndex: 22, startColumnIndex: 0, endColumnIndex: 1 };
  return [
    { insertDimension: { range: { sheetId, dimension: 'ROWS', startIndex: 3, endIndex: 6 } } },
    { deleteDimension: { range: { sheetId, dimension: 'COLUMNS', startIndex: 1, endIndex: 2 } } },
    { repeatCell: { range: corner, cell: { note: '人写的', userEnteredValue: { numberValue: 1 } }, fields: '*' } },
    { addNamedRange: { namedRange: { name: 'mine', range: corner } } },
    {
      updateSheetProperties: { properties: { sheetId: other, title: '改了名', hidden: true }, fields: 'title,hidden' },
    },
    {
      updateDimensionProperties: {
        range: { sheetId: other, dimension: 'ROWS', startIndex: 0, endIndex: 2 },
        properties: { pixelSize: 3, hiddenByUser: true },
        fields: 'pixelSize,hiddenByUser',
      },
    },
    { updateSheetProperties: { properties: { sheetId, index: 0 }, fields: 'index' } },
  ];
}
