import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Delivery, Log, Mailer } from '../../world.ts';
import { emlName } from './eml-name.ts';
import { type OutboxRow, outboxPage } from './outbox-page.ts';
import { readEmlHead, readEmlParts } from './read-eml.ts';
import { writeWhole } from './write-whole.ts';

const page = 'index.html';
/** Letters older than these are listed without their words, so that the page of a whole year still opens at once. */
const previewed = 200;

/**
 * The post of a district without SMTP: one .eml a letter in 发件箱, and index.html to look at them, drawn anew from the
 * files when the run closes its post (and by the next run, where one was cut short).
 */
export function createOutbox(folder: string, log: Log = () => {}): Mailer {
  return {
    // Loaded with the first letter: a run without one only looks whether the page is up to date.
    compose: async (...letter) => (await import('./mime.ts')).compose(...letter),
    deliver: ({ subject, bytes }) => deferOnTrouble(() => putLetter(folder, emlName(subject, bytes), bytes)),
    close: async () => {
      const delivery = await deferOnTrouble(() => refreshPage(folder));
      if (delivery.state !== 'sent') log(`发件箱的 ${page} 没有更新：${delivery.why}`);
    },
  };
}

/** The same letter again finds itself there; a name that something else has taken is left alone. */
async function putLetter(folder: string, name: string, bytes: Uint8Array): Promise<Delivery> {
  await mkdir(folder, { recursive: true });
  for (let copy = 1; ; copy += 1) {
    const free = copy === 1 ? name : name.replace(/\.eml$/, ` ${copy}.eml`);
    const there = await contentOf(join(folder, free));
    if (there === undefined) await writeWhole(folder, free, bytes);
    if (there === undefined || Buffer.compare(there, bytes) === 0)
      return { state: 'sent', where: `${basename(folder)}/${free}` };
  }
}

async function refreshPage(folder: string): Promise<Delivery> {
  const where = `${basename(folder)}/${page}`;
  const files = await lettersIn(folder);
  const stamp = stampOf(files);
  const drawn = await pageStamp(folder);
  if (drawn === stamp || (drawn === '' && files.length === 0)) return { state: 'sent', where };
  const rows = await rowsOf(folder, files);
  await writeWhole(folder, page, Buffer.from(outboxPage(rows, stamp)));
  return { state: 'sent', where };
}

async function lettersIn(folder: string): Promise<{ name: string; size: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  const letters = entries.filter(
    (entry) => entry.isFile() && entry.name.endsWith('.eml') && !entry.name.startsWith('.'),
  );
  const files = [];
  for (const { name } of letters) files.push({ name, size: (await stat(join(folder, name))).size });
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Changes whenever the list would; the leading number whenever the page's own looks do. */
function stampOf(files: readonly { name: string; size: number }[]): string {
  const list = files.map(({ name, size }) => `${size} ${name}`).join('\n');
  return `1-${createHash('sha256').update(list).digest('hex').slice(0, 32)}`;
}

/** The stamp in the first lines of the page, read without the rest of it. */
async function pageStamp(folder: string): Promise<string> {
  const file = await open(join(folder, page), 'r').catch(() => undefined);
  if (!file) return '';
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return /name="anxiao-outbox" content="([^"]*)"/.exec(buffer.toString('utf8', 0, bytesRead))?.[1] ?? '';
  } finally {
    await file.close();
  }
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
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const troubles: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘已满，请腾出空间；下次运行会自动再写。',
  EDQUOT: '存储配额已满，请腾出空间；下次运行会自动再写。',
  EACCES: '没有写入这个文件夹的权限，请检查文件夹的权限；下次运行会自动再写。',
  EPERM: '没有写入这个文件夹的权限，或文件正被占用；下次运行会自动再写。',
  EROFS: '这个文件夹是只读的，请换到可以写入的位置；下次运行会自动再写。',
  EBUSY: '文件正被别的程序占用；下次运行会自动再写。',
  ENOTDIR: '应该是文件夹的地方是一个文件，请把它移走；下次运行会自动再写。',
  EEXIST: '应该是文件夹的地方是一个文件，请把它移走；下次运行会自动再写。',
};

// What the disk refuses waits for the next run; anything else is a fault and keeps its stack.
async function deferOnTrouble(work: () => Promise<Delivery>): Promise<Delivery> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (!/^E[A-Z]+$/.test(code)) throw error;
    return { state: 'deferred', why: troubles[code] ?? `写不进去（${code}）；下次运行会自动再写。` };
  }
}
