import * as z from 'zod/mini';
import { isPeriod } from '../schemas/periods.ts';
import { knownHolidays } from './adapters/holidays.ts';
import { openWorld } from './adapters/open-world.ts';
import { periodOf } from './core/calendar.ts';
import { scheduledFor, traceOf } from './http/delivery.ts';
import type { LogEntry } from './http/log-entry.ts';
import { type Documents, type Job, jobs } from './jobs/jobs.ts';
import { withDistrict } from './jobs/with-district.ts';
import { LeaseHeld, OperatorError, Stopped } from './operator-error.ts';
import { stoppable } from './stopping.ts';

/** What a door needs of a request and of its answer: the part of Express that the framework hands over. */
export interface DoorRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: unknown;
}

export interface DoorResponse {
  status(code: number): { json(document: unknown): unknown };
}

export type Doors = Readonly<Record<string, (request: DoorRequest, response: DoorResponse) => Promise<void>>>;

export interface Outside {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => string;
  readonly log: (entry: LogEntry) => void;
  /** Aborted when the process is to end: the runs in hand finish their step and stop. */
  readonly stopping?: AbortSignal;
}

const bodySchema = z.strictObject({
  district: z.string().check(z.minLength(1), z.maxLength(100)),
  period: z.optional(z.string().check(z.refine(isPeriod))),
  dryRun: z.optional(z.boolean()),
});

/**
 * A handler a job: 200 done (failures listed inside), 400 the request, 409 somebody holds the district, 500 not completed,
 * 503 stopped by a signal.
 */
export function doorsOf(outside: Outside): Doors {
  return Object.fromEntries(
    (Object.keys(jobs) as (keyof Documents)[]).map((name) => [
      name,
      async (request: DoorRequest, response: DoorResponse) => {
        const { status, document } = await answer(outside, name, request);
        response.status(status).json(document);
      },
    ]),
  );
}

async function answer(
  outside: Outside,
  name: keyof Documents,
  request: DoorRequest,
): Promise<{ status: number; document: unknown }> {
  // A page in somebody's browser can send forms and plain text anywhere without asking, JSON it cannot.
  const delivery = { ...scheduledFor(request.headers), ...traceOf(request.headers, outside.env) };
  const refuse = (message: string, error: string): { status: number; document: unknown } => {
    // A name that is no district's is what somebody typed: it stays out of the log.
    outside.log({ severity: 'WARNING', message: `refused: ${message}`, job: name, ...delivery });
    return { status: 400, document: { error } };
  };
  if (request.method !== 'POST' || !isJson(request)) return refuse('no POST of JSON', howToAsk);
  const body = bodySchema.safeParse(request.body);
  if (!body.success) return refuse('wrong body', `正文不对：${complaint(body.error)}`);
  const { district: called, period, dryRun = false } = body.data;
  const place = districtsOf(outside.env.DISTRICTS).get(called);
  if (place === undefined) return refuse('unknown district', `没有名为“${called}”的区。`);
  const now = outside.now();
  const job: Job<unknown> = jobs[name];
  const began = performance.now();
  const say = (severity: LogEntry['severity'], message: string, counts: LogEntry['counts'] = {}): void =>
    outside.log({
      severity,
      message,
      job: name,
      district: called,
      ...(Object.keys(counts).length > 0 ? { counts } : {}),
      durationMs: Math.round(performance.now() - began),
      ...delivery,
    });
  try {
    const { document } = await withDistrict(
      async () => {
        const world = await openWorld({ district: place, now, dryRun, env: outside.env, log: () => {} });
        return outside.stopping ? stoppable(world, outside.stopping) : world;
      },
      knownHolidays,
      (world, opened) => job(world, opened, { period: period ?? periodOf(now), asked: period, dryRun }),
    );
    const open = openEnds(document);
    say(open === '' ? 'INFO' : 'WARNING', open === '' ? 'done' : `done, but ${open}`, countsOf(document));
    return { status: 200, document };
  } catch (error) {
    if (error instanceof Stopped) {
      say('WARNING', 'stopped by a signal; the next run goes on from here');
      return { status: 503, document: { error: stoppingWords } };
    }
    if (error instanceof LeaseHeld) {
      say('WARNING', 'the district is held by another run');
      return { status: 409, document: { error: error.message } };
    }
    // An operator's message may quote a setting; where a fault came from goes to the log alone.
    say('ERROR', error instanceof OperatorError ? 'the district is not in order' : whereFrom(error));
    return {
      status: 500,
      document: { error: error instanceof OperatorError ? error.message : '没有做完，详见日志。' },
    };
  }
}

