import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentHash } from '../../functions/core/event-id.ts';
import type { LedgerEvent } from '../../schemas/events.ts';

/** Another district with the same files, bytes and times. */
export function copyOf(district: string): string {
  const copy = join(mkdtempSync(join(tmpdir(), 'anxiao-test-')), '区');
  cpSync(district, copy, { recursive: true, preserveTimestamps: true });
  return copy;
}

function filesIn(district: string): string[] {
  return readdirSync(district, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(district, name)).isFile())
    .sort();
}

/** Each file with its bytes; the ledger's cache aside, which knows of inodes' times. */
export function bytesOf(district: string): Record<string, string> {
  return Object.fromEntries(
    filesIn(district)
      .filter((name) => !name.endsWith('snapshot.json'))
      .map((name) => {
        const bytes = readFileSync(join(district, name));
        return [name, name.endsWith('.jsonl') ? bytes.toString('utf8') : contentHash(bytes)];
      }),
  );
}

/** Each file with its bytes and times: what must not change where nothing is to be done. */
export function fingerprint(district: string): Record<string, string> {
  return Object.fromEntries(
    filesIn(district).map((name) => {
      const path = join(district, name);
      return [name, `${statSync(path).mtimeMs} ${contentHash(readFileSync(path))}`];
    }),
  );
}

/** Gives each workbook of the schools one time, so that twins tell the same of it. */
export function dateReports(district: string, at: string): void {
  for (const name of filesIn(join(district, '学校')))
    if (/\d月\.xlsx$/.test(name)) utimesSync(join(district, '学校', name), new Date(at), new Date(at));
}

/** The journal, line by line. */
export function eventsOf(district: string): LedgerEvent[] {
  return readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** Names of the letters in 发件箱. */
export function lettersIn(district: string): string[] {
  return readdirSync(join(district, '发件箱')).filter((name) => name.endsWith('.eml'));
}
