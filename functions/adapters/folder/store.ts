import {
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Book } from '../../../schemas/book.ts';
import { shanghaiTime } from '../../../schemas/time.ts';
import { tree } from '../../../schemas/tree.ts';
import { contentHash } from '../../core/event-id.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Content, DistrictStore, Drawn, FoundFile, Opened } from '../../world.ts';
import { readWorkbook } from '../xlsx/read-workbook.ts';
import { createDurably, replaceDurably, systemCode } from './durable-file.ts';

/** Files that schools fill in, and what they save by mistake instead (read only far enough to say so). */
const workbookEndings = new Set(['.xlsx', '.xlsm', '.xls', '.et', '.ods', '.xlsb']);
const ignored = /^(?:~\$|\.)|校验结果|^Thumbs\.db$/i;

/** A district as a folder of .xlsx files. Throws an operator's error where the folder is no district. */
export function openFolderStore(root: string): DistrictStore {
  if (!existsSync(join(root, tree.control)))
    throw new OperatorError(
      existsSync(root)
        ? `“${root}”不是一个区的文件夹：里面没有 ${tree.control}。新建请用 init。`
        : `找不到文件夹“${root}”。`,
    );
  return new FolderStore(root);
}

/** An empty place for `init` to make a district in; never one that holds a district already. */
export function newFolderStore(root: string): DistrictStore {
  return new FolderStore(root);
}

class FolderStore implements DistrictStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async readControl(): Promise<Content> {
    return this.#read(tree.control);
  }

  async listReports(): Promise<readonly FoundFile[]> {
    const schools = entries(this.#path(tree.schools)).filter((entry) => entry.isDirectory());
    return schools.flatMap((folder) => {
      const place = `${tree.schools}/${folder.name}`;
      const school = folder.name.split(' ')[0] ?? '';
      return entries(this.#path(place)).flatMap((entry): FoundFile[] => {
        if (entry.isDirectory() || ignored.test(entry.name)) return [];
        if (!workbookEndings.has(extname(entry.name).toLowerCase())) return [];
        const path = `${place}/${entry.name}`;
        const stats = statSync(this.#path(path), { throwIfNoEntry: false });
        return stats?.isFile() ? [{ path, school, stamp: stampOf(stats), storedAt: shanghaiTime(stats.mtimeMs) }] : [];
      });
    });
  }

  async listInbox(): Promise<readonly FoundFile[]> {
    return entries(this.#path(tree.inbox)).flatMap((entry): FoundFile[] => {
      if (entry.isDirectory() || /^(?:~\$|\.)/.test(entry.name)) return [];
      if (!workbookEndings.has(extname(entry.name).toLowerCase())) return [];
      const path = `${tree.inbox}/${entry.name}`;
      const stats = statSync(this.#path(path), { throwIfNoEntry: false });
      return stats?.isFile()
        ? [{ path, school: '', stamp: stampOf(stats), storedAt: shanghaiTime(stats.mtimeMs) }]
        : [];
    });
  }

  async readReport(path: string): Promise<Content> {
    return this.#read(path);
  }

  #read(path: string): Content {
    const file = this.#path(path);
    const before = statSync(file);
    const bytes = readFileSync(file);
    const after = statSync(file);
    let opened: Opened | undefined;
    return {
      hash: contentHash(bytes),
      stamp: stampOf(after),
      storedAt: shanghaiTime(after.mtimeMs),
      bytes: () => bytes,
      torn: stampOf(before) !== stampOf(after) || bytes.length !== after.size,
      opened: () => {
        opened ??= readWorkbook(bytes);
        return opened;
      },
    };
  }

  async draw(book: Book): Promise<Drawn> {
    const { drawBook } = await import('../xlsx/write-book.ts');
    const bytes = await drawBook(book);
    return { bytes, hash: contentHash(bytes) };
  }

  async stamp(path: string): Promise<string | undefined> {
    const stats = statSync(this.#path(path), { throwIfNoEntry: false });
    return stats && stampOf(stats);
  }

  async folders(path: string): Promise<readonly string[]> {
    return entries(this.#path(path)).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  }

  async create(path: string, drawn: Pick<Drawn, 'bytes'>): Promise<'created' | 'exists'> {
    try {
      return createDurably(this.#path(path), drawn.bytes, this.#aside()) ? 'created' : 'exists';
    } catch (error) {
      throw writingError(path, error);
    }
  }

  async replace(path: string, drawn: Drawn, ours: readonly string[]): Promise<'written' | 'same' | 'edited' | 'busy'> {
    const file = this.#path(path);
    try {
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats && !stats.isFile()) return 'busy';
      const current = stats ? contentHash(readFileSync(file)) : undefined;
      if (current === drawn.hash) return 'same';
      if (this.#openElsewhere(path)) return 'busy';
      if (current !== undefined && !ours.includes(current)) return 'edited';
      replaceDurably(file, drawn.bytes, this.#aside());
      return 'written';
    } catch (error) {
      if (['EBUSY', 'EPERM', 'EACCES', 'ETXTBSY', 'EROFS', 'EISDIR'].includes(systemCode(error))) return 'busy';
      throw writingError(path, error);
    }
  }

  /** Excel and WPS keep `~$name` beside an open file, LibreOffice `.~lock.name#`; one that is days old was left by a crash. */
  #openElsewhere(path: string): boolean {
    const folder = dirname(this.#path(path));
    const name = basename(path);
    return [`~$${name}`, `~$${name.slice(2)}`, `.~lock.${name}#`].some((lock) => {
      const stats = statSync(join(folder, lock), { throwIfNoEntry: false });
      return stats !== undefined && Date.now() - stats.mtimeMs < 3 * 86_400_000;
    });
  }

  async moveInto(path: string, folder: string): Promise<void> {
    mkdirSync(this.#path(folder), { recursive: true });
    const ending = extname(path);
    const stem = basename(path, ending);
    for (let number = 1; ; number += 1) {
      const other = join(folder, number === 1 ? `${stem}${ending}` : `${stem} ${number}${ending}`);
      if (existsSync(this.#path(other))) continue;
      renameSync(this.#path(path), this.#path(other));
      return;
    }
  }

  async setAside(path: string): Promise<string> {
    const ending = extname(path);
    const stem = path.slice(0, -ending.length);
    for (let number = 1; ; number += 1) {
      const other = `${stem} 人工改动${number}${ending}`;
      if (existsSync(this.#path(other))) continue;
      renameSync(this.#path(path), this.#path(other));
      return other;
    }
  }

  /** Half-written files live here for an instant: on the same disk, out of everybody's sight. */
  #aside(): string {
    return this.#path(tree.ledger, '临时');
  }

  #path(...names: string[]): string {
    return join(this.#root, ...names);
  }
}

function entries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

function stampOf(stats: Stats): string {
  return `${stats.size}.${stats.mtimeMs}.${stats.ctimeMs}`;
}

function writingError(path: string, error: unknown): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new OperatorError(`磁盘空间不足，没有写入 ${path}。请清出空间后再运行，已有的内容都还在。`);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new OperatorError(`没有权限写入 ${path}。请检查文件夹的权限后再运行。`);
    default:
      return error;
  }
}
