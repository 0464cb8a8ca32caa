import { describe, expect, test } from 'vitest';
import { readWorkbook } from '../../../functions/adapters/xlsx/read-workbook.ts';
import { codeOf, crafted, craftedParts, type Parts, readBook, relationships, zipped } from './crafted-workbook.ts';
import { type HandMadeEntry, handMadeZip } from './hand-made-zip.ts';

const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7</v></c></row>';
const parts = craftedParts({ rows, strings: '<si><t>学校</t></si>' });
const read = { sheets: [{ name: '自查表', hidden: false, cells: [['学校', 7]] }], names: new Map(), date1904: false };

function entries(change: Partial<HandMadeEntry> = {}): HandMadeEntry[] {
  return Object.entries(parts).map(([name, data]) => ({ name, data, ...change }));
}

function renamed(rename: (name: string) => string): Parts {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [rename(name), part]));
}

function withTargets(workbook: string, sheet: string, strings: string, rename: (name: string) => string): Buffer {
  return zipped({
    ...renamed(rename),
    '_rels/.rels': relationships({ rId1: ['officeDocument', workbook] }),
    [rename('xl/_rels/workbook.xml.rels')]: relationships({
      rId1: ['worksheet', sheet],
      rId2: ['sharedStrings', strings],
    }),
  });
}

describe('zips as other programs write them', () => {
  test.each([
    ['deflated', entries()],
    ['stored', entries({ stored: true })],
    ['streamed, with sizes behind the data', entries({ descriptor: true })],
    ['with zip64 sizes and directory', entries({ wide: true })],
    ['with folders among the entries', [{ name: 'xl/', stored: true }, ...entries()]],
    ['last entry first', entries().reverse()],
  ])('%s', (_, all) => {
    expect(readBook(handMadeZip(all))).toEqual(read);
  });

  test('with the directory in another order than the entries', () => {
    const bytes = handMadeZip(entries({ stored: true }));
    const at = bytes.indexOf('PK\x01\x02');
    const end = bytes.indexOf('PK\x05\x06');
    const second = bytes.indexOf('PK\x01\x02', at + 4);
    const swapped = [
      bytes.subarray(0, at),
      bytes.subarray(second, end),
      bytes.subarray(at, second),
      bytes.subarray(end),
    ];
    expect(readBook(Buffer.concat(swapped))).toEqual(read);
  });

  test('with a comment at the end', () => {
    const bytes = handMadeZip(entries());
    bytes.writeUInt16LE(7, bytes.length - 2);
    expect(readBook(Buffer.concat([bytes, Buffer.from('comment')]))).toEqual(read);
  });

  test('with bytes after the end, as some mail gateways leave them', () => {
    expect(readBook(Buffer.concat([handMadeZip(entries()), Buffer.from('\r\n\r\n')]))).toEqual(read);
  });

  test('names with backslashes, a leading slash or other case', () => {
    expect(readBook(zipped(renamed((name) => name.replaceAll('/', '\\'))))).toEqual(read);
    expect(readBook(handMadeZip(entries().map((entry) => ({ ...entry, name: `/${entry.name}` }))))).toEqual(read);
    expect(readBook(zipped(renamed((name) => name.toUpperCase())))).toEqual(read);
  });

  test.each([
    ['absolute', '/xl/workbook.xml', '/xl/worksheets/sheet1.xml', '/xl/sharedStrings.xml', (name: string) => name],
    [
      'relative with dots',
      './xl/../xl/workbook.xml',
      '../xl/./worksheets/sheet1.xml',
      'worksheets/../sharedStrings.xml',
      (name: string) => name,
    ],
    [
      'with backslashes',
      'xl\\workbook.xml',
      'worksheets\\sheet1.xml',
      '\\xl\\sharedStrings.xml',
      (name: string) => name,
    ],
    [
      'in another folder',
      'book/workbook.xml',
      'worksheets/sheet1.xml',
      'sharedStrings.xml',
      (name: string) => name.replace('xl/', 'book/'),
    ],
    [
      'at the root',
      'workbook.xml',
      'worksheets/sheet1.xml',
      'sharedStrings.xml',
      (name: string) => name.replace('xl/', ''),
    ],
    [
      'under another name',
      'xl/book2.xml',
      'worksheets/sheet1.xml',
      'sharedStrings.xml',
      (name: string) => name.replace('workbook.xml', 'book2.xml'),
    ],
    [
      'percent-encoded',
      'xl/workbook.xml',
      'worksheets/%E8%A1%A8%201.xml',
      'sharedStrings.xml',
      (name: string) => name.replace('sheet1', '表 1'),
    ],
  ])('targets %s', (_, workbook, sheet, strings, rename) => {
    expect(readBook(withTargets(workbook, sheet, strings, rename))).toEqual(read);
  });

  test('bytes that are part of a larger buffer, and are not a Buffer', () => {
    const bytes = zipped(parts);
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 10);
    expect(readBook(larger.subarray(10, 10 + bytes.length))).toEqual(read);
  });
});

