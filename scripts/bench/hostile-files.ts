import { crafted, craftedParts } from '../../test/adapters/xlsx/crafted-workbook.ts';
import { deflatedZeros, type HandMadeEntry, handMadeZip } from '../../test/adapters/xlsx/hand-made-zip.ts';

const MiB = 1024 * 1024;
const sheet = 'xl/worksheets/sheet1.xml';
const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Files made or broken to do harm, by what they are; each is made when it is asked for. */
export const hostileFiles: Readonly<Record<string, () => Buffer>> = {
  'a sheet of 1 GiB of zeros': () => withSheet({ packed: deflatedZeros(1024), size: 1024 * MiB, crc: 1 }),
  'the same, said to be 1,000 bytes': () => withSheet({ packed: deflatedZeros(1024), size: 1000, crc: 1 }),
  'a part of 60 MiB': () => withSheet({ data: Buffer.alloc(60 * MiB) }),
  'parts that share their bytes': () => handMadeZip([...entries(), { name: 'xl/again.xml', overlaps: true }]),
  '20,000 parts': () =>
    handMadeZip([...entries(), ...Array.from({ length: 20_000 }, (_, n) => ({ name: `a${n}`, stored: true }))]),
  'entities within entities': () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    return part(`<!DOCTYPE a [<!ENTITY l0 "lol">${lol}]><worksheet>&l9;</worksheet>`);
  },
  'a million elements within each other': () => part(`<worksheet>${'<a>'.repeat(1_000_000)}`),
  'values in the last column of the last rows': () => crafted({ rows: wide(1_048_576) }),
  'one flipped bit': () => {
    const bytes = handMadeZip(entries());
    const at = bytes.indexOf('worksheets/sheet1.xml') + 40;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return bytes;
  },
  'half a file': () => handMadeZip(entries()).subarray(0, 700),
  'HTML under the name of a workbook': () =>
    Buffer.from(`<html><table>${'<tr><td>1</td></tr>'.repeat(100_000)}</table></html>`),
  'CSV under the name of a workbook': () => Buffer.from('学校,人数\r\n示例小学,1200\r\n'.repeat(100_000)),
  '19 MiB of .xls': () => Buffer.concat([compound, Buffer.alloc(19 * MiB)]),
  'a password': () => Buffer.concat([compound, Buffer.alloc(504), Buffer.alloc(128), stream('EncryptedPackage')]),
  'more than 20 MiB': () => Buffer.alloc(21 * MiB, 'PK\x03\x04'),
};

function entries(): HandMadeEntry[] {
  const rows = Array.from({ length: 200 }, (_, n) => `<row r="${n + 1}"><c r="A${n + 1}"><v>${n * 7919}</v></c></row>`);
  return Object.entries(craftedParts({ rows: rows.join('') })).map(([name, data]) => ({ name, data }));
}

function withSheet(change: Partial<HandMadeEntry>): Buffer {
  return handMadeZip(entries().map((entry) => (entry.name === sheet ? { name: entry.name, ...change } : entry)));
}

function part(xml: string): Buffer {
  return handMadeZip(entries().map((entry) => (entry.name === sheet ? { name: entry.name, data: xml } : entry)));
}

/** Rows that each reach to the last column: what fills a reader's memory with empty places. */
function wide(from: number): string {
  return Array.from({ length: 400 }, (_, n) => `<row r="${from - n}"><c r="XFD${from - n}"><v>1</v></c></row>`).join(
    '',
  );
}

function stream(name: string): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(`${name}\0`, 'utf16le');
  return entry;
}
