import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Admission, type Caller, callerOf } from './caller.ts';
import { scheduledFor, traceOf } from './delivery.ts';
import type { Drain } from './drain.ts';
import type { LogEntry } from './log-entry.ts';
import { readBody } from './read-body.ts';

/** What stands before the functions. */
export interface GateOf {
  /** Undefined: nobody need say who he is, and only this machine is answered. */
  readonly admission: Admission | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (entry: LogEntry) => void;
  readonly drain: Drain;
  /** The sentence for a status, as the functions say it. */
  readonly words: (status: number) => string;
}

/** Lets a request through to `next`, with its body read, or answers it. */
export type Gate = (request: IncomingMessage, response: ServerResponse, next: () => void) => Promise<void>;

/** Who calls, then how much he brings, in this order: a stranger's body is not even read. */
export function gateOf({ admission, env, log, drain, words }: GateOf): Gate {
  return async (request, response, next) => {
    const refuse = (severity: LogEntry['severity'], status: number, why: string): void => {
      const told = { ...scheduledFor(request.headers), ...traceOf(request.headers, env) };
      log({ severity, message: `refused: ${why}`, status, ...told });
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(request.method === 'HEAD' ? undefined : JSON.stringify({ error: words(status) }));
    };
    if (drain.stopping.aborted) return refuse('INFO', 503, 'stopping');
    drain.hold(response);
    const caller = await knownCaller(request, admission);
    if (!caller.ok) return refuse(caller.status >= 500 ? 'ERROR' : 'WARNING', caller.status, caller.why);
    const body = await readBody(request);
    if (!body.ok) return refuse('WARNING', body.status, 'the body is too large, or nothing that is understood');
    // The framework finds the request at its end, and leaves what stands here as it is.
    Object.assign(request, { body: body.value });
    next();
  };
}

async function knownCaller(
  request: IncomingMessage,
  admission: Admission | undefined,
): Promise<Caller | { readonly ok: false; readonly status: 503; readonly why: string }> {
  if (!admission) {
    if (/^(?:::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? '')) return { ok: true, email: '' };
    return { ok: false, status: 401, why: 'INVOKERS is not set: only this machine is answered' };
  }
  try {
    return await callerOf(request.headers.authorization, admission, Date.now() / 1000);
  } catch {
    return { ok: false, status: 503, why: 'the keys that identities are signed with could not be had' };
  }
}
