import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import * as SheetJS from 'xlsx';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { type Cell, cellAddress, type Workbook } from '../../../schemas/grid.ts';
import { crafted, readBook } from './crafted-workbook.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/xlsx');
const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));

describe('what exceljs writes', () => {
  async function written(): Promise<Buffer> {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('自查表');
    sheet.getCell('A1').value = ' 学校　名称\n第二行 <&>"\'';
    sheet.getCell('B2').value = 1200;
    sheet.getCell('B2').name = 'selfCheck_studentCount';
    sheet.getCell('C2').value = 0;
    sheet.getCell('A3').value = true;
    sheet.getCell('B3').value = false;
    sheet.getCell('A4').value = { formula: 'B2-1200', result: 0 };
    sheet.getCell('B4').value = { formula: 'B2<0', result: false };
    sheet.getCell('C4').value = { formula: 'B2&"人"', result: '1200人' };
    sheet.getCell('D4').value = { formula: 'B2+1' };
    sheet.getCell('E4').value = { formula: '1/0', result: { error: '#DIV/0!' } };
    sheet.getCell('A5').value = { richText: [{ text: '有（' }, { font: { bold: true }, text: '√' }, { text: '）' }] };
    sheet.getCell('A6').value = new Date(Date.UTC(2018, 8, 25));
    sheet.getCell('A7').value = { text: '网页', hyperlink: 'https://example.org' };
    sheet.mergeCells('A8:C8');
    sheet.getCell('A8').value = '合并';
    sheet.getCell('D9').note = '批注';
    sheet.getCell('D9').dataValidation = { type: 'whole', operator: 'between', formulae: [0, 9] };
    book.addWorksheet('月报表', { state: 'hidden' }).getCell('B2').name = 'monthlyReport_incidents';
    book.addWorksheet('_identity', { state: 'veryHidden' }).addRow(['371311001', '2018-09', 1]);
    return Buffer.from(await book.xlsx.writeBuffer());
  }

  test('comes back as it was', async () => {
    expect(readBook(await written())).toEqual({
      sheets: [
        {
          name: '自查表',
          hidden: false,
          cells: [
            [' 学校　名称\n第二行 <&>"\''],
            [null, 1200, 0],
            [true, false],
            [0, false, '1200人', '=B2+1', '#DIV/0!'],
            ['有（√）'],
            [43368],
            ['网页'],
            ['合并'],
          ],
        },
        { name: '月报表', hidden: true, cells: [] },
        { name: '_identity', hidden: true, cells: [['371311001', '2018-09', 1]] },
      ],
      names: new Map([
        ['selfCheck_studentCount', { sheet: '自查表', row: 1, column: 1 }],
        ['monthlyReport_incidents', { sheet: '月报表', row: 1, column: 1 }],
      ]),
      date1904: false,
    });
  });

  test('in the 1904 system', async () => {
    const book = new ExcelJS.Workbook();
    book.properties.date1904 = true;
    book.addWorksheet('a').getCell('A1').value = new Date(Date.UTC(2018, 8, 25));
    const read = readBook(Buffer.from(await book.xlsx.writeBuffer()));
    expect(read.date1904).toBe(true);
    expect(read.sheets[0]?.cells).toEqual([[43368 - 1462]]);
  });
});

