import { utimesSync } from 'node:fs';

/** Gives a file the time at which it is said to have been saved. */
export function savedAt(path: string, iso: string): void {
  const time = new Date(iso);
  utimesSync(path, time, time);
}
