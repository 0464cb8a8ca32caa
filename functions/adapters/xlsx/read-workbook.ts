import type { FailureCode } from '../../../schemas/failures.ts';
import type { Sheet, Workbook } from '../../../schemas/grid.ts';
import { rangesByTab, resolveNames } from './defined-names.ts';
import { refuseForeignFile } from './file-kind.ts';
import { RecentScans } from './recent-scans.ts';
import { type ScanContext, scanSheet } from './scan-sheet.ts';
import {
  type Relationship,
  relationshipsPart,
  resolveTarget,
  scanRelationships,
  scanWorkbookPart,
  type Tab,
  type WorkbookPart,
} from './scan-workbook-parts.ts';
import { SharedStrings } from './shared-strings.ts';
import { Unreadable } from './unreadable.ts';
import { nameKey, XmlReader } from './xml-reader.ts';
import { findPart, inflatePart, openZip, type PackedPart, type Zip } from './zip-directory.ts';

/** What is wanted of a workbook, and how large it may be. */
export interface ReadOptions {
  /** Which tabs' cells are wanted, all by default; the others come back empty, and their parts are never opened. */
  readonly sheets?: (name: string, index: number) => boolean;
  /** Bytes of the file. */
  readonly maxBytes?: number;
  /** Bytes of the parts that are needed, inflated. */
  readonly maxInflated?: number;
  /** Places in the rows and columns of the wanted tabs: values and the empty places before them. */
  readonly maxCells?: number;
}

/** A workbook as values, or why it is none. */
export type ReadResult =
  | { readonly ok: true; readonly workbook: Workbook }
  | { readonly ok: false; readonly code: FailureCode; readonly detail: string };

const OFFICE_DOCUMENT = nameKey('officeDocument');
const WORKSHEET = nameKey('worksheet');
const SHARED_STRINGS = nameKey('sharedStrings');

const MiB = 1024 * 1024;
/** The parts that list other parts; a school's are of some kilobytes. */
const MAX_LISTING = 4 * MiB;
const NO_CELLS: Sheet['cells'] = [];

const packageListings = new RecentScans(scanRelationships);
const workbookListings = new RecentScans(scanRelationships);
const workbookParts = new RecentScans(scanWorkbookPart);

/** Reads an .xlsx: bytes in, values out. It never throws, whatever the bytes; text comes back as it was typed. */
export function readWorkbook(bytes: Buffer | Uint8Array, options: ReadOptions = {}): ReadResult {
  const opened = attempt(() => openWorkbook(bytes, options));
  if (!opened.ok) return opened;
  // Outside of the attempts: a fault of the caller's is not the file's.
  const wanted = opened.value.part.tabs.map((tab, index) => options.sheets?.(tab.name, index) ?? true);
  const read = attempt(() => readTabs(opened.value, wanted, options.maxCells ?? 1_200_000));
  return read.ok ? { ok: true, workbook: read.value } : read;
}

/** A workbook whose listing parts are read and whose tabs are not yet. */
interface OpenWorkbook {
  readonly zip: Zip;
  readonly main: string;
  readonly part: WorkbookPart;
  readonly relationships: ReadonlyMap<string, Relationship>;
}

type Attempt<T> = { readonly ok: true; readonly value: T } | (ReadResult & { readonly ok: false });

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, code: error.code, detail: error.message };
    return { ok: false, code: 'F-BROKEN', detail: `意外错误：${String(error)}` };
  }
}

