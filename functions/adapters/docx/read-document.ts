import type { DocumentRead } from '../../core/hand-edit/document-text.ts';
import { relationshipsPart, resolveTarget, scanRelationships } from '../xlsx/scan-workbook-parts.ts';
import { Unreadable } from '../xlsx/unreadable.ts';
import { nameKey, XmlReader } from '../xlsx/xml-reader.ts';
import { findPart, inflatePart, openZip, type Zip } from '../xlsx/zip-directory.ts';
import { scanBody } from './scan-body.ts';

const OFFICE_DOCUMENT = nameKey('officeDocument');
const MiB = 1024 * 1024;
/** A bulletin is of some hundred kilobytes; with pictures that somebody put in, of some megabytes. */
const MAX_FILE = 20 * MiB;
const MAX_BODY = 16 * MiB;

/** The words of a .docx, whoever saved it: bytes in, words out. It never throws, whatever the bytes. */
export async function readDocument(bytes: Uint8Array): Promise<DocumentRead> {
  try {
    if (bytes.length > MAX_FILE) throw new Unreadable('F-TOO-LARGE', `文件有 ${bytes.length} 字节`);
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = openZip(file, MAX_BODY + MiB);
    const main = mainPart(zip);
    const part = findPart(zip, main, MAX_BODY);
    if (!part) throw new Unreadable('F-BROKEN', `缺少 ${main}`);
    return { ok: true, text: scanBody(new XmlReader(inflatePart(part), main)) };
  } catch (error) {
    return { ok: false, why: error instanceof Unreadable ? error.message : `意外错误：${String(error)}` };
  }
}

/** Most programs call it word/document.xml, Word on the web document2.xml. */
function mainPart(zip: Zip): string {
  const part = findPart(zip, relationshipsPart(''), MiB);
  const all = part ? [...scanRelationships(inflatePart(part), part.name).values()] : [];
  const main = all.find(({ type }) => type === OFFICE_DOCUMENT);
  return main ? resolveTarget('', main.target) : 'word/document.xml';
}
