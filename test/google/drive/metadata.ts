import { refusal } from '../errors.ts';
import type { Json } from '../json-body.ts';
import { atLeast, roleOf } from './access.ts';
import { type Call, reach, textOf } from './call.ts';
import { type FileNode, FOLDER } from './tree.ts';

const readOnly =
  'kind version owners permissions permissionIds driveId teamDriveId size md5Checksum sha1Checksum sha256Checksum webViewLink webContentLink iconLink capabilities lastModifyingUser shared ownedByMe headRevisionId spaces quotaBytesUsed explicitlyTrashed trashedTime'.split(
    ' ',
  );

/** Throws 403 where a body sets what only Google sets. */
export function checkWritable(body: Json): void {
  if (readOnly.some((name) => body[name] !== undefined)) {
    throw refusal(403, 'fieldNotWritable', 'The resource body includes fields which are not directly writable.');
  }
}

/** Sets what a body says about a file; null in appProperties and properties deletes. Returns whether anything was said. */
export function describe(node: FileNode, body: Json): boolean {
  const name = textOf(body, 'name');
  const description = textOf(body, 'description');
  if (name !== undefined) node.name = name;
  if (description !== undefined) node.description = description;
  const marked = mark(node.appProperties, body.appProperties);
  return [name, description].some((each) => each !== undefined) || mark(node.properties, body.properties) || marked;
}

function mark(marks: Map<string, string>, said: unknown): boolean {
  if (said === undefined) return false;
  if (typeof said !== 'object' || said === null) throw refusal(400, 'invalid', 'Invalid Value');
  for (const [key, value] of Object.entries(said)) {
    // 124 bytes for key and value together is Google's limit.
    if (Buffer.byteLength(`${key}${value ?? ''}`) > 124) throw refusal(400, 'propertyTooLarge', 'Property too large.');
    if (value === null) marks.delete(key);
    else marks.set(key, String(value));
  }
  return true;
}

/** The folder a body or parameter puts a file into: one that the caller may add to. */
export function folderFor(call: Call, id: string): FileNode {
  const folder = reach(call, id);
  if (folder.mimeType !== FOLDER) {
    throw refusal(403, 'parentNotAFolder', 'The specified parent is not a folder.');
  }
  if (!atLeast(roleOf(call.tree, folder, call.caller), 'writer')) {
    throw refusal(403, 'insufficientParentPermissions', 'Insufficient permissions for the specified parent.');
  }
  return folder;
}

/** The parent in the body of a new file: the caller's My Drive where none is given; two are refused. */
export function parentFor(call: Call, body: Json, usual = 'root'): FileNode {
  const parents = body.parents === undefined ? [usual] : body.parents;
  if (!Array.isArray(parents)) throw refusal(400, 'invalid', 'Invalid Value');
  if (parents.length > 1) throw refusal(403, 'cannotAddParent', 'A file cannot have more than one parent.');
  return folderFor(call, String(parents[0] ?? 'root'));
}

/** Throws 403 where a robot would own a file and there is no room for that. */
export function checkRoom(call: Call, parent: FileNode): void {
  if (!call.full || parent.driveId !== undefined || !call.caller.endsWith('.gserviceaccount.com')) return;
  const message = "The user's Drive storage quota has been exceeded.";
  throw refusal(403, 'storageQuotaExceeded', message, { domain: 'usageLimits' });
}
