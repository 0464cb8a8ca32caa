import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registersApart } from '../../../schemas/registers/registers.ts';
import { tree } from '../../../schemas/tree.ts';
import { contentHash } from '../../core/event-id.ts';
import { folderApart } from '../../core/registers/apart.ts';
import { OperatorError } from '../../operator-error.ts';
import { createDurably, writingError } from '../folder/durable-file.ts';
import { type Manifest, names, parseManifest } from './manifest.ts';

/** A backup that was held against its own list, file by file. */
export interface WholeBackup {
  readonly manifest: Manifest;
  readonly bytesOf: (path: string) => Buffer;
}

/** Reads a backup. Throws an operator's error that names what is missing or was changed. */
export function openBackup(folder: string): WholeBackup {
  const path = join(folder, names.manifest);
  const manifest = existsSync(path) ? parseManifest(readFileSync(path, 'utf8')) : undefined;
  if (!manifest) throw new OperatorError(`“${folder}”不是一份完整的备份：里面没有能读的 ${names.manifest}。`);
  const at = (file: string): string => join(folder, names.district, file);
  const lost = manifest.files.filter((file) => !existsSync(at(file.path)));
  const changed = manifest.files.filter(
    (file) => existsSync(at(file.path)) && contentHash(readFileSync(at(file.path))) !== file.sha256,
  );
  if (lost.length + changed.length > 0)
    throw new OperatorError(
      `备份“${folder}”不完整，什么都没有恢复：${[named('少了', lost), named('内容变了', changed)].filter((it) => it !== '').join('；')}。请用另一份备份。`,
    );
  return { manifest, bytesOf: (file) => readFileSync(at(file)) };
}

/** Puts a backup into an empty place as a district. Throws an operator's error where something lies there. */
export function restoreFolder({ manifest, bytesOf }: WholeBackup, to: string): void {
  if (existsSync(to) && readdirSync(to).length > 0)
    throw new OperatorError(`“${to}”里已经有文件，什么都没有恢复：请写一个空的或还没有的文件夹。`);
  const aside = join(to, tree.ledger, '临时');
  try {
    const apart = registersApart.filter(({ workbook }) => manifest.files.some(({ path }) => path === workbook));
    for (const folder of [tree.schools, tree.inbox, tree.bulletins, tree.outbox, ...apart.map(folderApart)])
      mkdirSync(join(to, folder), { recursive: true, mode: 0o700 });
    // The control workbook comes last: a place that was not restored whole is no district.
    const last = ({ path }: { readonly path: string }): number => (path === tree.control ? 1 : 0);
    for (const { path, savedAt } of [...manifest.files].sort((a, b) => last(a) - last(b)))
      createDurably(join(to, path), bytesOf(path), aside, new Date(savedAt));
  } catch (error) {
    throw writingError(to, error);
  }
}

function named(what: string, files: readonly { readonly path: string }[]): string {
  if (files.length === 0) return '';
  const shown = files.slice(0, 3).map(({ path }) => path);
  return `${what} ${files.length} 个文件（${shown.join('、')}${files.length > 3 ? ' 等' : ''}）`;
}
