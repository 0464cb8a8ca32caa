import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import * as SheetJS from 'xlsx';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import type { Cell, Workbook } from '../../../schemas/grid.ts';
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
            ['合并', '合并', '合并'].slice(0, 1),
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
    const ours = readBook(fixture(name));
    const peers = peerCells(fixture(name));
    expect(peers.length).toBeGreaterThan(0);
    for (const { address, value } of peers) expect(`${address} ${cellOf(ours, address)}`).toBe(`${address} ${value}`);
    const values = ours.sheets.flatMap(({ cells }) => cells.flat()).filter((cell) => cell !== null);
    expect(values.length).toBe(peers.length);
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

interface PeerCell {
  readonly address: string;
  readonly value: Cell;
}

function peerCells(bytes: Buffer): PeerCell[] {
  const book = SheetJS.read(bytes, { cellDates: false, cellText: false, cellHTML: false });
  return book.SheetNames.flatMap((name) => {
    const sheet = book.Sheets[name] ?? {};
    const addresses = Object.keys(sheet).filter((key) => !key.startsWith('!'));
    return addresses.flatMap((address) => {
      const cell = sheet[address] as SheetJS.CellObject;
      // SheetJS keeps an error as a number, and a formula without result as a formula only.
      if (cell.t === 'e') return [{ address: `${name}!${address}`, value: cell.w ?? '' }];
      const value = (cell.v as Cell | undefined) ?? (cell.f === undefined ? undefined : `=${cell.f}`);
      return value === undefined ? [] : [{ address: `${name}!${address}`, value }];
    });
  });
}

function cellOf(book: Workbook, address: string): Cell {
  const [name = '', cell = ''] = address.split('!');
  const { r, c } = SheetJS.utils.decode_cell(cell);
  return book.sheets.find((sheet) => sheet.name === name)?.cells[r]?.[c] ?? null;
}
