import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { School } from '../../../schemas/roster.ts';
import { schoolFolder, tree } from '../../../schemas/tree.ts';
import { controlBook } from '../../core/control-book.ts';
import { OperatorError } from '../../operator-error.ts';
import { newFolderStore } from './store.ts';

/** Makes the tree of a district. The control workbook comes last: a district that was cut short is made again from the start. */
export async function initDistrict(root: string, schools: readonly School[]): Promise<'made' | 'exists'> {
  if (existsSync(root) && !statSync(root).isDirectory()) throw new OperatorError(`“${root}”是一个文件，不是文件夹。`);
  if (existsSync(join(root, tree.control))) return 'exists';
  const folders = [tree.schools, tree.inbox, tree.bulletins, tree.outbox, tree.ledger];
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  for (const { code, name } of schools)
    mkdirSync(join(root, tree.schools, schoolFolder(code, name)), { recursive: true });
  const store = newFolderStore(root);
  await store.create(tree.control, await store.draw(controlBook(schools)));
  return 'made';
}
