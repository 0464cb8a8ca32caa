import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { type DriveEntry, entryOf, pathName } from './drive-entry.ts';
import { foldChanges, type OwnWrites } from './drive-fold.ts';
import { changesSince, type DriveReach, listFiles, startToken } from './drive-listing.ts';

/** Raised when what is remembered has another shape. */
const edition = 2;

interface Remembered {
  readonly edition: number;
  readonly root: string;
  readonly driveId?: string;
  readonly token: string;
  /** Our own address at Google, once asked for. */
  readonly robot?: string;
  readonly entries: readonly DriveEntry[];
  /** Titles of versions that a report keeps inside, by its id. */
  readonly kept?: readonly (readonly [string, readonly string[]])[];
  /** Addresses that a folder was offered to, by its id. */
  readonly shared: readonly (readonly [string, readonly string[]])[];
  /** Hash of the content of a spreadsheet that was read last, by its id. */
  readonly read: readonly (readonly [string, string])[];
}

/** The shared drive that a remembered tree lies in; `unknown` where nothing usable is remembered. */
export function rememberedDrive(text: string | undefined, root: string): { driveId?: string } | 'unknown' {
  const known = parse(text, root);
  return known ? { ...(known.driveId === undefined ? {} : { driveId: known.driveId }) } : 'unknown';
}

function parse(text: string | undefined, root: string): Remembered | undefined {
  if (text === undefined) return undefined;
  const known: Remembered = JSON.parse(text);
  return known.edition === edition && known.root === root ? known : undefined;
}

/** A district's tree by path: what was remembered with the changes since, or all of it listed anew. */
export class DriveIndex {
  readonly root: string;
  readonly #reach: DriveReach;
  readonly #entries: Map<string, DriveEntry>;
  readonly #kept: Map<string, readonly string[]>;
  readonly #shared: Map<string, readonly string[]>;
  readonly #read: Map<string, string>;
  #token: string;
  #robot: string | undefined;
  #byPath: Map<string, DriveEntry> | undefined;
  #worthKeeping: boolean;

  private constructor(reach: DriveReach, root: string, known: Omit<Remembered, 'edition' | 'root'>, isNew: boolean) {
    this.root = root;
    this.#reach = reach;
    this.#entries = new Map(known.entries.map((entry) => [entry.id, entry]));
    this.#shared = new Map(known.shared);
    this.#kept = new Map(known.kept);
    this.#read = new Map(known.read);
    this.#token = known.token;
    this.#robot = known.robot;
    this.#worthKeeping = isNew;
  }

  static async open(reach: DriveReach, root: string, remembered: string | undefined): Promise<DriveIndex> {
    const known = parse(remembered, root);
    if (known) {
      const index = new DriveIndex(reach, root, known, false);
      await index.catchUp(new Map());
      return index;
    }
    // The token first: what changes while the listing goes on is then told twice rather than never.
    const token = await startToken(reach);
    const files = await listFiles(reach, 'trashed = false');
    return new DriveIndex(reach, root, { token, entries: below(root, files), shared: [], read: [] }, true);
  }

