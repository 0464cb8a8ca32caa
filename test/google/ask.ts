import type { Emulator } from './emulator.ts';

/** What came back: the status, and the body as JSON (undefined where it is none). */
export interface Said {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  readonly json: any;
}

/** Asks an emulator for something: `METHOD /path?query`, with a JSON body or bytes of a type. */
export type Ask = (what: string, body?: object | string, headers?: Readonly<Record<string, string>>) => Promise<Said>;

/** Asks as somebody: an e-mail address, or the robot where none is given. */
export function asker({ url }: Pick<Emulator, 'url'>, caller = 'robot'): Ask {
  return async (what, body, headers) => {
    const [method = '', target = ''] = what.split(/ (.*)/);
    const response = await fetch(`${url}${target}`, {
      method,
      headers: { authorization: `Bearer ${caller}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, json: parsed(text) };
  };
}

/** `name=value&…`, encoded, with supportsAllDrives. */
export function query(parameters: Readonly<Record<string, string>>): string {
  return String(new URLSearchParams({ supportsAllDrives: 'true', ...parameters }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
