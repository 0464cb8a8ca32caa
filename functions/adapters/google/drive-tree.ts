import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { type DriveEntry, driveName, entryOf } from './drive-entry.ts';
import { copyFile, type DriveHands, makeFile, markOf, moveFile, renewFile, uploadFile } from './drive-files.ts';
import type { DriveIndex } from './drive-index.ts';
import type { HeldTabs } from './typed-over.ts';

/** Where files of ours are made, out of everybody's sight, until they are whole. */
const workshop = '模板';

/**
 * A spreadsheet that somebody may put into 模板: what reports are made from is a copy of it, because the only way to bring a
 * script of the sheet into a spreadsheet is to copy one that has it.
 */
const scripted = '报表底稿';

const mimeTypes: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html',
  json: 'application/json',
  eml: 'message/rfc822',
};

/** Bytes, and when they were saved where they were saved elsewhere before (ISO). */
export interface SavedBytes {
  readonly bytes: Uint8Array;
  readonly savedAt?: string | undefined;
}

/** Writes into a district's tree on Drive by path, and keeps the index of it true. */
export class DriveTree {
  readonly index: DriveIndex;
  readonly hands: DriveHands;
  /** What this run wrote, and whether anybody typed in between. */
  readonly #making = new Map<string, Promise<string>>();
  readonly #patterns = new Map<string, Promise<DriveEntry>>();
  readonly own = new Map<string, 'alone' | 'crossed'>();

  constructor(hands: DriveHands, index: DriveIndex) {
    this.hands = hands;
    this.index = index;
  }

  /** The id of a folder; it is made where it is not there, once for all who ask meanwhile. */
  async folder(path: string): Promise<string> {
    if (path === '') return this.index.root;
    const known = this.index.at(path);
    return known ? known.id : once(this.#making, path, () => this.#makeFolder(path));
  }

  async #makeFolder(path: string): Promise<string> {
    const parent = await this.folder(folderOf(path));
    const file = { name: driveName(path, 'folder'), parent, mark: this.#mark(path) };
    return this.#take(await makeFile(this.hands, file, 'folder')).id;
  }

  /** A new file of bytes at a path. */
  async upload(path: string, { bytes, savedAt }: SavedBytes, hash: string): Promise<DriveEntry> {
    const parent = await this.folder(folderOf(path));
    const file = { name: driveName(path, 'file'), parent, mark: this.#mark(path) };
    const entry = this.#take(await uploadFile(this.hands, file, { bytes, savedAt, mimeType: mimeTypeOf(path) }));
    return this.drew(entry.id, hash);
  }

  /** Other bytes for a file. Its stamp moves though we wrote them: they may be what somebody sent us. */
  async renew({ id }: DriveEntry, path: string, { bytes, savedAt }: SavedBytes, hash: string): Promise<void> {
    const file = await renewFile(this.hands, id, { bytes, savedAt, mimeType: mimeTypeOf(path) });
    this.#take(file);
    const { stamp, storedAt } = entryOf(file);
    this.index.put({ ...this.drew(id, hash), stamp, storedAt });
  }

  /**
   * A new spreadsheet at a path that nobody ever sees half made: `fill` works on it in the workshop. One that a run left
   * there when it was cut short is taken up again.
   */
  async spreadsheet(path: string, from: string | undefined, fill: (id: string) => Promise<void>): Promise<DriveEntry> {
    const shop = await this.folder(workshop);
    const parent = await this.folder(folderOf(path));
    const made = await this.#begin(shop, driveName(path, 'sheet'), this.#mark(path), from);
    await fill(made.id);
    return this.#take(await moveFile(this.hands, made.id, { from: shop, parent }));
  }

  /** A spreadsheet of ours that is not part of the tree, found again by its name: what reports are copied from. */
  async pattern(name: string, fill: (id: string) => Promise<void>): Promise<DriveEntry> {
    return once(this.#patterns, name, () => this.#makePattern(name, fill));
  }

  async #makePattern(name: string, fill: (id: string) => Promise<void>): Promise<DriveEntry> {
    const path = `${workshop}/${name}.xlsx`;
    const known = this.index.at(path);
    if (known) return known;
    const shop = await this.folder(workshop);
    const from = this.index.at(`${workshop}/${scripted}.xlsx`);
    const made = await this.#begin(
      shop,
      `${name}（未完成）`,
      this.#mark(path),
      from?.kind === 'sheet' ? from.id : undefined,
    );
    await fill(made.id);
    return this.#take(await moveFile(this.hands, made.id, { name }));
  }

  async #begin(parent: string, name: string, mark: string, from: string | undefined): Promise<DriveEntry> {
    const begun = this.index.childrenOf(workshop).find(({ entry }) => entry.mark === mark)?.entry;
    if (begun) return begun;
    const file = { name, parent, mark };
    return this.#take(
      await (from === undefined ? makeFile(this.hands, file, 'sheet') : copyFile(this.hands, from, file)),
    );
  }

  async move(entry: DriveEntry, to: { readonly name?: string; readonly folder?: string }): Promise<void> {
    const parent = to.folder === undefined ? undefined : await this.folder(to.folder);
    this.#take(
      await moveFile(this.hands, entry.id, {
        ...(to.name === undefined ? {} : { name: to.name }),
        ...(parent === undefined ? {} : { from: entry.parent, parent }),
      }),
    );
  }

  /**
   * Copies a spreadsheet beside itself under a name, for what people wrote in it: it stays where its links lead, and may be
   * drawn over from now on. The same state of it is copied once. Returns the copy's path.
   */
  async keepCopy(entry: DriveEntry, path: string): Promise<string> {
    const mark = this.#mark(`${entry.id}@${entry.version}`);
    const kept = this.index.childrenOf(folderOf(path)).find((child) => child.entry.mark === mark);
    if (!kept) {
      const file = { name: driveName(path, 'sheet'), parent: entry.parent, mark };
      this.#take(await copyFile(this.hands, entry.id, file));
    }
    this.index.put(onlyByUs(entry));
    return kept?.path ?? path;
  }

  /** Notes what we put into a file, and that nobody else's typing came between. */
  drew(
    id: string,
    hash: string,
    book?: { readonly tabs: ReadonlyMap<string, string>; readonly held: HeldTabs },
  ): DriveEntry {
    const entry = this.index.byId(id);
    if (!entry) throw new Error('a file of ours is not in the index');
    const drawn = {
      ...onlyByUs(entry),
      drawn: hash,
      ...(book === undefined ? {} : { tabs: [...book.tabs], held: book.held }),
    };
    this.index.put(drawn);
    this.own.set(id, 'alone');
    return drawn;
  }

  /** Takes a file in as an answer tells it; what we know of its content stays. */
  #take(file: drive_v3.Schema$File): DriveEntry {
    const now = entryOf(file);
    const known = this.index.byId(now.id);
    const entry = known ? { ...onlyByUs(known), ...now, stamp: known.stamp, storedAt: known.storedAt } : now;
    this.index.put(entry);
    this.own.set(entry.id, this.own.get(entry.id) ?? 'alone');
    return entry;
  }

  #mark(path: string): string {
    return markOf(this.index.root, path);
  }
}

function onlyByUs({ byOthers: _, ...entry }: DriveEntry): DriveEntry {
  return entry;
}

/** Does a piece of work once for several who want it at the same time. */
function once<T>(pending: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const begun = pending.get(key) ?? work().finally(() => pending.delete(key));
  pending.set(key, begun);
  return begun;
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function mimeTypeOf(path: string): string {
  return mimeTypes[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}
