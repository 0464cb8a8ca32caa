import type { ApiAnswer } from '../api.ts';
import { badParameter } from '../errors.ts';
import { isKnown } from './access.ts';
import { answer, type Call, isOn, pageSize, reach } from './call.ts';
import { fileAnswer } from './file-answer.ts';
import { shapes } from './shapes.ts';
import type { FileNode, Tombstone } from './tree.ts';

const usual =
  'kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,file(kind,id,name,mimeType))';

/** GET changes/startPageToken: from here on. */
export function startPageToken(call: Call): ApiAnswer {
  const driveId = call.query.get('driveId');
  if (driveId !== null) reach(call, driveId);
  const token = { kind: 'drive#startPageToken', startPageToken: String(call.tree.last + 1) };
  return answer(call, token, '*', true);
}

/** GET changes: every file that changed since a token, once, as it is now. */
export function listChanges(call: Call): ApiAnswer {
  const { query, tree } = call;
  const from = Number(query.get('pageToken') || Number.NaN);
  if (!Number.isInteger(from) || from < 1 || from > tree.last + 1) throw badParameter('pageToken');
  const driveId = query.get('driveId');
  if (driveId !== null) reach(call, driveId);
  const everywhere = isOn(query, 'supportsAllDrives') && isOn(query, 'includeItemsFromAllDrives');
  if (driveId !== null && !everywhere) throw badParameter('includeItemsFromAllDrives');
  const changed = [...tree.nodes.values(), ...tree.gone.values()]
    .filter((node) => node.changed >= from)
    .filter(({ driveId: lies, left }) => {
      return driveId === null ? everywhere || lies === undefined : lies === driveId || left === driveId;
    })
    .sort((a, b) => a.changed - b.changed)
    .flatMap((node) => entry(call, node));
  const page = changed.slice(0, pageSize(query, 100, 1000));
  const more = changed.length > page.length;
  const list = {
    kind: 'drive#changeList',
    nextPageToken: more ? String((page.at(-1)?.at ?? from) + 1) : undefined,
    newStartPageToken: more ? undefined : String(tree.last + 1),
    changes: page.map(({ change }) => change),
  };
  return answer(call, list, usual, shapes.changes);
}

function entry({ tree, caller, query }: Call, node: FileNode | Tombstone): { at: number; change: unknown }[] {
  const there = tree.nodes.get(node.id);
  const moved = node.driveId !== (query.get('driveId') ?? node.driveId);
  const seen = there !== undefined && !moved && isKnown(tree, there, caller);
  if (there !== undefined && there.parent === undefined) return [];
  const wantsRemoved = !/^false$/i.test(query.get('includeRemoved') ?? '');
  if (!seen && !(wantsRemoved && node.knownTo.has(caller))) return [];
  const change = {
    kind: 'drive#change',
    type: 'file',
    changeType: 'file',
    time: node.changedTime,
    removed: !seen,
    fileId: node.id,
    file: seen ? fileAnswer(tree, there, caller) : undefined,
  };
  return [{ at: node.changed, change }];
}
