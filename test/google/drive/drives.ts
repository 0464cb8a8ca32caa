import type { ApiAnswer } from '../api.ts';
import { badParameter, refusal } from '../errors.ts';
import { atLeast, isKnown, roleOf } from './access.ts';
import { answer, bodyOf, type Call, forbidden, pageSize, textOf } from './call.ts';
import { shapes } from './shapes.ts';
import { type FileNode, FOLDER } from './tree.ts';

/** POST drives: a shared drive; the same requestId makes no second one. */
export function createDrive(call: Call): ApiAnswer {
  const { tree, caller, query } = call;
  const requestId = query.get('requestId');
  if (!requestId) throw badParameter('requestId', 'Required parameter: requestId', 'required');
  if (tree.drivesByRequest.has(requestId)) {
    throw refusal(409, 'alreadyExists', 'A shared drive already exists with the provided ID.');
  }
  const id = tree.ids.drive();
  const name = textOf(bodyOf(call), 'name') ?? '';
  const drive = tree.add({ id, name, mimeType: FOLDER, driveId: id }, caller);
  tree.grant(drive, { type: 'user', role: 'organizer', emailAddress: caller });
  tree.drivesByRequest.set(requestId, id);
  return described(call, drive);
}

/** GET drives/ID. */
export function getDrive(call: Call): ApiAnswer {
  return described(call, driveOf(call));
}

/** GET drives: those the caller is a member of. */
export function listDrives(call: Call): ApiAnswer {
  const { tree, caller, query } = call;
  const all = [...tree.nodes.values()].filter((node) => node.id === node.driveId && isKnown(tree, node, caller));
  const from = Number(query.get('pageToken') || 0);
  const to = from + pageSize(query, 10, 100);
  const drives = all.slice(from, to).map((drive) => driveAnswer(call, drive));
  const list = { kind: 'drive#driveList', nextPageToken: to < all.length ? String(to) : undefined, drives };
  return answer(call, list, 'kind,nextPageToken,drives(kind,id,name)', shapes.drives);
}

/** DELETE drives/ID: an empty one, by its manager. */
export function deleteDrive(call: Call): ApiAnswer {
  const drive = driveOf(call);
  if (!atLeast(roleOf(call.tree, drive, call.caller), 'organizer')) throw forbidden(drive.id);
  if (call.tree.children(drive.id).some(({ trashed }) => !trashed)) {
    throw refusal(
      403,
      'cannotDeleteResourceWithChildren',
      'The resource cannot be deleted because it contains children.',
    );
  }
  call.tree.remove(drive);
  return { status: 204 };
}

function driveOf({ tree, caller, ids }: Call): FileNode {
  const id = ids[0] ?? '';
  const drive = tree.nodes.get(id);
  if (drive?.id === drive?.driveId && drive && roleOf(tree, drive, caller)) return drive;
  throw refusal(404, 'notFound', `Shared drive not found: ${id}`, { location: 'driveId', locationType: 'parameter' });
}

function described(call: Call, drive: FileNode): ApiAnswer {
  return answer(call, driveAnswer(call, drive), 'kind,id,name', shapes.drive);
}

function driveAnswer({ tree, caller }: Call, drive: FileNode): Record<string, unknown> {
  const role = roleOf(tree, drive, caller);
  const canAddChildren = atLeast(role, 'writer');
  const manages = atLeast(role, 'organizer');
  return {
    kind: 'drive#drive',
    id: drive.id,
    name: drive.name,
    createdTime: drive.createdTime,
    hidden: false,
    capabilities: { canAddChildren, canEdit: canAddChildren, canManageMembers: manages, canRenameDrive: manages },
  };
}
