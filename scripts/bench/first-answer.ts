import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { bundle } from '../build/bundle.ts';
import { inTemporaryFolder, makeBenchDistrict } from './bench-district.ts';
import { median, noteCommand } from './machine.ts';
import { duration, type Line } from './table.ts';

const work = 'first answer of a function';
const root = resolve(import.meta.dirname, '../..');
const framework = resolve(root, 'node_modules/@google-cloud/functions-framework/build/src/main.js');

interface Function {
  readonly way: string;
  /** What Node is started with. */
  readonly args: readonly string[];
  readonly path: string;
  readonly body?: unknown;
  /** Where Node keeps what it compiled; nowhere by default, as a platform's fresh machine has it. */
  readonly cache?: string;
  readonly mark?: string;
}

/** From the start of the process to its first answer: ours beside the bare framework and beside googleapis whole. */
export async function firstAnswer(rounds: number): Promise<readonly Line[]> {
  return inTemporaryFolder(async (folder) => {
    const district = await makeBenchDistrict(folder, { schools: 1, periods: ['2018-09'], wrongEvery: 0 });
    const bare = (source: string) => ({ args: [framework, '--target=bare', `--source=${source}`], path: '/' });
    const { code, manifest } = await bundle();
    const built = join(folder, 'index.js');
    writeFileSync(built, code);
    writeFileSync(join(folder, 'package.json'), manifest);
    const ours = { args: [built], path: '/unknown' };
    const validate = { path: '/validate', body: { district: 'bench', dryRun: true } };
    const size = `${Math.round(Buffer.byteLength(code) / 1024)} KB`;
    const functions: readonly Function[] = [
      { way: 'functions-framework alone', ...bare('scripts/bench/bare-function.ts') },
      { way: 'functions-framework with googleapis whole', ...bare('scripts/bench/googleapis-function.ts') },
      { way: `anxiao as built (${size}): an unknown path (404)`, ...ours, mark: '≤ 1.25×' },
      { way: 'anxiao as built: the same, NODE_COMPILE_CACHE filled', ...ours, cache: join(folder, 'compiled') },
      { way: 'anxiao as built: validate, dry run', ...ours, ...validate },
      { way: 'anxiao from its sources: an unknown path (404)', ...ours, args: ['functions/index.ts'] },
    ];
    const took: number[][] = functions.map(() => []);
    // The first round fills the caches of all and is not counted.
    for (let round = 0; round <= rounds; round += 1)
      for (const [at, it] of functions.entries()) {
        // What is compiled is written when a process ends by itself.
        const ms = await timeTo(it, district, round === 0 ? 'SIGTERM' : 'SIGKILL');
        if (round > 0) took[at]?.push(ms);
      }
    return functions.map(({ way, mark }, at) => ({
      work,
      way,
      took: duration(median(took[at] ?? []) / 1000),
      ratio: median((took[at] ?? []).map((ms, round) => ms / (took[0]?.[round] ?? Number.NaN))),
      ...(mark ? { mark } : {}),
    }));
  });
}

async function timeTo(it: Function, district: string, end: 'SIGTERM' | 'SIGKILL'): Promise<number> {
  const { args, path, body, cache } = it;
  const port = await freePort();
  noteCommand({ program: process.execPath, args });
  const start = performance.now();
  const env = { ...process.env, PORT: String(port), DISTRICTS: `bench=${district}`, NODE_COMPILE_CACHE: cache };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${args.join(' ')} ended with ${child.exitCode}`);
      const answered = await ask(`http://127.0.0.1:${port}${path}`, body);
      if (answered) return performance.now() - start;
      await setTimeout(2);
    }
  } finally {
    child.kill(end);
    await ended;
  }
}

/** True once somebody answers; false while nobody listens yet. */
async function ask(url: string, body: unknown): Promise<boolean> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
  const response = await fetch(url, init).catch(() => undefined);
  await response?.arrayBuffer();
  return response !== undefined;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
