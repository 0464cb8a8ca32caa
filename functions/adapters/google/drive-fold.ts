import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { type DriveEntry, entryOf } from './drive-entry.ts';

/** What we know of our own writes of this run by file: nobody else's typing came between, or somebody's did. */
export type OwnWrites = ReadonlyMap<string, 'alone' | 'crossed'>;

/**
 * Takes a list of changes into the files of the tree below `root`. Returns the folders that came to lie in the tree and
 * whose content nobody listed yet.
 */
export function foldChanges(
  entries: Map<string, DriveEntry>,
  changes: readonly drive_v3.Schema$Change[],
  root: string,
  own: OwnWrites,
): readonly string[] {
  const unlisted: string[] = [];
  // A child may be told before the folder it lies in.
  let waiting = newestOf(changes);
  for (let before = -1; waiting.length !== before; ) {
    before = waiting.length;
    waiting = waiting.filter((change) => {
      const { fileId, file } = change;
      if (!fileId || fileId === root) return false;
      if (change.removed || !file || file.trashed) {
        entries.delete(fileId);
        return false;
      }
      const parent = file.parents?.[0] ?? '';
      if (parent !== root && entries.get(parent)?.kind !== 'folder') return true;
      const known = entries.get(fileId);
      const entry = known ? changed(known, file, own.get(fileId)) : entryOf(file);
      if (!known && entry.kind === 'folder') unlisted.push(fileId);
      entries.set(fileId, entry);
      return false;
    });
  }
  // What lies in no folder of ours was moved out, or never was ours.
  for (const { fileId } of waiting) if (fileId) entries.delete(fileId);
  return unlisted;
}

/** The last word on each file: a change names the file as it is now, so that earlier ones of the list are stale. */
function newestOf(changes: readonly drive_v3.Schema$Change[]): drive_v3.Schema$Change[] {
  return [...new Map(changes.map((change) => [change.fileId, change])).values()];
}

function changed(known: DriveEntry, file: drive_v3.Schema$File, own: 'alone' | 'crossed' | undefined): DriveEntry {
  const now = entryOf(file);
  const { stamp, storedAt, drawn, tabs, held } = known;
  const kept = held === undefined ? {} : { held };
  const ours = {
    ...kept,
    ...(drawn === undefined ? {} : { drawn }),
    ...(tabs === undefined ? {} : { tabs }),
  };
  if (now.version === known.version) return { ...now, ...ours, stamp, storedAt };
  if (file.lastModifyingUser?.me !== true) return { ...now, ...kept };
  // Our write may have come after somebody's that we did not read: then the stamp moves, so that the next run does.
  return own === 'alone' ? { ...now, ...ours, stamp, storedAt } : { ...now, ...ours };
}
