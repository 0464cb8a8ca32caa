import { crc32, inflateRawSync } from 'node:zlib';
import { Unreadable } from './unreadable.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const IN_EXTRA_32 = 0xffffffff;

const STORED = 0;
const DEFLATED = 8;

const MAX_ENTRIES = 10_000;
/** Deflate cannot do better than 1,032 to 1. */
const MAX_RATIO = 1032;
/** Sheets shrink to a tenth or a thirtieth; a large part that shrinks to less than a hundredth is made to be a bomb. */
const LARGE = 1024 * 1024;
const MAX_RATIO_OF_LARGE = 100;
/** A stream that runs past its declared size and past this is called a bomb, else a broken file. */
const BOMB_PROBE = 8 * 1024 * 1024;

interface ZipEntry {
  readonly name: string;
  readonly nameAt: number;
  readonly nameLength: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  twice: boolean;
}

/** A zip whose directory has been read and found sane; nothing is inflated yet. */
export interface Zip {
  readonly bytes: Buffer;
  readonly entries: ReadonlyMap<string, ZipEntry>;
  readonly directoryAt: number;
  /** How many bytes may still be inflated. */
  budget: number;
}

/** Reads the directory of a zip; part names are found whatever their case and slashes. */
export function openZip(bytes: Buffer, maxInflated: number): Zip {
  const end = findEnd(bytes);
  const entries = new Map<string, ZipEntry>();
  let at = end.offset;
  let ordered = true;
  let previousEnd = 0;
  for (let n = 0; n < end.count; n += 1) {
    const entry = readEntry(bytes, at, end.offset + end.size);
    at = entry.next;
    const known = entries.get(entry.name);
    if (known) known.twice = true;
    else entries.set(entry.name, entry);
    if (entry.offset < previousEnd) ordered = false;
    previousEnd = leastEnd(entry);
  }
  if (at !== end.offset + end.size) throw new Unreadable('F-BROKEN', '压缩包目录长度不符');
  if (!ordered) refuseOverlap([...entries.values()]);
  return { bytes, entries, directoryAt: end.offset, budget: maxInflated };
}

/** The key under which a part stands in the directory. */
function partKey(name: string): string {
  const path = name.includes('\\') ? name.replaceAll('\\', '/') : name;
  return (path.startsWith('/') ? path.replace(/^\/+/, '') : path).toLowerCase();
}

/** A part as it stands in the file, held against the directory and not inflated yet. */
export interface PackedPart {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly packed: Buffer;
}

/** Finds a part and takes its size off what may still be inflated; undefined where the zip has none of that name. */
export function findPart(zip: Zip, name: string, limit = Number.POSITIVE_INFINITY): PackedPart | undefined {
  const entry = zip.entries.get(partKey(name));
  if (!entry) return undefined;
  if (entry.twice) throw new Unreadable('F-BROKEN', `${name} 在压缩包里有两份`);
  const isBomb = entry.size > LARGE && entry.size > entry.packed * MAX_RATIO_OF_LARGE;
  if (entry.size > zip.budget || entry.size > limit || isBomb)
    throw new Unreadable('F-TOO-LARGE', `${name} 解压后过大`);
  zip.budget -= entry.size;
  const { method, crc, size } = entry;
  return { name, method, crc, size, packed: packedBytes(zip, entry) };
}

/** A part inflated and proved against its checksum. */
export function inflatePart(part: PackedPart): Buffer {
  const bytes = part.method === STORED ? part.packed : inflate(part);
  if (bytes.length !== part.size) throw new Unreadable('F-BROKEN', `${part.name} 长度不符`);
  if (crc32(bytes) !== part.crc) throw new Unreadable('F-BROKEN', `${part.name} 校验和不符`);
  return bytes;
}

function findEnd(bytes: Buffer): { count: number; size: number; offset: number } {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) !== END || at + 22 + bytes.readUInt16LE(at + 20) > bytes.length) continue;
    let count = bytes.readUInt16LE(at + 10);
    let size = bytes.readUInt32LE(at + 12);
    let offset = bytes.readUInt32LE(at + 16);
    const locator = at - 20;
    if (locator >= 0 && bytes.readUInt32LE(locator) === LOCATOR_64) {
      ({ count, size, offset } = readEnd64(bytes, locator));
    }
    if (count > MAX_ENTRIES) throw new Unreadable('F-TOO-LARGE', `压缩包里有 ${count} 个文件`);
    if (offset + size > at) throw new Unreadable('F-BROKEN', '压缩包目录越界');
    return { count, size, offset };
  }
  throw new Unreadable('F-BROKEN', '压缩包不完整，没有目录');
}

function readEnd64(bytes: Buffer, locator: number): { count: number; size: number; offset: number } {
  const at = readWide(bytes, locator + 8);
  if (at + 56 > locator || bytes.readUInt32LE(at) !== END_64) throw new Unreadable('F-BROKEN', '压缩包目录越界');
  return { count: readWide(bytes, at + 32), size: readWide(bytes, at + 40), offset: readWide(bytes, at + 48) };
}

function readWide(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}

