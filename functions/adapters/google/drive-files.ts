import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { GoogleFault } from './calls.ts';
import { fileFields, markKey, mimeTypes } from './drive-entry.ts';
import { type DriveReach, findByMark } from './drive-listing.ts';

/** Drive, and where its uploads are sent (an emulator's root; nothing for Google itself). */
export interface DriveHands extends DriveReach {
  readonly uploads: { readonly rootUrl?: string };
}

type File = drive_v3.Schema$File;

/** What a new file is called, where it lies, and the mark by which it is found again. */
export interface NewFile {
  readonly name: string;
  readonly parent: string;
  readonly mark: string;
}

const answer = { fields: fileFields, supportsAllDrives: true } as const;

/** The mark of what lies at a path of a district: files of the same path and root have the same, others never do. */
export function markOf(root: string, path: string): string {
  return createHash('sha256').update(`${root}|${path}`).digest('hex').slice(0, 40);
}

function metadata({ name, parent, mark }: NewFile): File {
  return { name, parents: [parent], appProperties: { [markKey]: mark } };
}

/** An empty folder or spreadsheet. */
export function makeFile(hands: DriveHands, file: NewFile, kind: keyof typeof mimeTypes): Promise<File> {
  return hands.send({
    quota: 'drive',
    again: () => findByMark(hands, file.mark),
    send: () => hands.drive.files.create({ requestBody: { ...metadata(file), mimeType: mimeTypes[kind] }, ...answer }),
  });
}

export function copyFile(hands: DriveHands, fileId: string, file: NewFile): Promise<File> {
  return hands.send({
    quota: 'drive',
    again: () => findByMark(hands, file.mark),
    send: () => hands.drive.files.copy({ fileId, requestBody: metadata(file), ...answer }),
  });
}

/** Bytes for Drive to keep as they are; `savedAt` (ISO) where they are older than their coming to lie there. */
export interface Upload {
  readonly bytes: Uint8Array;
  readonly mimeType: string;
  readonly savedAt?: string | undefined;
}

function saved({ savedAt }: Upload): File {
  return savedAt ? { modifiedTime: savedAt } : {};
}

function media({ mimeType, bytes }: Upload) {
  return { mimeType, body: streamOf(bytes) };
}

/** A new file of bytes, kept as they are. */
export function uploadFile(hands: DriveHands, file: NewFile, upload: Upload): Promise<File> {
  const { mimeType } = upload;
  return hands.send({
    quota: 'drive',
    again: () => findByMark(hands, file.mark),
    send: () =>
      hands.drive.files.create(
        { requestBody: { ...metadata(file), ...saved(upload), mimeType }, media: media(upload), ...answer },
        hands.uploads,
      ),
  });
}

/** Other bytes for a file; its earlier ones stay in Drive's own list of revisions. */
export function renewFile(hands: DriveHands, fileId: string, upload: Upload): Promise<File> {
  return hands.send({
    quota: 'drive',
    again: 'harmless',
    send: () =>
      hands.drive.files.update({ fileId, requestBody: saved(upload), media: media(upload), ...answer }, hands.uploads),
  });
}

/** Another name, another folder, or both. */
export function moveFile(
  hands: DriveHands,
  fileId: string,
  to: { readonly name?: string; readonly from?: string; readonly parent?: string },
): Promise<File> {
  const { name, from, parent } = to;
  return hands.send({
    quota: 'drive',
    again: 'harmless',
    send: () =>
      hands.drive.files.update({
        fileId,
        requestBody: name === undefined ? {} : { name },
        ...(parent === undefined ? {} : { addParents: parent }),
        ...(from === undefined ? {} : { removeParents: from }),
        ...answer,
      }),
  });
}

export async function downloadFile(hands: DriveHands, fileId: string): Promise<Buffer> {
  const bytes = await hands.send({
    quota: 'drive',
    again: 'harmless',
    send: async () => {
      const { data } = await hands.drive.files.get(
        { fileId, alt: 'media', supportsAllDrives: true },
        { responseType: 'arraybuffer' },
      );
      return { data: Buffer.from(data as unknown as ArrayBuffer) };
    },
  });
  return bytes;
}

/** Lets somebody write in a folder, with no mail from Google; says why where Google does not take the address. */
export async function shareFolder(hands: DriveHands, fileId: string, address: string): Promise<{ refused?: string }> {
  try {
    await hands.send({
      quota: 'drive',
      again: 'harmless',
      send: () =>
        hands.drive.permissions.create({
          fileId,
          requestBody: { type: 'user', role: 'writer', emailAddress: address },
          sendNotificationEmail: false,
          supportsAllDrives: true,
          fields: 'id',
        }),
    });
    return {};
  } catch (error) {
    // What Google says of one address is that school's trouble, not the run's.
    if (error instanceof GoogleFault && (error.status === 400 || error.status === 403))
      return { refused: error.message };
    throw error;
  }
}

function streamOf(bytes: Uint8Array): Readable {
  return Readable.from(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { objectMode: false });
}
