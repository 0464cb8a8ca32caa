import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { codeOf, craftedParts, type Parts, readBook } from './crafted-workbook.ts';
import { type HandMadeEntry, handMadeZip } from './hand-made-zip.ts';

const workbook = 'xl/workbook.xml';

/** A workbook with one name, at a row of column A; its parts are as long whatever the row from 1 to 9. */
function named(row: number): Parts {
  return craftedParts({
    rows: '<row r="1"><c r="A1"><v>7</v></c></row>',
    names: `<definedName name="selfCheck_a">自查表!$A$${row}</definedName>`,
  });
}

function file(parts: Parts, change: (name: string) => Partial<HandMadeEntry> = () => ({})): Buffer {
  return handMadeZip(Object.entries(parts).map(([name, data]) => ({ name, data, ...change(name) })));
}

test('workbooks that take turns keep each its own names', () => {
  const rows = [1, 2, 3, 4, 5, 6, 1, 2, 1, 1, 6, 5];
  const found = rows.map((row) => readBook(file(named(row))).names.get('selfCheck_a')?.row);
  expect(found).toEqual(rows.map((row) => row - 1));
});

test('a part that claims size and checksum of the one before is not taken for it', () => {
  const first = Buffer.from(named(1)[workbook] as string);
  expect(codeOf(file(named(1)))).toBe('ok');
  expect(codeOf(file(named(2), (name) => (name === workbook ? { crc: crc32(first) } : {})))).toBe('F-BROKEN');
});

test('a part read before still counts among what may be inflated', () => {
  const bytes = file(named(3));
  expect(readWorkbook(bytes).ok).toBe(true);
  expect(readWorkbook(bytes, { maxInflated: 600 })).toMatchObject({ ok: false, code: 'F-TOO-LARGE' });
});
