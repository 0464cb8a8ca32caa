import type { ApiAnswer } from '../api.ts';
import { badParameter, refusal } from '../errors.ts';
import type { Json } from '../json-body.ts';
import { uploadOf } from '../upload.ts';
import { atLeast, mayDelete, mayTrash, roleOf } from './access.ts';
import { answer, bodyOf, type Call, fileOf, forbidden, reach, textOf, timeOf } from './call.ts';
import { fileAnswer, isDocument } from './file-answer.ts';
import { checkWritable, describe, folderFor } from './metadata.ts';
import { shapes } from './shapes.ts';
import { type FileNode, SPREADSHEET } from './tree.ts';

const usual = 'kind,id,name,mimeType';

/** GET files/ID; `alt=media`: its bytes. */
export function getFile(call: Call): ApiAnswer {
  const node = fileOf(call);
  if (call.query.get('alt') !== 'media') return described(call, node);
  if (!node.content || isDocument(node)) {
    const message = 'Only files with binary content can be downloaded. Use Export with Docs Editors files.';
    throw refusal(403, 'fileNotDownloadable', message, { location: 'alt', locationType: 'parameter' });
  }
  return { status: 200, bytes: node.content.bytes, contentType: node.content.contentType };
}

/** PATCH files/ID: what is said about a file, where it lies, whether it is in the bin. */
export function updateFile(call: Call): ApiAnswer {
  const node = fileOf(call);
  applyTo(call, node, bodyOf(call));
  return described(call, node);
}

/** PATCH /upload/…/files/ID: other bytes, and what is said about them. */
export function updateContent(call: Call): ApiAnswer {
  const node = fileOf(call);
  const upload = uploadOf(call.request);
  if (isDocument(node)) throw refusal(501, 'notEmulated', 'The emulator does not convert uploads.');
  if (!atLeast(roleOf(call.tree, node, call.caller), 'writer')) throw forbidden(node.id);
  applyTo(call, node, upload.metadata);
  call.tree.put(node, upload.bytes, upload.contentType);
  if (textOf(upload.metadata, 'mimeType') === undefined) node.mimeType = upload.contentType;
  call.tree.edited(node, call.caller, timeOf(upload.metadata, 'modifiedTime'));
  call.tree.revise(node);
  return described(call, node);
}

/** DELETE files/ID: gone for good, with everything in it. */
export function deleteFile(call: Call): ApiAnswer {
  const node = fileOf(call);
  if (!mayDelete(call.tree, node, call.caller) || node.parent === undefined) throw forbidden(node.id);
  for (const id of call.tree.remove(node)) call.sheets.remove(id);
  return { status: 204 };
}

/** GET files/ID/export: a document of Google's own in another form. */
export function exportFile(call: Call): ApiAnswer {
  // This method has no parameter by which to ask for shared drives: it reaches them as it is.
  const node = reach({ ...call, query: new URLSearchParams({ supportsAllDrives: 'true' }) }, call.ids[0] ?? '');
  const mimeType = call.query.get('mimeType');
  if (mimeType === null) throw badParameter('mimeType', 'Required parameter: mimeType', 'required');
  if (!isDocument(node)) throw refusal(403, 'fileNotExportable', 'Export only supports Docs Editors files.');
  const bytes = node.mimeType === SPREADSHEET ? call.sheets.export(node.id, mimeType) : asUploaded(node, mimeType);
  if (bytes) return { status: 200, bytes, contentType: mimeType };
  throw badParameter('convertTo', 'The requested conversion is not supported.', 'badRequest');
}

function described(call: Call, node: FileNode): ApiAnswer {
  return answer(call, fileAnswer(call.tree, node, call.caller), usual, shapes.file);
}

/** A document made from an upload gives back what was uploaded, nothing else. */
function asUploaded({ content }: FileNode, mimeType: string): Buffer | undefined {
  return content?.contentType.split(';')[0] === mimeType ? content.bytes : undefined;
}

function applyTo(call: Call, node: FileNode, body: Json): void {
  checkWritable(body);
  if (body.parents !== undefined) {
    const message =
      'The parents field is not directly writable in update requests. Use the addParents and removeParents parameters instead.';
    throw refusal(403, 'fieldNotWritable', message);
  }
  if (!atLeast(roleOf(call.tree, node, call.caller), 'writer')) throw forbidden(node.id);
  move(call, node);
  bin(call, node, body.trashed);
  const time = timeOf(body, 'modifiedTime');
  if (describe(node, body) || time !== undefined) call.tree.edited(node, call.caller, time);
  if (node.mimeType === SPREADSHEET && textOf(body, 'name') !== undefined) call.sheets.rename(node.id, node.name);
}

function move(call: Call, node: FileNode): void {
  const [to, ...more] = call.query.get('addParents')?.split(',').filter(Boolean) ?? [];
  const from = call.query.get('removeParents')?.split(',').filter(Boolean) ?? [];
  // Sent a second time, a move has nothing left to do.
  if (to === undefined || to === node.parent) return;
  if (more.length > 0 || node.parent === undefined || !from.map((id) => reach(call, id).id).includes(node.parent)) {
    throw refusal(403, 'cannotAddParent', 'Increasing the number of parents is not allowed');
  }
  const folder = folderFor(call, to);
  if (node.driveId !== undefined && !mayTrash(call.tree, node, call.caller)) throw forbidden(node.id);
  call.tree.changed(node);
  node.parent = folder.id;
  settle(call, node, folder.driveId);
  call.tree.changed(node);
}

/** What is moved onto a shared drive belongs to it; what leaves one belongs to whoever moved it. */
function settle(call: Call, node: FileNode, driveId: string | undefined): void {
  for (const child of call.tree.children(node.id)) settle(call, child, driveId);
  if (node.driveId === driveId) return;
  node.left = node.driveId;
  node.driveId = driveId;
  for (const [id, { role }] of node.grants) if (role === 'owner') node.grants.delete(id);
  node.owner = driveId === undefined ? call.caller : undefined;
  if (driveId === undefined) call.tree.grant(node, { type: 'user', role: 'owner', emailAddress: call.caller });
  call.tree.changed(node);
}

function bin(call: Call, node: FileNode, trashed: unknown): void {
  if (typeof trashed !== 'boolean' || trashed === node.trashed) return;
  if (!mayTrash(call.tree, node, call.caller) || node.parent === undefined) throw forbidden(node.id);
  node.trashed = trashed;
  node.trashedTime = trashed ? call.tree.now() : undefined;
  call.tree.changed(node);
}
