import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../schemas/grid.ts';
import { codeOf, crafted, craftedParts, readBook, readCells, relationships, zipped } from './crafted-workbook.ts';

describe('a cell in every spelling', () => {
  const spellings: readonly [what: string, row: string, cells: readonly Cell[]][] = [
    ['a number', '<c r="A1"><v>12</v></c>', [12]],
    ['a number with its type', '<c r="A1" t="n"><v>-3.5</v></c>', [-3.5]],
    ['an exponent', '<c r="A1"><v>1E+2</v></c><c r="B1"><v>1e-7</v></c><c r="C1"><v>1E-007</v></c>', [100, 1e-7, 1e-7]],
    ['seventeen digits', '<c r="A1"><v>0.30000000000000004</v></c>', [0.1 + 0.2]],
    ['an integer beyond 15 digits', '<c r="A1"><v>1152921504606846976</v></c>', [2 ** 60]],
    ['zero', '<c r="A1"><v>0</v></c><c r="B1"><v>0.0</v></c>', [0, 0]],
    ['white space about a number', '<c r="A1"><v> 7\n</v></c>', [7]],
    ['a shared text', '<c r="A1" t="s"><v>0</v></c>', ['共享']],
    [
      'booleans',
      '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="b"><v>true</v></c>',
      [true, false, true],
    ],
    ['an error', '<c r="A1" t="e"><v>#REF!</v></c>', ['#REF!']],
    ['an inline text', '<c r="A1" t="inlineStr"><is><t>文</t></is></c>', ['文']],
    ['inline text in v', '<c r="A1" t="inlineStr"><v>文</v></c>', ['文']],
    [
      'inline runs',
      '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r></is></c>',
      ['甲 乙'],
    ],
    ['a text formula', '<c r="A1" t="str"><f>B1</f><v>果</v></c>', ['果']],
    ['a formula whose result is no text at all', '<c r="A1" t="str"><f>""</f><v></v></c>', ['']],
    ['a formula with the result 0', '<c r="A1"><f>0</f><v>0</v></c>', [0]],
    ['a formula with the result false', '<c r="A1" t="b"><f>1=2</f><v>0</v></c>', [false]],
    ['LibreOffice’s FALSE()', '<c r="A1" s="3" t="b"><f aca="false">FALSE()</f><v>0</v></c>', [false]],
    ['a formula without result', '<c r="A1"><f>SUM(B1:B2)&amp;""</f></c>', ['=SUM(B1:B2)&""']],
    ['a formula with an empty result', '<c r="A1"><f>1+1</f><v></v></c><c r="B1"><f>1+2</f><v/></c>', ['=1+1', '=1+2']],
    [
      'a shared formula without result',
      '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1</f></c><c r="B1"><f t="shared" si="0"/></c>',
      ['=C1', '='],
    ],
    ['an empty formula', '<c r="A1"><f></f></c><c r="B1"><f/><v>3</v></c>', [null, 3]],
    [
      'styled cells without value',
      '<c r="A1" s="3"/><c r="B1" s="3"></c><c r="C1"><v>1</v></c><c r="D1" s="1"/>',
      [null, null, 1],
    ],
    ['an empty value', '<c r="A1"><v></v></c><c r="B1" t="s"><v/></c><c r="C1"><v>1</v></c>', [null, null, 1]],
    ['cells without address', '<c><v>1</v></c><c/><c><v>3</v></c>', [1, null, 3]],
    ['cells without address after one with', '<c r="C1"><v>1</v></c><c><v>2</v></c>', [null, null, 1, 2]],
    ['columns out of order', '<c r="C1"><v>3</v></c><c r="A1"><v>1</v></c>', [1, null, 3]],
    ['a column of two letters', '<c r="AB1"><v>1</v></c>', [...Array<null>(27).fill(null), 1]],
    ['other quotes, order and space', "<c  t = 's'\n r='B1' s='1' ><v >0</v ></c >", [null, '共享']],
    ['a prefix', '<x:c r="A1" t="str"><x:v>前</x:v></x:c>', ['前']],
    ['entities', '<c r="A1" t="str"><v>&lt;&amp;&gt;&quot;&apos;&#x4E2D;&#22269;&#x1F600;</v></c>', ['<&>"\'中国😀']],
    ['CDATA', '<c r="A1" t="str"><v>甲<![CDATA[<b>&amp;]]>乙</v></c>', ['甲<b>&amp;乙']],
    ['a comment and an instruction in a text', '<c r="A1" t="str"><v>甲<!-- <v>x</v> -->乙<?x ?></v></c>', ['甲乙']],
    ['a comment in a number', '<c r="A1"><v>1<!-- -->2</v></c>', [12]],
    [
      'markup between cells',
      '<!-- <c r="A1"><v>9</v></c> --><?x <c/> ?><c r="A1"><v>1</v></c><!----><c r="B1"><v>2</v></c>',
      [1, 2],
    ],
    [
      'escapes of a spreadsheet',
      '<c r="A1" t="str"><v>一_x000D_\n二_x005F_x000D_三_x4E2D_</v></c>',
      ['一\r\n二_x000D_三中'],
    ],
    ['what only looks like an escape', '<c r="A1" t="str"><v>_x00_ _xyz_ _X000D_</v></c>', ['_x00_ _xyz_ _X000D_']],
    ['line ends', '<c r="A1" t="str"><v>一\r\n二\r三&#13;&#10;四</v></c>', ['一\n二\n三\r\n四']],
    [
      'space at the ends',
      '<c r="A1" t="inlineStr"><is><t>  甲 </t></is></c><c r="B1" t="str"><v>　乙\t</v></c>',
      ['  甲 ', '　乙\t'],
    ],
    ['a text that looks like a number', '<c r="A1" t="str"><v>0012</v></c>', ['0012']],
    ['an extension beside the value', '<c r="A1"><v>1</v><extLst><ext><v>2</v></ext></extLst></c>', [1]],
    [
      'an alternative for programs that know more',
      '<c r="A1"><mc:AlternateContent><mc:Choice Requires="x"><v>2</v></mc:Choice><mc:Fallback><v>1</v></mc:Fallback></mc:AlternateContent></c>',
      [1],
    ],
  ];
  test.each(spellings)('%s', (_, row, cells) => {
    expect(readCells(crafted({ rows: `<row r="1">${row}</row>`, strings: '<si><t>共享</t></si>' }))).toEqual([cells]);
  });

  const broken: readonly [what: string, row: string][] = [
    ['a shared text that is not there', '<c r="A1" t="s"><v>1</v></c>'],
    ['a negative shared text', '<c r="A1" t="s"><v>-1</v></c>'],
    ['half a shared text', '<c r="A1" t="s"><v>0.5</v></c>'],
    ['letters for a number', '<c r="A1"><v>十二</v></c>'],
    ['a hexadecimal number', '<c r="A1"><v>0x10</v></c>'],
    ['infinity', '<c r="A1"><v>Infinity</v></c>'],
    ['a number too large to hold', '<c r="A1"><v>1E999</v></c>'],
    ['a boolean of 2', '<c r="A1" t="b"><v>2</v></c>'],
    ['an unknown type', '<c r="A1" t="z"><v>2</v></c>'],
    ['the address of another row', '<c r="A2"><v>2</v></c>'],
    ['no address', '<c r="7"><v>2</v></c>'],
    ['a column beyond the last', '<c r="XFE1"><v>2</v></c>'],
    ['the same cell twice', '<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'],
    ['an unknown entity', '<c r="A1" t="str"><v>&nbsp;</v></c>'],
    ['a bare ampersand', '<c r="A1" t="str"><v>A&B</v></c>'],
    ['a reference to no character', '<c r="A1" t="str"><v>&#xD800;</v></c>'],
    ['an element in a value', '<c r="A1"><v>1<b/>2</v></c>'],
    ['tags that do not pair', '<c r="A1"><v>1</w></c>'],
    ['tags that cross', '<c r="A1"><v>1</c></v>'],
    ['a tag that does not end', '<c r="A1" t="s><v>0</v></c>'],
    ['an attribute without quotes', '<c r=A1><v>1</v></c>'],
    ['an unended comment', '<c r="A1"><v>1</v></c><!-- '],
  ];
  test.each(broken)('%s is F-BROKEN, never a value', (_, row) => {
    expect(codeOf(crafted({ rows: `<row r="1">${row}</row>`, strings: '<si><t>共享</t></si>' }))).toBe('F-BROKEN');
  });
});

