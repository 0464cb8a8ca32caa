import { deflateRawSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { deflatedZeros, type HandMadeEntry, handMadeZip } from '../adapters/xlsx/hand-made-zip.ts';

/** A file somebody may put in place of a report, and what must become of it. */
export interface Hostile {
  readonly what: string;
  readonly bytes: Buffer;
  /** The failure's code; `right` where the report is whole all the same and must be read as if nothing were wrong. */
  readonly becomes: 'F-EMPTY' | 'F-NOT-XLSX' | 'F-BROKEN' | 'F-TOO-LARGE' | 'F-ENCRYPTED' | 'F-OLD-FORMAT' | 'right';
}

const MiB = 1024 * 1024;
const sheet = 'xl/worksheets/sheet2.xml';
const book = 'xl/workbook.xml';

/** Files made of a right report by damage and malice, each of another kind. */
export function hostileFiles(report: Buffer): readonly Hostile[] {
  const parts = unzipSync(report);
  const text = (part: string): string => Buffer.from(parts[part] ?? []).toString('utf8');
  const entries = (change: (entry: HandMadeEntry) => HandMadeEntry | undefined): Buffer =>
    handMadeZip(
      Object.entries(parts).flatMap(([name, data]) => {
        const entry = change({ name, data });
        return entry ? [entry] : [];
      }),
    );
  const lying = (part: string, lie: Partial<HandMadeEntry>): Buffer =>
    entries((entry) => (entry.name === part ? { ...entry, ...lie } : entry));
  const edited = (part: string, edit: (xml: string) => string): Buffer => lying(part, { data: edit(text(part)) });
  const without = (part: string): Buffer => entries((entry) => (entry.name === part ? undefined : entry));
  const insideRows = (xml: string, more: string): string => xml.replace('</sheetData>', `${more}</sheetData>`);
  const afterRows = (xml: string, more: string): string => xml.replace('</sheetData>', `</sheetData>${more}`);
  const flipped = Buffer.from(report);
  const middle = report.length >> 1;
  flipped.writeUInt8(flipped.readUInt8(middle) ^ 4, middle);
  const compound = (stream: string): Buffer => {
    const bytes = Buffer.alloc(1536);
    bytes.write('d0cf11e0a1b11ae1', 'hex');
    bytes.write('Root Entry', 512, 'utf16le');
    bytes.write(stream, 640, 'utf16le');
    return bytes;
  };
  const zeros = deflatedZeros(1024);
  const many = (count: number, of: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => of(n)).join('');
  const nested = (depth: number): string => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
  const files: [string, Hostile['becomes'], Buffer][] = [
    ['nothing', 'F-EMPTY', Buffer.alloc(0)],
    ['zeros, as after a loss of power', 'F-EMPTY', Buffer.alloc(report.length)],
    ['white space', 'F-EMPTY', Buffer.from('\r\n\r\n')],
    ['a web page', 'F-NOT-XLSX', Buffer.from('<html><table><tr><td>自查表</td></tr></table></html>')],
    ['CSV', 'F-NOT-XLSX', Buffer.from('学校,学生数\n示例小学,100\n')],
    ['PDF', 'F-NOT-XLSX', Buffer.from('%PDF-1.7\n%\n')],
    ['a picture', 'F-NOT-XLSX', Buffer.from('ffd8ffe000104a46', 'hex')],
    ['a zip of photographs', 'F-NOT-XLSX', handMadeZip([{ name: 'a.jpg', data: 'x' }])],
    [
      'a workbook whose parts are called as a Word document’s',
      'F-BROKEN',
      entries(({ name, data }) => ({
        name: name.replace('xl/', 'word/').replace('workbook', 'document'),
        ...(data ? { data } : {}),
      })),
    ],
    ['.xls', 'F-OLD-FORMAT', compound('Workbook')],
    ['an encrypted workbook', 'F-ENCRYPTED', compound('EncryptedPackage')],
    ['a locked entry', 'F-ENCRYPTED', lying(sheet, { flags: 1 })],
    ['the first half', 'F-BROKEN', report.subarray(0, middle)],
    ['the second half', 'F-BROKEN', report.subarray(middle)],
    ['all but the last byte', 'F-BROKEN', report.subarray(0, -1)],
    ['the second half zeros', 'F-BROKEN', Buffer.from(report).fill(0, middle)],
    ['a flipped bit', 'F-BROKEN', flipped],
    ['a wrong checksum', 'F-BROKEN', lying(sheet, { crc: 1 })],
    ['a size too small', 'F-BROKEN', lying(sheet, { size: 100 })],
    ['a torn stream', 'F-BROKEN', lying(sheet, { packed: deflateRawSync(Buffer.from(text(sheet))).subarray(0, 400) })],
    ['an unknown method of packing', 'F-BROKEN', lying(sheet, { method: 14 })],
    ['no list of relationships', 'F-BROKEN', without('xl/_rels/workbook.xml.rels')],
    ['no workbook part', 'F-BROKEN', without(book)],
    ['a tab that is missing', 'F-BROKEN', without(sheet)],
    ['no shared texts', 'F-BROKEN', without('xl/sharedStrings.xml')],
    ['a gigabyte of zeros for a tab', 'F-TOO-LARGE', lying(sheet, { packed: zeros, size: 1024 * MiB, crc: 1 })],
    ['the same that claims to be small', 'F-TOO-LARGE', lying(sheet, { packed: zeros, size: 1000, crc: 1 })],
    [
      'a bomb for the shared texts',
      'F-TOO-LARGE',
      lying('xl/sharedStrings.xml', { packed: zeros, size: 1024 * MiB, crc: 1 }),
    ],
    [
      'a hundred thousand entries',
      'F-TOO-LARGE',
      handMadeZip(Array.from({ length: 100_000 }, (_, n) => ({ name: `${n}`, stored: true }))),
    ],
    [
      'entities that grow',
      'F-BROKEN',
      edited(sheet, (xml) =>
        xml.replace('<worksheet', '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet'),
      ),
    ],
    [
      'an entity of another file',
      'F-BROKEN',
      edited(book, (xml) =>
        xml.replace('<workbook', '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook'),
      ),
    ],
    [
      'elements nested a hundred thousand deep',
      'F-BROKEN',
      edited(sheet, (xml) => xml.replace('<sheetData>', `${'<a>'.repeat(100_000)}<sheetData>`)),
    ],
    [
      'elements nested in the shared texts',
      'F-BROKEN',
      edited('xl/sharedStrings.xml', (xml) => xml.replace('<si>', `${nested(100_000)}<si>`)),
    ],
    [
      'a thousand tabs more',
      'F-TOO-LARGE',
      edited(book, (xml) =>
        xml.replace(
          '</sheets>',
          `${many(1001, (n) => `<sheet name="t${n}" sheetId="${n + 100}" r:id="rId1"/>`)}</sheets>`,
        ),
      ),
    ],
    [
      'values too far apart',
      'F-TOO-LARGE',
      edited(sheet, (xml) =>
        insideRows(
          xml,
          many(200, (n) => `<row r="${n + 1000}"><c r="XFD${n + 1000}"><v>1</v></c></row>`),
        ),
      ),
    ],
    [
      'a text of two million characters',
      'F-TOO-LARGE',
      edited(sheet, (xml) =>
        insideRows(
          xml,
          `<row r="900"><c r="A900" t="str"><v>${many(200_000, (n) => `${(n * 7919) % 9_999_991}字号`.padEnd(10, 'x'))}</v></c></row>`,
        ),
      ),
    ],
    [
      'a row number beyond all rows',
      'F-BROKEN',
      edited(sheet, (xml) => insideRows(xml, '<row r="1048577"><c r="A1048577"><v>1</v></c></row>')),
    ],
    [
      'a cell reference that is none',
      'F-BROKEN',
      edited(sheet, (xml) => insideRows(xml, '<row r="900"><c r="??"><v>1</v></c></row>')),
    ],
    [
      'a shared text that does not exist',
      'F-BROKEN',
      edited(sheet, (xml) => insideRows(xml, '<row r="900"><c r="A900" t="s"><v>99999</v></c></row>')),
    ],
    ['an element that is not closed', 'F-BROKEN', edited(sheet, (xml) => xml.replace('</worksheet>', ''))],
    [
      'two parts of one name',
      'F-BROKEN',
      handMadeZip([...Object.entries(parts), ...Object.entries(parts)].map(([name, data]) => ({ name, data }))),
    ],
    [
      'a million empty rows',
      'right',
      edited(sheet, (xml) =>
        insideRows(
          xml,
          many(1_000_000, (n) => `<row r="${n + 100}"/>`),
        ),
      ),
    ],
    [
      'a merge over the whole tab',
      'right',
      edited(sheet, (xml) =>
        xml
          .replace('<mergeCells', '<mergeCells')
          .replace(/<mergeCell ref="A1:F1"\/>/, '<mergeCell ref="A1:F1"/><mergeCell ref="H30:XFD1048576"/>'),
      ),
    ],
    [
      'validation over the whole tab',
      'right',
      edited(sheet, (xml) =>
        xml.replace(
          /<dataValidations[^>]*>/,
          '$&<dataValidation type="whole" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation>',
        ),
      ),
    ],
    [
      'a million names',
      'F-TOO-LARGE',
      edited(book, (xml) =>
        xml.replace(
          '</definedNames>',
          `${many(1_000_000, (n) => `<definedName name="n${n}">#REF!</definedName>`)}</definedNames>`,
        ),
      ),
    ],
    [
      'twenty thousand names',
      'right',
      edited(book, (xml) =>
        xml.replace(
          '</definedNames>',
          `${many(20_000, (n) => `<definedName name="n${n}">#REF!</definedName>`)}</definedNames>`,
        ),
      ),
    ],
    [
      'a hundred thousand elements that nobody knows',
      'right',
      edited(sheet, (xml) =>
        afterRows(
          xml,
          many(100_000, (n) => `<ignored a="${n}"/>`),
        ),
      ),
    ],
    [
      'a gigabyte that nobody needs',
      'right',
      handMadeZip([
        ...Object.entries(parts).map(([name, data]) => ({ name, data })),
        { name: 'xl/media/image1.png', packed: zeros, size: 1024 * MiB, crc: 1 },
      ]),
    ],
    ['bytes after the end', 'right', Buffer.concat([report, Buffer.from('\r\n--mail gateway--\r\n')])],
    ['every part stored', 'right', entries((entry) => ({ ...entry, stored: true }))],
    ['sizes behind the data', 'right', entries((entry) => ({ ...entry, descriptor: true }))],
    ['zip64 throughout', 'right', entries((entry) => ({ ...entry, wide: true }))],
  ];
  return files.map(([what, becomes, bytes]) => ({ what, becomes, bytes }));
}
