import type { ApiRequest } from './api.ts';
import { badParameter, refusal } from './errors.ts';
import { type Json, jsonBody } from './json-body.ts';

/** What an upload brings: what it says about the file, and the bytes. */
export interface Upload {
  readonly metadata: Json;
  readonly bytes: Buffer;
  readonly contentType: string;
}

/** Reads an upload, `media` or `multipart`; the resumable kind is not emulated. */
export function uploadOf(request: ApiRequest): Upload {
  const type = request.headers['content-type'] ?? 'application/octet-stream';
  const kind = request.query.get('uploadType');
  if (kind === 'media') return { metadata: {}, bytes: request.bytes, contentType: type };
  if (kind !== 'multipart') throw badParameter('uploadType', `The emulator does not know uploadType ${kind}.`);
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? [];
  const [first, second] = partsOf(request.bytes, `--${quoted ?? plain ?? ''}`);
  if (!first || !second) throw refusal(400, 'badContent', 'Malformed multipart body.');
  return { metadata: jsonBody(parsed(first.body)), bytes: second.body, contentType: second.type };
}

function partsOf(bytes: Buffer, boundary: string): { readonly type: string; readonly body: Buffer }[] {
  const parts = [];
  for (let at = bytes.indexOf(boundary); at >= 0; ) {
    const end = bytes.indexOf(`\r\n${boundary}`, at + boundary.length);
    if (end < 0) break;
    const gap = bytes.indexOf('\r\n\r\n', at);
    const head = bytes.subarray(at, gap).toString();
    const type = /content-type:\s*(.+)/i.exec(head)?.[1]?.trim() ?? 'application/octet-stream';
    parts.push({ type, body: bytes.subarray(gap + 4, end) });
    at = end + 2;
  }
  return parts;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
