import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip made by hand, with whatever lies it is to tell. */
export interface HandMadeEntry {
  readonly name: string;
  readonly data?: string | Uint8Array;
  readonly stored?: boolean;
  /** The bytes as they stand in the file, where they are not what `data` deflates to. */
  readonly packed?: Uint8Array;
  readonly size?: number;
  readonly crc?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Sizes and checksum behind the data instead of before it, as a writer that streams does. */
  readonly descriptor?: boolean;
  /** Sizes and place in the zip64 extra field. */
  readonly wide?: boolean;
  /** Points at the bytes of the first entry instead of its own. */
  readonly overlaps?: boolean;
}

/** A zip, byte by byte. */
export function handMadeZip(entries: readonly HandMadeEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data ?? '');
    const packed = Buffer.from(entry.packed ?? (entry.stored ? data : deflateRawSync(data)));
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const crc = entry.crc ?? crc32(data);
    const size = entry.size ?? data.length;
    const flags = (entry.flags ?? 0) | (entry.descriptor ? 8 : 0);
    const told = entry.descriptor ? [0, 0, 0] : entry.wide ? [crc, 0xffffffff, 0xffffffff] : [crc, packed.length, size];
    const header = [u32(0x04034b50), u16(20, flags, method, 0, 0), u32(...told), u16(name.length, 0), name];
    const descriptor = entry.descriptor ? [u32(0x08074b50, crc, packed.length, size)] : [];
    const bytes = entry.overlaps ? Buffer.alloc(0) : Buffer.concat([...header, packed, ...descriptor]);
    const place = entry.overlaps ? 0 : at;
    const extra = entry.wide ? Buffer.concat([u16(1, 24), u64(size, packed.length, place)]) : Buffer.alloc(0);
    const sizes = entry.wide ? [0xffffffff, 0xffffffff] : [packed.length, size];
    local.push(bytes);
    central.push(
      u32(0x02014b50),
      u16(20, 20, flags, method, 0, 0),
      u32(crc, ...sizes),
      u16(name.length, extra.length, 0, 0, 0),
      u32(0, entry.wide ? 0xffffffff : place),
      name,
      extra,
    );
    at += bytes.length;
  }
  const directory = Buffer.concat(central);
  const isWide = entries.some((entry) => entry.wide) || entries.length > 0xfffe;
  const count = isWide ? 0xffff : entries.length;
  const end64 = Buffer.concat([
    u32(0x06064b50),
    u64(44),
    u16(45, 45),
    u32(0, 0),
    u64(entries.length, entries.length, directory.length, at),
    u32(0x07064b50, 0),
    u64(at + directory.length),
    u32(1),
  ]);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0, 0, count, count),
    u32(isWide ? 0xffffffff : directory.length, isWide ? 0xffffffff : at),
    u16(0),
  ]);
  return Buffer.concat([...local, directory, ...(isWide ? [end64] : []), end]);
}

/** A deflated stream of that many MiB of zeros, made in no time. */
export function deflatedZeros(mebibytes: number): Buffer {
  const mebibyte = deflateRawSync(Buffer.alloc(1024 * 1024), { finishFlush: 2, level: 9 });
  return Buffer.concat([...Array.from({ length: mebibytes }, () => mebibyte), Buffer.from([3, 0])]);
}

function u16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [n, value] of values.entries()) bytes.writeUInt16LE(value, n * 2);
  return bytes;
}

function u32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [n, value] of values.entries()) bytes.writeUInt32LE(value, n * 4);
  return bytes;
}

function u64(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  for (const [n, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), n * 8);
  return bytes;
}
