import { type CellRef, columnLetters } from '../../../schemas/grid.ts';
import { nameKey, type XmlReader } from './xml-reader.ts';

const DEFINED_NAME = nameKey('definedName');
const NAME = nameKey('name');
const LOCAL_SHEET_ID = nameKey('localSheetId');

const BANG = 0x21;
const DOLLAR = 0x24;
const COLON = 0x3a;

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
  const { bytes } = xml;
  const names: WrittenName[] = [];
  const findTab = tabFinder(xml, tabs);
  const depth = xml.depth;
  while (xml.child(depth)) {
    if (xml.tag !== DEFINED_NAME) {
      xml.skip();
      continue;
    }
    const name = xml.attribute(NAME) ?? '';
    const isLocal = xml.find(LOCAL_SHEET_ID);
    // Print areas and the like are Excel's own names.
    if (name.startsWith('_xlnm.') || !xml.span()) {
      xml.skip();
      continue;
    }
    const { start, end } = xml;
    let bang = end - 1;
    while (bang > start && bytes[bang] !== BANG) bang -= 1;
    const first = readCorner(bytes, bang + 1);
    const last = first && bytes[first.end] === COLON ? readCorner(bytes, first.end + 1) : first;
    if (!first || last?.end !== end) continue;
    const sheet = findTab(start, bang);
    if (sheet === undefined) continue;
    const range = first === last ? undefined : `${addressOf(first)}:${addressOf(last)}`;
    names.push({ name, isLocal, cell: { sheet, row: first.row, column: first.column }, range });
  }
  return names;
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
  const cells = written.filter(({ cell, range }) => range === undefined || isMerged(cell.sheet, range));
  const names = unambiguous(cells.filter((name) => !name.isLocal));
  const locals = unambiguous(cells.filter((name) => name.isLocal));
  const taken = locals.size > 0 ? new Set([...names.keys()].map((name) => name.toLowerCase())) : undefined;
  for (const [name, cell] of locals) if (!taken?.has(name.toLowerCase())) names.set(name, cell);
  return names;
}

// Where several names of one spelling disagree, nobody can say which is meant: none of them counts.
function unambiguous(written: readonly WrittenName[]): Map<string, CellRef> {
  const names = new Map<string, CellRef>();
  const doubtful = new Set<string>();
  for (const { name, cell } of written) {
    const rival = names.get(name);
    if (rival && !isSamePlace(rival, cell)) doubtful.add(name);
    names.set(name, cell);
  }
  for (const name of doubtful) names.delete(name);
  return names;
}

// Seventy names in turn point at the same two tabs, so a tab's text is decoded only where it differs from the last.
function tabFinder(xml: XmlReader, tabs: readonly string[]): (start: number, end: number) => string | undefined {
  const tabByKey = new Map(tabs.map((tab) => [tab.toLowerCase(), tab]));
  let lastStart = 0;
  let lastEnd = 0;
  let tab: string | undefined;
  return (start, end) => {
    if (!isSameText(xml.bytes, lastStart, lastEnd, start, end))
      tab = tabByKey.get(unquote(xml.decode(start, end)).toLowerCase());
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

interface Corner {
  readonly row: number;
  readonly column: number;
  readonly end: number;
}

/** The absolute address (`$B$4`) that starts at `from`. */
function readCorner(bytes: Buffer, from: number): Corner | undefined {
  let at = from + 1;
  let column = 0;
  for (let letter = letterAt(bytes, at); letter > 0; letter = letterAt(bytes, at)) {
    column = column * 26 + letter;
    at += 1;
  }
  const digits = at + 1;
  let row = 0;
  if (bytes[from] !== DOLLAR || bytes[at] !== DOLLAR) return undefined;
  for (at = digits; at - digits < 7; at += 1) {
    const digit = (bytes[at] as number) - 0x30;
    if (!(digit >= 0 && digit <= 9)) break;
    row = row * 10 + digit;
  }
  return column > 0 && column <= 16_384 && row > 0 && row <= 1_048_576
    ? { row: row - 1, column: column - 1, end: at }
    : undefined;
}

function letterAt(bytes: Buffer, at: number): number {
  const letter = ((bytes[at] as number) | 0x20) - 0x60;
  return letter >= 1 && letter <= 26 ? letter : 0;
}

function addressOf({ row, column }: Corner): string {
  return `${columnLetters(column)}${row + 1}`;
}

function isSamePlace(a: CellRef, b: CellRef): boolean {
  return a.sheet === b.sheet && a.row === b.row && a.column === b.column;
}
