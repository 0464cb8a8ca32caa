import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { type Cell, columnLetters } from '../../../schemas/grid.ts';
import { crafted, readBook, readCells } from './crafted-workbook.ts';

// What an XML part can hold as it is: no control characters, no halves of pairs, no escape that only looks like one.
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'　 \n\t<>&"\'=√（）有无０１２'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 30,
  })
  .filter((value) => !/[^\P{C}\t\n]|_x[\da-fA-F]{4}_/u.test(value));
const number = fc
  .oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => value + 0 || 0);
const cell = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const grid = fc.array(fc.array(cell, { maxLength: 6 }), { minLength: 1, maxLength: 12 });

test('what exceljs writes, whatever the values, is what is read', async () => {
  await fc.assert(
    fc.asyncProperty(grid, async (rows) => {
      const book = new ExcelJS.Workbook();
      const sheet = book.addWorksheet('自查表');
      for (const [row, values] of rows.entries()) {
        for (const [column, value] of values.entries()) sheet.getCell(row + 1, column + 1).value = value;
      }
      expect(readCells(Buffer.from(await book.xlsx.writeBuffer()))).toEqual(trimmed(rows));
    }),
    { numRuns: 40 },
  );
});

test('every spelling of one grid reads alike', () => {
  const spelling = fc.record({
    prefix: fc.constantFrom('', 'x:'),
    quote: fc.constantFrom('"', "'"),
    space: fc.constantFrom(' ', '  ', '\n'),
    addresses: fc.boolean(),
    order: fc.boolean(),
    strings: fc.constantFrom('shared', 'runs', 'inline', 'formula'),
    comments: fc.boolean(),
  });
  fc.assert(
    fc.property(grid, spelling, (rows, how) => {
      expect(readCells(spelt(rows, how))).toEqual(trimmed(rows));
    }),
    { numRuns: 150 },
  );
});

test('any bytes at all, and any damage to a workbook, give the right values or a code and never throw', () => {
  const whole = crafted({
    rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c><c r="C1" t="inlineStr"><is><t>甲</t></is></c></row>',
    strings: '<si><t>学校</t></si>',
    names: '<definedName name="n">自查表!$B$1</definedName>',
  });
  const right = JSON.stringify(readBook(whole));
  const damage = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.concat([Buffer.from('PK\x03\x04'), bytes])),
    fc.nat(whole.length - 1).map((at) => whole.subarray(0, at)),
    fc
      .tuple(fc.nat(whole.length), fc.uint8Array({ minLength: 1, maxLength: 8 }))
      .map(([at, bytes]) => overwritten(whole, at, bytes)),
    fc
      .tuple(fc.nat(whole.length), fc.nat(40))
      .map(([at, length]) => Buffer.concat([whole.subarray(0, at), whole.subarray(at + length)])),
    fc
      .tuple(fc.nat(whole.length), fc.uint8Array({ maxLength: 9 }))
      .map(([at, bytes]) => Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at)])),
  );
  fc.assert(
    fc.property(damage, (bytes) => {
      const result = readWorkbook(bytes);
      if (result.ok) expect(JSON.stringify(result.workbook)).toBe(right);
      else expect(`${result.code} ${result.detail}`).toMatch(/^F-[A-Z-]+ (?!意外错误)/);
    }),
    { numRuns: 600 },
  );
});

test('any damage inside a part, its checksum made right again, never throws and never hangs', () => {
  const sheet =
    '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>A1</f><v>7</v></c></row></sheetData></worksheet>';
  const strings = '<sst><si><t>学&amp;校</t></si><si><r><t>甲</t></r></si></sst>';
  const pieces = fc.constantFrom(
    '<',
    '>',
    '/',
    '"',
    '&',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '<c r="',
    '</row>',
    '\0',
    '\ufeff',
    '<!DOCTYPE',
    'é',
  );
  const change = (part: string): fc.Arbitrary<string> =>
    fc
      .tuple(fc.nat(part.length), fc.nat(6), fc.oneof(pieces, fc.constant('')))
      .map(([at, length, piece]) => part.slice(0, at) + piece + part.slice(at + length));
  fc.assert(
    fc.property(change(sheet), change(strings), (sheetPart, stringsPart) => {
      const parts = { 'xl/worksheets/sheet1.xml': sheetPart, 'xl/sharedStrings.xml': stringsPart };
      const result = readWorkbook(crafted({ parts }));
      if (!result.ok) expect(result.detail).not.toContain('意外错误');
    }),
    { numRuns: 600 },
  );
});

interface Spelling {
  readonly prefix: string;
  readonly quote: string;
  readonly space: string;
  readonly addresses: boolean;
  readonly order: boolean;
  readonly strings: string;
  readonly comments: boolean;
}

function spelt(rows: readonly (readonly Cell[])[], how: Spelling): Buffer {
  const shared: string[] = [];
  const tag = (name: string, attributes: Record<string, string | undefined>, content: string): string => {
    const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
    const written = (how.order ? given : given.toReversed()).map(
      ([key, value]) => `${how.space}${key}=${how.quote}${value}${how.quote}`,
    );
    const comment = how.comments ? '<!-- <c/> -->' : '';
    return `${comment}<${how.prefix}${name}${written.join('')}>${content}</${how.prefix}${name}>`;
  };
  const spellCell = (value: Cell, row: number, column: number): string => {
    const r = how.addresses ? `${columnLetters(column)}${row + 1}` : undefined;
    const s = column % 2 === 0 ? '3' : undefined;
    if (value === null) return tag('c', { r, s }, '');
    if (typeof value === 'number') return tag('c', { r, s }, tag('v', {}, String(value)));
    if (typeof value === 'boolean') return tag('c', { r, s, t: 'b' }, tag('v', {}, value ? '1' : '0'));
    const escaped = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    if (how.strings === 'inline') return tag('c', { r, s, t: 'inlineStr' }, tag('is', {}, tag('t', {}, escaped)));
    if (how.strings === 'formula') return tag('c', { r, s, t: 'str' }, tag('f', {}, 'Z1') + tag('v', {}, escaped));
    shared.push(
      how.strings === 'runs'
        ? `<si><r><t/></r><r><t xml:space="preserve">${escaped}</t></r></si>`
        : `<si><t>${escaped}</t></si>`,
    );
    return tag('c', { r, s, t: 's' }, tag('v', {}, String(shared.length - 1)));
  };
  const written = rows.map((row, n) =>
    tag('row', { r: String(n + 1) }, row.map((value, column) => spellCell(value, n, column)).join('')),
  );
  return crafted({ rows: written.join(''), strings: shared.join('') });
}

function trimmed(rows: readonly (readonly Cell[])[]): Cell[][] {
  const cut = rows.map((row) => row.slice(0, row.findLastIndex((value) => value !== null) + 1));
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
}

function overwritten(bytes: Buffer, at: number, by: Uint8Array): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(by.subarray(0, copy.length - at), at);
  return copy;
}
