import { createHash } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Delivery, Log, Mailer } from '../../world.ts';
import { systemCode } from '../folder/durable-file.ts';

const page = 'index.html';

/**
 * The post of a district without SMTP: one .eml a letter in 发件箱, and index.html to look at them, drawn anew from the
 * files when the run closes its post (and by the next run, where one was cut short). `aside` is where the page is drawn.
 */
export function createOutbox(folder: string, log: Log = () => {}, aside: string = folder): Mailer {
  return {
    // What writes is loaded when there is something to write: most runs only look whether the page is up to date.
    compose: async (...letter) => (await import('./mime.ts')).compose(...letter),
    deliver: ({ subject, bytes }) =>
      deferOnTrouble(async () => (await import('./outbox-files.ts')).putLetter(folder, subject, bytes)),
    close: async () => {
      const delivery = await deferOnTrouble(() => refreshPage(folder, aside));
      if (delivery.state !== 'sent') log(`发件箱的 ${page} 没有更新：${delivery.why}`);
    },
  };
}

async function refreshPage(folder: string, aside: string): Promise<Delivery> {
  const where = `${basename(folder)}/${page}`;
  // Looked at again after it was drawn: another run may have put letters there meanwhile, and drawn its page first.
  for (;;) {
    const files = await lettersIn(folder);
    const stamp = stampOf(files);
    const drawn = await pageStamp(folder);
    if (drawn === stamp || (drawn === '' && files.length === 0)) return { state: 'sent', where };
    const { drawPage } = await import('./outbox-files.ts');
    await drawPage(folder, aside, page, files, stamp);
  }
}

async function lettersIn(folder: string): Promise<{ name: string; size: number }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return [];
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
    const code = systemCode(error);
    if (!/^E[A-Z]+$/.test(code)) throw error;
    return { state: 'deferred', why: troubles[code] ?? `写不进去（${code}）；下次运行会自动再写。` };
  }
}
