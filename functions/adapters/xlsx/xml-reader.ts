import { Unreadable } from './unreadable.ts';
import { decodeLines, decodeReferences, toUtf8 } from './xml-text.ts';

/** What `next` came to: the end of the part, a start tag, an end tag. */
export const END = 0;
export const OPEN = 1;
export const CLOSE = 2;

const MAX_DEPTH = 128;
const MAX_ATTRIBUTES = 256;
/** Bytes of one text, far above the 32,767 characters that Excel holds in a cell. */
const MAX_TEXT = 1024 * 1024;

const CDATA = '<![CDATA[';

const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const LT = 0x3c;
const EQUALS = 0x3d;
const GT = 0x3e;
const QUESTION = 0x3f;

/** A name as a number, so that a scan compares names without making strings of them. */
export function nameKey(name: string): number {
  let key = 0;
  for (let n = 0; n < name.length; n += 1) key = (Math.imul(key, 31) + name.charCodeAt(n)) | 0;
  return key;
}

const ALTERNATE_CONTENT = nameKey('AlternateContent');
const FALLBACK = nameKey('Fallback');

/**
 * A forward reader over the bytes of one XML part: tags on demand, text only where it is asked for. Names count
 * without their prefix and namespaces are not looked up, so strict and transitional parts read alike.
 */
export class XmlReader {
  /** Key of the element last opened or closed. */
  tag = 0;
  /** How many elements are open. */
  depth = 0;
  /** Where the value found last by `find` or `span` stands in `bytes`. */
  start = 0;
  end = 0;
  readonly bytes: Buffer;
  /** The byte that comes next. */
  pos = 0;
  private readonly part: string;
  private isClosing = false;
  private attributeCount = 0;
  private readonly attributes: number[] = [];
  private readonly openTags: number[] = [];

  constructor(bytes: Buffer, part: string) {
    this.bytes = toUtf8(bytes, part);
    this.part = part;
  }

  /** Moves to the next tag. An empty element opens and then closes. */
  next(): typeof END | typeof OPEN | typeof CLOSE {
    if (this.isClosing) {
      this.isClosing = false;
      this.depth -= 1;
      return CLOSE;
    }
    const { bytes } = this;
    const limit = bytes.length;
    let at = this.pos;
    for (;;) {
      while (at < limit && bytes[at] !== LT) at += 1;
      if (at >= limit) return this.finish();
      const mark = bytes[at + 1];
      if (mark === SLASH) return this.closeTag(at + 2);
      if (mark !== BANG && mark !== QUESTION) return this.openTag(at + 1);
      at = this.markupEnd(at);
    }
  }

  /** Opens the root element and returns its key. */
  root(): number {
    let at = 0;
    for (let byte = this.bytes[at] as number; byte <= SPACE && byte > 0; byte = this.bytes[at] as number) at += 1;
    if (this.bytes[at] !== LT || this.next() !== OPEN) throw this.broken('不是 XML');
    return this.tag;
  }

  /**
   * Moves to the next child of the element that is open at `depth`; false once that element has ended. The children
   * of alternatives count as its own: nobody here knows the extension that the other choice is for.
   */
  child(depth: number): boolean {
    for (;;) {
      if (this.next() === OPEN) {
        if (this.tag !== ALTERNATE_CONTENT && this.tag !== FALLBACK) return true;
      } else if (this.depth < depth) {
        if (this.depth === 0) this.next();
        return false;
      }
    }
  }

  /** Passes over the rest of the element just opened. */
  skip(): void {
    const outside = this.depth - 1;
    do this.next();
    while (this.depth > outside);
  }

  /**
   * Takes what stands up to the byte `stop` between two literal spellings and leaves it between `start` and `end`;
   * false, and nothing is taken, where anything else comes next. A shortcut past the tags for what comes in hundreds.
   */
  take(before: Buffer, stop: number, after: Buffer): boolean {
    const { bytes } = this;
    if (this.isClosing || !isAt(bytes, this.pos, before)) return false;
    const start = this.pos + before.length;
    let at = start;
    for (let byte = bytes[at]; byte !== stop; byte = bytes[at]) {
      if (byte === undefined || byte === LT) return false;
      at += 1;
    }
    if (!isAt(bytes, at, after)) return false;
    this.start = start;
    this.end = at;
    this.pos = at + after.length;
    return true;
  }

