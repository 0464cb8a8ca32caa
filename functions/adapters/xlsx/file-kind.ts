import { Unreadable } from './unreadable.ts';

const CFB = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');

const MAX_BLANK = 64 * 1024;

/** Names a file that is no zip by its first bytes; one that may be a workbook passes. */
export function refuseForeignFile(bytes: Buffer): void {
  if (bytes.length === 0) throw new Unreadable('F-EMPTY', '文件为 0 字节');
  if (startsLike(bytes, ZIP) || startsLike(bytes, ZIP_END)) return;
  if (startsLike(bytes, CFB)) throw compoundFile(bytes);
  if (isRawBiff(bytes)) throw new Unreadable('F-OLD-FORMAT', '早期 .xls（BIFF）');
  if (isBlank(bytes)) throw new Unreadable('F-EMPTY', '文件里只有空字节或空白');
  if (bytes.includes(ZIP_END, Math.max(0, bytes.length - 22))) throw new Unreadable('F-BROKEN', '压缩包开头损坏');
  throw new Unreadable('F-NOT-XLSX', '不是压缩包');
}

function compoundFile(bytes: Buffer): Unreadable {
  if (hasStream(bytes, 'EncryptedPackage')) return new Unreadable('F-ENCRYPTED', '加密的工作簿');
  if (hasStream(bytes, 'WordDocument') || hasStream(bytes, 'PowerPoint Document')) {
    return new Unreadable('F-NOT-XLSX', '旧格式的 Word 或 PowerPoint 文档');
  }
  return new Unreadable('F-OLD-FORMAT', '.xls 或 .et');
}

// Directory entries of a compound file stand at multiples of 128 bytes and start with their name. Looking for the
// name there needs no walk along the sector chains, which a hostile file may tie into a loop.
function hasStream(bytes: Buffer, name: string): boolean {
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 2)) {
    if (at % 128 === 0) return true;
  }
  return false;
}

// BIFF 2, 3, 4 and 5 begin with a BOF record: 09, the version, and a length of 4 to 16 bytes.
function isRawBiff(bytes: Buffer): boolean {
  const version = bytes[1] ?? -1;
  const length = bytes[2] ?? 0;
  return bytes[0] === 0x09 && [0, 2, 4, 8].includes(version) && length >= 4 && length <= 16 && bytes[3] === 0;
}

// A file whose machine lost power while saving is often its old length of zero bytes.
function isBlank(bytes: Buffer): boolean {
  const isUniform = bytes.subarray(1).equals(bytes.subarray(0, -1));
  if (!isUniform && bytes.length > MAX_BLANK) return false;
  return bytes.subarray(0, isUniform ? 1 : bytes.length).every((byte) => byte === 0 || (byte >= 9 && byte <= 0x20));
}

// A file torn within its first bytes is still taken for what it was going to be.
function startsLike(bytes: Buffer, signature: Buffer): boolean {
  const length = Math.min(bytes.length, signature.length);
  return bytes.subarray(0, length).equals(signature.subarray(0, length));
}
