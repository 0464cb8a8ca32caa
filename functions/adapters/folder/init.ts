import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { School } from '../../../schemas/roster.ts';
import { schoolFolder, tree } from '../../../schemas/tree.ts';
import { controlBook } from '../../core/control-book.ts';
import { OperatorError } from '../../operator-error.ts';
import { writingError } from './durable-file.ts';
import { newFolderStore } from './store.ts';

/** Makes the tree of a district. The control workbook comes last: a district that was cut short is made again from the start. */
export async function initDistrict(root: string, schools: readonly School[]): Promise<'made' | 'exists'> {
  if (existsSync(root) && !statSync(root).isDirectory()) throw new OperatorError(`“${root}”是一个文件，不是文件夹。`);
  if (existsSync(join(root, tree.control))) return 'exists';
  const folders: string[] = [tree.schools, tree.inbox, tree.bulletins, tree.outbox, tree.ledger];
  for (const { code, name } of schools) folders.push(join(tree.schools, schoolFolder(code, name)));
  for (const folder of folders) makeFolder(join(root, folder));
  const store = newFolderStore(root);
  const outcome = await store.create(tree.control, await store.draw(controlBook(schools)));
  if (outcome === 'refused') throw new OperatorError(`没有权限写入“${join(root, tree.control)}”，请检查文件夹的权限。`);
  return outcome === 'created' ? 'made' : 'exists';
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw writingError(path, error);
  }
}