describe('zips that lie', () => {
  const sheet = entries().findIndex(({ name }) => name.endsWith('sheet1.xml'));
  const lying = (lie: Partial<HandMadeEntry>): HandMadeEntry[] =>
    entries().map((entry, n) => (n === sheet ? { ...entry, ...lie } : entry));

  test.each([
    ['a wrong checksum', lying({ crc: 1 })],
    ['a size too small', lying({ size: 10 })],
    ['a size too large', lying({ size: 100_000 })],
    ['a size beyond what deflate can do', lying({ size: 900_000 })],
    ['a torn stream', lying({ packed: Buffer.from([0x4b, 0x4c]) })],
    ['an unknown method', lying({ method: 14 })],
    ['two parts of one name', [...entries(), ...entries()]],
    [
      'entries over one another',
      [...entries(), ...entries().map((entry) => ({ ...entry, name: `${entry.name}2`, overlaps: true }))],
    ],
    ['a missing sheet', entries().filter((_, n) => n !== sheet)],
    ['no relationships of the package', entries().filter(({ name }) => name !== '_rels/.rels')],
    ['no relationships of the workbook', entries().filter(({ name }) => !name.endsWith('workbook.xml.rels'))],
    ['a missing workbook', entries().filter(({ name }) => name !== 'xl/workbook.xml')],
  ])('%s: F-BROKEN', (_, all) => {
    expect(codeOf(handMadeZip(all))).toBe('F-BROKEN');
  });

  test('a local header that names another part', () => {
    const bytes = handMadeZip(entries());
    bytes.write('sheet2', bytes.indexOf('sheet1.xml'));
    expect(codeOf(bytes)).toBe('F-BROKEN');
  });

  test('a directory that counts too many or too few', () => {
    for (const count of [0, 1, 6, 60]) {
      const bytes = handMadeZip(entries());
      bytes.writeUInt16LE(count, bytes.length - 12);
      expect(codeOf(bytes)).toBe('F-BROKEN');
    }
  });

  test('a locked entry is F-ENCRYPTED', () => {
    expect(codeOf(handMadeZip(entries({ flags: 1 })))).toBe('F-ENCRYPTED');
  });
});

describe('tabs', () => {
  const workbook = `<workbook xmlns:r="r"><mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:/"/></mc:Choice></mc:AlternateContent><sheets>
    <sheet name="填报说明" sheetId="5" state="visible" r:id="rId3"/>
    <sheet name="A&amp;B &quot;1&quot;" sheetId="2" state="hidden" r:id="rId1"/>
    <sheet name="_identity" sheetId="9" state="veryHidden" r:id="rId2"/></sheets></workbook>`;
  const tabs = zipped({
    ...parts,
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relationships({
      rId1: ['worksheet', 'worksheets/sheet1.xml'],
      rId2: ['worksheet', 'worksheets/broken.xml'],
      rId3: ['worksheet', 'worksheets/missing.xml'],
      rId4: ['sharedStrings', 'sharedStrings.xml'],
    }),
    'xl/worksheets/broken.xml': '<worksheet>',
  });

  test('come in their order, hidden ones marked, and those not wanted are never opened', () => {
    const asked: [string, number][] = [];
    const result = readWorkbook(tabs, {
      sheets: (name, index) => {
        asked.push([name, index]);
        return index === 1;
      },
    });
    expect(asked).toEqual([
      ['填报说明', 0],
      ['A&B "1"', 1],
      ['_identity', 2],
    ]);
    expect(result.ok && result.workbook.sheets).toEqual([
      { name: '填报说明', hidden: false, cells: [] },
      { name: 'A&B "1"', hidden: true, cells: [['学校', 7]] },
      { name: '_identity', hidden: true, cells: [] },
    ]);
  });

  test('wanted ones that are missing or broken are F-BROKEN', () => {
    for (const index of [0, 2]) {
      const result = readWorkbook(tabs, { sheets: (_, n) => n === index });
      expect(result).toMatchObject({ ok: false, code: 'F-BROKEN' });
    }
  });

  test('a fault of the caller’s own is not called the file’s', () => {
    const sheets = (): boolean => {
      throw new TypeError('mine');
    };
    expect(() => readWorkbook(tabs, { sheets })).toThrow('mine');
  });

  test.each([
    ['none', '<sheets/>'],
    ['two of one name', '<sheets><sheet name="a" r:id="rId1"/><sheet name="A" r:id="rId1"/></sheets>'],
    ['one that points nowhere', '<sheets><sheet name="a" r:id="rId7"/></sheets>'],
  ])('%s: F-BROKEN', (_, sheets) => {
    expect(codeOf(crafted({ parts: { 'xl/workbook.xml': `<workbook>${sheets}</workbook>` } }))).toBe('F-BROKEN');
  });
});

