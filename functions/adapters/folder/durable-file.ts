import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  ftruncateSync,
  futimesSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OperatorError } from '../../operator-error.ts';

/** The system's code of an error (`ENOSPC`, `EEXIST` …); empty where it has none. */
export function systemCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** What an operator must see to where the system refuses to write; a fault of ours stays as it is. */
export function writingError(path: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new OperatorError(`磁盘空间不足，没有写入“${path}”。请清出空间后再运行，已有的内容都还在。`);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new OperatorError(`没有权限写入“${path}”。请检查文件夹的权限后再运行。`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new OperatorError(`没有写入“${path}”：路上应该是文件夹的地方是一个文件，请把它移走后再运行。`);
    case 'ENAMETOOLONG':
      return new OperatorError(`没有写入“${path}”：名称太长，请缩短后再运行。`);
    default:
      return error;
  }
}

/** Appends bytes and returns when they are on the disk. Where the disk is full the file is left as it was. */
export function appendDurably(path: string, bytes: Uint8Array, length: number): void {
  const file = openSync(path, 'a');
  try {
    writeAll(file, bytes);
    fsyncSync(file);
  } catch (error) {
    ftruncateSync(file, length);
    throw error;
  } finally {
    closeSync(file);
  }
  if (length === 0) syncFolder(dirname(path));
}

/** Writes a new file beside its place, durably, and returns its name; the caller puts it in place. */
function writeAside(folder: string, bytes: Uint8Array, savedAt?: Date): string {
  mkdirSync(folder, { recursive: true });
  const temporary = temporaryIn(folder);
  const file = openSync(temporary, 'wx');
  try {
    writeAll(file, bytes);
    if (savedAt) futimesSync(file, savedAt, savedAt);
    fsyncSync(file);
  } catch (error) {
    closeSync(file);
    unlinkSync(temporary);
    throw error;
  }
  closeSync(file);
  return temporary;
}

/** Puts a whole new file at a path; false where something is there already, which then stays untouched. */
export function createDurably(path: string, bytes: Uint8Array, aside: string, savedAt?: Date): boolean {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = writeAside(aside, bytes, savedAt);
  try {
    return placeNew(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
    syncFolder(dirname(path));
  }
}

/** What came of one file of many: in place, something there already, or what the system said. */
export type Created = { readonly done: boolean } | { readonly error: unknown };

/**
 * Puts many whole new files in place as `createDurably` does one, but waits for the disk once: it makes fifty files
 * durable in the time of a few.
 */
export async function createTogether(
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  aside: string,
): Promise<readonly Created[]> {
  mkdirSync(aside, { recursive: true });
  const temporaries = await Promise.allSettled(files.map(({ bytes }) => writeAsideTogether(aside, bytes)));
  const folders = new Set<string>();
  const created = files.map(({ path }, index): Created => {
    const temporary = temporaries[index];
    if (temporary?.status !== 'fulfilled') return { error: temporary?.reason };
    try {
      mkdirSync(dirname(path), { recursive: true });
      folders.add(dirname(path));
      return { done: placeNew(temporary.value, path) };
    } catch (error) {
      return { error };
    } finally {
      rmSync(temporary.value, { force: true });
    }
  });
  await Promise.all([...folders].map(syncFolderTogether));
  return created;
}

async function writeAsideTogether(folder: string, bytes: Uint8Array): Promise<string> {
  const temporary = temporaryIn(folder);
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await file.close();
    unlinkSync(temporary);
    throw error;
  }
  await file.close();
  return temporary;
}

function temporaryIn(folder: string): string {
  return join(folder, `.anxiao-${process.pid}-${process.hrtime.bigint()}.tmp`);
}

/** A hard link fails where the name is taken, in one step; file systems without links get an exclusive copy. */
function placeNew(temporary: string, path: string): boolean {
  try {
    linkSync(temporary, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV', 'EACCES'].includes(systemCode(error)))
      throw error;
  }
  try {
    copyFileSync(temporary, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Puts bytes in place of a file in one step: a reader sees the old file or the new one, whole. */
export function replaceDurably(path: string, bytes: Uint8Array, aside: string, savedAt?: Date): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = writeAside(aside, bytes, savedAt);
  try {
    renameSync(temporary, path);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
  syncFolder(dirname(path));
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Makes a new name in a folder durable. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!cannotSync.has(systemCode(error))) throw error;
  }
}

async function syncFolderTogether(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!cannotSync.has(systemCode(error))) throw error;
  }
}

/** Some systems cannot sync a folder; their journal does it. */
const cannotSync = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'EBADF']);
