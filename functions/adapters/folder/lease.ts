import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { LeaseHeld } from '../../operator-error.ts';
import { createDurably, systemCode } from './durable-file.ts';

interface Holder {
  readonly host: string;
  readonly process: number;
  /** When the process began, as the system tells it; empty where it does not. */
  readonly began: string;
  readonly since: string;
}

/** Keeps two runs of one district apart. Returns what gives the lease back; throws `LeaseHeld` where somebody has it. */
export function takeLease(path: string): () => void {
  const me: Holder = {
    host: hostname(),
    process: process.pid,
    began: processBegan(process.pid),
    since: new Date().toISOString(),
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (writeNew(path, me)) {
      sweep(path);
      return () => giveBack(path, me);
    }
    const text = readIfThere(path);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder ? !isDead(holder) : isFresh(path)) throw new LeaseHeld(whoHolds(holder, path));
    takeAway(path, text);
  }
  throw new LeaseHeld('另一次运行刚刚开始处理这个区，请稍后再试。');
}

function whoHolds(holder: Holder | undefined, path: string): string {
  if (!holder) return '另一次运行刚刚开始处理这个区，请稍后再试。';
  const gone =
    holder.host === hostname()
      ? ''
      : `如果确知那次运行已经中断（例如主机 ${holder.host} 已关机），请删除${basename(dirname(path))}/${basename(path)}再运行。`;
  return `另一次运行正在处理这个区（主机 ${holder.host}，进程 ${holder.process}，开始于 ${holder.since}），请稍后再试。${gone}`;
}

/** The file appears with its words in it, so that nobody ever takes a lease just being written for a broken one. */
function writeNew(path: string, me: Holder): boolean {
  try {
    return createDurably(path, Buffer.from(JSON.stringify(me)), join(dirname(path), '临时'));
  } catch (error) {
    // Whoever holds the lease sweeps half-written files away, this one among them.
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Text that says nothing: where a file system has no links, a lease may be seen an instant before its words. */
function isFresh(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Math.abs(Date.now() - stats.mtimeMs) < 10_000;
}

/**
 * Removes a dead holder's lease. Of several takers the one who holds the lease of this very removal may do it, after
 * another look: else a slow one would remove what a faster one has taken meanwhile.
 */
function takeAway(path: string, seen: string): void {
  const release = takeLease(`${path}.${createHash('sha256').update(seen).digest('hex').slice(0, 12)}`);
  try {
    if (readIfThere(path) === seen) unlinkSync(path);
  } finally {
    release();
  }
}

/** Leases of removals that were cut short: nobody needs them once this one is taken. */
function sweep(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder))
    if (name.startsWith(`${basename(path)}.`)) rmSync(join(folder, name), { force: true });
}

function giveBack(path: string, me: Holder): void {
  if (readIfThere(path) === JSON.stringify(me)) rmSync(path, { force: true });
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('host' in value) || !('process' in value)) return undefined;
    return typeof value.process === 'number' && value.process > 0 ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

/** Dead: of this host, and its process is gone or began at another time (its number was given out again). */
function isDead(holder: Holder): boolean {
  if (holder.host !== hostname()) return false;
  try {
    process.kill(holder.process, 0);
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
  const began = processBegan(holder.process);
  return began === 'ended' || (began !== '' && holder.began !== '' && began !== holder.began);
}

/** Start of a process in clock ticks since which boot (Linux), or `ended` where only its parent has not noticed yet; empty elsewhere. */
function processBegan(id: number): string {
  try {
    const line = readFileSync(`/proc/${id}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : `${boot}/${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}