  /** Takes in what changed since the last look. */
  async catchUp(own: OwnWrites): Promise<void> {
    const { changes, token, pages } = await changesSince(this.#reach, this.#token);
    this.#token = token;
    if (changes.length === 0) return;
    const before = JSON.stringify([...this.#entries.values()]);
    let unlisted = foldChanges(this.#entries, changes, this.root, own);
    while (unlisted.length > 0) unlisted = await this.#list(unlisted);
    this.#byPath = undefined;
    // A long list of other people's changes is not worth reading every hour.
    if (pages > 1 || JSON.stringify([...this.#entries.values()]) !== before) this.#worthKeeping = true;
  }

  /** What lies in folders that came into the tree; returns the folders among it. */
  async #list(folders: readonly string[]): Promise<readonly string[]> {
    const found: string[] = [];
    for (const folder of folders)
      for (const file of await listFiles(this.#reach, `'${folder}' in parents and trashed = false`)) {
        if (this.#entries.has(file.id ?? '')) continue;
        const entry = entryOf(file);
        this.#entries.set(entry.id, entry);
        if (entry.kind === 'folder') found.push(entry.id);
      }
    return found;
  }

  at(path: string): DriveEntry | undefined {
    return this.#index().get(path);
  }

  byId(id: string): DriveEntry | undefined {
    return this.#entries.get(id);
  }

  /** Everything in the tree, by path, in order. */
  all(): readonly { readonly path: string; readonly entry: DriveEntry }[] {
    return [...this.#index()].map(([path, entry]) => ({ path, entry })).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** What lies in a folder, by path, in order. */
  childrenOf(path: string): readonly { readonly path: string; readonly entry: DriveEntry }[] {
    const folder = path === '' ? this.root : this.at(path)?.id;
    return [...this.#index()]
      .filter(([, entry]) => entry.parent === folder)
      .map(([at, entry]) => ({ path: at, entry }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  put(entry: DriveEntry): void {
    this.#entries.set(entry.id, entry);
    this.#byPath = undefined;
    this.#worthKeeping = true;
  }

  /** Our own address: asked for once in a district's life. */
  async robot(ask: () => Promise<string>): Promise<string> {
    if (this.#robot === undefined) {
      this.#robot = await ask();
      this.#worthKeeping = true;
    }
    return this.#robot;
  }

  /** What a spreadsheet held when it was read last; undefined where nobody read it. */
  lastRead(id: string): string | undefined {
    return this.#read.get(id);
  }

  wasRead(id: string, hash: string): void {
    if (this.#read.get(id) === hash) return;
    this.#read.set(id, hash);
    this.#worthKeeping = true;
  }

  /** Titles of the accepted versions that a report keeps inside. */
  keptIn(id: string): readonly string[] {
    return this.#kept.get(id) ?? [];
  }

  keep(id: string, title: string): void {
    if (this.keptIn(id).includes(title)) return;
    this.#kept.set(id, [...this.keptIn(id), title]);
    this.#worthKeeping = true;
  }

  sharedWith(folder: string): readonly string[] {
    return this.#shared.get(folder) ?? [];
  }

  share(folder: string, address: string): void {
    this.#shared.set(folder, [...this.sharedWith(folder), address]);
    this.#worthKeeping = true;
  }

  /** What the next run should know; undefined where it knows enough already. */
  text(): string | undefined {
    if (!this.#worthKeeping) return undefined;
    const { driveId } = this.#reach;
    const remembered: Remembered = {
      edition,
      root: this.root,
      ...(driveId === undefined ? {} : { driveId }),
      token: this.#token,
      ...(this.#robot === undefined ? {} : { robot: this.#robot }),
      entries: [...this.#entries.values()],
      kept: [...this.#kept],
      shared: [...this.#shared],
      read: [...this.#read].filter(([id]) => this.#entries.has(id)),
    };
    return JSON.stringify(remembered);
  }

  #index(): ReadonlyMap<string, DriveEntry> {
    if (this.#byPath) return this.#byPath;
    const children = Map.groupBy(this.#entries.values(), ({ parent }) => parent);
    const byPath = new Map<string, DriveEntry>();
    const walk = (folder: string, at: string): void => {
      for (const [name, entry] of named(children.get(folder) ?? [])) {
        const path = `${at}${name}`;
        byPath.set(path, entry);
        if (entry.kind === 'folder') walk(entry.id, `${path}/`);
      }
    };
    walk(this.root, '');
    this.#byPath = byPath;
    return byPath;
  }
}

/** Names as a folder would have them: of several alike, the one we made comes first, the others get a number. */
function named(entries: readonly DriveEntry[]): readonly (readonly [string, DriveEntry])[] {
  const ours = (entry: DriveEntry): number => (entry.mark === undefined ? 1 : 0);
  const sorted = [...entries].sort((a, b) => ours(a) - ours(b) || (a.id < b.id ? -1 : 1));
  const taken = new Set<string>();
  return sorted.map((entry) => {
    const name = pathName(entry);
    const dot = entry.kind === 'folder' ? -1 : name.lastIndexOf('.');
    const [stem, ending] = dot < 1 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${stem} (${number})${ending}`;
    taken.add(free);
    return [free, entry];
  });
}

/** The files below a folder, of all that were listed. */
function below(root: string, files: readonly drive_v3.Schema$File[]): readonly DriveEntry[] {
  const children = Map.groupBy(files.map(entryOf), ({ parent }) => parent);
  const found: DriveEntry[] = [];
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop())
    for (const entry of children.get(folder) ?? []) {
      found.push(entry);
      if (entry.kind === 'folder') folders.push(entry.id);
    }
  return found;
}