describe('dates as text', () => {
  const dates: readonly [text: string, serial: Cell, serial1904: Cell][] = [
    ['2018-09-25', 43368, 41906],
    ['2018-09-25T12:00:00', 43368.5, 41906.5],
    ['2018-09-25T06:00:00.000Z', 43368.25, 41906.25],
    ['2018-09-25T18:00:00+08:00', 43368.75, 41906.75],
    ['06:00:00', 0.25, 0.25],
    ['T18:00', 0.75, 0.75],
    ['1904-01-01', 1462, 0],
    ['1900-03-01', 61, '1900-03-01'],
    ['1900-02-28', 59, '1900-02-28'],
    ['1900-01-01', 1, '1900-01-01'],
    ['1899-12-31T06:00:00', 0.25, '1899-12-31T06:00:00'],
    ['2018-02-30', '2018-02-30', '2018-02-30'],
    ['2018-09-25T25:00:00', '2018-09-25T25:00:00', '2018-09-25T25:00:00'],
    ['九月二十五', '九月二十五', '九月二十五'],
  ];
  test.each(dates)('%s', (text, serial, serial1904) => {
    const rows = `<row r="1"><c r="A1" t="d"><v>${text}</v></c></row>`;
    expect(readCells(crafted({ rows }))).toEqual([[serial]]);
    const book = readBook(crafted({ rows, workbookPr: '<workbookPr date1904="1"/>' }));
    expect(book.date1904).toBe(true);
    expect(book.sheets[0]?.cells).toEqual([[serial1904]]);
  });

  test.each(['0', 'false'])('date1904="%s" is the usual system', (value) => {
    expect(readBook(crafted({ workbookPr: `<workbookPr date1904="${value}"/>` })).date1904).toBe(false);
  });
});

