import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { readEmlParts } from '../../functions/adapters/mail/read-eml.ts';

/** Everything that a file says, as text: out of its zip where it is one, decoded where it is a letter. */
export function saidIn(path: string): string {
  const bytes = readFileSync(path);
  if (path.endsWith('.eml')) return [bytes.toString(), ...Object.values(readEmlParts(bytes))].join('\n');
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return bytes.toString();
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n');
}

/** The files below a folder, by their paths in it, in order. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