function readEntry(bytes: Buffer, at: number, limit: number): ZipEntry & { next: number } {
  if (at + 46 > limit || bytes.readUInt32LE(at) !== CENTRAL) throw new Unreadable('F-BROKEN', '压缩包目录损坏');
  const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
  const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
  const next = extraEnd + bytes.readUInt16LE(at + 32);
  if (next > limit) throw new Unreadable('F-BROKEN', '压缩包目录损坏');
  let size = bytes.readUInt32LE(at + 24);
  let packed = bytes.readUInt32LE(at + 20);
  let offset = bytes.readUInt32LE(at + 42);
  if (size === IN_EXTRA_32 || packed === IN_EXTRA_32 || offset === IN_EXTRA_32) {
    [size, packed, offset] = wideSizes(bytes, nameEnd, extraEnd, [size, packed, offset]);
  }
  return {
    name: partKey(bytes.toString('utf8', at + 46, nameEnd)),
    nameAt: at + 46,
    nameLength: nameEnd - at - 46,
    flags: bytes.readUInt16LE(at + 8),
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    packed,
    size,
    offset,
    twice: false,
    next,
  };
}

// The zip64 extra field holds, in this order, only those of the three that do not fit in 32 bits.
function wideSizes(
  bytes: Buffer,
  from: number,
  to: number,
  narrow: readonly [number, number, number],
): readonly [number, number, number] {
  for (let at = from; at + 4 <= to; at += 4 + bytes.readUInt16LE(at + 2)) {
    if (bytes.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    const end = Math.min(to, field + bytes.readUInt16LE(at + 2));
    const wide = (value: number): number => {
      if (value !== IN_EXTRA_32 || field + 8 > end) return value;
      field += 8;
      return readWide(bytes, field - 8);
    };
    return [wide(narrow[0]), wide(narrow[1]), wide(narrow[2])];
  }
  return narrow;
}

function leastEnd(entry: ZipEntry): number {
  return entry.offset + 30 + entry.nameLength + entry.packed;
}

// Entries that share bytes are how a small file is made to inflate to terabytes.
function refuseOverlap(entries: ZipEntry[]): void {
  entries.sort((a, b) => a.offset - b.offset);
  let previousEnd = 0;
  for (const entry of entries) {
    if (entry.offset < previousEnd) throw new Unreadable('F-BROKEN', '压缩包里的文件互相重叠');
    previousEnd = leastEnd(entry);
  }
}

/** The entry's bytes as they stand in the file, after its local header has been held against the directory. */
function packedBytes(zip: Zip, entry: ZipEntry): Buffer {
  const { bytes } = zip;
  const at = entry.offset;
  const broken = (): Unreadable => new Unreadable('F-BROKEN', `${entry.name} 与压缩包目录不符`);
  if (leastEnd(entry) > zip.directoryAt || bytes.readUInt32LE(at) !== LOCAL) throw broken();
  const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
  const from = nameEnd + bytes.readUInt16LE(at + 28);
  const to = from + entry.packed;
  const name = bytes.subarray(entry.nameAt, entry.nameAt + entry.nameLength);
  if (to > zip.directoryAt || !bytes.subarray(at + 30, nameEnd).equals(name)) throw broken();
  if (((bytes.readUInt16LE(at + 6) ^ entry.flags) & 1) !== 0) throw broken();
  if ((entry.flags & 1) !== 0) throw new Unreadable('F-ENCRYPTED', `${entry.name} 加了密码`);
  const agrees =
    bytes.readUInt16LE(at + 8) === entry.method &&
    matches(bytes.readUInt32LE(at + 14), entry.crc) &&
    matches(bytes.readUInt32LE(at + 18), entry.packed) &&
    matches(bytes.readUInt32LE(at + 22), entry.size);
  if (!agrees) throw broken();
  return bytes.subarray(from, to);
}

// A writer that streams leaves 0 in the local header and tells afterwards; a zip64 one says "see the extra field".
function matches(local: number, central: number): boolean {
  return local === central || local === 0 || local === IN_EXTRA_32;
}

function inflate({ name, method, size, packed }: PackedPart): Buffer {
  if (method !== DEFLATED) throw new Unreadable('F-BROKEN', `${name} 的压缩方法 ${method} 不认识`);
  if (size > packed.length * MAX_RATIO) throw new Unreadable('F-BROKEN', `${name} 长度不符`);
  try {
    // One spare byte: an output that exactly fills its chunk would cost zlib a second one.
    return inflateRawSync(packed, { chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1 });
  } catch (error) {
    if (isTooLarge(error) && isBomb(packed)) throw new Unreadable('F-TOO-LARGE', `${name} 解压后过大`);
    throw new Unreadable('F-BROKEN', `${name} 解压失败`);
  }
}

function isBomb(packed: Buffer): boolean {
  if (packed.length * MAX_RATIO < BOMB_PROBE) return false;
  try {
    inflateRawSync(packed, { chunkSize: BOMB_PROBE, maxOutputLength: BOMB_PROBE });
    return false;
  } catch (error) {
    return isTooLarge(error);
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
