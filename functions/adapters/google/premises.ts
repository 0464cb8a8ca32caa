import { tree } from '../../../schemas/tree.ts';
import { OperatorError } from '../../operator-error.ts';
import type { KeptFile, Premises } from '../../world.ts';
import type { Bucket } from './bucket.ts';
import { GoogleFault, type Pace } from './calls.ts';
import { type Connection, realPace } from './connection.ts';
import type { DriveEntry } from './drive-entry.ts';
import { downloadFile } from './drive-files.ts';
import type { DriveTree } from './drive-tree.ts';
import { erase } from './erase.ts';
import { inspect } from './inspect.ts';
import { fileOf } from './journal-file.ts';
import { journalNumber } from './ledger-lines.ts';
import { openGooglePlace } from './open-google.ts';
import { unprotected } from './protections.ts';
import { accessOf, revoke } from './sharing.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Drawn by us from the ledger, or a pattern to copy: an export of them would not be known again as ours. */
const drawn = new RegExp(`^(?:${tree.master.replace('.', '\\.')}$|模板(?:/|$))`);

/** A district on Google as a place. */
export async function googlePremises(
  district: string,
  env: Readonly<Record<string, string | undefined>>,
  pace: Pace = realPace,
): Promise<Premises> {
  const { connection, driveTree, bucket, bucketName } = await openGooglePlace(district, env, pace);
  return {
    files: async () => [...filesOnDrive(connection, driveTree), ...(await filesInBucket(bucket))],
    inspect: async (now) => inspect(connection, bucketName, now),
    access: () => accessOf(connection, driveTree),
    revoke: (access) => revoke(connection, driveTree, access),
    unprotected: (paths, titles) => unprotected(connection, driveTree, paths, titles),
    erase: (path) => erase(connection, driveTree, path),
  };
}

function filesOnDrive(connection: Connection, { index, hands }: DriveTree): KeptFile[] {
  return index
    .all()
    .filter(({ path, entry }) => entry.kind !== 'folder' && !drawn.test(path))
    .map(({ path, entry }) => ({
      path,
      savedAt: entry.storedAt,
      stamp: `${entry.id}@${entry.version}`,
      bytes: () => (entry.kind === 'sheet' ? exported(connection, path, entry) : downloadFile(hands, entry.id)),
    }));
}

/** A spreadsheet as an .xlsx, hidden tabs and all. Google exports at most 10 MB: a report is a hundredth of that. */
async function exported({ drive, send }: Connection, path: string, { id }: DriveEntry): Promise<Uint8Array> {
  try {
    return await send({
      quota: 'drive',
      again: 'harmless',
      send: async () => {
        const { data } = await drive.files.export({ fileId: id, mimeType: xlsx }, { responseType: 'arraybuffer' });
        return { data: Buffer.from(data as unknown as ArrayBuffer) };
      },
    });
  } catch (error) {
    if (!(error instanceof GoogleFault)) throw error;
    throw new OperatorError(`备份没有做成：“${path}”导不出来（${error.message}）。请在网页上打开看看，再运行一次。`);
  }
}

/** The ledger as a folder would have it. Packs, snapshot and lease are nothing to keep. */
async function filesInBucket(bucket: Bucket): Promise<KeptFile[]> {
  const listed = await bucket.list('');
  const kept = async (name: string): Promise<Buffer> => {
    const stored = await bucket.read(name);
    if (!stored) throw new OperatorError(`台账损坏：存储桶里少了 ${name}，请用备份恢复这个对象。`);
    return stored.bytes;
  };
  const journal = listed.filter(({ name }) => journalNumber(name) !== undefined).map(({ name }) => name);
  const attachments = listed.filter(({ name }) => name.startsWith('attachments/')).map(({ name }) => name);
  const never = new Date(0).toISOString();
  return [
    ...attachments.map((name) => ({
      path: `${tree.ledger}/附件/${name.slice('attachments/'.length)}`,
      savedAt: never,
      bytes: () => kept(name),
    })),
    ...(journal.length === 0
      ? []
      : [
          {
            path: `${tree.ledger}/journal-000001.jsonl`,
            savedAt: never,
            bytes: async () => fileOf(await Promise.all(journal.map(kept))),
          },
        ]),
  ];
}
