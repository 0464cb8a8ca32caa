import type { Beyond, DocumentText, TextBlock } from '../../core/hand-edit/document-text.ts';
import { Unreadable } from '../xlsx/unreadable.ts';
import { END, nameKey, OPEN, type XmlReader } from '../xlsx/xml-reader.ts';

const DOCUMENT = nameKey('document');
const P = nameKey('p');
const T = nameKey('t');
const TBL = nameKey('tbl');
const TR = nameKey('tr');
const TC = nameKey('tc');

/** Elements that stand for one character. */
const characters: ReadonlyMap<number, string> = new Map([
  [nameKey('tab'), ' '],
  [nameKey('ptab'), ' '],
  [nameKey('br'), '\n'],
  [nameKey('cr'), '\n'],
  [nameKey('noBreakHyphen'), '-'],
]);

/** What an element means for a text that is only words. */
const beyond: ReadonlyMap<number, Beyond> = new Map(
  (
    [
      ['ins', 'tracked'],
      ['del', 'tracked'],
      ['moveFrom', 'tracked'],
      ['moveTo', 'tracked'],
      ['cellIns', 'tracked'],
      ['cellDel', 'tracked'],
      ['drawing', 'picture'],
      ['pict', 'picture'],
      ['object', 'picture'],
      ['oMath', 'picture'],
      ['sym', 'picture'],
      ['altChunk', 'picture'],
      ['footnoteReference', 'note'],
      ['endnoteReference', 'note'],
    ] as const
  ).map(([name, is]) => [nameKey(name), is]),
);

/** Parts of a paragraph's or table's look; a tab stop there is called like the character, and is none. */
const looks: ReadonlySet<number> = new Set(
  ['tabs', 'tblPr', 'tblGrid', 'sectPr', 'rPrChange', 'pPrChange', 'instrText', 'AlternateContent'].map(nameKey),
);
const ALTERNATE_CONTENT = nameKey('AlternateContent');

/** Reads the main part of a .docx, however its runs are split. */
export function scanBody(xml: XmlReader): DocumentText {
  if (xml.root() !== DOCUMENT) throw new Unreadable('F-BROKEN', '不是 Word 文档');
  const blocks: TextBlock[] = [];
  const found = new Set<Beyond>();
  let text = '';
  let rows: string[][] | undefined;
  let cell: string[] | undefined;
  for (let event = xml.next(); event !== END; event = xml.next()) {
    const { tag } = xml;
    if (event === OPEN) {
      const is = beyond.get(tag) ?? (tag === ALTERNATE_CONTENT ? 'picture' : undefined);
      if (is) found.add(is);
      if (is === 'picture' || looks.has(tag)) xml.skip();
      else if (tag === P) text = '';
      else if (tag === T) text += xml.text();
      else if (tag === TBL && rows) found.add('nestedTable');
      else if (tag === TBL) rows = [];
      else if (tag === TR) rows?.push([]);
      else if (tag === TC) cell = [];
      else text += characters.get(tag) ?? '';
      continue;
    }
    if (tag === P && cell) cell.push(text.trim());
    else if (tag === P && text.trim() !== '') blocks.push({ is: 'paragraph', text: text.trim() });
    else if (tag === TC && cell) {
      rows?.at(-1)?.push(cell.filter((line) => line !== '').join('\n'));
      cell = undefined;
    } else if (tag === TBL && rows) {
      blocks.push({ is: 'table', rows });
      rows = undefined;
    }
  }
  return { blocks, beyond: [...found] };
}
