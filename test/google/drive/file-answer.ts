import { createHash } from 'node:crypto';
import { atLeast, mayDelete, mayTrash, roleOf } from './access.ts';
import { personId } from './ids.ts';
import { grantAnswer } from './permission-answer.ts';
import { type FileNode, FOLDER, type Tree } from './tree.ts';

/** A file as Drive describes it to one caller, every field; what is not there is undefined. */
export function fileAnswer(tree: Tree, node: FileNode, caller: string): Record<string, unknown> {
  const personal = node.driveId === undefined;
  const parent = tree.nodes.get(node.parent ?? '');
  const seesParent = parent !== undefined && roleOf(tree, parent, caller) !== undefined;
  const maySeePeople = personal && atLeast(roleOf(tree, node, caller), 'writer');
  return {
    kind: 'drive#file',
    id: node.id,
    name: node.name,
    mimeType: node.mimeType,
    description: node.description,
    starred: false,
    trashed: tree.inBin(node),
    explicitlyTrashed: node.trashed,
    trashedTime: node.trashedTime,
    parents: seesParent ? [parent.id] : undefined,
    spaces: ['drive'],
    version: String(node.version),
    createdTime: node.createdTime,
    modifiedTime: node.modifiedTime,
    modifiedByMe: node.modifiedBy === caller,
    lastModifyingUser: userAnswer(node.modifiedBy, caller),
    ownedByMe: node.owner === caller,
    owners: node.owner === undefined ? undefined : [userAnswer(node.owner, caller)],
    shared: !personal || tree.lineage(node).some(({ grants }) => grants.size > 1),
    driveId: node.driveId,
    teamDriveId: node.driveId,
    permissions: maySeePeople ? [...node.grants.values()].map((grant) => grantAnswer(grant)) : undefined,
    permissionIds: personal ? [...node.grants.keys()] : undefined,
    hasAugmentedPermissions: personal ? undefined : node.grants.size > 0,
    capabilities: capabilities(tree, node, caller),
    appProperties: some(node.appProperties),
    properties: some(node.properties),
    writersCanShare: personal ? true : undefined,
    isAppAuthorized: true,
    webViewLink: webViewLink(node),
    quotaBytesUsed: String(node.content?.bytes.length ?? 0),
    ...contentAnswer(node),
  };
}

/** A person as Drive names them to a caller. */
export function userAnswer(email: string, caller: string): Record<string, unknown> {
  const displayName = email.split('@')[0];
  return { kind: 'drive#user', displayName, me: email === caller, permissionId: personId(email), emailAddress: email };
}

function contentAnswer(node: FileNode): Record<string, unknown> {
  if (!node.content || isDocument(node)) return {};
  const { bytes, md5 } = node.content;
  const extension = /\.(\w+)$/.exec(node.name)?.[1] ?? '';
  return {
    size: String(bytes.length),
    md5Checksum: md5,
    sha256Checksum: createHash('sha256').update(bytes).digest('hex'),
    originalFilename: node.name,
    fileExtension: extension,
    fullFileExtension: extension,
    headRevisionId: node.revisions.at(-1)?.id,
    webContentLink: `https://drive.google.com/uc?id=${node.id}&export=download`,
  };
}

/** Whether a file is one of Google's own documents, which have no bytes but can be exported. */
export function isDocument({ mimeType }: Pick<FileNode, 'mimeType'>): boolean {
  return mimeType.startsWith('application/vnd.google-apps.') && mimeType !== FOLDER;
}

function capabilities(tree: Tree, node: FileNode, caller: string): Record<string, boolean> {
  const role = roleOf(tree, node, caller);
  const folder = node.mimeType === FOLDER;
  const mayWrite = atLeast(role, 'writer');
  return {
    canEdit: mayWrite,
    canRename: mayWrite,
    canModifyContent: mayWrite,
    canComment: atLeast(role, 'commenter'),
    canCopy: !folder,
    canDownload: !folder,
    canListChildren: folder,
    canAddChildren: folder && mayWrite,
    canShare: mayWrite,
    canReadRevisions: !folder && mayWrite,
    canTrash: mayTrash(tree, node, caller),
    canDelete: mayDelete(tree, node, caller),
  };
}

function webViewLink({ id, mimeType }: FileNode): string {
  if (mimeType === FOLDER) return `https://drive.google.com/drive/folders/${id}`;
  const [, kind] = /^application\/vnd\.google-apps\.(spreadsheet|document|presentation)$/.exec(mimeType) ?? [];
  if (kind === undefined) return `https://drive.google.com/file/d/${id}/view?usp=drivesdk`;
  return `https://docs.google.com/${kind === 'spreadsheet' ? 'spreadsheets' : kind}/d/${id}/edit?usp=drivesdk`;
}

function some(map: ReadonlyMap<string, string>): Record<string, string> | undefined {
  return map.size === 0 ? undefined : Object.fromEntries(map);
}
