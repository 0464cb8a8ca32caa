import { appendFileSync } from 'node:fs';
import { parse } from 'node:path';
import type { ApiAnswer, ApiRequest } from './api.ts';
import type { Api } from './http.ts';

type Write = (api: Api, request: ApiRequest, answer: ApiAnswer, body: Uint8Array | string) => void;

/**
 * Keeps one JSON line per exchange, `{"method","path","requestBody","status","responseBody"}`, in `file` for Sheets and
 * Drive and in a file of its own (`.storage` before the ending) for Storage. What is not JSON is kept as text.
 */
export function openLog(file: string | undefined): Write {
  if (file === undefined) return () => {};
  const { dir, name, ext } = parse(file);
  const storage = `${dir === '' ? '' : `${dir}/`}${name}.storage${ext}`;
  return (api, request, answer, body) => {
    const query = request.query.size === 0 ? '' : `?${request.query}`;
    const line = {
      method: request.method,
      path: `${request.path}${query}`,
      requestBody: request.json ?? (request.bytes.length === 0 ? null : request.bytes.toString()),
      status: answer.status,
      responseBody: answer.json ?? (body.length === 0 ? null : Buffer.from(body).toString()),
    };
    appendFileSync(api === 'storage' ? storage : file, `${JSON.stringify(line)}\n`);
  };
}
