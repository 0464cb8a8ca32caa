import type { Cell } from '../../../schemas/grid.ts';
import { isoSerial } from './iso-serial.ts';
import { PlainCell } from './plain-cell.ts';
import { readRichText, type SharedStrings } from './shared-strings.ts';
import { Unreadable } from './unreadable.ts';
import { nameKey, type XmlReader } from './xml-reader.ts';
import { decodeEscapes } from './xml-text.ts';

const WORKSHEET = nameKey('worksheet');
const SHEET_DATA = nameKey('sheetData');
const MERGE_CELLS = nameKey('mergeCells');
const REF = nameKey('ref');
const ROW = nameKey('row');
const C = nameKey('c');
const R = nameKey('r');
const T = nameKey('t');
const V = nameKey('v');
const F = nameKey('f');
const IS = nameKey('is');

const NO_TYPE = 0;
const NUMBER = nameKey('n');
const SHARED = nameKey('s');
const INLINE = nameKey('inlineStr');
const STRING = nameKey('str');
const BOOLEAN = nameKey('b');
const ERROR = nameKey('e');
const DATE = nameKey('d');

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
const NO_CELLS: Cell[] = [];
/** A far value is reached in strides: one at a time, a million rows would take a quarter of a second. */
const STRIDE = 1024;
const EMPTY_ROWS: readonly Cell[][] = Array.from({ length: STRIDE }, () => NO_CELLS);
const EMPTY_CELLS: readonly Cell[] = Array.from({ length: STRIDE }, () => null);

/** What a scan of several tabs shares. */
export interface ScanContext {
  readonly strings: SharedStrings;
  readonly date1904: boolean;
  /** How many places in rows and columns may still be made: values and the empty ones before them. */
  places: number;
}

/** What a tab holds. */
export interface ScannedSheet {
  readonly cells: readonly (readonly Cell[])[];
  /** Those of the ranges asked about that are merged. */
  readonly merged: ReadonlySet<string>;
}

/** Reads a tab's values in one forward scan; `ranges` are those, as `B4:D4`, of which it matters if they are merged. */
export function scanSheet(xml: XmlReader, context: ScanContext, ranges: ReadonlySet<string> = new Set()): ScannedSheet {
  const rows: Cell[][] = [];
  const merged = new Set<string>();
  if (xml.root() !== WORKSHEET) throw xml.broken('不是工作表');
  const depth = xml.depth;
  let isDone = false;
  while (!isDone && xml.child(depth)) {
    if (xml.tag === SHEET_DATA) {
      scanRows(xml, context, rows);
      isDone = ranges.size === 0;
    } else if (xml.tag === MERGE_CELLS) {
      while (xml.child(depth + 1)) {
        const range = xml.attribute(REF) ?? '';
        if (ranges.has(range)) merged.add(range);
        xml.skip();
      }
      isDone = true;
    } else {
      xml.skip();
    }
  }
  // More than half of a form's part are the formats and validations that come now.
  if (isDone) xml.skipToEnd();
  return { cells: rows, merged };
}

function scanRows(xml: XmlReader, context: ScanContext, rows: Cell[][]): void {
  const depth = xml.depth;
  const plain = new PlainCell();
  let row = -1;
  while (xml.child(depth)) {
    if (xml.tag === ROW) {
      row = xml.find(R) ? readInteger(xml) - 1 : row + 1;
      if (!(row >= 0 && row < LAST_ROW)) throw xml.broken('行号有误');
      scanRow(xml, context, rows, row, plain);
    } else {
      xml.skip();
    }
  }
}

function scanRow(xml: XmlReader, context: ScanContext, rows: Cell[][], row: number, plain: PlainCell): void {
  const depth = xml.depth;
  let column = -1;
  if (xml.isEmpty()) return;
  for (;;) {
    while (plain.take(xml, row)) {
      column = plain.column;
      if (plain.isEmpty) continue;
      const value = spanValue(xml, plain.type, plain.start, plain.end, context);
      if (value !== null) place(xml, context, rows, row, column, value);
    }
    if (!xml.child(depth)) return;
    if (xml.tag === C) {
      column = xml.find(R) ? readColumn(xml, row) : column + 1;
      if (column >= LAST_COLUMN) throw xml.broken('列号有误');
      const value = readCell(xml, context);
      if (value !== null) place(xml, context, rows, row, column, value);
    } else {
      xml.skip();
    }
  }
}

