import type { Shape } from '../fields.ts';

function fields(names: string, nested: Shape = {}): Shape {
  return { ...Object.fromEntries(names.split(' ').map((name) => [name, true])), ...nested };
}

const user = fields('kind displayName emailAddress me permissionId photoLink');
const permission = fields(
  `kind id type role emailAddress domain displayName allowFileDiscovery deleted expirationTime pendingOwner
   permissionDetails photoLink view inheritedPermissionsDisabled teamDrivePermissionDetails`.replace(/\s+/g, ' '),
);
const file = fields(
  `kind id name mimeType description starred trashed explicitlyTrashed trashedTime parents spaces version createdTime
   modifiedTime modifiedByMe modifiedByMeTime viewedByMe viewedByMeTime sharedWithMeTime ownedByMe shared driveId
   teamDriveId capabilities permissionIds hasAugmentedPermissions md5Checksum sha1Checksum sha256Checksum size
   quotaBytesUsed originalFilename fileExtension fullFileExtension headRevisionId webViewLink webContentLink iconLink
   hasThumbnail thumbnailLink thumbnailVersion exportLinks appProperties properties writersCanShare isAppAuthorized
   viewersCanCopyContent copyRequiresWriterPermission contentRestrictions contentHints folderColorRgb resourceKey
   shortcutDetails linkShareMetadata imageMediaMetadata videoMediaMetadata labelInfo clientEncryptionDetails
   downloadRestrictions inheritedPermissionsDisabled`.replace(/\s+/g, ' '),
  { lastModifyingUser: user, sharingUser: user, trashingUser: user, owners: user, permissions: permission },
);
const drive = fields(
  'kind id name createdTime hidden capabilities restrictions themeId colorRgb backgroundImageFile backgroundImageLink orgUnitId',
);
const change = fields('kind type changeType time removed fileId driveId teamDriveId teamDrive', { file, drive });
const revision = fields(
  `kind id mimeType modifiedTime keepForever published publishAuto publishedLink publishedOutsideDomain exportLinks
   md5Checksum size originalFilename`.replace(/\s+/g, ' '),
  { lastModifyingUser: user },
);

/** What the answers of Drive can hold, for masks to be held against. */
export const shapes = {
  about: fields('kind storageQuota importFormats exportFormats maxImportSizes maxUploadSize appInstalled', { user }),
  file,
  permission,
  drive,
  files: fields('kind incompleteSearch nextPageToken', { files: file }),
  permissions: fields('kind nextPageToken', { permissions: permission }),
  drives: fields('kind nextPageToken', { drives: drive }),
  changes: fields('kind nextPageToken newStartPageToken', { changes: change }),
  revisions: fields('kind nextPageToken', { revisions: revision }),
} as const;
