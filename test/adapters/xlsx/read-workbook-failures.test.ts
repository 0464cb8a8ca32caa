import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import * as SheetJS from 'xlsx';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { type FailureCode, failureSentence } from '../../../schemas/failures.ts';
import { codeOf, crafted, craftedParts, readBook, zipped } from './crafted-workbook.ts';
import { deflatedZeros, type HandMadeEntry, handMadeZip } from './hand-made-zip.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../../fixtures/xlsx', name));
const MiB = 1024 * 1024;

const peer = SheetJS.utils.book_new();
SheetJS.utils.book_append_sheet(peer, SheetJS.utils.aoa_to_sheet([['学校', 12]]), '自查表');
const saved = (bookType: SheetJS.BookType): Buffer => SheetJS.write(peer, { type: 'buffer', bookType }) as Buffer;

const cfb = (stream: string): Buffer => {
  const bytes = Buffer.alloc(2048);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  // A sector chain that runs in a circle: the directory says it follows itself.
  bytes.fill(1, 48, 52);
  bytes.write(stream, 1024 + 128, 'utf16le');
  return bytes;
};

describe('each kind of file that is no workbook has its code', () => {
  test.each<[what: string, code: FailureCode, bytes: Uint8Array]>([
    ['nothing', 'F-EMPTY', Buffer.alloc(0)],
    ['zero bytes, as after a loss of power', 'F-EMPTY', Buffer.alloc(8192)],
    ['a megabyte of them', 'F-EMPTY', Buffer.alloc(MiB)],
    ['white space', 'F-EMPTY', Buffer.from(' \r\n\t\n')],
    ['HTML', 'F-NOT-XLSX', saved('html')],
    ['CSV', 'F-NOT-XLSX', saved('csv')],
    ['CSV in GB 18030', 'F-NOT-XLSX', Buffer.from([0xd1, 0xa7, 0xd0, 0xa3, 0x2c, 0x31, 0x0d, 0x0a])],
    ['CSV that starts like a zip', 'F-NOT-XLSX', Buffer.from('PK,学校\r\n1,2\r\n')],
    ['XML of Excel 2003', 'F-NOT-XLSX', saved('xlml')],
    ['flat OpenDocument', 'F-NOT-XLSX', saved('fods')],
    ['RTF', 'F-NOT-XLSX', Buffer.from('{\\rtf1 学校}')],
    ['PDF', 'F-NOT-XLSX', Buffer.from('%PDF-1.7\n')],
    ['a picture', 'F-NOT-XLSX', Buffer.from('89504e470d0a1a0a0000000d', 'hex')],
    ['an empty zip', 'F-NOT-XLSX', handMadeZip([])],
    ['a zip of photographs', 'F-NOT-XLSX', zipped({ 'a.jpg': 'x', 'b.jpg': 'y' })],
    ['a Word document', 'F-NOT-XLSX', fixture('libreoffice-word-document.docx')],
    [
      'a Word document under another name inside',
      'F-NOT-XLSX',
      crafted({ parts: { 'xl/workbook.xml': '<w:document/>' } }),
    ],
    ['an old Word document', 'F-NOT-XLSX', cfb('WordDocument')],
    ['.xls by LibreOffice', 'F-OLD-FORMAT', fixture('libreoffice-old-format.xls')],
    ['.xls by SheetJS', 'F-OLD-FORMAT', saved('biff8')],
    ['.xls of Excel 5', 'F-OLD-FORMAT', saved('biff5')],
    ['.xls of Excel 4', 'F-OLD-FORMAT', saved('biff4' as SheetJS.BookType)],
    ['.xls of Excel 3', 'F-OLD-FORMAT', saved('biff3' as SheetJS.BookType)],
    ['.xls of Excel 2', 'F-OLD-FORMAT', saved('biff2')],
    ['.et', 'F-OLD-FORMAT', cfb('Workbook')],
    ['.xlsb', 'F-OLD-FORMAT', saved('xlsb')],
    ['.ods by LibreOffice', 'F-OLD-FORMAT', fixture('libreoffice-open-document.ods')],
    ['.ods by SheetJS', 'F-OLD-FORMAT', saved('ods')],
    ['a workbook with a password', 'F-ENCRYPTED', fixture('libreoffice-encrypted.xlsx')],
    ['a compound file with an encrypted package', 'F-ENCRYPTED', cfb('EncryptedPackage')],
    ['a file beyond the limit', 'F-TOO-LARGE', Buffer.alloc(20 * MiB + 1, 'PK\x03\x04')],
  ])('%s: %s', (_, code, bytes) => {
    expect(codeOf(bytes)).toBe(code);
  });

  test('the name of a stream in some text does not make a file an encrypted one', () => {
    const bytes = cfb('Workbook');
    bytes.write('EncryptedPackage', 1600, 'utf16le');
    expect(codeOf(bytes)).toBe('F-OLD-FORMAT');
  });
});

