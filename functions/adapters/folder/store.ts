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
import { guideName, tree } from '../../../schemas/tree.ts';
import { contentHash } from '../../core/event-id.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Content, DistrictStore, Drawn, FoundFile, Opened } from '../../world.ts';
import { createDurably, createTogether, replaceDurably, systemCode, writingError } from './durable-file.ts';

/** Files that schools fill in, and what they save by mistake instead (read only far enough to say so). */
const workbook = /\.(?:xlsx|xlsm|xlsb|xls|et|ods)$/i;
/** What is larger is not even read: the reader would refuse it. */
const largestWorkbook = 20 * 1024 * 1024;
const ignored = /^(?:~\$|\.)|校验结果|^Thumbs\.db$/i;

/** Says no to this place alone: open elsewhere, locked, not ours to write, or a file where a folder should be. */
const refusals = new Set([
  'EBUSY',
  'EPERM',
  'EACCES',
  'ETXTBSY',
  'EROFS',
  'EISDIR',
  'ENOTDIR',
  'EEXIST',
  'ELOOP',
  'ENAMETOOLONG',
]);

/** A district as a folder of .xlsx files. Throws an operator's error where the folder is no district. */
export function openFolderStore(root: string): DistrictStore {
  if (!existsSync(join(root, tree.control))) throw new OperatorError(whyNoDistrict(root));
  return new FolderStore(root);
}

function whyNoDistrict(root: string): string {
  if (!existsSync(root)) return `找不到文件夹“${root}”。`;
  if (!statSync(root).isDirectory()) return `“${root}”是一个文件，请写区的文件夹。`;
  return `“${root}”不是一个区的文件夹：里面没有 ${tree.control}。新建请用 init。`;
}

/** An empty place for `init` to make a district in; never one that holds a district already. */
export function newFolderStore(root: string): DistrictStore {
  return new FolderStore(root);
}

/** Any folder outside of a district, by the same rules: nothing is left in it but what is put there. */
export function plainFolderStore(root: string): DistrictStore {
  return new FolderStore(root, root);
}

/** Our own guide in a report is only ever read by people. */
function mayHoldAnswers(tab: string): boolean {
  return tab !== guideName;
}

class FolderStore implements DistrictStore {
  readonly #root: string;
  /** Half-written files live here for an instant: on the same disk, out of everybody's sight. */
  readonly #halfWritten: string;

  constructor(root: string, halfWritten = join(root, tree.ledger, '临时')) {
    this.#root = root;
    this.#halfWritten = halfWritten;
  }

  async readControl(): Promise<Content> {
    return this.#read(tree.control);
  }

