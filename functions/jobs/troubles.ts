import { failureSentence } from '../../schemas/failures.ts';
import { tree } from '../../schemas/tree.ts';
import { OperatorError } from '../operator-error.ts';
import type { World } from '../world.ts';
import type { Stray } from './find-reports.ts';

/** Stops a job that would write into an empty place where a share of folders should be. */
export async function requireSchools(world: World): Promise<void> {
  if (world.ledger.state.reports.size > 0 && (await world.store.folders(tree.schools)).length === 0)
    throw schoolsGone();
}

/** The schools' folders as a whole are out of reach: to go on would call every report missing. */
export function schoolsGone(): OperatorError {
  return new OperatorError(`“${tree.schools}”文件夹里一份报表也没有了，可能是共享盘没有连上；什么都没有改变。`);
}

/** A place that cannot be written is one school's trouble: the others go on, and the next run tries again. */
export function notWritten(school: string, path: string): Stray {
  return {
    school,
    code: 'F-BUSY',
    message: `“${path}”写不进去，可能没有权限，或应该是文件夹的地方是一个文件。请检查学校的文件夹；下次运行会再试。`,
  };
}

/** An address that a folder cannot be shared with: letters still reach it, its owner cannot open the report from them. */
export function notShared(school: string, why: string): Stray {
  return { school, code: 'F-SHARE', message: `${why}${failureSentence('F-SHARE')}` };
}
