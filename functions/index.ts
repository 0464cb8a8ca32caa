import type { AddressInfo } from 'node:net';
import { http } from '@google-cloud/functions-framework';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { shanghaiTime } from '../schemas/time.ts';
import { type DoorRequest, type DoorResponse, doorsOf, refusalOf } from './doors.ts';
import { readAdmission } from './http/caller.ts';
import { createDrain } from './http/drain.ts';
import { gateOf } from './http/gate.ts';
import { standInFront } from './http/in-front.ts';
import type { LogEntry } from './http/log-entry.ts';

const { env } = process;
const log = (entry: LogEntry): void => console.log(JSON.stringify(entry));
const drain = createDrain((status) => process.exit(status));

const doors = doorsOf({ env, now: () => shanghaiTime(Date.now()), log, stopping: drain.stopping });

/** Serves every job by path (`/validate`, `/run` …): the function that is deployed. */
export async function anxiao(request: DoorRequest, response: DoorResponse): Promise<void> {
  const name = request.path.replace(/^\/|\/$/g, '');
  const door = Object.hasOwn(doors, name) ? doors[name] : undefined;
  if (door) return door(request, response);
  log({ severity: 'WARNING', message: 'refused: unknown path', status: 404 });
  const known = Object.keys(doors).map((it) => `/${it}`);
  response.status(404).json({ error: `没有这个功能：${request.path}。可用：${known.join(' ')}` });
}

for (const [name, door] of Object.entries({ ...doors, anxiao })) http(name, door);

standInFront(
  gateOf({ admission: readAdmission(env), env, log, drain, words: (status) => refusalOf({ status }).document.error }),
  (error, response) => {
    const { status, document } = refusalOf(error);
    if (!response.headersSent) response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(document));
  },
  stopWell,
);

/** The framework answers a signal with 500 for the last request, and is gone at once. */
function stopWell(): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.removeAllListeners(signal).on(signal, drain.stop);
}

// By itself: what `npm run functions` and the bundle's own start do. Its "test" server is the framework's same application
// without the command line around it.
if (import.meta.main) serve();

function serve(): void {
  const { FUNCTION_TARGET = '', PORT = '' } = env;
  stopWell();
  const target = FUNCTION_TARGET || 'anxiao';
  if (target !== 'anxiao' && !Object.hasOwn(doors, target)) {
    giveUp(`没有“${target}”这个功能（FUNCTION_TARGET）。`);
    return;
  }
  const server = getTestServer(target).on('error', (error: NodeJS.ErrnoException) => {
    giveUp(`端口 ${PORT || 8080} 用不了（${error.code}）：请用环境变量 PORT 换一个。`);
  });
  server.listen(Number(PORT || 8080), () => {
    const { port } = server.address() as AddressInfo;
    log({ severity: 'INFO', message: 'Serving functions', port });
  });
}

function giveUp(line: string): void {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
