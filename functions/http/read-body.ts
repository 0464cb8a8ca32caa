import type { IncomingMessage } from 'node:http';

/** Most bytes a request may bring; ours is under two hundred. */
export const mostBytes = 64 * 1024;

/** What a request brought, or why it is not looked at. */
export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415 };

/**
 * Reads the body of a request, never more than `mostBytes`: what says that it is longer is not read at all. Only JSON is
 * understood; any other kind stands as undefined.
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const { 'content-length': length = '0', 'content-encoding': encoding = 'identity' } = request.headers;
  if (Number(length) > mostBytes) return { ok: false, status: 413 };
  if (encoding.toLowerCase() !== 'identity') return { ok: false, status: 415 };
  const type = request.headers['content-type'] ?? '';
  const isJson = /^application\/json\s*(?:;|$)/i.test(type);
  const [, charset = 'utf-8'] = /;\s*charset="?([^";\s]+)/i.exec(type) ?? [];
  if (isJson && !/^utf-?8$/i.test(charset)) return { ok: false, status: 415 };
  const parts: Buffer[] = [];
  let size = 0;
  try {
    // What goes on coming after an answer is thrown away by the server; destroyed here, the answer would be lost with it.
    for await (const part of request.iterator({ destroyOnReturn: false })) {
      size += part.length;
      if (size > mostBytes) return { ok: false, status: 413 };
      parts.push(part);
    }
  } catch {
    // It went away in the middle; nobody hears the answer.
    return { ok: false, status: 400 };
  }
  if (!isJson) return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts))) };
  } catch {
    return { ok: false, status: 400 };
  }
}
