import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Delivery } from '../../world.ts';
import { systemCode } from '../folder/durable-file.ts';
import { emlName } from './eml-name.ts';
import { type OutboxRow, outboxPage } from './outbox-page.ts';
import { readEmlHead, readEmlParts } from './read-eml.ts';
import { writeWhole } from './write-whole.ts';

/** Letters older than these are listed without their words, so that the page of a whole year still opens at once. */
const previewed = 200;

/** Puts a letter in place. The same one again finds itself there; a name that something else has taken is left alone. */
export async function putLetter(folder: string, subject: string, bytes: Uint8Array): Promise<Delivery> {
  const name = emlName(subject, bytes);
  await mkdir(folder, { recursive: true });
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? name : name.replace(/\.eml$/, ` ${copy}.eml`);
    const there = await contentOf(join(folder, free));
    if (there === undefined) await writeWhole(folder, free, bytes);
    if (there === undefined || Buffer.compare(there, bytes) === 0)
      return { state: 'sent', where: `${basename(folder)}/${free}` };
  }
}

let drawn = 0;

/**
 * Draws the page anew from the letters that lie there; several runs may do so at once, for a look takes no lease. What one
 * that was killed left half drawn in `aside` is swept by whoever works there next.
 */
export async function drawPage(
  folder: string,
  aside: string,
  page: string,
  files: readonly { name: string }[],
  stamp: string,
): Promise<void> {
  drawn += 1;
  const bytes = Buffer.from(outboxPage(await rowsOf(folder, files), stamp));
  await mkdir(aside, { recursive: true });
  await writeWhole(folder, page, bytes, join(aside, `.anxiao-page-${process.pid}-${drawn}`));
}

// One file at a time: a year of letters must not use up what the system lets a program hold open.
async function rowsOf(folder: string, files: readonly { name: string }[]): Promise<OutboxRow[]> {
  const rows: OutboxRow[] = [];
  for (const { name } of files) rows.push({ file: name, ...readEmlHead(await readFile(join(folder, name))) });
  rows.sort(newestFirst);
  const newest: OutboxRow[] = [];
  for (const row of rows.slice(0, previewed))
    newest.push({ ...row, preview: readEmlParts(await readFile(join(folder, row.file))) });
  return [...newest, ...rows.slice(previewed)];
}

function newestFirst(a: OutboxRow, b: OutboxRow): number {
  const later = (Date.parse(b.date) || 0) - (Date.parse(a.date) || 0);
  return later !== 0 ? later : a.file < b.file ? -1 : 1;
}

async function contentOf(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
}
