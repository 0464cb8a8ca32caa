import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiAnswer, ApiRequest } from './api.ts';

/** Who asks where no address is given: the product. */
export const robot = 'robot@emulator.iam.gserviceaccount.com';

/** The API a path belongs to; undefined where none of the three is meant. */
export type Api = 'sheets' | 'drive' | 'storage';

/** Reads one request whole. */
export async function readRequest(incoming: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(incoming.url ?? '/', 'http://emulator');
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    bytes,
    json: url.pathname.startsWith('/upload/') ? undefined : parsed(bytes),
    caller: callerOf(headers.authorization),
  };
}

/** Which API a path is for. */
export function apiOf(path: string): Api | undefined {
  const [, name] = /^\/(?:upload\/|download\/)?(v4|drive|storage)\//.exec(path) ?? [];
  if (name === 'v4') return 'sheets';
  return name as 'drive' | 'storage' | undefined;
}

/** The bytes of an answer: its JSON as text, or what it carries. */
export function bodyOf(answer: ApiAnswer): Uint8Array | string {
  return answer.bytes ?? (answer.json === undefined ? '' : JSON.stringify(answer.json));
}

/** Sends an answer; `body` is its `bodyOf`. */
export function send(response: ServerResponse, answer: ApiAnswer, body: Uint8Array | string): void {
  const type = answer.contentType ?? (answer.json === undefined ? undefined : 'application/json; charset=UTF-8');
  response.writeHead(answer.status, {
    ...(type !== undefined && { 'content-type': type }),
    ...(answer.status !== 204 && { 'content-length': Buffer.byteLength(body) }),
    ...answer.headers,
  });
  response.end(body);
}

function callerOf(authorization: string | undefined): string {
  const token = authorization?.replace(/^Bearer\s+/i, '') ?? '';
  return /^[^@\s]+@[^@\s]+$/.test(token) ? token : robot;
}

function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
