import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { LeaseHeld } from '../../operator-error.ts';
import { systemCode } from './durable-file.ts';

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
    if (writeNew(path, me)) return () => giveBack(path, me);
    const text = readIfThere(path);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (holder && !isDead(holder))
      throw new LeaseHeld(
        `另一次运行正在处理这个区（主机 ${holder.host}，进程 ${holder.process}，开始于 ${holder.since}），请稍后再试。`,
      );
    takeAway(path, text);
  }
  throw new LeaseHeld('另一次运行刚刚开始处理这个区，请稍后再试。');
}

function writeNew(path: string, me: Holder): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    writeSync(file, JSON.stringify(me));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return true;
}

/**
 * Removes a dead holder's lease. Renaming first makes one of several takers win; if what was renamed is no longer the
 * dead one's (somebody was faster and holds it now), it is put back.
 */
function takeAway(path: string, seen: string): void {
  const aside = `${path}.${process.pid}.${process.hrtime.bigint()}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  if (readIfThere(aside) !== seen) {
    try {
      linkSync(aside, path);
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
  unlinkSync(aside);
}

function giveBack(path: string, me: Holder): void {
  if (readIfThere(path) === JSON.stringify(me)) unlinkSync(path);
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
    return value as Holder;
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
  return began !== '' && holder.began !== '' && began !== holder.began;
}

/** Start time of a process in clock ticks since boot (Linux); empty elsewhere. */
function processBegan(id: number): string {
  try {
    const line = readFileSync(`/proc/${id}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}
