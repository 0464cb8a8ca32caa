import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Puts a file in place whole or not at all, and on the disk before it returns; a failed attempt leaves nothing behind.
 * Writers of one name at the same time need `draft` files of their own, on the same disk.
 */
export async function writeWhole(
  folder: string,
  name: string,
  bytes: Uint8Array,
  draft = join(folder, `.${name}.tmp`),
): Promise<void> {
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(join(folder, name));
}

// Windows cannot open a folder; there the rename is as durable as it gets.
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