describe('bombs are refused', () => {
  const sheet = 'xl/worksheets/sheet1.xml';
  const bomb = (part: Partial<HandMadeEntry>): Buffer =>
    handMadeZip(
      Object.entries(craftedParts({})).map(([name, data]) => (name === sheet ? { name, ...part } : { name, data })),
    );
  const zeros = deflatedZeros(1024);

  test.each<[what: string, bytes: Buffer, code: FailureCode]>([
    ['a gigabyte of zeros', bomb({ packed: zeros, size: 1024 * MiB, crc: 1 }), 'F-TOO-LARGE'],
    ['the same that claims to be small', bomb({ packed: zeros, size: 1000, crc: 1 }), 'F-TOO-LARGE'],
    [
      'the same that claims to be beyond 4 GiB',
      bomb({ packed: zeros, size: 2 ** 40, wide: true, crc: 1 }),
      'F-TOO-LARGE',
    ],
    ['one below the limit', bomb({ data: Buffer.alloc(60 * MiB) }), 'F-TOO-LARGE'],
    ['a megabyte that claims to be a kilobyte', bomb({ data: Buffer.alloc(MiB), size: 1000 }), 'F-BROKEN'],
    [
      'a hundred thousand entries',
      handMadeZip(Array.from({ length: 100_000 }, (_, n) => ({ name: `${n}`, stored: true }))),
      'F-TOO-LARGE',
    ],
    [
      'a text of two million characters',
      crafted({ rows: `<row><c t="str"><v>${noise(2_000_000)}</v></c></row>` }),
      'F-TOO-LARGE',
    ],
    [
      'a text of many runs',
      crafted({
        rows: `<row><c t="inlineStr"><is>${Array.from({ length: 1100 }, (_, n) => `<r><t>${noise(1000, n)}</t></r>`).join('')}</is></c></row>`,
      }),
      'F-TOO-LARGE',
    ],
    [
      'values that are too far apart',
      crafted({
        rows: Array.from({ length: 130 }, (_, n) => `<row r="${n + 1}"><c r="XFD${n + 1}"><v>${n}</v></c></row>`).join(
          '',
        ),
      }),
      'F-TOO-LARGE',
    ],
    [
      'more tabs than anybody has',
      crafted({
        parts: {
          'xl/workbook.xml': `<workbook><sheets>${Array.from({ length: 1001 }, (_, n) => `<sheet name="${n}" r:id="rId1"/>`).join('')}</sheets></workbook>`,
        },
      }),
      'F-TOO-LARGE',
    ],
    ['elements within elements', crafted({ parts: { [sheet]: `<worksheet>${'<a>'.repeat(1000)}` } }), 'F-BROKEN'],
    [
      'an element of a thousand attributes',
      crafted({ parts: { [sheet]: `<worksheet${' a="b"'.repeat(1000)}/>` } }),
      'F-BROKEN',
    ],
    [
      'entities that grow',
      crafted({
        parts: { [sheet]: '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>' },
      }),
      'F-BROKEN',
    ],
  ])('%s', (_, bytes, code) => {
    expect(codeOf(bytes)).toBe(code);
  });

  test('but a huge part that nobody needs is never opened', () => {
    const entries = Object.entries(craftedParts({ rows: '<row><c><v>1</v></c></row>' }));
    const picture = { name: 'xl/media/image1.png', packed: zeros, size: 1024 * MiB, crc: 1 };
    const bytes = handMadeZip([...entries.map(([name, data]) => ({ name, data })), picture]);
    expect(readBook(bytes).sheets[0]?.cells).toEqual([[1]]);
  });

  test('and a merged range or validation over a whole tab costs nothing', () => {
    const tail =
      '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"是,否"</formula1></dataValidation></dataValidations>';
    const names = '<definedName name="n">自查表!$A$1:$XFD$1048576</definedName>';
    const book = readBook(crafted({ rows: '<row><c><v>1</v></c></row>', tail, names }));
    expect(book.sheets[0]?.cells).toEqual([[1]]);
    expect(book.names.get('n')).toEqual({ sheet: '自查表', row: 0, column: 0 });
  });
});

