/** What can be read from a failed request, whatever its body was. */
export interface Answer {
  /** HTTP; 0 where there was no answer. */
  readonly status: number;
  readonly reason: string;
  /** Google's sentence without whatever a person may have typed; never a page. */
  readonly message: string;
  /** The network's own word where there was no answer: `ECONNRESET`. */
  readonly code: string;
  /** The body is no JSON but a page for people. */
  readonly page: boolean;
  /** Milliseconds; 0 where nothing is said. */
  readonly retryAfter: number;
}

interface Failed extends Error {
  readonly config: unknown;
  readonly code?: unknown;
  readonly response?: { readonly status: number; readonly data?: unknown; readonly headers?: Headers };
}

interface Body {
  readonly message?: string;
  readonly status?: string;
  readonly errors?: readonly { readonly reason?: string }[];
  readonly details?: readonly { readonly reason?: string }[];
}

/** Reads an error of the Google client; undefined for any other error, and for one that is not about an answer. */
export function readAnswer(error: unknown): Answer | undefined {
  if (!isFailed(error)) return undefined;
  const { response } = error;
  if (response === undefined) {
    const code = codeOf(error);
    if (code === '') return undefined;
    return { status: 0, reason: code, message: 'no answer', code, page: false, retryAfter: 0 };
  }
  const { body, page } = readBody(response.data);
  return {
    status: response.status,
    reason: reasonOf(body),
    message: withoutContent(body.message ?? `HTTP ${response.status}`),
    code: '',
    page,
    retryAfter: readRetryAfter(response.headers?.get('retry-after')),
  };
}

function isFailed(error: unknown): error is Failed {
  return error instanceof Error && 'config' in error;
}

function codeOf({ code, message }: Failed): string {
  if (/socket hang up/i.test(message)) return 'ECONNRESET';
  if (/premature close|unexpected end of file/i.test(message)) return 'ERR_STREAM_PREMATURE_CLOSE';
  return typeof code === 'string' ? code : '';
}

function readBody(data: unknown): { readonly body: Body; readonly page: boolean } {
  const value = parsed(data);
  if (typeof value === 'string') return { body: {}, page: /<html|<!doctype/i.test(value) };
  const error = (value as { error?: unknown } | undefined)?.error;
  if (typeof error === 'string') {
    // The token endpoint: a word, and a sentence beside it.
    const { error_description: message } = value as { error_description?: string };
    return { body: { status: error, ...(message !== undefined && { message }) }, page: false };
  }
  return { body: typeof error === 'object' && error !== null ? error : {}, page: false };
}

function parsed(data: unknown): unknown {
  const text =
    data instanceof ArrayBuffer || data instanceof Uint8Array ? Buffer.from(data as Uint8Array).toString() : data;
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function reasonOf({ errors, details, status }: Body): string {
  return errors?.find(({ reason }) => reason)?.reason ?? details?.find(({ reason }) => reason)?.reason ?? status ?? '';
}

/** Google's sentences echo what was sent: quoted text, addresses, ids, tabs' names, numbers. Logs leave the house. */
function withoutContent(message: string): string {
  return message
    .replace(/"[^"]*"?/g, '"…"')
    .replace(/(?<=parse range: ).*/s, '…')
    .replace(/[^\s<>()]+@[^\s<>()]+/g, '…')
    .replace(/[A-Za-z0-9_-]{16,}/g, (word) => (/\d/.test(word) ? '…' : word))
    .replace(/\d{8,}/g, '…')
    .replace(/[^\p{ASCII}…]+/gu, '…')
    .slice(0, 300);
}

/** Seconds, as Google says it where it says it at all; a date would need a clock that agrees with ours. */
function readRetryAfter(value: string | null | undefined): number {
  const milliseconds = Number(value ?? '') * 1000;
  return milliseconds > 0 && Number.isFinite(milliseconds) ? milliseconds : 0;
}
