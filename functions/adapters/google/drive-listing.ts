import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { Send } from './calls.ts';
import { fileFields, markKey } from './drive-entry.ts';

/** Drive, as far as a district reaches: its client, the turns, and the shared drive it lies in (none: somebody's own). */
export interface DriveReach {
  readonly drive: drive_v3.Drive;
  readonly send: Send;
  readonly driveId: string | undefined;
}

/** What listings say to see shared drives at all. */
function everywhere({ driveId }: DriveReach) {
  const all = { supportsAllDrives: true, includeItemsFromAllDrives: true } as const;
  return driveId === undefined ? all : { ...all, driveId };
}

/** The folder that is the district: where it lies. */
export async function readRoot(drive: drive_v3.Drive, send: Send, fileId: string): Promise<drive_v3.Schema$File> {
  return send({
    quota: 'drive',
    again: 'harmless',
    send: () => drive.files.get({ fileId, fields: 'id,name,mimeType,driveId,trashed', supportsAllDrives: true }),
  });
}

/** Where the change list stands now. */
export async function startToken(reach: DriveReach): Promise<string> {
  const { driveId } = reach;
  const { startPageToken } = await reach.send({
    quota: 'drive',
    again: 'harmless',
    send: () =>
      reach.drive.changes.getStartPageToken({
        supportsAllDrives: true,
        ...(driveId === undefined ? {} : { driveId }),
      }),
  });
  if (!startPageToken) throw new Error('Drive gave no page token');
  return startPageToken;
}

/** Everything that changed since a page token, in order, and the token to ask with next time. */
export async function changesSince(
  reach: DriveReach,
  token: string,
): Promise<{ readonly changes: readonly drive_v3.Schema$Change[]; readonly token: string; readonly pages: number }> {
  const changes: drive_v3.Schema$Change[] = [];
  let pageToken = token;
  for (let pages = 1; ; pages += 1) {
    const page = await reach.send({
      quota: 'drive',
      again: 'harmless',
      send: () =>
        reach.drive.changes.list({
          pageToken,
          pageSize: 1000,
          includeRemoved: true,
          ...everywhere(reach),
          fields: `nextPageToken,newStartPageToken,changes(fileId,removed,file(${fileFields}))`,
        }),
    });
    changes.push(...(page.changes ?? []));
    if (!page.nextPageToken) return { changes, token: page.newStartPageToken ?? pageToken, pages };
    pageToken = page.nextPageToken;
  }
}

/** Every file that a query finds, all pages of it, by a mask of fields. */
export async function listFiles(
  reach: DriveReach,
  query: string,
  fields = fileFields,
): Promise<readonly drive_v3.Schema$File[]> {
  const files: drive_v3.Schema$File[] = [];
  let pageToken: string | undefined;
  do {
    const page = await reach.send({
      quota: 'drive',
      again: 'harmless',
      send: () =>
        reach.drive.files.list({
          q: query,
          pageSize: 1000,
          ...everywhere(reach),
          ...(reach.driveId === undefined ? {} : { corpora: 'drive' }),
          ...(pageToken === undefined ? {} : { pageToken }),
          fields: `nextPageToken,files(${fields})`,
        }),
    });
    files.push(...(page.files ?? []));
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return files;
}

/** The file we made under a mark, after an answer that left open whether it was made; undefined where it was not. */
export async function findByMark(reach: DriveReach, mark: string): Promise<drive_v3.Schema$File | undefined> {
  const [file] = await listFiles(
    reach,
    `appProperties has { key='${markKey}' and value='${mark}' } and trashed = false`,
  );
  return file;
}