describe('a file cut short or with a flipped bit is never read wrong', () => {
  let real: Buffer;
  beforeAll(async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('自查表');
    for (let row = 1; row <= 20; row += 1) {
      sheet.addRow([`栏目 ${row}`, row * 7, row % 2 === 0]);
      sheet.getCell(row, 2).name = `field_${row}`;
    }
    real = Buffer.from(await book.xlsx.writeBuffer());
  });

  test('cut at every 64th byte: F-BROKEN, or F-EMPTY at the first', () => {
    expect(codeOf(real)).toBe('ok');
    const codes = Array.from({ length: Math.ceil(real.length / 64) }, (_, n) => codeOf(real.subarray(0, n * 64)));
    expect(codes[0]).toBe('F-EMPTY');
    expect([...new Set(codes.slice(1))]).toEqual(['F-BROKEN']);
  });

  test('cut at every one of its last and first bytes', () => {
    for (let n = 1; n <= 64; n += 1) {
      expect(codeOf(real.subarray(0, real.length - n))).toBe('F-BROKEN');
      expect(codeOf(real.subarray(0, n))).toBe('F-BROKEN');
    }
  });

  test('zeros from any block to the end, as a sync that stopped leaves them', () => {
    for (let at = 512; at < real.length; at += 512) {
      const torn = Buffer.from(real).fill(0, at);
      expect(codeOf(torn)).toBe('F-BROKEN');
    }
  });

  test('every fifth bit of a small workbook flipped: the same values or a code', () => {
    const small = crafted({
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>',
      strings: '<si><t>学校</t></si>',
      names: '<definedName name="n">自查表!$A$1:$B$1</definedName>',
      tail: '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    });
    const right = readBook(small);
    const codes = new Map<string, number>();
    const wrong: number[] = [];
    for (let bit = 0; bit < small.length * 8; bit += 5) {
      const flipped = Buffer.from(small);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const result = readWorkbook(flipped);
      const code = codeOf(flipped);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (result.ok && !sameBook(result.workbook, right)) wrong.push(bit);
    }
    expect(wrong).toEqual([]);
    expect(codes.get('F-BROKEN')).toBeGreaterThan(small.length);
  });
});

test('every failure has a sentence of its own that says what to do', () => {
  const codes: readonly FailureCode[] = [
    'F-EMPTY',
    'F-NOT-XLSX',
    'F-BROKEN',
    'F-TOO-LARGE',
    'F-ENCRYPTED',
    'F-OLD-FORMAT',
    'F-BUSY',
    'F-MISSING',
    'L-WHO',
  ];
  const sentences = codes.map(failureSentence);
  expect(new Set(sentences).size).toBe(codes.length);
  for (const sentence of sentences) expect(sentence).toMatch(/^[^A-Z].*请.*。$/);
  for (const code of ['F-NOT-XLSX', 'F-BROKEN', 'F-OLD-FORMAT'] as const) {
    expect(failureSentence(code)).toContain('“另存为”，类型选“Excel 工作簿（*.xlsx）”');
  }
});

function sameBook(a: ReturnType<typeof readBook>, b: ReturnType<typeof readBook>): boolean {
  return JSON.stringify([a.sheets, [...a.names], a.date1904]) === JSON.stringify([b.sheets, [...b.names], b.date1904]);
}

/** Text that deflate cannot shrink to a hundredth. */
function noise(length: number, from = 7): string {
  let seed = from;
  const next = (): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed >>> 16;
  };
  return Array.from({ length }, () => String.fromCharCode(0x61 + (next() % 26))).join('');
}