describe('defined names', () => {
  const names = (written: string, tail = ''): unknown => {
    const workbook = `<workbook><sheets><sheet name="自查表" r:id="rId1"/><sheet name="It's 2" r:id="rId1"/><sheet name="A!B" r:id="rId1"/></sheets><definedNames>${written}</definedNames></workbook>`;
    return Object.fromEntries(readBook(crafted({ tail, parts: { 'xl/workbook.xml': workbook } })).names);
  };
  const at = (sheet: string, row: number, column: number): unknown => ({ sheet, row, column });

  test.each([
    ['a bare tab', '自查表!$B$4', at('自查表', 3, 1)],
    ['a quoted tab', "'自查表'!$B$4", at('自查表', 3, 1)],
    ['a tab with an apostrophe', "'It''s 2'!$XFD$1048576", at("It's 2", 1_048_575, 16_383)],
    ['a tab with an exclamation mark', "'A!B'!$A$1", at('A!B', 0, 0)],
    ['a tab in other case', "'IT''S 2'!$a$1", at("It's 2", 0, 0)],
    ['a range of one cell', '自查表!$B$4:$B$4', at('自查表', 3, 1)],
    ['a merged range', '自查表!$B$4:$D$4', at('自查表', 3, 1)],
    ['a range that is not merged', '自查表!$B$4:$E$4', undefined],
    ['part of a merged range', '自查表!$B$4:$C$4', undefined],
    ['a lost reference', '#REF!', undefined],
    ['a lost cell', '自查表!#REF!', undefined],
    ['a lost tab', '#REF!$B$4', undefined],
    ['an unknown tab', '月报表!$B$4', undefined],
    ['another workbook', '[1]自查表!$B$4', undefined],
    ['two areas', '自查表!$B$4,自查表!$C$4', undefined],
    ['several tabs', "'自查表:It''s 2'!$B$4", undefined],
    ['a whole column', '自查表!$B:$B', undefined],
    ['a relative reference', '自查表!B4', undefined],
    ['a half relative one', '自查表!$B4', undefined],
    ['a cell beyond the last', '自查表!$XFE$1', undefined],
    ['a row beyond the last', '自查表!$A$1048577', undefined],
    ['a constant', '0.17', undefined],
    ['a text', '"!$B$4"', undefined],
    ['a formula', 'OFFSET(自查表!$A$1,0,1)', undefined],
    ['no tab', '$B$4', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, reference, cell) => {
    const written = reference.replaceAll('&', '&amp;').replaceAll("'", '&apos;');
    const tail = '<mergeCells count="1"><mergeCell ref="B4:D4"/></mergeCells>';
    const expected = cell === undefined ? {} : { Name_1: cell };
    expect(names(`<definedName name="Name_1">${written}</definedName>`, tail)).toEqual(expected);
    expect(names(`<definedName function="false" name='Name_1' >${written}</definedName >`, tail)).toEqual(expected);
  });

  test('one of the whole workbook goes before one of a single tab, whatever the case', () => {
    const global = '<definedName name="N">自查表!$A$1</definedName>';
    const local = '<definedName name="n" localSheetId="1">自查表!$A$2</definedName>';
    expect(names(global + local)).toEqual({ N: at('自查表', 0, 0) });
    expect(names(local + global)).toEqual({ N: at('自查表', 0, 0) });
    expect(names(local)).toEqual({ n: at('自查表', 1, 0) });
    expect(names(global.replace('"N"', '"n"') + local.replace('"n"', '"N"'))).toEqual({ n: at('自查表', 0, 0) });
    expect(names(`<definedName name="N">#REF!</definedName>${local}`)).toEqual({ n: at('自查表', 1, 0) });
  });

  test('those of two tabs that disagree do not count, and Excel’s own never do', () => {
    const local = (tab: number, row: number): string =>
      `<definedName name="n" localSheetId="${tab}">自查表!$A$${row}</definedName>`;
    expect(names(local(0, 1) + local(1, 2))).toEqual({});
    expect(names(local(0, 1) + local(1, 1))).toEqual({ n: at('自查表', 0, 0) });
    expect(names('<definedName name="_xlnm.Print_Area" localSheetId="0">自查表!$A$1</definedName>')).toEqual({});
  });

  test('a merged range of a tab that is not wanted cannot be known, and drops out', () => {
    const names = '<definedName name="n">自查表!$B$4:$D$4</definedName><definedName name="m">自查表!$A$1</definedName>';
    const tail = '<mergeCells><mergeCell ref="B4:D4"/></mergeCells>';
    const result = readWorkbook(crafted({ names, tail }), { sheets: () => false });
    expect(result.ok && [...result.workbook.names.keys()]).toEqual(['m']);
  });
});
