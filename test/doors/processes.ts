import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Ran } from '../support/district.ts';

const root = resolve(import.meta.dirname, '../..');

/** The program's first file, as the package names it; relative to the root, where `start` starts what it is given. */
export const program: string = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).bin.anxiao;

/** A program of this house that goes on beside the test. */
export interface Running {
  readonly child: ChildProcess;
  /** What it wrote so far, and when it ended all of it. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Waits until something stands on stdout; fails where the program ends before. */
  readonly said: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<{ readonly status: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts a program without what the test's own environment would tell it. */
export function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const { NODE_ENV: _, VITEST: __, ...rest } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...rest, SMTP_URL: '', MAIL_FROM: '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  let over = false;
  child.stdout.setEncoding('utf8').on('data', (text) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([status, signal]) => {
    over = true;
    return { status, signal };
  });
  const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(stdout);
      if (found) return found;
      if (over) throw new Error(`ended without saying ${pattern}: ${stdout}${stderr}`);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
  };
  return { child, stdout: () => stdout, stderr: () => stderr, said, ended };
}

/** The command line as people run it, while the test goes on. */
export async function command(...args: string[]): Promise<Ran> {
  const running = start([program, ...args]);
  running.child.stdin?.end();
  const { status } = await running.ended;
  const stdout = running.stdout();
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    json = undefined;
  }
  return { status, stdout, stderr: running.stderr(), json };
}

/** Another process that holds a district's lease; it gives it back when its stdin ends. */
export async function holdLease(ledger: string): Promise<Running> {
  const home = pathToFileURL(resolve(root, 'functions/adapters/folder/ledger.ts'));
  const code = [
    `import { openFolderLedger } from ${JSON.stringify(home)};`,
    `const ledger = openFolderLedger(${JSON.stringify(ledger)});`,
    'await ledger.begin();',
    "console.log('held');",
    "process.stdin.on('end', () => ledger.close()).resume();",
  ].join('\n');
  const holder = start(['--input-type=module', '-e', code]);
  await holder.said(/held/);
  return holder;
}

/** What a server answered; `json` is undefined where the answer is none. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever the server said
  readonly json: any;
}

/** One request with its path and body as they are: nothing is tidied up on the way. */
export function ask(
  port: number,
  path: string,
  body: string | undefined,
  { method = 'POST', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<Reply> {
  return new Promise((done, fail) => {
    const length = String(Buffer.byteLength(body ?? ''));
    const usual = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': length };
    const asking = request({ port, path, method, headers: { ...usual, ...headers }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more) => {
        text += more;
      });
      response.on('end', () => {
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {
          json = undefined;
        }
        done({ status: response.statusCode ?? 0, text, json });
      });
    });
    asking.on('error', fail);
    asking.end(body);
  });
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
