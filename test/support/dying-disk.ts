import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import promises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

/** What every touch of the disk throws from the fatal one on: as with SIGKILL, nothing can be tidied up any more. */
export class Death extends Error {
  override readonly name = 'Death';
}

/** Counts what changes a folder, and ends at the k-th change: a write is then done in part, anything else not at all. */
export interface DyingDisk {
  readonly touches: number;
  /** Lets the disk live again. */
  restore(): void;
}

const changing = ['mkdir', 'rename', 'unlink', 'rm', 'link', 'truncate', 'writeFile', 'copyFile', 'utimes'] as const;

/** Makes this process die, as far as the folder can tell, at its k-th change of it; `part` of a write is done by then. */
export function dieAt(folder: string, fatal: number, part = 0.5): DyingDisk {
  let touches = 0;
  const ours = new Set<number>();
  const undo: (() => void)[] = [];
  const isOurs = (path: unknown): boolean => String(path).startsWith(folder);

  const cut = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, Math.floor(bytes.length * part));

  /** True at the fatal change. */
  const touch = (): boolean => {
    touches += 1;
    if (touches > fatal) throw new Death(`after change ${fatal}`);
    return touches === fatal;
  };
  const patch = (home: object, name: string, make: (real: (...args: unknown[]) => unknown) => unknown): void => {
    const holder = home as Record<string, unknown>;
    const real = holder[name] as (...args: unknown[]) => unknown;
    holder[name] = make(real.bind(home));
    undo.push(() => {
      holder[name] = real;
    });
  };
  const dies = (real: (...args: unknown[]) => unknown) =>
    function change(...args: unknown[]): unknown {
      if (isOurs(args[0]) && touch()) throw new Death(`at change ${fatal}`);
      return real(...args);
    };

  for (const name of changing) {
    patch(fs, `${name}Sync`, dies);
    if (name in promises)
      patch(
        promises,
        name,
        (real) =>
          async (...args: unknown[]) =>
            dies(real)(...args),
      );
  }
  patch(fs, 'openSync', (real) => (...args: unknown[]) => {
    const writes = isOurs(args[0]) && typeof args[1] === 'string' && args[1] !== 'r';
    if (writes && touch()) throw new Death(`at change ${fatal}`);
    const file = real(...args) as number;
    if (writes) ours.add(file);
    else ours.delete(file);
    return file;
  });
  patch(fs, 'writeSync', (real) => (...args: unknown[]) => {
    if (!ours.has(args[0] as number) || !touch()) return real(...args);
    real(args[0], cut(args[1] as Uint8Array));
    throw new Death(`at change ${fatal}`);
  });
  patch(fs, 'ftruncateSync', (real) => (...args: unknown[]) => {
    if (ours.has(args[0] as number) && touch()) throw new Death(`at change ${fatal}`);
    return real(...args);
  });
  patch(promises, 'open', (real) => async (...args: unknown[]) => {
    const writes = isOurs(args[0]) && typeof args[1] === 'string' && args[1] !== 'r';
    if (writes && touch()) throw new Death(`at change ${fatal}`);
    const file = (await real(...args)) as FileHandle;
    if (writes) {
      const write = file.writeFile.bind(file);
      file.writeFile = async (data) => {
        if (!touch()) return write(data);
        await write(cut(data as Uint8Array));
        throw new Death(`at change ${fatal}`);
      };
    }
    return file;
  });
  syncBuiltinESMExports();
  return {
    get touches() {
      return touches;
    },
    restore: () => {
      for (const step of undo.reverse()) step();
      syncBuiltinESMExports();
    },
  };
}

/** A process number that nobody bears. */
export const deadProcess: number = spawnSync(process.execPath, ['-e', '']).pid;

/** This process goes on living, so its leases of a ledger's folder are made out to one that does not. */
export function leavesLeases(ledger: string): void {
  for (const name of fs.readdirSync(ledger).filter((it) => it.startsWith('lease.json'))) {
    const path = join(ledger, name);
    const holder = JSON.parse(fs.readFileSync(path, 'utf8'));
    fs.writeFileSync(path, JSON.stringify({ ...holder, process: deadProcess, began: '' }));
  }
}
