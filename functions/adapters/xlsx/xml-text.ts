import { isUtf8 } from 'node:buffer';
import { Unreadable } from './unreadable.ts';

const LT = 0x3c;
const QUESTION = 0x3f;
const USUAL_PROLOG = Buffer.from('<?xml version="1.0" encoding="UTF-8"');

/** The bytes of an XML part as UTF-8 without a byte order mark, whatever encoding it came in. */
export function toUtf8(bytes: Buffer, part: string): Buffer {
  const label = encodingOf(bytes);
  if (label === 'utf-8') {
    if (!isUtf8(bytes)) throw new Unreadable('F-BROKEN', `${part} 的文字编码有误`);
    return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  }
  try {
    return Buffer.from(new TextDecoder(label, { fatal: true }).decode(bytes));
  } catch {
    throw new Unreadable('F-BROKEN', `${part} 的文字编码 ${label} 读不了`);
  }
}

/** Character data as its reader means it: references resolved, line ends made LF. */
export function decodeReferences(text: string, part: string): string {
  const lines = decodeLines(text);
  let at = lines.indexOf('&');
  if (at < 0) return lines;
  let decoded = '';
  let from = 0;
  for (; at >= 0; at = lines.indexOf('&', from)) {
    const end = lines.indexOf(';', at);
    const character = end < 0 ? undefined : referenced(lines.slice(at + 1, end));
    if (character === undefined) throw new Unreadable('F-BROKEN', `${part} 里有不认识的字符引用`);
    decoded += lines.slice(from, at) + character;
    from = end + 1;
  }
  return decoded + lines.slice(from);
}

/** Line ends as XML has them. */
export function decodeLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Resolves the escapes that spreadsheets use for what XML cannot hold: `_x000D_` is a carriage return. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function referenced(name: string): string | undefined {
  switch (name) {
    case 'amp':
      return '&';
    case 'lt':
      return '<';
    case 'gt':
      return '>';
    case 'quot':
      return '"';
    case 'apos':
      return "'";
    default:
      return character(name);
  }
}

/** The character of `#65` or `#x41`. */
function character(name: string): string | undefined {
  if (!/^#(?:\d{1,8}|x[\da-fA-F]{1,8})$/.test(name)) return undefined;
  const code = Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1));
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

function encodingOf(bytes: Buffer): string {
  const { length } = USUAL_PROLOG;
  if (bytes.length > length && bytes.compare(USUAL_PROLOG, 0, length, 0, length) === 0) return 'utf-8';
  const first = bytes[0];
  const second = bytes[1];
  if ((first === 0xff && second === 0xfe) || (first === LT && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === LT)) return 'utf-16be';
  if (first !== LT || second !== QUESTION) return 'utf-8';
  const prolog = bytes.toString('latin1', 0, Math.min(bytes.length, 120));
  const label = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(prolog)?.[1]?.toLowerCase();
  // A declaration that can be read byte by byte is not UTF-16, whatever it says: some writers claim it of UTF-8.
  return label === undefined || label === 'utf8' || label.startsWith('utf-16') ? 'utf-8' : label;
}