/** What of an answer needs a person, in numbers; empty where nothing does. */
function openEnds(document: unknown): string {
  const {
    failures = [],
    others = [],
    letters = [],
  } = document as {
    readonly failures?: readonly unknown[];
    readonly others?: readonly { readonly failures: readonly unknown[] }[];
    readonly letters?: readonly { readonly state: string }[];
  };
  const unread = others.reduce((sum, other) => sum + other.failures.length, failures.length);
  const unsent = letters.filter(({ state }) => state === 'deferred' || state === 'refused').length;
  return [...(unread > 0 ? [`failures: ${unread}`] : []), ...(unsent > 0 ? [`letters not sent: ${unsent}`] : [])].join(
    ', ',
  );
}

/** What a run did, in numbers. */
function countsOf(document: unknown): Record<string, number> {
  const { schools, read, unchanged, letters, created } = document as Readonly<Record<string, unknown>>;
  const numbers = Object.entries({ schools, read, unchanged }).flatMap(([name, it]) =>
    typeof it === 'number' ? [[name, it] as const] : [],
  );
  const lists = Object.entries({ letters, created }).flatMap(([name, it]) =>
    Array.isArray(it) ? [[name, it.length] as const] : [],
  );
  return Object.fromEntries([...numbers, ...lists]);
}

/** What is answered between the signal and the end. */
const stoppingWords = '现在不能受理，请稍后再试。';

const howToAsk = '请用 POST，正文是 JSON（Content-Type: application/json）：{"district": "名称"}。';

function isJson({ headers }: DoorRequest): boolean {
  return /^application\/json\s*(?:;|$)/i.test(String(headers['content-type'] ?? ''));
}

/** A fault's kind and the lines of code it came through; its message is left out, for it may quote what people typed. */
function whereFrom(error: unknown): string {
  if (!(error instanceof Error)) return 'something that is no error was thrown';
  const { name, message, stack = '' } = error;
  const code = 'code' in error ? ` ${error.code}` : '';
  return `${name}${code}${stack.slice(stack.indexOf(message) + message.length)}`;
}

/** What is refused before any door sees it, and what the framework cannot read: the same kind of answer as from a door. */
export function refusalOf(error: unknown): { status: number; document: { error: string } } {
  const given = typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 500;
  const status = given >= 400 && given < 600 ? given : 500;
  return { status, document: { error: refusalWords(status) } };
}

function refusalWords(status: number): string {
  switch (status) {
    case 401:
      return '请用有权调用的服务账号的身份令牌（Authorization: Bearer …）。';
    case 403:
      return '这个账号无权调用。';
    case 413:
      return '正文太大。';
    case 503:
      return stoppingWords;
    default:
      return status < 500 ? `没有看懂这个请求。${howToAsk}` : '没有做完，详见日志。';
  }
}

function complaint(error: z.core.$ZodError): string {
  const [issue] = error.issues;
  const where = issue?.path.join('.') ?? '';
  if (issue?.code === 'unrecognized_keys') return `不认识的项 ${issue.keys.join('、')}`;
  return where === 'period' ? 'period 应写成 2018-09' : where === '' ? '应为 {"district": "名称"}' : `${where} 不对`;
}

/** `name=folder,other=google:id` → places by name: what the functions may touch. */
function districtsOf(text = ''): ReadonlyMap<string, string> {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair.includes('='));
  return new Map(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]),
  );
}
