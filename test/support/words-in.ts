import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';

/** Everything a file says, whatever it is packed in. */
export function wordsIn(bytes: Uint8Array): string {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return Object.values(unzipSync(bytes)).map(wordsIn).join('\n');
  const text = strFromU8(bytes);
  const packed = [...text.matchAll(/(?:^[A-Za-z0-9+/=]{20,}\r?\n?)+/gm)].map(([block]) => Buffer.from(block, 'base64'));
  const coded = text.replace(/=\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (run) => decodeHex(run));
  return [text, coded, ...packed.map((part) => wordsIn(new Uint8Array(part)))].join('\n');
}

function decodeHex(run: string): string {
  return Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8');
}

/** Every file below a folder, by its whole path. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
