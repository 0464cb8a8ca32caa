import { Unreadable } from './unreadable.ts';
import { nameKey, type XmlReader } from './xml-reader.ts';
import { decodeEscapes } from './xml-text.ts';

const SI = nameKey('si');
const R = nameKey('r');
const T = nameKey('t');

const BEFORE = Buffer.from('<si><t>');
const AFTER = Buffer.from('</t></si>');
const LT = 0x3c;

const MAX_STRINGS = 1_000_000;
/** Characters of one text, far above the 32,767 that Excel holds in a cell. */
const MAX_TEXT = 1_000_000;

/** The workbook's table of texts: its part is opened at the first question, and only texts asked for are made. */
export class SharedStrings {
  private readonly load: () => XmlReader;
  private xml: XmlReader | undefined;
  private readonly texts: (string | undefined)[] = [];
  /** Where each item's text stands, if it is spelt as usual; else the mark of the item, and 0. */
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(load: () => XmlReader) {
    this.load = load;
  }

  /** The text of that number, from 0. */
  at(index: number): string {
    this.xml ??= this.open();
    const known = this.texts[index];
    if (known !== undefined) return known;
    const start = this.starts[index];
    const end = this.ends[index];
    if (start === undefined || end === undefined) throw new Unreadable('F-BROKEN', `没有第 ${index} 条共享文字`);
    if (end === 0) this.xml.returnTo(start, SI);
    const text = end === 0 ? readRichText(this.xml) : decodeEscapes(this.xml.decode(start, end));
    this.texts[index] = text;
    return text;
  }

  private open(): XmlReader {
    const xml = this.load();
    xml.root();
    const depth = xml.depth;
    for (;;) {
      while (xml.take(BEFORE, LT, AFTER)) this.add(xml.start, xml.end);
      if (!xml.child(depth)) return xml;
      if (xml.tag === SI) this.add(xml.mark(), 0);
      xml.skip();
    }
  }

  private add(start: number, end: number): void {
    if (this.starts.length === MAX_STRINGS) throw new Unreadable('F-TOO-LARGE', '共享文字过多');
    this.starts.push(start);
    this.ends.push(end);
  }
}

/** The text of the element just opened: its runs joined, phonetic readings left out. */
export function readRichText(xml: XmlReader): string {
  const depth = xml.depth;
  let text = '';
  while (xml.child(depth)) {
    if (xml.tag === T) text += decodeEscapes(xml.text());
    else if (xml.tag !== R) xml.skip();
    if (text.length > MAX_TEXT) throw new Unreadable('F-TOO-LARGE', '单元格里的文字过长');
  }
  return text;
}