  async listReports(): Promise<readonly FoundFile[]> {
    const schools = entries(this.#path(tree.schools)).filter((entry) => entry.isDirectory());
    return schools.flatMap((folder) => this.#listSchool(folder.name));
  }

  #listSchool(folder: string): FoundFile[] {
    const place = `${tree.schools}/${folder}`;
    const school = folder.split(' ')[0] ?? '';
    let names: string[];
    try {
      names = namesIn(this.#path(place));
    } catch {
      // One school's folder that may not be opened must not stop the others; it stands as a file that cannot be read.
      return [{ path: `${place}/`, school, stamp: '' }];
    }
    const found: FoundFile[] = [];
    for (const name of names) {
      if (ignored.test(name) || !workbook.test(name)) continue;
      const path = `${place}/${name}`;
      const stats = this.#statsOf(path);
      if (stats === 'unknown') found.push({ path, school, stamp: '' });
      else if (stats?.isFile()) found.push({ path, school, stamp: stampOf(stats) });
    }
    return found;
  }

  #statsOf(path: string): Stats | undefined | 'unknown' {
    try {
      return statSync(`${this.#root}/${path}`, { throwIfNoEntry: false });
    } catch {
      return 'unknown';
    }
  }

  async listInbox(): Promise<readonly FoundFile[]> {
    return entries(this.#path(tree.inbox)).flatMap((entry): FoundFile[] => {
      if (entry.isDirectory() || /^(?:~\$|\.)/.test(entry.name)) return [];
      if (!workbook.test(entry.name)) return [];
      const path = `${tree.inbox}/${entry.name}`;
      const stats = statSync(this.#path(path), { throwIfNoEntry: false });
      return stats?.isFile() ? [{ path, school: '', stamp: stampOf(stats) }] : [];
    });
  }

  async readReport(path: string): Promise<Content> {
    return this.#read(path);
  }

  async #read(path: string): Promise<Content> {
    // Loaded with the first workbook that is opened: a run that finds nothing changed opens none.
    const { readWorkbook } = await import('../xlsx/read-workbook.ts');
    const file = this.#path(path);
    try {
      const before = statSync(file);
      if (before.size > largestWorkbook) return tooLarge(before);
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
          opened ??= readWorkbook(bytes, { maxBytes: largestWorkbook, sheets: mayHoldAnswers });
          return opened;
        },
      };
    } catch (error) {
      if (systemCode(error) === '') throw error;
      return unreadableNow(systemCode(error));
    }
  }

  async draw(book: Book): Promise<Drawn> {
    const { drawBook } = await import('../xlsx/write-book.ts');
    const bytes = await drawBook(book);
    return { bytes, hash: contentHash(bytes) };
  }

  async stamp(path: string): Promise<string | undefined> {
    const stats = this.#statsOf(path);
    return stats === 'unknown' ? undefined : stats && stampOf(stats);
  }

  async hashAt(path: string): Promise<string | undefined> {
    const stats = this.#statsOf(path);
    return stats === undefined ? undefined : (await this.#read(path)).hash;
  }

  async annotate(): Promise<'beside'> {
    return 'beside';
  }

  /** Who may open a folder is the file server's affair. */
  async unshared(): Promise<readonly never[]> {
    return [];
  }

  async share(): Promise<Record<string, never>> {
    return {};
  }

  /** In a folder nobody keeps a school from its own file: what is typed after the lock is not read, that is all. */
  async close(): Promise<'done'> {
    return 'done';
  }

  async reopen(): Promise<'done'> {
    return 'done';
  }

  saves(): 'byHand' {
    return 'byHand';
  }

  async linkTo(): Promise<undefined> {
    return undefined;
  }

  timeFor(): string {
    return '';
  }

  async settle(): Promise<void> {}

  async folders(path: string): Promise<readonly string[]> {
    return entries(this.#path(path)).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  }

  async create(path: string, drawn: Omit<Drawn, 'hash'>): Promise<'created' | 'exists' | 'refused'> {
    try {
      return createDurably(this.#path(path), drawn.bytes, this.#halfWritten, savedAt(drawn)) ? 'created' : 'exists';
    } catch (error) {
      if (refusals.has(systemCode(error))) return 'refused';
      throw writingError(path, error);
    }
  }

  async createAll(
    files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
  ): Promise<readonly ('created' | 'exists' | 'refused')[]> {
    const created = await createTogether(
      files.map(({ path, bytes }) => ({ path: this.#path(path), bytes })),
      this.#halfWritten,
    );
    return created.map((outcome, index) => {
      if ('done' in outcome) return outcome.done ? 'created' : 'exists';
      if (refusals.has(systemCode(outcome.error))) return 'refused';
      throw writingError(files[index]?.path ?? '', outcome.error);
    });
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
      replaceDurably(file, drawn.bytes, this.#halfWritten, savedAt(drawn));
      return 'written';
    } catch (error) {
      if (refusals.has(systemCode(error))) return 'busy';
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

  async setAside(path: string, why = '人工改动'): Promise<string> {
    const ending = extname(path);
    const stem = path.slice(0, -ending.length);
    for (let number = 1; ; number += 1) {
      const other = `${stem} ${why}${number}${ending}`;
      if (existsSync(this.#path(other))) continue;
      renameSync(this.#path(path), this.#path(other));
      return other;
    }
  }

  #path(...names: string[]): string {
    return join(this.#root, ...names);
  }
}

/** Known by its size alone: its bytes were never looked at. */
function tooLarge(stats: Stats): Content {
  const detail = `文件有 ${stats.size} 字节`;
  return {
    hash: contentHash(Buffer.from(detail)),
    stamp: stampOf(stats),
    storedAt: shanghaiTime(stats.mtimeMs),
    bytes: () => Buffer.alloc(0),
    torn: false,
    opened: () => ({ ok: false, code: 'F-TOO-LARGE', detail }),
  };
}

/** Gone, locked or not ours to read at this instant: as if it were just being saved. */
function unreadableNow(code: string): Content {
  return {
    hash: '',
    stamp: '',
    storedAt: '',
    bytes: () => Buffer.alloc(0),
    torn: true,
    opened: () => ({ ok: false, code: 'F-BUSY', detail: code }),
  };
}

function entries(folder: string): Dirent[] {
  const found = whereThere(folder, () => readdirSync(folder, { withFileTypes: true }));
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Names alone, in order: what each is, its own stats tell. */
function namesIn(folder: string): string[] {
  return whereThere(folder, () => readdirSync(folder)).sort();
}

function whereThere<T>(folder: string, read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return [];
    if (systemCode(error) === '') throw error;
    throw new OperatorError(
      `打不开文件夹“${basename(folder)}”（${systemCode(error)}）。请检查权限和网络连接后再运行。`,
    );
  }
}

function savedAt({ storedAt }: Pick<Drawn, 'storedAt'>): Date | undefined {
  return storedAt === undefined ? undefined : new Date(storedAt);
}

function stampOf(stats: Stats): string {
  return `${stats.size}.${stats.mtimeMs}.${stats.ctimeMs}`;
}