describe('what other programs write', () => {
  test('openpyxl leaves formulas without results and texts inline', () => {
    const { sheets, names } = readBook(fixture('openpyxl-formulas-without-results.xlsx'));
    expect(sheets).toEqual([
      {
        name: '自查表',
        hidden: false,
        cells: [
          ['学生数', 1200],
          ['合计', '=SUM(B1,1)'],
          ['真假', '=B1>0', false, true],
          ['错误', '#N/A'],
          [],
          ['  两端有空格  '],
          ['第一行\n第二行'],
          ["'=1+1"],
          ['<&>"\''],
          [1e-7],
          [0.3],
          [-3],
          [1.234567890123457e19],
          [43368.77083333334],
          [43368],
          [0.25],
          ['13800138000'],
          [],
          [],
          [null, '合并'],
        ],
      },
      { name: "It's 2", hidden: true, cells: [[], [], [null, null, 7]] },
      { name: '空表', hidden: true, cells: [] },
    ]);
    expect(Object.fromEntries(names)).toEqual({
      selfCheck_studentCount: { sheet: '自查表', row: 0, column: 1 },
      merged: { sheet: '自查表', row: 19, column: 1 },
      quoted: { sheet: "It's 2", row: 2, column: 2 },
      local: { sheet: "It's 2", row: 2, column: 2 },
    });
  });

  test('openpyxl writes dates as text if it is told to', () => {
    expect(readBook(fixture('openpyxl-iso-dates.xlsx')).sheets[0]?.cells).toEqual([[43368.5], [43368], [0.25], [5]]);
    const old = readBook(fixture('openpyxl-iso-dates-1904.xlsx'));
    expect(old.date1904).toBe(true);
    expect(old.sheets[0]?.cells).toEqual([[41906.5], [41906], [0.25], [5]]);
  });

  test('LibreOffice turns booleans into formulas, and knows the results', () => {
    const { sheets, names } = readBook(fixture('libreoffice-booleans-as-formulas.xlsx'));
    expect(sheets[0]?.cells.slice(0, 4)).toEqual([
      ['学生数', 1200],
      ['合计', 1201],
      ['真假', true, false, true],
      ['错误', '#N/A'],
    ]);
    expect([...names.keys()].toSorted()).toEqual(['local', 'merged', 'quoted', 'selfCheck_studentCount']);
  });

  test.each([
    'libreoffice-booleans-as-formulas.xlsx',
    'openpyxl-formulas-without-results.xlsx',
    'openpyxl-iso-dates.xlsx',
    'openpyxl-write-only.xlsx',
    '../reports/filled-by-openpyxl.xlsx',
    '../reports/resaved-by-libreoffice.xlsx',
  ])('%s: SheetJS reads the same in every cell', (name) => {
    const ours = cellsByAddress(readBook(fixture(name)));
    const peers = peerCells(fixture(name));
    const compared = Object.fromEntries(Object.entries(ours).filter(([address]) => address in peers));
    expect(compared).toEqual(peers);
    // What SheetJS leaves out are the formulas without result.
    const others = Object.entries(ours).filter(([address]) => !(address in peers));
    for (const [address, value] of others) expect(`${address} ${value}`).toMatch(/![A-Z]+\d+ =./);
  });
});

describe('limits', () => {
  const bytes = crafted({ rows: `<row>${'<c><v>1</v></c>'.repeat(100)}</row>` });

  test.each([
    ['of the file', { maxBytes: bytes.length - 1 }, { maxBytes: bytes.length }],
    ['of what is inflated', { maxInflated: 2000 }, { maxInflated: 4000 }],
    ['of cells', { maxCells: 100 }, { maxCells: 101 }],
  ])('%s', (_, tooSmall, enough) => {
    expect(readWorkbook(bytes, tooSmall)).toMatchObject({ ok: false, code: 'F-TOO-LARGE' });
    expect(readWorkbook(bytes, enough)).toMatchObject({ ok: true });
  });
});

function cellsByAddress(book: Workbook): Record<string, Cell> {
  const cells: Record<string, Cell> = {};
  for (const sheet of book.sheets) {
    for (const [row, values] of sheet.cells.entries()) {
      for (const [column, value] of values.entries()) {
        if (value !== null) cells[cellAddress({ sheet: sheet.name, row, column })] = value;
      }
    }
  }
  return cells;
}

function peerCells(bytes: Buffer): Record<string, Cell> {
  const book = SheetJS.read(bytes, { cellDates: false, cellHTML: false });
  const cells: Record<string, Cell> = {};
  for (const [name, sheet] of Object.entries(book.Sheets)) {
    for (const [address, cell] of Object.entries(sheet) as [string, SheetJS.CellObject][]) {
      // SheetJS keeps an error as a number.
      const value = cell.t === 'e' ? cell.w : cell.v;
      if (!address.startsWith('!') && value !== undefined) cells[`${name}!${address}`] = value as Cell;
    }
  }
  return cells;
}