function openWorkbook(bytes: Buffer | Uint8Array, options: ReadOptions): OpenWorkbook {
  const file = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length > (options.maxBytes ?? 20 * MiB)) throw new Unreadable('F-TOO-LARGE', `文件有 ${file.length} 字节`);
  refuseForeignFile(file);
  const zip = openZip(file, options.maxInflated ?? 64 * MiB);
  const main = targetOf('', relationshipsOf(zip, '', packageListings), OFFICE_DOCUMENT);
  if (main === undefined) throw foreignZip(zip);
  if (/\.bin$/i.test(main)) throw new Unreadable('F-OLD-FORMAT', '.xlsb');
  if (/^(?:word|ppt)\//i.test(main)) throw new Unreadable('F-NOT-XLSX', 'Word 或 PowerPoint 文档');
  const part = workbookParts.of(requirePart(zip, main, MAX_LISTING));
  if (!part) throw new Unreadable('F-NOT-XLSX', `${main} 不是工作簿`);
  const tabs = new Set(part.tabs.map((tab) => tab.name.toLowerCase()));
  if (tabs.size === 0) throw new Unreadable('F-BROKEN', '没有工作表');
  if (tabs.size < part.tabs.length) throw new Unreadable('F-BROKEN', '有两个同名的工作表');
  return { zip, main, part, relationships: relationshipsOf(zip, main, workbookListings) };
}

function readTabs(book: OpenWorkbook, wanted: readonly boolean[], maxCells: number): Workbook {
  const { zip, main, part, relationships } = book;
  const strings = new SharedStrings(() =>
    openPart(zip, targetOf(main, relationships, SHARED_STRINGS) ?? 'sharedStrings'),
  );
  const context: ScanContext = { strings, date1904: part.date1904, places: maxCells };
  const ranges = rangesByTab(part.names);
  const merged = new Map<string, ReadonlySet<string>>();
  const sheets = part.tabs.map((tab, index): Sheet => {
    const { name, hidden } = tab;
    const target = wanted[index] ? targetOfTab(book, tab) : undefined;
    if (target === undefined) return { name, hidden, cells: NO_CELLS };
    const scanned = scanSheet(openPart(zip, target), context, ranges.get(name));
    merged.set(name, scanned.merged);
    return { name, hidden, cells: scanned.cells };
  });
  const names = resolveNames(part.names, (sheet, range) => merged.get(sheet)?.has(range) ?? false);
  return { sheets, names, date1904: part.date1904 };
}

/** The part with a tab's cells; undefined for a chart or a dialogue, which have none. */
function targetOfTab({ main, relationships }: OpenWorkbook, tab: Tab): string | undefined {
  const relationship = relationships.get(tab.relationshipId);
  if (!relationship) throw new Unreadable('F-BROKEN', `找不到工作表 ${tab.name}`);
  return relationship.type === WORKSHEET ? resolveTarget(main, relationship.target) : undefined;
}

function openPart(zip: Zip, name: string): XmlReader {
  return new XmlReader(inflatePart(requirePart(zip, name)), name);
}

type Relationships = ReadonlyMap<string, Relationship>;

function relationshipsOf(zip: Zip, source: string, recent: RecentScans<Relationships>): Relationships {
  const part = findPart(zip, relationshipsPart(source), MAX_LISTING);
  return part ? recent.of(part) : new Map();
}

function targetOf(source: string, relationships: Relationships, type: number): string | undefined {
  for (const relationship of relationships.values()) {
    if (relationship.type === type) return resolveTarget(source, relationship.target);
  }
  return undefined;
}

function requirePart(zip: Zip, name: string, limit?: number): PackedPart {
  const part = findPart(zip, name, limit) ?? findPart(zip, percentDecoded(name), limit);
  if (!part) throw new Unreadable('F-BROKEN', `缺少 ${name}`);
  return part;
}

// Targets are written as parts of an address; the names in the zip are mostly not.
function percentDecoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function foreignZip(zip: Zip): Unreadable {
  const mimetype = findPart(zip, 'mimetype', 1024);
  const type = mimetype ? inflatePart(mimetype).toString('latin1') : '';
  if (type.includes('opendocument.spreadsheet')) return new Unreadable('F-OLD-FORMAT', '.ods');
  for (const name of zip.entries.keys()) {
    if (name.startsWith('xl/')) return new Unreadable('F-BROKEN', '缺少 _rels/.rels');
  }
  return new Unreadable('F-NOT-XLSX', '压缩包里没有工作簿');
}