  /** Passes over the rest of the part, which must still end as its root element does. */
  skipToEnd(): void {
    this.pos = Math.max(this.pos, this.bytes.lastIndexOf('</'));
    this.isClosing = false;
    this.depth = 1;
    this.next();
    this.next();
  }

  /** Whether the element just opened is of the form `<c/>`. */
  isEmpty(): boolean {
    return this.isClosing;
  }

  /** A mark by which `returnTo` finds the child of the root just opened. */
  mark(): number {
    return this.isClosing ? -this.pos : this.pos;
  }

  /** Goes back into a child of the root, once the part has been read through. */
  returnTo(mark: number, tag: number): void {
    this.pos = Math.abs(mark);
    this.isClosing = mark < 0;
    this.depth = 2;
    this.openTags[1] = tag;
  }

  /** Finds an attribute of the element just opened. */
  find(key: number): boolean {
    const { attributes } = this;
    for (let n = 0; n < this.attributeCount; n += 3) {
      if (attributes[n] !== key) continue;
      this.start = attributes[n + 1] as number;
      this.end = attributes[n + 2] as number;
      return true;
    }
    return false;
  }

  /** An attribute's value as a key, counted from the last `separator` on; 0 where there is none. */
  attributeKey(key: number, separator = 0): number {
    if (!this.find(key)) return 0;
    let value = 0;
    for (let at = this.start; at < this.end; at += 1) {
      const byte = this.bytes[at] as number;
      value = byte === separator ? 0 : (Math.imul(value, 31) + byte) | 0;
    }
    return value;
  }

  /** An attribute's value; undefined where there is none. */
  attribute(key: number): string | undefined {
    return this.find(key) ? this.decode(this.start, this.end) : undefined;
  }

  /** The text of the element just opened, which ends with it. */
  text(): string {
    return this.span() ? this.decode(this.start, this.end) : this.mixedText();
  }

  /** Like `text`, but leaves it where it is, between `start` and `end`; false where comments or CDATA are in it. */
  span(): boolean {
    const { bytes } = this;
    this.start = this.pos;
    this.end = this.pos;
    if (this.isClosing) {
      this.next();
      return true;
    }
    let at = this.pos;
    for (let byte = bytes[at]; byte !== LT; byte = bytes[at]) {
      if (byte === undefined) throw this.broken('内容不完整');
      at += 1;
    }
    if (bytes[at + 1] !== SLASH) return false;
    this.end = at;
    this.closeTag(at + 2);
    return true;
  }

  /** The text from one place of the part to another, its references resolved. */
  decode(from: number, to: number): string {
    if (to - from > MAX_TEXT) throw this.tooLong();
    return decodeReferences(this.bytes.toString('utf8', from, to), this.part);
  }

  /** Text that `span` did not take. */
  mixedText(): string {
    let text = '';
    let at = this.pos;
    for (;;) {
      const from = at;
      at = this.indexOf('<', at);
      text += this.decode(from, at);
      const mark = this.bytes[at + 1];
      if (mark === SLASH) break;
      if (mark !== BANG && mark !== QUESTION) throw this.broken('文字里夹有元素');
      const end = this.markupEnd(at);
      if (this.startsWith(CDATA, at)) text += decodeLines(this.bytes.toString('utf8', at + CDATA.length, end - 3));
      if (text.length > MAX_TEXT) throw this.tooLong();
      at = end;
    }
    this.closeTag(at + 2);
    return text;
  }

  /** The failure of a part that says something no spreadsheet program writes. */
  broken(what: string): Unreadable {
    return new Unreadable('F-BROKEN', `${this.part} ${what}`);
  }

