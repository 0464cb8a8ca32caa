import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { shanghaiTime } from '../../../schemas/time.ts';
import type { HeldTabs } from './typed-over.ts';

/** What each listing asks for of a file. */
export const fileFields =
  'id,name,mimeType,parents,trashed,version,modifiedTime,size,lastModifyingUser(me),appProperties';

export const mimeTypes = {
  folder: 'application/vnd.google-apps.folder',
  sheet: 'application/vnd.google-apps.spreadsheet',
} as const;

/** A file of the district's tree, as far as a run has to know it without opening it. */
export interface DriveEntry {
  readonly id: string;
  readonly name: string;
  readonly parent: string;
  readonly kind: 'folder' | 'sheet' | 'file';
  /** Drive's version: grows with each change of the file. */
  readonly version: string;
  /**
   * The file and the version of its last change that was not ours: while it stays, so does what people typed. Of the file,
   * too, because another one that comes to lie at its path may have the same version.
   */
  readonly stamp: string;
  /** When that change was made, with the offset of Shanghai. */
  readonly storedAt: string;
  /** Bytes; 0 for what Google keeps in its own form. */
  readonly size: number;
  /** The appProperty that says which path we made it for. */
  readonly mark?: string;
  /** Hash of the book or the bytes that we put there last; absent where people wrote to it since. */
  readonly drawn?: string;
  /** Hashes of the tabs that we drew last, by title; absent with `drawn`. */
  readonly tabs?: readonly (readonly [string, string])[];
  /** What the tabs of a book of ours held when they were drawn last, whoever wrote there since. */
  readonly held?: HeldTabs;
  /** A spreadsheet that somebody else than we wrote to last. */
  readonly byOthers?: true;
}

/** A file as Drive tells it, seen for the first time. Throws where an answer lacks what was asked for. */
export function entryOf(file: drive_v3.Schema$File): DriveEntry {
  const { id, name, mimeType, parents, version, modifiedTime, size, lastModifyingUser, appProperties } = file;
  if (!id || !version) throw new Error('Drive told of a file without an id or a version');
  const mark = appProperties?.[markKey];
  return {
    id,
    name: name ?? '',
    parent: parents?.[0] ?? '',
    kind: mimeType === mimeTypes.folder ? 'folder' : mimeType === mimeTypes.sheet ? 'sheet' : 'file',
    version,
    stamp: `${id}@${version}`,
    storedAt: modifiedTime ? shanghaiTime(Date.parse(modifiedTime)) : '',
    size: Number(size ?? 0),
    ...(mark ? { mark } : {}),
    ...(mimeType === mimeTypes.sheet && lastModifyingUser?.me !== true ? { byOthers: true } : {}),
  };
}

/** Name of the appProperty by which our files are found again. */
export const markKey = 'anxiao';

/** A name as a path has it: a spreadsheet stands where a folder has its .xlsx; a slash in a name is none of a path's. */
export function pathName({ name, kind }: Pick<DriveEntry, 'name' | 'kind'>): string {
  const safe = name.replaceAll('/', '／');
  return kind === 'sheet' ? `${safe}.xlsx` : safe;
}

/** The name of a file as Drive has it: without the ending where it becomes a spreadsheet. */
export function driveName(path: string, kind: DriveEntry['kind']): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return kind === 'sheet' ? name.replace(/\.xlsx$/, '') : name;
}
