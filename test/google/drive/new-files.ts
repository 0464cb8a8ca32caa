import type { ApiAnswer } from '../api.ts';
import { fileNotFound, refusal } from '../errors.ts';
import type { Json } from '../json-body.ts';
import { type Upload, uploadOf } from '../upload.ts';
import { answer, bodyOf, type Call, fileOf, textOf, timeOf } from './call.ts';
import { fileAnswer, isDocument } from './file-answer.ts';
import { checkRoom, checkWritable, describe, parentFor } from './metadata.ts';
import { shapes } from './shapes.ts';
import { type FileNode, FOLDER, SPREADSHEET } from './tree.ts';

const usual = 'kind,id,name,mimeType';

/** POST files: a file without bytes. */
export function createFile(call: Call): ApiAnswer {
  return created(call, made(call, bodyOf(call)));
}

/** POST /upload/…/files: a file with bytes. */
export function uploadFile(call: Call): ApiAnswer {
  const upload = uploadOf(call.request);
  return created(call, made(call, upload.metadata, upload));
}

/** POST files/ID/copy: the content, not the people on it; into the source's folder where none is given. */
export function copyFile(call: Call): ApiAnswer {
  const source = fileOf(call);
  if (source.mimeType === FOLDER) throw refusal(403, 'cannotCopyFile', 'This file cannot be copied by the user.');
  const body = bodyOf(call);
  const near = source.parent !== undefined && source.driveId !== undefined ? source.parent : 'root';
  const copy = add(call, { name: `Copy of ${source.name}`, ...body }, source.mimeType, near);
  // Marks of a file go with its copies, whoever made them: a school that copies its report copies them too.
  for (const marks of ['appProperties', 'properties'] as const) {
    for (const [key, value] of source[marks]) if (!copy[marks].has(key)) copy[marks].set(key, value);
  }
  if (source.content) copy.content = source.content;
  if (copy.mimeType === SPREADSHEET) call.sheets.copy(source.id, copy.id, copy.name);
  call.tree.revise(copy);
  return created(call, copy);
}

/** GET files/generateIds: ids that a later create may carry, so that it makes one file however often it is sent. */
export function generateIds(call: Call): ApiAnswer {
  const { query, tree } = call;
  const ids = Array.from({ length: Number(query.get('count') ?? 10) }, tree.ids.file);
  for (const id of ids) tree.reserved.add(id);
  return answer(call, { kind: 'drive#generatedIds', space: 'drive', ids }, '*', true);
}

function created(call: Call, node: FileNode): ApiAnswer {
  return answer(call, fileAnswer(call.tree, node, call.caller), usual, shapes.file);
}

function made(call: Call, body: Json, upload?: Upload): FileNode {
  const mimeType = textOf(body, 'mimeType') ?? upload?.contentType ?? 'application/octet-stream';
  if (upload && mimeType === SPREADSHEET) {
    throw refusal(501, 'notEmulated', 'The emulator does not convert uploads to spreadsheets.');
  }
  const node = add(call, body, mimeType, 'root');
  if (upload) call.tree.put(node, upload.bytes, upload.contentType);
  else if (!node.mimeType.startsWith('application/vnd.google-apps.')) call.tree.put(node, Buffer.alloc(0), mimeType);
  if (node.mimeType === SPREADSHEET) call.sheets.create(node.id, node.name);
  if (node.mimeType !== FOLDER) call.tree.revise(node);
  return node;
}

function add(call: Call, body: Json, mimeType: string, near: string): FileNode {
  checkWritable(body);
  const parent = parentFor(call, body, near);
  checkRoom(call, parent);
  const id = ownId(call, textOf(body, 'id'), mimeType);
  const name = textOf(body, 'name') ?? 'Untitled';
  const [createdTime, modifiedTime] = [timeOf(body, 'createdTime'), timeOf(body, 'modifiedTime')];
  const node = call.tree.add(
    {
      name,
      mimeType,
      parent: parent.id,
      ...(id !== undefined && { id }),
      ...(createdTime !== undefined && { createdTime }),
      ...(modifiedTime !== undefined && { modifiedTime }),
      ...(parent.driveId === undefined ? { owner: call.caller } : { driveId: parent.driveId }),
    },
    call.caller,
  );
  describe(node, body);
  return node;
}

/** An id that was generated before; Google's own documents take none. */
function ownId({ tree }: Call, id: string | undefined, mimeType: string): string | undefined {
  if (id === undefined) return undefined;
  if (tree.nodes.has(id)) throw refusal(409, 'fileIdInUse', 'A file already exists with the provided ID.');
  if (!tree.reserved.has(id) || isDocument({ mimeType })) {
    throw refusal(400, 'invalid', 'The provided file ID is not usable.');
  }
  if (tree.gone.has(id)) throw fileNotFound(id);
  return id;
}
