import type { ApiAnswer } from '../api.ts';
import { badParameter, refusal } from '../errors.ts';
import type { Json } from '../json-body.ts';
import { atLeast, roleOf } from './access.ts';
import { answer, bodyOf, type Call, fileOf, forbidden, isOn, textOf } from './call.ts';
import { grantAnswer } from './permission-answer.ts';
import { shapes } from './shapes.ts';
import { type FileNode, FOLDER, type Grant, type Role } from './tree.ts';

const usual = 'kind,id,type,role,allowFileDiscovery';
const roles: readonly string[] = ['owner', 'organizer', 'fileOrganizer', 'writer', 'commenter', 'reader'];
const types: readonly string[] = ['user', 'group', 'domain', 'anyone'];

/** POST files/ID/permissions: gives somebody access; who has it already gets the higher of the two roles. */
export function createPermission(call: Call): ApiAnswer {
  const node = shareable(call);
  const body = bodyOf(call);
  const type = textOf(body, 'type') ?? '';
  if (!types.includes(type)) throw missing('The permission type field is required.');
  const silent = /^false$/i.test(call.query.get('sendNotificationEmail') ?? '');
  if (silent && isOn(call.query, 'transferOwnership')) {
    throw refusal(403, 'forbidden', 'A notification must be sent when ownership is transferred.');
  }
  if (isOn(call.query, 'sendNotificationEmail') && (type === 'anyone' || type === 'domain')) {
    throw badParameter('sendNotificationEmail');
  }
  const role = roleIn(body, node, isOn(call.query, 'transferOwnership'));
  const given = raise(call, node, { type: type as Grant['type'], role, ...whom(type, body) });
  if (role === 'owner') handOver(node, given);
  call.tree.changed(node);
  return answer(call, grantAnswer(given), usual, shapes.permission);
}

/** GET files/ID/permissions: on a shared drive with those that come from above. */
export function listPermissions(call: Call): ApiAnswer {
  const node = fileOf(call);
  if (!atLeast(roleOf(call.tree, node, call.caller), 'writer')) throw forbidden(node.id);
  const grants = call.tree.lineage(node).flatMap((each) => [...each.grants.values()].map((grant) => ({ grant, each })));
  const shown = new Map<string, unknown>();
  for (const { grant, each } of grants) {
    const role = grant.role === 'owner' && each !== node ? 'writer' : grant.role;
    if (!shown.has(grant.id)) shown.set(grant.id, grantAnswer({ ...grant, role }, details(node, each, role)));
  }
  const list = { kind: 'drive#permissionList', permissions: [...shown.values()] };
  return answer(call, list, 'kind,nextPageToken,permissions(kind,id,type,role,allowFileDiscovery)', shapes.permissions);
}

/** GET files/ID/permissions/ID. */
export function getPermission(call: Call): ApiAnswer {
  const node = fileOf(call);
  return answer(call, grantAnswer(grantOf(call, node)), usual, shapes.permission);
}

/** PATCH files/ID/permissions/ID: another role. */
export function updatePermission(call: Call): ApiAnswer {
  const node = shareable(call);
  const grant = grantOf(call, node);
  grant.role = roleIn(bodyOf(call), node, isOn(call.query, 'transferOwnership'));
  if (grant.role === 'owner') handOver(node, grant);
  call.tree.changed(node);
  return answer(call, grantAnswer(grant), usual, shapes.permission);
}

/** DELETE files/ID/permissions/ID: takes access back; anybody may give up their own. */
export function deletePermission(call: Call): ApiAnswer {
  const node = fileOf(call);
  const grant = grantOf(call, node);
  if (grant.emailAddress !== call.caller) shareable(call);
  if (grant.role === 'owner') throw forbidden(node.id);
  call.tree.changed(node);
  node.grants.delete(grant.id);
  call.tree.changed(node);
  return { status: 204 };
}

/** A second grant to the same person only ever raises what they may do. */
function raise({ tree }: Call, node: FileNode, wanted: Omit<Grant, 'id'>): Grant {
  const had = new Map(node.grants);
  const given = tree.grant(node, wanted);
  const before = had.get(given.id);
  if (before && atLeast(before.role, given.role)) given.role = before.role;
  return given;
}

function shareable(call: Call): FileNode {
  const node = fileOf(call);
  const needed =
    node.id === node.driveId ? 'organizer' : node.driveId && node.mimeType === FOLDER ? 'fileOrganizer' : 'writer';
  if (!atLeast(roleOf(call.tree, node, call.caller), needed)) throw forbidden(node.id);
  return node;
}

function grantOf({ ids }: Call, node: FileNode): Grant {
  const id = ids[1] ?? '';
  const grant = node.grants.get(id);
  if (grant) return grant;
  const place = { location: 'permissionId', locationType: 'parameter' };
  throw refusal(404, 'notFound', `Permission not found: ${id}.`, place);
}

function roleIn(body: Json, node: FileNode, transfer: boolean): Role {
  const role = textOf(body, 'role') ?? '';
  if (!roles.includes(role)) throw missing('The permission role field is required.');
  if (role === 'owner' && (node.driveId !== undefined || !transfer)) {
    throw refusal(
      403,
      'forbidden',
      "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
    );
  }
  if (/rganizer/.test(role) && node.driveId === undefined) {
    throw refusal(403, 'cannotShareTeamDriveWithNonGoogleAccounts', 'This role is only for shared drives.');
  }
  return role as Role;
}

function whom(type: string, body: Json): Partial<Grant> {
  const emailAddress = textOf(body, 'emailAddress');
  const domain = textOf(body, 'domain');
  if (type === 'anyone') return { allowFileDiscovery: body.allowFileDiscovery === true };
  if (type === 'domain')
    return { domain: domain ?? missed('domain'), allowFileDiscovery: body.allowFileDiscovery === true };
  if (emailAddress !== undefined && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(emailAddress)) {
    const message = 'The specified emailAddress is invalid or not applicable for the given permission type.';
    throw refusal(400, 'invalid', message, { locationType: 'other', location: 'permission.emailAddress' });
  }
  return { emailAddress: emailAddress ?? missed('emailAddress') };
}

function missed(name: string): never {
  throw missing(`The ${name} field is required.`);
}

function missing(message: string): Error {
  return refusal(400, 'required', message);
}

function handOver(node: FileNode, to: Grant): void {
  for (const grant of node.grants.values()) if (grant.role === 'owner' && grant !== to) grant.role = 'writer';
  node.owner = to.emailAddress;
}

function details(node: FileNode, from: FileNode, role: Role): unknown[] | undefined {
  if (node.driveId === undefined) return undefined;
  const inherited = from !== node;
  const permissionType = from.id === from.driveId ? 'member' : 'file';
  return [{ permissionType, role, inherited, ...(inherited && { inheritedFrom: from.id }) }];
}