  private openTag(from: number): typeof OPEN {
    const { bytes, attributes } = this;
    let at = from;
    let byte = bytes[at] as number;
    let tag = 0;
    for (; byte > SPACE && byte !== GT && byte !== SLASH; byte = bytes[at] as number) {
      tag = byte === COLON ? 0 : (Math.imul(tag, 31) + byte) | 0;
      at += 1;
    }
    let count = 0;
    for (;;) {
      for (; byte <= SPACE; byte = bytes[at] as number) at += 1;
      if (byte === GT || byte === SLASH) break;
      let key = 0;
      for (; byte > SPACE && byte !== EQUALS && byte !== GT; byte = bytes[at] as number) {
        key = byte === COLON ? COLON : (Math.imul(key, 31) + byte) | 0;
        at += 1;
      }
      for (; byte <= SPACE; byte = bytes[at] as number) at += 1;
      if (byte !== EQUALS || key === 0) throw this.broken('标签有误');
      at += 1;
      for (byte = bytes[at] as number; byte <= SPACE; byte = bytes[at] as number) at += 1;
      if ((byte !== QUOTE && byte !== APOSTROPHE) || count === MAX_ATTRIBUTES * 3) throw this.broken('标签有误');
      const quote = byte;
      at += 1;
      attributes[count] = key;
      attributes[count + 1] = at;
      for (byte = bytes[at] as number; byte !== quote; byte = bytes[at] as number) {
        if (byte === undefined || byte === LT) throw this.broken('标签有误');
        at += 1;
      }
      attributes[count + 2] = at;
      count += 3;
      at += 1;
      byte = bytes[at] as number;
    }
    this.isClosing = byte === SLASH;
    if (this.isClosing && bytes[at + 1] !== GT) throw this.broken('标签有误');
    if (tag === 0 || this.depth === MAX_DEPTH || (this.depth === 0 && this.tag !== 0)) throw this.broken('标签有误');
    this.pos = this.isClosing ? at + 2 : at + 1;
    this.tag = tag;
    this.attributeCount = count;
    this.openTags[this.depth] = tag;
    this.depth += 1;
    return OPEN;
  }

  private closeTag(from: number): typeof CLOSE {
    const { bytes } = this;
    let at = from;
    let byte = bytes[at] as number;
    let tag = 0;
    for (; byte > SPACE && byte !== GT; byte = bytes[at] as number) {
      tag = byte === COLON ? 0 : (Math.imul(tag, 31) + byte) | 0;
      at += 1;
    }
    for (; byte <= SPACE; byte = bytes[at] as number) at += 1;
    if (byte !== GT || this.depth === 0 || this.openTags[this.depth - 1] !== tag) throw this.broken('标签不配对');
    this.pos = at + 1;
    this.tag = tag;
    this.depth -= 1;
    return CLOSE;
  }

  private finish(): typeof END {
    if (this.depth > 0 || this.tag === 0) throw this.broken('内容不完整');
    this.pos = this.bytes.length;
    return END;
  }

  /** Where a comment, a processing instruction, a CDATA section or a plain DOCTYPE ends. */
  private markupEnd(at: number): number {
    if (this.bytes[at + 1] === QUESTION) return this.indexOf('?>', at + 2) + 2;
    if (this.startsWith('<!--', at)) return this.indexOf('-->', at + 4) + 3;
    if (this.startsWith(CDATA, at)) return this.indexOf(']]>', at + CDATA.length) + 3;
    const end = this.indexOf('>', at);
    // Entities of one's own are how a small part grows to gigabytes; no spreadsheet program declares any.
    if (!this.startsWith('<!DOCTYPE', at) || this.bytes.subarray(at, end).includes('['))
      throw this.broken('不许有实体');
    return end + 1;
  }

  private indexOf(mark: string, from: number): number {
    const at = this.bytes.indexOf(mark, from, 'latin1');
    if (at < 0) throw this.broken('内容不完整');
    return at;
  }

  private startsWith(mark: string, at: number): boolean {
    return this.bytes.toString('latin1', at, at + mark.length) === mark;
  }

  private tooLong(): Unreadable {
    return new Unreadable('F-TOO-LARGE', `${this.part} 里有过长的文字`);
  }
}

function isAt(bytes: Buffer, at: number, literal: Buffer): boolean {
  for (let n = 0; n < literal.length; n += 1) if (bytes[at + n] !== literal[n]) return false;
  return true;
}
