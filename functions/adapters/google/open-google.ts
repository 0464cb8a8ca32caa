import { hostname } from 'node:os';
import { tree } from '../../../schemas/tree.ts';
import { lostCount } from '../../core/lost-tail.ts';
import { OperatorError } from '../../operator-error.ts';
import type { DistrictStore, Ledger } from '../../world.ts';
import type { Bucket } from './bucket.ts';
import { bucketOf } from './bucket-storage.ts';
import { GoogleFault, type Pace } from './calls.ts';
import { type Connection, openConnection, realPace } from './connection.ts';
import { mimeTypes } from './drive-entry.ts';
import type { DriveHands } from './drive-files.ts';
import { DriveIndex, rememberedDrive } from './drive-index.ts';
import { readRoot } from './drive-listing.ts';
import { DriveTree } from './drive-tree.ts';
import { fencedCount } from './fence.ts';
import { openBucketLedger } from './ledger.ts';
import { folderTrouble } from './sentences.ts';
import { getSpreadsheet } from './spreadsheets.ts';
import { GoogleStore } from './store.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Name of the mark in the ledger's cache under which the tree is remembered. */
const mark = 'drive';

/**
 * A district on Google: its files and its ledger, both in the time of `pace`. Throws an operator's error where it cannot
 * be reached or is none.
 */
export async function openGoogle(
  district: string,
  env: Environment,
  pace: Pace = realPace,
): Promise<{ readonly store: DistrictStore; readonly ledger: Ledger }> {
  const root = rootOf(district);
  const bucket = ledgerBucket(env);
  const connection = await openConnection(env, pace);
  const holder = `主机 ${hostname()}，进程 ${process.pid}`;
  const ledger = await openBucketLedger(bucketAt(connection, bucket, root), { holder, pace });
  const remembered = ledger.cache.marks.get(mark);
  const driveTree = await openTree(connection, root, remembered);
  if (!driveTree.index.at(tree.control))
    throw new OperatorError(`“${district}”不是一个区的文件夹：里面没有 区级设置。新建请用 init。`);
  if (remembered === undefined && !ledger.lost) await askMaster(connection, driveTree, ledger);
  const store = new GoogleStore(driveTree, connection, connection.robot, (text) => ledger.mark(mark, text));
  return { store, ledger };
}

/** Without its snapshot a ledger cannot tell that its end is gone; the master says of how many events it was drawn. */
async function askMaster(connection: Connection, { index }: DriveTree, ledger: Ledger): Promise<void> {
  const master = index.at(tree.master);
  if (master?.kind !== 'sheet') return;
  const { sheets = [] } = await getSpreadsheet(connection, master.id, 'sheets(properties(title))');
  const lost = lostCount(fencedCount(sheets.map(({ properties }) => properties?.title ?? '')), ledger.state);
  if (lost) ledger.lost = lost;
}

/** A folder that may become a district, or is one: what `init` works on. */
export async function openNewGoogle(
  district: string,
  env: Environment,
  pace: Pace = realPace,
): Promise<{ readonly store: GoogleStore; readonly tree: DriveTree; readonly connection: Connection }> {
  const connection = await openConnection(env, pace);
  const driveTree = await openTree(connection, rootOf(district), undefined);
  return { store: new GoogleStore(driveTree, connection, connection.robot, () => {}), tree: driveTree, connection };
}

/** A district's place on Google without its ledger: what may be looked at while the ledger itself is in trouble. */
export async function openGooglePlace(
  district: string,
  env: Environment,
  pace: Pace = realPace,
): Promise<{
  readonly connection: Connection;
  readonly driveTree: DriveTree;
  readonly bucket: Bucket;
  readonly bucketName: string;
}> {
  const root = rootOf(district);
  const bucketName = ledgerBucket(env);
  const connection = await openConnection(env, pace);
  const driveTree = await openTree(connection, root, undefined);
  return { connection, driveTree, bucket: bucketAt(connection, bucketName, root), bucketName };
}

function ledgerBucket(env: Environment): string {
  const bucket = env.LEDGER_BUCKET ?? '';
  if (bucket === '')
    throw new OperatorError(
      '请设置环境变量 LEDGER_BUCKET：Google 上的区把台账记在 Cloud Storage 的一个存储桶里，写它的名字。',
    );
  return bucket;
}

function bucketAt({ storage, send, roots }: Connection, bucket: string, root: string): Bucket {
  const place = { bucket, prefix: `${root}/`, ...(roots.storage === undefined ? {} : { rootUrl: roots.storage }) };
  return bucketOf(storage, send, place);
}

async function openTree(connection: Connection, root: string, remembered: string | undefined): Promise<DriveTree> {
  const { drive, send, roots } = connection;
  const known = rememberedDrive(remembered, root);
  const { driveId } = known === 'unknown' ? await lookAt(connection, root) : known;
  const hands: DriveHands = {
    drive,
    send,
    driveId,
    uploads: roots.drive === undefined ? {} : { rootUrl: roots.drive },
  };
  return new DriveTree(hands, await DriveIndex.open(hands, root, remembered));
}

async function lookAt({ drive, send, robot }: Connection, root: string): Promise<{ driveId: string | undefined }> {
  try {
    const folder = await readRoot(drive, send, root);
    if (folder.mimeType !== mimeTypes.folder || folder.trashed)
      throw new OperatorError(
        `google:${root} 不是一个在用的文件夹，请写区的文件夹的编号（网址里 folders/ 之后的一段）。`,
      );
    return { driveId: folder.driveId ?? undefined };
  } catch (error) {
    throw (error instanceof GoogleFault && folderTrouble(error, await robot().catch(() => ''))) || error;
  }
}

function rootOf(district: string): string {
  const id = district.slice('google:'.length);
  if (!/^[\w-]{10,}$/.test(id))
    throw new OperatorError(`“${district}”应写成 google: 加文件夹编号（网址里 folders/ 之后的一段）。`);
  return id;
}
