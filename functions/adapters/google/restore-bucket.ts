import { tree } from '../../../schemas/tree.ts';
import { OperatorError } from '../../operator-error.ts';
import type { Pace } from './calls.ts';
import { realPace } from './connection.ts';
import { objectsOf } from './journal-file.ts';
import { journalName, journalNumber } from './ledger-lines.ts';
import { openGooglePlace } from './open-google.ts';

/**
 * Puts a backup's ledger into the bucket of a district whose folder is still on Drive. Throws an operator's error where the
 * bucket holds a journal already. Returns how many objects it made.
 */
export async function restoreBucket(
  district: string,
  env: Readonly<Record<string, string | undefined>>,
  files: readonly { readonly path: string; readonly bytes: () => Buffer }[],
  pace: Pace = realPace,
): Promise<number> {
  const { bucket } = await openGooglePlace(district, env, pace);
  if ((await bucket.list('')).some(({ name }) => journalNumber(name) !== undefined))
    throw new OperatorError('存储桶里已经有这个区的台账，什么都没有恢复：请先把里面的对象移到别处。');
  const journal = files
    .filter(({ path }) => /^journal-\d+\.jsonl$/.test(path.slice(tree.ledger.length + 1)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const objects = journal.flatMap(({ bytes }) => objectsOf(bytes()));
  const attachments = files.filter(({ path }) => path.startsWith(`${tree.ledger}/附件/`));
  for (const { path, bytes } of attachments)
    await bucket.create(`attachments/${path.slice(path.lastIndexOf('/') + 1)}`, bytes());
  for (const [index, bytes] of objects.entries()) await bucket.create(journalName(index + 1), bytes);
  return attachments.length + objects.length;
}
