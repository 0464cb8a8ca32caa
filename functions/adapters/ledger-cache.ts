import type { LedgerCache, RememberedFile } from '../world.ts';

/** A cache that knows nothing yet. */
export function emptyCache(): LedgerCache {
  return { files: new Map(), marks: new Map() };
}

/** Notes what a path held; true where that is news. */
export function rememberIn({ files }: LedgerCache, path: string, file: RememberedFile): boolean {
  const known = files.get(path);
  if (known?.stamp === file.stamp && known.hash === file.hash && known.claims === file.claims) return false;
  files.set(path, file);
  return true;
}

/** Sets a mark, or forgets it where the value is empty; true where that is news. */
export function markIn({ marks }: LedgerCache, name: string, value: string): boolean {
  if ((marks.get(name) ?? '') === value) return false;
  if (value === '') marks.delete(name);
  else marks.set(name, value);
  return true;
}
