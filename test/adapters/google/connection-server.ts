import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Connection, openConnection } from '../../../functions/adapters/google/connection.ts';
import { type FastPace, fastPace } from './pacing-clock.ts';

/** What a server does with one request. */
export type Reply = (response: ServerResponse, request: IncomingMessage) => void;

/** A server on loopback that answers as it is told, one reply a request, and its last one again and again. */
export interface Scripted {
  readonly root: string;
  /** `GET /v4/…`, in order. */
  readonly asked: readonly string[];
  readonly headers: readonly IncomingMessage['headers'][];
}

/** Starts a server for one test. */
export async function serveReplies(...replies: readonly Reply[]): Promise<Scripted> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    const reply = replies[Math.min(asked.length, replies.length - 1)];
    asked.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    // What is sent is read to its end before anything is said about it.
    request.resume().on('end', () => reply?.(response, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, headers };
}

/** Connected to such a server, in a time of its own. */
export async function connected(
  ...replies: readonly Reply[]
): Promise<Scripted & { readonly google: Connection; readonly pace: FastPace }> {
  const server = await serveReplies(...replies);
  const pace = fastPace();
  return { ...server, pace, google: await openConnection({ SHEETS_ROOT_URL: server.root }, pace) };
}

/** An answer of JSON. */
export function json(body: unknown, status = 200, more: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...more });
    response.end(JSON.stringify(body));
  };
}

/** A page for people where a program asked. */
export function page(status: number): Reply {
  return (response) => {
    response.writeHead(status, { 'content-type': 'text/html; charset=UTF-8' });
    response.end('<html><body><h1>Sorry...</h1></body></html>');
  };
}

/** An error as Sheets words it; `reason` stands in its details where there is one. */
export function sheetsError(code: number, status: string, message: string, reason?: string): Reply {
  const details = reason === undefined ? [] : [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }];
  return json({ error: { code, status, message, details } }, code);
}

/** An error as Drive and Storage word it. */
export function driveError(code: number, reason: string, message: string): Reply {
  return json({ error: { code, message, errors: [{ domain: 'global', reason, message }] } }, code);
}

/** The connection breaks before an answer. */
export const drop: Reply = (response) => void response.socket?.destroy();

/** The answer breaks off in the middle of its body. */
export const breakOff: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"spreadsheetId":');
  setTimeout(() => response.socket?.destroy(), 5);
};
