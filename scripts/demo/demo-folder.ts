import { existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../../functions/adapters/folder/durable-file.ts';
import { OperatorError } from '../../functions/operator-error.ts';

/** What tells a folder that the demo made from one that belongs to people. */
const marker = '.anxiao-demo';

/** Throws unless the folder is free: not there, empty, or a former demo. Changes nothing. */
export function requireDemoFolder(root: string): 'new' | 'former' {
  return inWords(root, () => {
    if (!lstatSync(root, { throwIfNoEntry: false })) return 'new';
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory())
      throw new OperatorError(`“${root}”不是文件夹，没有动它。请换一个名字，例如：anxiao demo 示例区`);
    if (existsSync(join(root, marker))) return 'former';
    if (readdirSync(root).length === 0) return 'new';
    throw new OperatorError(
      `“${root}”里已有别的内容，不是示例区，没有动它。请换一个还没有的文件夹，例如：anxiao demo 示例区`,
    );
  });
}

/** Makes the folder anew, with its marker first: a demo that was cut short can be made again. */
export function clearDemoFolder(root: string): void {
  const found = requireDemoFolder(root);
  inWords(root, () => {
    if (found === 'former') removeAll(root);
    mkdirSync(root, { recursive: true });
    const words = '这是 anxiao demo 做的示例区。再运行一次，整个文件夹会重做；请不要在这里放真的报表。';
    writeFileSync(join(root, marker), `${words}\n`);
  });
}

// The marker stays: a removal that was stopped half way is still a former demo.
function removeAll(root: string): void {
  for (const name of readdirSync(root).filter((it) => it !== marker))
    rmSync(join(root, name), { recursive: true, force: true });
}

const troubles = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EBUSY', 'ENOTEMPTY']);

/** What the disk refuses is the operator's to mend, in one line. */
function inWords<T>(root: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!troubles.has(systemCode(error))) throw error;
    throw new OperatorError(
      `不能在“${root}”建示例区：位置不对、没有权限、磁盘已满，或里面有文件正被打开。请处理以后再运行。`,
    );
  }
}
