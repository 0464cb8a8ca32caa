import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BookTab } from '../../../schemas/book.ts';
import type { Workbook } from '../../../schemas/grid.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { registers as declaredRegisters, registersApart } from '../../../schemas/registers/registers.ts';
import type { School } from '../../../schemas/roster.ts';
import { schoolFolder, tree } from '../../../schemas/tree.ts';
import { apartBook } from '../../core/control/apart-book.ts';
import { controlBook } from '../../core/control/control-book.ts';
import { contentHash } from '../../core/event-id.ts';
import { folderApart } from '../../core/registers/apart.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Content, DistrictStore } from '../../world.ts';
import type { Made, MadeControl } from '../made.ts';
import { readWorkbook } from '../xlsx/read-workbook.ts';
import { writingError } from './durable-file.ts';
import { newFolderStore } from './store.ts';

/** Where missing tabs go when the control workbook itself cannot be added to without a risk. */
export const controlBeside = '区级设置 缺的表.xlsx';

/** Makes the tree of a district, or adds the tabs that its control workbook lacks. The control workbook comes last: a district that was cut short is made again from the start. */
export async function initDistrict(
  root: string,
  schools: readonly School[],
  registers: readonly Register[] = declaredRegisters,
): Promise<Made> {
  if (existsSync(root) && !statSync(root).isDirectory()) throw new OperatorError(`“${root}”是一个文件，不是文件夹。`);
  if (existsSync(join(root, tree.control))) {
    const completed = await completeControl(root, registers);
    return { ...completed, apart: await makeApart(root) };
  }
  const folders: string[] = [tree.schools, tree.inbox, tree.bulletins, tree.outbox, tree.ledger];
  for (const { code, name } of schools) folders.push(join(tree.schools, schoolFolder(code, name)));
  for (const folder of folders) makeFolder(join(root, folder));
  const store = newFolderStore(root);
  const apart = await makeApart(root);
  const outcome = await store.create(tree.control, await store.draw(controlBook(schools, registers)));
  if (outcome === 'refused') throw new OperatorError(`没有权限写入“${join(root, tree.control)}”，请检查文件夹的权限。`);
  return { is: outcome === 'created' ? 'made' : 'exists', apart };
}

/** Workbooks of registers apart that are not there yet, each in a folder that is closed to all but owner and group. */
async function makeApart(root: string): Promise<readonly string[]> {
  const store = newFolderStore(root);
  const made: string[] = [];
  for (const register of registersApart) {
    if ((await store.stamp(register.workbook)) !== undefined) continue;
    makeFolder(join(root, folderApart(register)), 0o770);
    const outcome = await store.create(register.workbook, await store.draw(apartBook(register)));
    if (outcome === 'created') made.push(register.workbook);
  }
  return made;
}

function makeFolder(path: string, mode?: number): void {
  try {
    mkdirSync(path, { recursive: true, ...(mode === undefined ? {} : { mode }) });
  } catch (error) {
    throw writingError(path, error);
  }
}

/** Adds missing tabs and touches no cell; the workbook as it was is kept beside it. */
async function completeControl(root: string, registers: readonly Register[]): Promise<MadeControl> {
  const store = newFolderStore(root);
  const content = await store.readControl();
  const opened = content.opened();
  if (!opened.ok) throw new OperatorError(`${tree.control} 读不出来（${opened.code}），没有改动。`);
  const there = new Set(opened.workbook.sheets.map(({ name }) => name));
  const missing = controlBook([], registers).tabs.filter(({ name }) => !there.has(name));
  if (missing.length === 0) return { is: 'exists' };
  const tabs = missing.map(({ name }) => name);
  const bytes = await addedTo(content.bytes(), opened.workbook, missing);
  if (!bytes) {
    const beside = { title: '缺的表', tabs: missing, names: [] };
    await store.create(controlBeside, await store.draw(beside));
    return { is: 'beside', tabs };
  }
  await keepCopy(store, content);
  // In one step, so that a district is never without its control workbook.
  const outcome = await store.replace(tree.control, { bytes, hash: contentHash(bytes) }, [content.hash]);
  if (outcome !== 'written')
    throw new OperatorError(`${tree.control} 正被打开，或刚刚被改过，没有改动；请关上以后再运行一次 init。`);
  return { is: 'completed', tabs };
}

/** The workbook as it was, beside it; once, however often `init` is tried. */
async function keepCopy(store: DistrictStore, content: Content): Promise<void> {
  for (let number = 1; ; number += 1) {
    const path = tree.control.replace(/\.xlsx$/, ` 补表前${number}.xlsx`);
    const outcome = await store.create(path, { bytes: content.bytes() });
    if (outcome === 'created' || (await store.readReport(path)).hash === content.hash) return;
    if (outcome === 'refused') throw new OperatorError(`没有权限写入“${path}”，${tree.control} 没有改动。`);
  }
}

/** The workbook with the tabs added; undefined where the library cannot carry over each cell of it exactly. */
async function addedTo(
  existing: Uint8Array,
  before: Workbook,
  missing: readonly BookTab[],
): Promise<Uint8Array | undefined> {
  const { addTabs } = await import('../xlsx/write-book.ts');
  const bytes = await addTabs(existing, missing).catch(() => undefined);
  const after = bytes && readWorkbook(bytes);
  if (!after?.ok) return undefined;
  const same = before.sheets.every(({ name, cells }) => {
    const kept = after.workbook.sheets.find((sheet) => sheet.name === name);
    return JSON.stringify(kept?.cells) === JSON.stringify(cells);
  });
  return same ? bytes : undefined;
}
