import { describe, expect, it } from 'vitest';
import type { DrawContext } from '../../../functions/adapters/google/draw/context.ts';
import { redraw } from '../../../functions/adapters/google/draw/redraw.ts';
import type { Request } from '../../../functions/adapters/google/draw/request.ts';
import { sheetIdOf } from '../../../functions/adapters/google/draw/sheet-id.ts';
import { type SpreadsheetNow, spreadsheetNow } from '../../../functions/adapters/google/draw/spreadsheet-now.ts';
import { tabHashes } from '../../../functions/adapters/google/draw/tab-hashes.ts';
import type { Book, BookTab } from '../../../schemas/book.ts';
import { context, realBooks } from './draw-samples.ts';

const tabNamed = (name: string, value = name): BookTab => ({
  name,
  widths: [9],
  cells: [{ row: 0, column: 0, value, style: 'text' }],
});
const bookOf = (...tabs: BookTab[]): Book => ({ title: '', tabs, names: [] });

/** A spreadsheet as Google would answer it. */
function nowOf(...sheets: readonly (readonly [sheetId: number, title: string])[]): SpreadsheetNow {
  return spreadsheetNow({
    sheets: sheets.map(([sheetId, title], index) => ({
      properties: { sheetId, title, index, gridProperties: { rowCount: 9, columnCount: 9 } },
    })),
  });
}

/** What happens to whole sheets: new ones, renamed or moved ones, deleted ones. */
function sheetSteps(requests: readonly Request[]): (string | number | undefined)[][] {
  return requests.flatMap(({ addSheet, updateSheetProperties, deleteSheet }) => {
    if (deleteSheet) return [['delete', deleteSheet.sheetId ?? undefined]];
    const { sheetId, title, index } = (addSheet ?? updateSheetProperties)?.properties ?? {};
    const step = addSheet ? 'add' : updateSheetProperties ? 'set' : '';
    return step ? [[step, sheetId ?? undefined, title ?? undefined, index ?? undefined]] : [];
  });
}

const [a, b, c] = ['甲', '乙', '丙'].map(sheetIdOf) as [number, number, number];

describe('redraw', () => {
  it('gives a new spreadsheet our tabs and takes its own away', () => {
    const requests = redraw(bookOf(tabNamed('甲'), tabNamed('乙')), nowOf([0, '工作表1']), context);
    expect(sheetSteps(requests)).toEqual([
      ['add', a, '甲', 0],
      ['add', b, '乙', 1],
      ['delete', 0],
    ]);
    expect(a).not.toBe(b);
    expect([a, b].every((id) => Number.isInteger(id) && id > 0 && id < 2 ** 31)).toBe(true);
  });

  it('keeps a sheet by its title, else by its id, and leaves a sheet that a person added', () => {
    const now = nowOf([555, '乙'], [a, '甲（改名）'], [77, '我的'], [c, '丙']);
    expect(sheetSteps(redraw(bookOf(tabNamed('甲'), tabNamed('乙')), now, context))).toEqual([
      ['set', a, '甲', 0],
      ['set', 555, '乙', 1],
      ['delete', c],
    ]);
  });

  it('finds another id where a person took a title of ours for a sheet', () => {
    const now = nowOf([b, '甲']);
    const steps = sheetSteps(redraw(bookOf(tabNamed('甲'), tabNamed('乙')), now, context));
    expect(steps).toEqual([
      ['set', b, '甲', 0],
      ['add', b + 1, '乙', 1],
    ]);
  });

  it('leaves tabs alone that were drawn the same, and moves them where they lie wrong', () => {
    const book = bookOf(tabNamed('甲'), tabNamed('乙'), tabNamed('丙'));
    const drawnTabs = tabHashes(book, context);
    const drawn = (now: SpreadsheetNow, after: Book) => redraw(after, now, { ...context, drawnTabs });
    expect(drawn(nowOf([a, '甲'], [b, '乙'], [c, '丙']), book)).toEqual([]);
    expect(drawn(nowOf([c, '丙'], [a, '甲'], [b, '乙']), book)).toEqual([
      { updateSheetProperties: { properties: { sheetId: a, index: 0 }, fields: 'index' } },
      { updateSheetProperties: { properties: { sheetId: b, index: 1 }, fields: 'index' } },
    ]);
    const changed = bookOf(tabNamed('甲'), tabNamed('乙', '别的'), tabNamed('丙'));
    const requests = drawn(nowOf([a, '甲'], [b, '乙'], [c, '丙']), changed);
    const touched = new Set(JSON.stringify(requests).match(/"sheetId":\d+/g));
    expect([...touched]).toEqual([`"sheetId":${b}`]);
  });

  it('draws a tab anew when a file it leads to has another address', () => {
    const cell = { row: 0, column: 0, value: '去', style: 'link', link: { to: 'file', path: 'x' } } as const;
    const book = bookOf({ name: '甲', widths: [9], cells: [cell] });
    const at = (address: string): DrawContext => ({ ...context, linkTo: () => address });
    expect(tabHashes(book, at('https://a.example/'))).not.toEqual(tabHashes(book, at('https://b.example/')));
    expect(tabHashes(book, at('https://a.example/'))).toEqual(tabHashes(book, at('https://a.example/')));
  });

  it('says the same for the same book', () => {
    for (const book of Object.values(realBooks))
      expect(JSON.stringify(redraw(book, nowOf([0, 'Sheet1']), context))).toBe(
        JSON.stringify(redraw(structuredClone(book), nowOf([0, 'Sheet1']), context)),
      );
  });

  it('merges nothing across the line of a freeze, which Sheets refuses', () => {
    for (const book of Object.values(realBooks)) {
      const requests = redraw(book, nowOf([0, 'Sheet1']), context);
      const frozen = new Map(
        requests.flatMap(({ addSheet }) => {
          const { sheetId, gridProperties } = addSheet?.properties ?? {};
          return sheetId ? [[sheetId, gridProperties] as const] : [];
        }),
      );
      const across = requests.filter(({ mergeCells }) => {
        const { sheetId, startRowIndex, endRowIndex, startColumnIndex, endColumnIndex } = mergeCells?.range ?? {};
        const { frozenRowCount, frozenColumnCount } = frozen.get(sheetId ?? 0) ?? {};
        const crosses = (from = 0, to = 0, line = 0) => from < line && to > line;
        return (
          crosses(startRowIndex ?? 0, endRowIndex ?? 0, frozenRowCount ?? 0) ||
          crosses(startColumnIndex ?? 0, endColumnIndex ?? 0, frozenColumnCount ?? 0)
        );
      });
      expect(across).toEqual([]);
    }
  });
});
