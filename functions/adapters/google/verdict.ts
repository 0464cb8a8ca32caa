import { GoogleFault } from './calls.ts';
import { type Answer, readAnswer } from './verdict-answer.ts';

/**
 * What an answer that is none means: `refused` for good; `limited`, too many requests and not applied; `away`, it never
 * reached the API; `open`, it may have been applied or not.
 */
export interface Verdict {
  readonly is: 'refused' | 'limited' | 'away' | 'open';
  readonly fault: GoogleFault;
  /** Google's own wish how long to wait, in milliseconds. */
  readonly retryAfter: number;
}

// The same statuses as passing limits, but a minute changes nothing: the reason alone tells them apart.
const lasting = new Set(['storageQuotaExceeded', 'dailyLimitExceeded', 'teamDriveFileLimitExceeded']);
const limits = new Set([
  'RESOURCE_EXHAUSTED',
  'RATE_LIMIT_EXCEEDED',
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'sharingRateLimitExceeded',
]);
// A gateway that gave up says nothing about what stood behind it, and 503 comes from both sides of it.
const openStatuses = new Set([408, 500, 502, 503, 504]);
const openCodes = new Set([
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
  'Z_BUF_ERROR',
  'TimeoutError',
]);
const awayCodes = new Set(['EAI_AGAIN', 'ENETDOWN', 'ENETUNREACH', 'EHOSTUNREACH']);

/** What a failed request of the Google client means; undefined for an error that is not about an answer at all. */
export function verdictOf(error: unknown): Verdict | undefined {
  const answer = readAnswer(error);
  if (answer === undefined) return undefined;
  const { status, reason, message, retryAfter } = answer;
  return { is: meaning(answer), fault: new GoogleFault(status, reason, message), retryAfter };
}

/** A success whose body cannot be what was asked for: a page instead of JSON, or JSON that breaks off. */
export function unreadable(response: unknown): Verdict | undefined {
  const { status, data, headers, config } = (response ?? {}) as {
    readonly status?: number;
    readonly data?: unknown;
    readonly headers?: Headers;
    readonly config?: { readonly responseType?: string };
  };
  const asked = config?.responseType ?? 'unknown';
  // 204 has no body; a download is whatever its bytes are.
  if (status !== 200 || (asked !== 'unknown' && asked !== 'json') || typeof data !== 'string') return undefined;
  const type = headers?.get('content-type') ?? '';
  if (data !== '' && !/json|html/i.test(type)) return undefined;
  return {
    is: 'open',
    fault: new GoogleFault(200, 'unreadable', 'the body is not the JSON that was due'),
    retryAfter: 0,
  };
}

function meaning({ status, reason, code, page }: Answer): Verdict['is'] {
  if (lasting.has(reason)) return 'refused';
  if (limits.has(reason) || status === 429) return 'limited';
  if (status === 0 && awayCodes.has(code)) return 'away';
  if ((status === 0 && openCodes.has(code)) || openStatuses.has(status)) return 'open';
  // A page where JSON was due is from a machine in front of the API, which did not let the request in.
  return page ? 'away' : 'refused';
}
