import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import * as z from 'zod/mini';

/** Whom the functions answer, as the environment says it. */
export interface Admission {
  /** E-mail addresses of the service accounts that may call. */
  readonly invokers: ReadonlySet<string>;
  /** Addresses of ours that a token may be meant for. */
  readonly audiences: ReadonlySet<string>;
  /** Where the keys are published that tokens are signed with. */
  readonly keysUrl: string;
  /** The platform has checked the signature and put a fixed word in its place. */
  readonly isOnPlatform: boolean;
}

/** Who calls, or why nobody knows (401) or wants to know (403); `why` never quotes what was sent. */
export type Caller =
  | { readonly ok: true; readonly email: string }
  | { readonly ok: false; readonly status: 401 | 403 | 500; readonly why: string };

/** Google's keys for identity tokens, as JWKs. */
const publishedKeys = 'https://www.googleapis.com/oauth2/v3/certs';
const issuers = ['https://accounts.google.com', 'accounts.google.com'];
/** What Cloud Run puts in a signature's place after it has checked it. */
const checkedByPlatform = 'SIGNATURE_REMOVED_BY_GOOGLE';
/** Clocks may differ by so many seconds. */
const leeway = 60;

/**
 * Reads the admission from the environment: INVOKERS and AUDIENCE, both lists with commas. Undefined where nobody need
 * identify himself: INVOKERS is not set, and this is no platform of Google's (K_SERVICE), where leaving it out is a mistake.
 */
export function readAdmission(env: Readonly<Record<string, string | undefined>>): Admission | undefined {
  const isOnPlatform = (env.K_SERVICE ?? '') !== '';
  const invokers = listed(env.INVOKERS);
  if (!isOnPlatform && invokers.size === 0) return undefined;
  return {
    invokers,
    audiences: listed(env.AUDIENCE),
    keysUrl: isLoopback(env.OIDC_KEYS_URL) ? env.OIDC_KEYS_URL : publishedKeys,
    isOnPlatform,
  };
}

/** Keys of another place are believed on this machine alone, by tests. */
function isLoopback(url = ''): url is string {
  return /^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost):\d+\//.test(url);
}

function listed(text = ''): ReadonlySet<string> {
  const names = text.split(',').map((it) => it.trim());
  return new Set(names.filter((it) => it !== ''));
}

const headSchema = z.object({ alg: z.literal('RS256'), kid: z.string() });
const claimsSchema = z.object({
  iss: z.enum(issuers),
  aud: z.string(),
  exp: z.number(),
  iat: z.number(),
  email: z.string(),
  email_verified: z.literal(true),
});

/**
 * Who sent a request: the e-mail of an OIDC token in `Authorization: Bearer …` that is signed by Google, meant for us, in
 * force, and on the list.
 * @param now seconds since 1970
 */
export async function callerOf(header: string | undefined, admission: Admission, now: number): Promise<Caller> {
  // Set up half, nobody is let in: better a run too few than one for a stranger.
  if (admission.invokers.size === 0 || admission.audiences.size === 0)
    return { ok: false, status: 500, why: 'INVOKERS or AUDIENCE is not set: nobody is let in' };
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(header ?? '');
  if (!token) return { ok: false, status: 401, why: 'no identity' };
  const [, head = '', body = '', signature = ''] = token;
  const claims = claimsSchema.safeParse(decoded(body));
  if (!claims.success) return { ok: false, status: 401, why: 'no identity token of a service account' };
  const { aud, exp, iat, email } = claims.data;
  if (exp + leeway < now || iat - leeway > now)
    return { ok: false, status: 401, why: 'the identity token is not in force' };
  if (!admission.audiences.has(aud)) return { ok: false, status: 401, why: 'the identity token is meant for another' };
  if (!(await isGenuine(head, body, signature, admission)))
    return { ok: false, status: 401, why: 'the identity token is not signed by Google' };
  if (!admission.invokers.has(email)) return { ok: false, status: 403, why: 'this account may not call' };
  return { ok: true, email };
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

async function isGenuine(head: string, body: string, signature: string, admission: Admission): Promise<boolean> {
  if (admission.isOnPlatform && signature === checkedByPlatform) return true;
  const known = headSchema.safeParse(decoded(head));
  if (!known.success) return false;
  const key = await keyOf(known.data.kid, admission.keysUrl);
  if (!key) return false;
  const signed = Buffer.from(`${head}.${body}`);
  return verify('RSA-SHA256', signed, createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'));
}

const keysSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.literal('RSA'), n: z.string(), e: z.string() })),
});

/** Keys by where they came from; asked for again where one is missing, for they change every few days. */
const keysKnown = new Map<string, ReadonlyMap<string, JsonWebKey>>();
let askedAt = Number.NEGATIVE_INFINITY;

/** A stranger's tokens make us ask at most so often. */
const askAgainAfter = 10_000;

async function keyOf(kid: string, url: string): Promise<JsonWebKey | undefined> {
  const known = keysKnown.get(url)?.get(kid);
  if (known || (keysKnown.has(url) && performance.now() - askedAt < askAgainAfter)) return known;
  askedAt = performance.now();
  const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  const { keys } = keysSchema.parse(await response.json());
  const fresh = new Map(keys.map(({ kid: id, kty, n, e }) => [id, { kty, n, e }] as const));
  keysKnown.set(url, fresh);
  return fresh.get(kid);
}