// Rows and columns before a value are filled up, so that whoever walks a tab meets no holes: a value in the last row
// costs a million references to one shared empty row. Cells that are only styled never come here.
function place(xml: XmlReader, context: ScanContext, rows: Cell[][], row: number, column: number, value: Cell): void {
  let cells = rows[row];
  context.places -= Math.max(0, row + 1 - rows.length) + Math.max(0, column + 1 - (cells?.length ?? 0));
  if (context.places < 0) throw new Unreadable('F-TOO-LARGE', `单元格过多，或第 ${row + 1} 行第 ${column + 1} 列过远`);
  while (rows.length + STRIDE <= row) rows.push(...EMPTY_ROWS);
  while (rows.length <= row) rows.push(NO_CELLS);
  if (cells === undefined || cells === NO_CELLS) {
    cells = [];
    rows[row] = cells;
  }
  while (cells.length + STRIDE <= column) cells.push(...EMPTY_CELLS);
  while (cells.length < column) cells.push(null);
  if (cells.length === column) cells.push(value);
  else if (cells[column] === null) cells[column] = value;
  else throw xml.broken('同一单元格出现两次');
}

function readCell(xml: XmlReader, context: ScanContext): Cell {
  const type = xml.attributeKey(T);
  const depth = xml.depth;
  let value: Cell = null;
  let formula: string | null = null;
  let start = 0;
  let end = 0;
  while (xml.child(depth)) {
    if (xml.tag === V) {
      value = readValue(xml, type, context);
    } else if (xml.tag === IS) {
      value = readRichText(xml);
    } else if (xml.tag === F) {
      // The cells of a shared formula after its first have no text of their own; moving the first one's is not worth it.
      if (xml.find(T)) formula = '=';
      if (xml.span()) ({ start, end } = xml);
      else formula = `=${xml.mixedText()}`;
    } else {
      xml.skip();
    }
  }
  // A formula that nobody has calculated yet is not a blank.
  return value ?? (end > start ? `=${decodeEscapes(xml.decode(start, end))}` : formula);
}

function readValue(xml: XmlReader, type: number, context: ScanContext): Cell {
  if (!xml.span()) return textValue(xml, type, xml.mixedText(), context);
  return spanValue(xml, type, xml.start, xml.end, context);
}

// Counts and the numbers of shared texts, which are most values, come without a detour through a string.
function spanValue(xml: XmlReader, type: number, start: number, end: number, context: ScanContext): Cell {
  if ((type === NO_TYPE || type === NUMBER || type === SHARED) && end > start && end - start <= 15) {
    let number = 0;
    let at = start;
    for (; at < end; at += 1) {
      const digit = (xml.bytes[at] as number) - 0x30;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
    }
    if (at === end) return type === SHARED ? context.strings.at(number) : number;
  }
  return textValue(xml, type, xml.decode(start, end), context);
}

function textValue(xml: XmlReader, type: number, text: string, context: ScanContext): Cell {
  switch (type) {
    case STRING:
    case INLINE:
      return decodeEscapes(text);
    case NO_TYPE:
    case NUMBER:
      return parseNumber(xml, text);
    case SHARED: {
      const index = parseNumber(xml, text);
      return index === null ? null : context.strings.at(index);
    }
    case BOOLEAN:
      return parseBoolean(xml, text.trim());
    case ERROR:
      return text || null;
    case DATE:
      return isoSerial(text, context.date1904) ?? (text || null);
    default:
      throw xml.broken('单元格类型有误');
  }
}

function parseBoolean(xml: XmlReader, text: string): boolean | null {
  if (text === '') return null;
  if (text === '1' || text === 'true') return true;
  if (text === '0' || text === 'false') return false;
  throw xml.broken('逻辑值有误');
}

// Number alone would also take 0x10, Infinity and nothing at all.
function parseNumber(xml: XmlReader, text: string): number | null {
  if (text.trim() === '') return null;
  const number = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(number)) throw xml.broken('数字有误');
  return number;
}

/** The number between `start` and `end`; NaN where there is none. */
function readInteger(xml: XmlReader): number {
  let number = 0;
  for (let at = xml.start; at < xml.end; at += 1) {
    const digit = (xml.bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9 || number > LAST_ROW) return Number.NaN;
    number = number * 10 + digit;
  }
  return number;
}

/** The column of the address between `start` and `end`, which must be one of this row. */
function readColumn(xml: XmlReader, row: number): number {
  let column = 0;
  let at = xml.start;
  for (; at < xml.end; at += 1) {
    const letter = ((xml.bytes[at] as number) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = Math.min(column * 26 + letter, LAST_COLUMN + 1);
  }
  xml.start = at;
  if (column === 0 || readInteger(xml) !== row + 1) throw xml.broken('单元格地址有误');
  return column - 1;
}