describe('rows', () => {
  test.each([
    ['without numbers', '<row><c><v>1</v></c></row><row/><row><c><v>3</v></c></row>', [[1], [], [3]]],
    ['without numbers after one with', '<row r="2"><c><v>1</v></c></row><row><c><v>3</v></c></row>', [[], [1], [3]]],
    ['out of order', '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>', [[1], [2]]],
    ['in two pieces', '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="B1"><v>2</v></c></row>', [[1, 2]]],
    [
      'only styled ones at the end',
      '<row r="1"><c r="A1"><v>1</v></c></row><row r="900" s="1"><c r="A900" s="1"/></row>',
      [[1]],
    ],
    ['none', '', []],
  ])('%s', (_, rows, cells) => {
    expect(readCells(crafted({ rows }))).toEqual(cells);
  });

  test.each(['0', '1048577', '-1', 'A', ''])('number "%s" is F-BROKEN', (number) => {
    expect(codeOf(crafted({ rows: `<row r="${number}"><c><v>1</v></c></row>` }))).toBe('F-BROKEN');
  });

  test('a value in the last cell of all is read, and no row in between is a hole', () => {
    const cells = readCells(crafted({ rows: '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' }));
    expect(cells.length).toBe(1_048_576);
    expect(cells[1_048_575]?.[16_383]).toBe(1);
    expect(cells.includes(undefined as never)).toBe(false);
  });

  test('elements of other kinds with the names of rows and cells are none', () => {
    const tail = '<controls><xdr:row>5</xdr:row><row r="1"><c r="A1"><v>9</v></c></row></controls>';
    expect(readCells(crafted({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>', tail }))).toEqual([[1]]);
  });
});

describe('shared texts', () => {
  test.each([
    ['runs', '<si><r><t>甲</t></r><r><rPr><sz val="9"/></rPr><t xml:space="preserve"> 乙</t></r></si>', '甲 乙'],
    [
      'phonetic readings left out',
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>',
      '東京',
    ],
    ['kept space', '<si><t xml:space="preserve"> 甲 </t></si>', ' 甲 '],
    ['no text', '<si><t/></si>', ''],
    ['nothing at all', '<si/>', ''],
    ['an entity in the usual spelling', '<si><t>甲&amp;乙_x000D_</t></si>', '甲&乙\r'],
    ['CDATA', '<si><t><![CDATA[<si><t>]]></t></si>', '<si><t>'],
    ['a prefix', '<x:si><x:t>甲</x:t></x:si>', '甲'],
  ])('%s', (_, item, text) => {
    const strings = `<si><t>前</t></si>${item}<!-- <si><t>x</t></si> --><si><t>后</t></si><extLst/>`;
    const rows = '<row><c t="s"><v>2</v></c><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>';
    expect(readCells(crafted({ rows, strings }))).toEqual([['后', text, '前', text]]);
  });

  test('a missing part is F-BROKEN where a cell refers to it, and nothing where none does', () => {
    const parts = { 'xl/sharedStrings.xml': undefined };
    expect(codeOf(crafted({ rows: '<row><c t="s"><v>0</v></c></row>', parts }))).toBe('F-BROKEN');
    expect(readCells(crafted({ rows: '<row><c><v>0</v></c></row>', parts }))).toEqual([[0]]);
  });
});

describe('parts as other programs write them', () => {
  const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
  const parts = craftedParts({
    rows,
    strings: '<si><t>学校</t></si>',
    names: `<definedName name="n">'自查表'!$A$1</definedName>`,
  });
  const recode = (encode: (xml: string) => Buffer): Buffer =>
    zipped(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, encode(String(xml))])));

  test.each([
    ['a byte order mark', (xml: string) => Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-8"?>${xml}`)],
    [
      'UTF-16, little end first',
      (xml: string) => Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le'),
    ],
    ['UTF-16, big end first', (xml: string) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16()],
    ['UTF-16 without mark', (xml: string) => Buffer.from(`<?xml version="1.0"?>${xml}`, 'utf16le')],
    ['UTF-8 that claims to be UTF-16', (xml: string) => Buffer.from(`<?xml version="1.0" encoding="utf-16"?>${xml}`)],
    ['a document type without entities', (xml: string) => Buffer.from(`<!DOCTYPE x>${xml}`)],
    ['comments about the root', (xml: string) => Buffer.from(`\r\n<!-- a -->${xml}<!-- b -->\r\n`)],
    ['a prefix everywhere', (xml: string) => Buffer.from(prefixed(xml))],
    ['strict namespaces', (xml: string) => Buffer.from(strict(xml))],
  ])('%s', (_, encode) => {
    const book = readBook(recode(encode));
    expect(book.sheets).toEqual([{ name: '自查表', hidden: false, cells: [['学校']] }]);
    expect([...book.names]).toEqual([['n', { sheet: '自查表', row: 0, column: 0 }]]);
  });

  test('GB 18030, declared, with text that would also pass for UTF-8', () => {
    const prolog = Buffer.from('<?xml version="1.0" encoding="GB18030"?><sst><si><t>');
    const bytes = Buffer.concat([prolog, Buffer.from([0xc1, 0xaa, 0xcd, 0xa8]), Buffer.from('</t></si></sst>')]);
    expect(readCells(crafted({ rows, parts: { 'xl/sharedStrings.xml': bytes } }))).toEqual([['联通']]);
  });

  test.each([
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('<sst><si><t>'), Buffer.from([0xd6, 0xd0]), Buffer.from('</t></si></sst>')]),
    ],
    ['an encoding nobody knows', Buffer.from('<?xml version="1.0" encoding="x-klingon"?><sst><si><t>a</t></si></sst>')],
    ['entities of its own', Buffer.from('<!DOCTYPE a [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>')],
    ['entities of its own that nobody uses', Buffer.from('<!DOCTYPE a [<!ENTITY a "b">]><sst><si><t>a</t></si></sst>')],
    ['a part cut off', Buffer.from('<sst><si><t>学校</t></si>')],
    ['a part that is no XML', Buffer.from('学校')],
    ['an empty part', Buffer.from('')],
    ['words before the root', Buffer.from('x<sst><si><t>a</t></si></sst>')],
    ['two roots', Buffer.from('<sst><si><t>a</t></si></sst><sst/>')],
  ])('%s: F-BROKEN', (_, bytes) => {
    expect(codeOf(crafted({ rows, parts: { 'xl/sharedStrings.xml': bytes } }))).toBe('F-BROKEN');
  });

  test('a sheet part that ends after its cells, without its root’s end, is F-BROKEN', () => {
    const cut = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><pageMargins left="0.7"';
    expect(codeOf(crafted({ parts: { 'xl/worksheets/sheet1.xml': cut } }))).toBe('F-BROKEN');
  });

  test('a chart’s tab is there and has no cells', () => {
    const rels = relationships({ rId1: ['chartsheet', 'chartsheets/sheet1.xml'] });
    expect(readBook(crafted({ parts: { 'xl/_rels/workbook.xml.rels': rels } })).sheets).toEqual([
      { name: '自查表', hidden: false, cells: [] },
    ]);
  });
});

function prefixed(xml: string): string {
  return xml.replace(/<(\/?)(\w)/g, '<$1x:$2').replace('xmlns=', 'xmlns:x=');
}

function strict(xml: string): string {
  return xml
    .replaceAll(
      'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
      'http://purl.oclc.org/ooxml/spreadsheetml/main',
    )
    .replaceAll(
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
      'http://purl.oclc.org/ooxml/officeDocument/relationships',
    );
}
