import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type ApiAnswer, type ApiRequest, Refusal } from './api.ts';
import { filesOfSheets } from './drive/files-of-sheets.ts';
import { createDriveService } from './drive/service.ts';
import { SPREADSHEET, Tree } from './drive/tree.ts';
import { listedError } from './errors.ts';
import { type Fault, parseFaults } from './faults.ts';
import { type Api, apiOf, bodyOf, readRequest, send } from './http.ts';
import { openLog } from './log.ts';
import { createQuota } from './quota.ts';
import { createSheets } from './sheets/service.ts';
import { createStorage } from './storage/service.ts';

/** How an emulator is to behave. */
export interface EmulatorOptions {
  /** 0, the default, picks one. */
  readonly port?: number;
  /** File for one JSON line per exchange. */
  readonly log?: string | undefined;
  /** Whether each caller has 60 reads and 60 writes of Sheets a minute. */
  readonly quota?: boolean;
  /** What goes wrong and how often: see `faults.ts`. */
  readonly faults?: string | undefined;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Ids of spreadsheets that are there, but somebody else's. */
  readonly private?: readonly string[];
}

/** What was asked; `status` 0 where no answer went out. `at`: on the emulator's clock. */
export interface Asked {
  readonly api: Api | undefined;
  readonly method: string;
  /** As sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly caller: string;
  readonly status: number;
  readonly at: number;
}

/** A running emulator. */
export interface Emulator {
  /** Origin, without a slash at its end: what stands for all three APIs' roots. */
  readonly url: string;
  readonly requests: readonly Asked[];
  /** Lets `action` run once, just before the first matching request is applied: a person who edits between two of ours. */
  before(match: (request: ApiRequest) => boolean, action: () => Promise<void>): void;
  close(): Promise<void>;
}

/** Google's Sheets v4, Drive v3 and Cloud Storage in memory, on loopback. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = options.clock ?? Date.now;
  const faults = parseFaults(options.faults ?? '');
  const quota = createQuota(options.quota === true, clock);
  const log = openLog(options.log);
  const tree = new Tree(clock);
  const sheets = createSheets(filesOfSheets(tree));
  const services = {
    sheets,
    drive: createDriveService(tree, sheets, faults.storageQuotaExceeded),
    storage: createStorage(clock),
  };
  for (const id of options.private ?? []) seedPrivate(id);
  const requests: Asked[] = [];
  const hooks: { match: (request: ApiRequest) => boolean; action: () => Promise<void> }[] = [];

  function seedPrivate(id: string): void {
    const owner = 'somebody@example.com';
    tree.add({ id, name: 'Private', mimeType: SPREADSHEET, parent: tree.rootOf(owner).id, owner }, owner);
    sheets.create(id, 'Private');
  }

  async function hooked(request: ApiRequest): Promise<void> {
    const at = hooks.findIndex(({ match }) => match(request));
    await hooks.splice(at, at < 0 ? 0 : 1)[0]?.action();
  }

  async function applied(api: Api | undefined, request: ApiRequest): Promise<ApiAnswer> {
    if (!api) return listedError(404, 'notFound', 'Not Found');
    await hooked(request);
    try {
      return services[api].handle(request);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }

  /** Undefined where the connection is to break instead. */
  async function answered(
    api: Api | undefined,
    request: ApiRequest,
    fault: Fault | undefined,
  ): Promise<ApiAnswer | undefined> {
    if (fault?.kind === 'drop') return undefined;
    if (fault?.kind === 'answer') return fault.answer;
    const answer = (api && quota(api, request)) ?? (await applied(api, request));
    if (fault?.kind === 'slow') await setTimeout(fault.milliseconds);
    return answer;
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const { method, path, query, caller } = request;
    const api = apiOf(path);
    const fault = api && faults.draw(api, request);
    const answer = await answered(api, request, fault);
    const body = answer ? bodyOf(answer) : '';
    if (answer && api) log(api, request, answer, body);
    const heard = answer !== undefined && fault?.kind !== 'dropAfter';
    requests.push({ api, method, path, query, caller, status: heard ? answer.status : 0, at: clock() });
    if (heard) send(response, answer, body);
    else incoming.socket.destroy();
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      // A fault of the emulator itself must not look like one of Google's.
      console.error(error);
      if (!response.headersSent) send(response, { status: 599 }, '');
    });
  });
  // On a busy machine a request may be long in coming: it must not meet a connection that is just being closed.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    before: (match, action) => void hooks.push({ match, action }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
