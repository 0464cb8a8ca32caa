import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { basename, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** A command line to be timed: a program of its own, with its own start. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
}

/** What a command said, and how long it took from start to end. */
export interface Timed {
  readonly seconds: number;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Our own command as it is installed: what `bin` of package.json names. */
export function anxiaoCommand(...args: readonly string[]): Command {
  const { bin } = readPackage(resolve(root, 'package.json'));
  return { program: process.execPath, args: [resolve(root, bin?.anxiao ?? ''), ...args] };
}

const noted = new Set<string>();

/** Notes a command for the list under the table; folders of this run's own become `…`. */
export function noteCommand({ program, args }: Command): void {
  const words = [basename(program), ...args.map((arg) => (arg.includes('\n') ? '<script>' : arg))];
  const line = words.join(' ').replaceAll(`${root}/`, '').replaceAll(tmpdir(), '…');
  noted.add(line.replace(/…\/anxiao-[\w-]+/g, '…').replace(/(run-|peer-|--port=|…\/)\d+/g, '$1N'));
}

/** The command lines that were timed, each once. */
export function commandLines(): readonly string[] {
  return [...noted];
}

/** Waits until what was written lies on the disk: the first fsync of whoever is timed next would pay for it. */
export function settleDisk(): void {
  spawnSync('sync');
}

/** Runs a command to its end. */
export function timed(command: Command): Timed {
  const { program, args } = command;
  noteCommand(command);
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, SMTP_URL: '', MAIL_FROM: '' },
  });
  if (error) throw error;
  return { seconds: (performance.now() - start) / 1000, status, stdout, stderr };
}

/** The same, where anything but an end without a fault is a fault of the bench; 1 of ours says that something needs a person. */
export function timedWell(command: Command): Timed {
  const ran = timed(command);
  const needsPerson = ran.status === 1 && command.args[0] === anxiaoCommand().args[0];
  if (ran.status === 0 || needsPerson) return ran;
  throw new Error(`${command.args.join(' ')}: ${ran.stderr}`);
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/** The Python that has a package, and the package's version; undefined where none has. */
export function pythonWith(name: 'openpyxl' | 'pandas'): { program: string; version: string } | undefined {
  for (const program of [process.env.PYTHON ?? 'python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(program, ['-c', `import ${name}, openpyxl; print(${name}.__version__)`], {
      encoding: 'utf8',
    });
    if (status === 0) return { program, version: stdout.trim() };
  }
  return undefined;
}

/** The machine and the programs that were compared, one line each. */
export function versions(): readonly string[] {
  const [cpu] = cpus();
  const python = (['openpyxl', 'pandas'] as const).map((name) => `${name} ${pythonWith(name)?.version ?? 'absent'}`);
  const packages = ['exceljs', 'xlsx', 'mjml', 'nodemailer', 'googleapis', '@google-cloud/functions-framework'].map(
    (name) => `${name} ${versionOf(name)}`,
  );
  const plain = spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout?.trim() || 'Python absent';
  return [
    `${process.platform} ${process.arch}, ${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.versions.node}, V8 ${process.versions.v8}, zlib ${process.versions.zlib}`,
    [...packages, plain, ...python].join(', '),
  ];
}

function versionOf(name: string): string {
  try {
    return readPackage(resolve(root, 'node_modules', name, 'package.json')).version;
  } catch {
    return 'absent';
  }
}

function readPackage(path: string): { version: string; bin?: { anxiao?: string } } {
  return JSON.parse(readFileSync(path, 'utf8'));
}
