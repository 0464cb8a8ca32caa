import type { FileNode, Grant, Role, Tree } from './tree.ts';

const rank: Readonly<Record<Role, number>> = {
  reader: 1,
  commenter: 2,
  writer: 3,
  fileOrganizer: 4,
  organizer: 5,
  owner: 5,
};

/** The highest role somebody has on a file, by itself or by a folder or drive above it; undefined where it is hidden. */
export function roleOf(tree: Tree, node: FileNode, email: string): Role | undefined {
  return highest(tree, node, (grant) => reaches(grant, email));
}

/** Whether somebody was given a file or its folder by name: a link alone lets read, but lists nowhere. */
export function isKnown(tree: Tree, node: FileNode, email: string): boolean {
  return highest(tree, node, (grant) => grant.type !== 'anyone' && reaches(grant, email)) !== undefined;
}

/** Whether a role, or none, is enough. */
export function atLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && rank[role] >= rank[least];
}

/** People may bin and delete what is theirs; on a shared drive its content managers may bin, its managers delete. */
export function mayTrash(tree: Tree, node: FileNode, email: string): boolean {
  return atLeast(roleOf(tree, node, email), node.driveId === undefined ? 'owner' : 'fileOrganizer');
}

/** Who may take a file away for good. */
export function mayDelete(tree: Tree, node: FileNode, email: string): boolean {
  return atLeast(roleOf(tree, node, email), 'organizer');
}

function highest(tree: Tree, node: FileNode, counts: (grant: Grant) => boolean): Role | undefined {
  const roles = tree.lineage(node).flatMap(({ id, grants }) =>
    // Whoever owns a folder may write, not own, what others put there.
    [...grants.values()].filter(counts).map(({ role }) => (role === 'owner' && id !== node.id ? 'writer' : role)),
  );
  return roles.sort((a, b) => rank[b] - rank[a])[0];
}

function reaches(grant: Grant, email: string): boolean {
  if (grant.type === 'anyone') return true;
  if (grant.type === 'domain') return email.toLowerCase().endsWith(`@${grant.domain?.toLowerCase()}`);
  return grant.emailAddress?.toLowerCase() === email.toLowerCase();
}
