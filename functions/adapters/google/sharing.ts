import type { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import type { Access } from '../../world.ts';
import { GoogleFault } from './calls.ts';
import type { Connection } from './connection.ts';
import { listFiles } from './drive-listing.ts';
import type { DriveTree } from './drive-tree.ts';

type Permission = drive_v3.Schema$Permission;

const permissionFields = 'id,type,role,emailAddress,domain,permissionDetails(inherited)';

const roles: Readonly<Record<string, Access['may']>> = {
  owner: 'manage',
  organizer: 'manage',
  fileOrganizer: 'manage',
  writer: 'write',
};

/**
 * Rights where they were given: of the district's folder with all that comes from above it, then of each file and folder
 * below that has any of its own. One listing tells which do, so that thousands of files cost a handful of requests.
 */
export async function accessOf(connection: Connection, driveTree: DriveTree): Promise<readonly Access[]> {
  const { index, hands } = driveTree;
  const robot = (await connection.robot()).toLowerCase();
  const own = new Map<string, readonly Permission[]>([[index.root, await permissionsOf(connection, index.root)]]);
  const told = await listFiles(hands, 'trashed = false', `id,hasAugmentedPermissions,permissions(${permissionFields})`);
  const asked = told.map(async ({ id, permissions, hasAugmentedPermissions }) => {
    if (!id || index.byId(id) === undefined) return;
    own.set(id, hasAugmentedPermissions ? await permissionsOf(connection, id) : (permissions ?? []));
  });
  await Promise.all(asked);
  const places = [
    { path: '', id: index.root, parent: '' },
    ...index.all().map(({ path, entry }) => ({ path, ...entry })),
  ];
  return places
    .flatMap(({ path, id, parent }) => {
      const above = new Set((own.get(parent) ?? []).map(keyOf));
      const given = (own.get(id) ?? []).filter((it) => path === '' || (!isInherited(it) && !above.has(keyOf(it))));
      return given.map((it) => accessAt(path, it));
    })
    .filter(({ who }) => who !== robot);
}

async function permissionsOf({ drive, send }: Connection, fileId: string): Promise<readonly Permission[]> {
  const found: Permission[] = [];
  let pageToken: string | undefined;
  do {
    const page = await send({
      quota: 'drive',
      again: 'harmless',
      send: () =>
        drive.permissions.list({
          fileId,
          supportsAllDrives: true,
          pageSize: 100,
          fields: `nextPageToken,permissions(${permissionFields})`,
          ...(pageToken === undefined ? {} : { pageToken }),
        }),
    });
    found.push(...(page.permissions ?? []));
    pageToken = page.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return found;
}

const keyOf = ({ id, role }: Permission): string => `${id} ${role}`;

function isInherited({ permissionDetails: given }: Permission): boolean {
  const permissionDetails = given ?? [];
  return permissionDetails.length > 0 && permissionDetails.every(({ inherited }) => inherited === true);
}

function accessAt(path: string, { id, type, role, emailAddress, domain }: Permission): Access {
  const who =
    type === 'anyone' ? 'anyone' : type === 'domain' ? `*@${domain ?? ''}` : (emailAddress ?? '').toLowerCase();
  return { path, who, may: roles[role ?? ''] ?? 'read', id: id ?? '' };
}

/** Takes a right back where it was given. */
export async function revoke(
  { drive, send }: Connection,
  { index }: DriveTree,
  { path, id }: Access,
): Promise<{ refused?: string }> {
  const fileId = path === '' ? index.root : index.at(path)?.id;
  if (fileId === undefined) return {};
  try {
    await send({
      quota: 'drive',
      again: 'harmless',
      send: () => drive.permissions.delete({ fileId, permissionId: id, supportsAllDrives: true }),
    });
    return {};
  } catch (error) {
    if (error instanceof GoogleFault && error.status === 404) return {};
    if (error instanceof GoogleFault && error.status === 403) return { refused: error.message };
    throw error;
  }
}
