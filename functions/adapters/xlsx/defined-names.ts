import { type CellRef, columnLetters } from '../../../schemas/grid.ts';
import { nameKey, type XmlReader } from './xml-reader.ts';

const DEFINED_NAME = nameKey('definedName');
const NAME = nameKey('name');
const LOCAL_SHEET_ID = nameKey('localSheetId');

const BEFORE = Buffer.from('<definedName name="');
const BETWEEN = Buffer.from('">');
const AFTER = Buffer.from('</definedName>');
const NOTHING = Buffer.alloc(0);
const BANG = 0x21;
const QUOTE = 0x22;
const DOLLAR = 0x24;
const COLON = 0x3a;
const LT = 0x3c;

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** A defined name that points at one cell, or at a range that counts as its first cell if it is merged. */
export interface WrittenName {
  readonly name: string;
  /** Whether it is valid on one tab only. */
  readonly isLocal: boolean;
  readonly cell: CellRef;
  /** As merged ranges are written, `B4:D4`; undefined for a single cell. */
  readonly range: string | undefined;
}

/** Reads the element of names just opened; areas, formulas, relative references and those to no tab drop out. */
export function scanDefinedNames(xml: XmlReader, tabs: readonly string[]): WrittenName[] {
  const names: WrittenName[] = [];
  const findTab = tabFinder(xml, tabs);
  const add = (name: string, isLocal: boolean): void => {
    const reference = readReference(xml.bytes, xml.start, xml.end);
    // Print areas and the like are Excel's own names.
    if (!reference || name.startsWith('_xlnm.')) return;
    const sheet = findTab(xml.start, reference.bang);
    if (sheet === undefined) return;
    const { row, column, range } = reference;
    names.push({ name, isLocal, cell: { sheet, row, column }, range });
  };
  const depth = xml.depth;
  for (;;) {
    const from = xml.pos;
    if (xml.take(BEFORE, QUOTE, BETWEEN)) {
      const { start, end } = xml;
      if (xml.take(NOTHING, LT, AFTER)) {
        add(xml.decode(start, end), false);
        continue;
      }
      xml.pos = from;
    }
    if (!xml.child(depth)) return names;
    const name = xml.tag === DEFINED_NAME ? xml.attribute(NAME) : undefined;
    const isLocal = xml.find(LOCAL_SHEET_ID);
    if (name !== undefined && xml.span()) add(name, isLocal);
    else xml.skip();
  }
}

/** The ranges that names point at, by tab: only a scan of the tab can tell whether they are merged. */
export function rangesByTab(names: readonly WrittenName[]): Map<string, Set<string>> {
  const ranges = new Map<string, Set<string>>();
  for (const { cell, range } of names) {
    if (range === undefined) continue;
    const ofTab = ranges.get(cell.sheet) ?? new Set();
    ranges.set(cell.sheet, ofTab.add(range));
  }
  return ranges;
}

/** The cell of each name; one of the whole workbook goes before one of a single tab, whatever their case. */
export function resolveNames(
  written: readonly WrittenName[],
  isMerged: (sheet: string, range: string) => boolean,
): Map<string, CellRef> {
  const counts = ({ cell, range }: WrittenName): boolean => range === undefined || isMerged(cell.sheet, range);
  const names = unambiguous(written, (name) => !name.isLocal && counts(name));
  if (!written.some((name) => name.isLocal)) return names;
  const locals = unambiguous(written, (name) => name.isLocal && counts(name));
  const taken = new Set([...names.keys()].map((name) => name.toLowerCase()));
  for (const [name, cell] of locals) if (!taken.has(name.toLowerCase())) names.set(name, cell);
  return names;
}

// Where several names of one spelling disagree, nobody can say which is meant: none of them counts.
function unambiguous(written: readonly WrittenName[], counts: (name: WrittenName) => boolean): Map<string, CellRef> {
  const names = new Map<string, CellRef>();
  let counted = 0;
  for (const each of written) {
    if (!counts(each)) continue;
    names.set(each.name, each.cell);
    counted += 1;
  }
  if (names.size === counted) return names;
  for (const each of written) {
    const last = names.get(each.name);
    if (last && counts(each) && !isSamePlace(last, each.cell)) names.delete(each.name);
  }
  return names;
}

// Seventy names in turn point at the same two tabs, so a tab's text is decoded only where it differs from the last.
function tabFinder(xml: XmlReader, tabs: readonly string[]): (start: number, end: number) => string | undefined {
  const tabByKey = new Map(tabs.map((tab) => [tab.toLowerCase(), tab]));
  let lastStart = 0;
  let lastEnd = 0;
  let tab: string | undefined;
  return (start, end) => {
    if (!isSameText(xml.bytes, lastStart, lastEnd, start, end)) {
      tab = tabByKey.get(unquote(xml.decode(start, end)).toLowerCase());
    }
    lastStart = start;
    lastEnd = end;
    return tab;
  };
}

function isSameText(bytes: Buffer, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let n = end - start - 1; n >= 0; n -= 1) if (bytes[start + n] !== bytes[otherStart + n]) return false;
  return true;
}

function unquote(tab: string): string {
  return tab.startsWith("'") && tab.endsWith("'") ? tab.slice(1, -1).replaceAll("''", "'") : tab;
}

interface Reference {
  /** Where the exclamation mark after the tab's name stands. */
  readonly bang: number;
  readonly row: number;
  readonly column: number;
  readonly range: string | undefined;
}

/** Reads `'自查表'!$B$4`, `自查表!$B$4:$B$4` and the like. */
function readReference(bytes: Buffer, start: number, end: number): Reference | undefined {
  let bang = end - 1;
  while (bang > start && bytes[bang] !== BANG) bang -= 1;
  const first = readCorner(bytes, bang + 1);
  const last = first && bytes[first.end] === COLON ? readCorner(bytes, first.end + 1) : first;
  if (!first || last?.end !== end) return undefined;
  const { row, column } = first;
  const isCell = row === last.row && column === last.column;
  return { bang, row, column, range: isCell ? undefined : `${addressOf(first)}:${addressOf(last)}` };
}

interface Corner {
  readonly row: number;
  readonly column: number;
  readonly end: number;
}

/** Reads the absolute address, `$B$4`, that starts at `from`. */
function readCorner(bytes: Buffer, from: number): Corner | undefined {
  let at = from + 1;
  let column = 0;
  for (let letter = letterAt(bytes, at); letter > 0 && column <= LAST_COLUMN; letter = letterAt(bytes, at)) {
    column = column * 26 + letter;
    at += 1;
  }
  if (bytes[from] !== DOLLAR || bytes[at] !== DOLLAR) return undefined;
  at += 1;
  let row = 0;
  for (let digit = digitAt(bytes, at); digit >= 0 && digit <= 9 && row <= LAST_ROW; digit = digitAt(bytes, at)) {
    row = row * 10 + digit;
    at += 1;
  }
  const isCell = column > 0 && column <= LAST_COLUMN && row > 0 && row <= LAST_ROW;
  return isCell ? { row: row - 1, column: column - 1, end: at } : undefined;
}

function letterAt(bytes: Buffer, at: number): number {
  const letter = ((bytes[at] as number) | 0x20) - 0x60;
  return letter >= 1 && letter <= 26 ? letter : 0;
}

function digitAt(bytes: Buffer, at: number): number {
  return (bytes[at] as number) - 0x30;
}

function addressOf({ row, column }: Corner): string {
  return `${columnLetters(column)}${row + 1}`;
}

function isSamePlace(a: CellRef, b: CellRef): boolean {
  return a.sheet === b.sheet && a.row === b.row && a.column === b.column;
}
