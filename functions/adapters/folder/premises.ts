import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { registersApart } from '../../../schemas/registers/registers.ts';
import { shanghaiMinute, shanghaiTime } from '../../../schemas/time.ts';
import { tree } from '../../../schemas/tree.ts';
import { folderApart } from '../../core/registers/apart.ts';
import type { Check, KeptFile, Premises } from '../../world.ts';
import { systemCode } from './durable-file.ts';

/** What may be forgotten, or belongs to a program at work: a backup that had it would be no better for it. */
const passing = new RegExp(
  `^${tree.ledger}/(?:snapshot\\.json|lease\\.json[^/]*|临时/.*)$|(?:^|/)(?:~\\$|\\.~lock\\.)[^/]*$`,
);

/** Rights beyond those of the owner: on a machine of many people every one of them could read names of children. */
const othersRead = 0o004;
const othersWrite = 0o002;
const othersPass = 0o001;
/** A clock that is off by less does no harm. */
const minute = 60_000;

/** The folder of a district as a place. */
export function folderPremises(root: string): Premises {
  return {
    files: async () => walk(root, ''),
    inspect: async () => [...checkModes(root), ...checkApart(root), ...checkTimes(root)],
    access: async () => [],
    revoke: async () => ({ refused: '文件夹给谁看，由文件服务器决定。' }),
    // In a folder a protection has no password: it keeps fingers off, not people.
    unprotected: async () => [],
    erase: async (path) => erase(join(root, path)),
  };
}

function erase(path: string): { readonly refused?: string } {
  try {
    rmSync(path, { force: true });
    return {};
  } catch (error) {
    return { refused: systemCode(error) };
  }
}

/** Every plain file below a folder, in order; links lead out of a district and are left where they are. */
function walk(root: string, folder: string): KeptFile[] {
  const names = readdirSync(join(root, folder)).sort();
  return names.flatMap((name): KeptFile[] => {
    const path = folder === '' ? name : `${folder}/${name}`;
    if (passing.test(path)) return [];
    const stats = lstatSync(join(root, path));
    if (stats.isDirectory()) return walk(root, path);
    if (!stats.isFile()) return [];
    return [{ path, savedAt: shanghaiTime(stats.mtimeMs), bytes: async () => readFileSync(join(root, path)) }];
  });
}

/** Windows has other rights, and tells none of them here. */
function checkModes(root: string): Check[] {
  if (process.platform === 'win32') return [];
  const { mode } = lstatSync(root);
  const reached = isReached(root);
  const [read, write] = [reached && (mode & othersRead) !== 0, reached && (mode & othersWrite) !== 0];
  if (!read && !write) return [{ is: 'ok', what: '这台电脑上的其他用户打不开区的文件夹。', todo: '' }];
  const what = write
    ? '这台电脑上的所有用户都能改动区的文件夹。'
    : '这台电脑上的所有用户都能打开区的文件夹，里面有学校填的姓名。';
  return [{ is: write ? 'bad' : 'warn', what, todo: '只给安全科的人权限，例如 chmod o-rwx 区文件夹。' }];
}

/** Folders that are for one reader alone: other users of this machine we can see, the file server's rights we cannot. */
function checkApart(root: string): Check[] {
  if (process.platform === 'win32') return [];
  return registersApart.flatMap((register): Check[] => {
    const folder = folderApart(register);
    const path = join(root, folder);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) return [];
    if ((stats.mode & (othersRead | othersWrite | othersPass)) !== 0 && isReached(path))
      return [
        {
          is: 'bad',
          what: `这台电脑上的所有用户都打得开“${folder}”。`,
          todo: `只给${register.owner}的人权限，例如 chmod o-rwx ${folder}。`,
        },
      ];
    return [
      {
        is: 'ok',
        what: `“${folder}”这台电脑上的其他用户打不开；共享给谁由文件服务器决定，请核对只有${register.owner}的人。`,
        todo: '',
      },
    ];
  });
}

/** A file of the future says that a clock is wrong: its report counts by the time of the run, not by its own. */
function checkTimes(root: string): Check[] {
  // The machine's own clock, which is what the file server's can disagree with; `--now` has nothing to do with it.
  const latest = Date.now() + minute;
  const [first, ...others] = walk(root, '').filter(({ savedAt }) => Date.parse(savedAt) > latest);
  if (!first) return [{ is: 'ok', what: '没有时间在将来的文件。', todo: '' }];
  return [
    {
      is: 'warn',
      what: `${others.length + 1} 个文件的时间在将来：${first.path}（${shanghaiMinute(first.savedAt)}）。`,
      todo: '请核对这台电脑和文件服务器的时钟；这些报表按第一次看到的时间算。',
    },
  ];
}

/** Whether everybody may pass through the folders above: where one of them is closed, what lies in it is. */
function isReached(path: string): boolean {
  const above = dirname(resolve(path));
  return (lstatSync(above).mode & othersPass) !== 0 && (above === dirname(above) || isReached(above));
}
