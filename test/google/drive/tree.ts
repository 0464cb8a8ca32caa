import { createHash } from 'node:crypto';
import { createIds, personId } from './ids.ts';

/** What Drive calls its folders and its spreadsheets. */
export const FOLDER = 'application/vnd.google-apps.folder';
export const SPREADSHEET = 'application/vnd.google-apps.spreadsheet';

/** What somebody may do with a file; organizers of both kinds exist on shared drives only. */
export type Role = 'owner' | 'organizer' | 'fileOrganizer' | 'writer' | 'commenter' | 'reader';

/** Somebody's access to a file, given on that file itself. */
export interface Grant {
  readonly id: string;
  readonly type: 'user' | 'group' | 'domain' | 'anyone';
  role: Role;
  readonly emailAddress?: string;
  readonly domain?: string;
  readonly allowFileDiscovery?: boolean;
}

/** The bytes of a file; `md5` in hex. */
export interface Content {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly md5: string;
}

/** What a file held from a time on, and who put it there. */
export interface Revision {
  readonly id: string;
  readonly time: string;
  readonly by: string;
  readonly mimeType: string;
  readonly content?: Content;
}

/** A file, a folder, somebody's My Drive or the top of a shared drive: all are nodes with people on them. */
export interface FileNode {
  readonly id: string;
  name: string;
  mimeType: string;
  description?: string | undefined;
  parent?: string | undefined;
  /** The shared drive it lies in; the top of a shared drive lies in itself. */
  driveId?: string | undefined;
  /** The shared drive it was moved out of last: that drive's changes tell that it is gone. */
  left?: string | undefined;
  owner?: string | undefined;
  readonly appProperties: Map<string, string>;
  readonly properties: Map<string, string>;
  readonly createdTime: string;
  modifiedTime: string;
  modifiedBy: string;
  version: number;
  trashed: boolean;
  trashedTime?: string | undefined;
  readonly grants: Map<string, Grant>;
  content?: Content;
  readonly revisions: Revision[];
  /** Place of its last change in the list of changes. */
  changed: number;
  changedTime: string;
  /** Everybody who could ever see it: they are told when it is gone. */
  readonly knownTo: Set<string>;
}

/** What stays of a file that was deleted. */
export type Tombstone = Pick<FileNode, 'id' | 'changed' | 'changedTime' | 'driveId' | 'left' | 'knownTo'>;

type New = Pick<FileNode, 'name' | 'mimeType'> &
  Partial<Pick<FileNode, 'id' | 'parent' | 'driveId' | 'owner' | 'createdTime' | 'modifiedTime'>>;

/** Everything Drive holds, as one tree, and the order in which it changed. `clock` in milliseconds since 1970. */
export class Tree {
  readonly nodes = new Map<string, FileNode>();
  readonly gone = new Map<string, Tombstone>();
  readonly ids = createIds();
  /** Ids given out by generateIds that no file has yet. */
  readonly reserved = new Set<string>();
  /** The shared drive each requestId made. */
  readonly drivesByRequest = new Map<string, string>();
  readonly #roots = new Map<string, string>();
  readonly #clock: () => number;
  last = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  now(): string {
    return new Date(this.#clock()).toISOString();
  }

  /** The top of somebody's My Drive. */
  rootOf(email: string): FileNode {
    const known = this.nodes.get(this.#roots.get(email) ?? '');
    if (known) return known;
    const root = this.add({ id: this.ids.drive(), name: 'My Drive', mimeType: FOLDER, owner: email }, email);
    this.#roots.set(email, root.id);
    return root;
  }

  add(made: New, caller: string): FileNode {
    const now = this.now();
    const own = made.mimeType.startsWith('application/vnd.google-apps.') && made.mimeType !== FOLDER;
    const node: FileNode = {
      createdTime: now,
      modifiedTime: now,
      ...made,
      id: made.id ?? (own ? this.ids.document() : this.ids.file()),
      appProperties: new Map(),
      properties: new Map(),
      modifiedBy: caller,
      version: 0,
      trashed: false,
      grants: new Map(),
      revisions: [],
      changed: 0,
      changedTime: now,
      knownTo: new Set(),
    };
    if (made.owner !== undefined) this.grant(node, { type: 'user', role: 'owner', emailAddress: made.owner });
    this.nodes.set(node.id, node);
    this.changed(node);
    return node;
  }

  grant(node: FileNode, given: Omit<Grant, 'id'>): Grant {
    const grant = { id: grantId(given), ...given };
    node.grants.set(grant.id, grant);
    return grant;
  }

  /** Something about a file changed that is not its content: who may see it, where it lies, whether it is in the bin. */
  changed(node: FileNode): void {
    node.version += 1;
    node.changed = ++this.last;
    node.changedTime = this.now();
    for (const email of this.#people(node)) node.knownTo.add(email);
  }

  /** Somebody changed a file: its time and last person follow. */
  edited(node: FileNode, caller: string, time = this.now()): void {
    node.modifiedTime = time;
    node.modifiedBy = caller;
    this.changed(node);
  }

  put(node: FileNode, bytes: Buffer, contentType: string): void {
    node.content = { bytes, contentType, md5: createHash('md5').update(bytes).digest('hex') };
  }

  /** Keeps what a file holds now as a revision. */
  revise(node: FileNode): void {
    const { content, mimeType } = node;
    const id = createHash('sha256').update(`${node.id} ${node.revisions.length}`).digest('base64url');
    node.revisions.push({ id, time: node.modifiedTime, by: node.modifiedBy, mimeType, ...(content && { content }) });
  }

  children(id: string): FileNode[] {
    return [...this.nodes.values()].filter(({ parent }) => parent === id);
  }

  /** Deletes a file for good, and everything in a folder; returns the ids that are gone. */
  remove(node: FileNode): string[] {
    const below = this.children(node.id).flatMap((child) => this.remove(child));
    this.changed(node);
    this.nodes.delete(node.id);
    this.gone.set(node.id, node);
    return [...below, node.id];
  }

  /** A file and the folders it lies in, up to the top. */
  lineage(node: FileNode): FileNode[] {
    const parent = this.nodes.get(node.parent ?? '');
    return parent ? [node, ...this.lineage(parent)] : [node];
  }

  /** A folder in the bin takes what lies in it along. */
  inBin(node: FileNode): boolean {
    return this.lineage(node).some(({ trashed }) => trashed);
  }

  #people(node: FileNode): string[] {
    return this.lineage(node).flatMap(({ grants }) => [...grants.values()].flatMap((each) => each.emailAddress ?? []));
  }
}

function grantId({ type, emailAddress, domain, allowFileDiscovery }: Omit<Grant, 'id'>): string {
  if (type === 'anyone') return allowFileDiscovery === true ? 'anyone' : 'anyoneWithLink';
  return personId(emailAddress ?? domain ?? '');
}
