import type { ApiAnswer, ApiRequest, SheetsOfFiles } from '../api.ts';
import { badParameter, listedError } from '../errors.ts';
import { answer, type Call, fileOf } from './call.ts';
import { listChanges, startPageToken } from './changes.ts';
import { createDrive, deleteDrive, getDrive, listDrives } from './drives.ts';
import { userAnswer } from './file-answer.ts';
import { deleteFile, exportFile, getFile, updateContent, updateFile } from './files.ts';
import { listFiles } from './list.ts';
import { copyFile, createFile, generateIds, uploadFile } from './new-files.ts';
import { createPermission, deletePermission, getPermission, listPermissions, updatePermission } from './permissions.ts';
import { listRevisions } from './revisions.ts';
import { shapes } from './shapes.ts';
import type { Tree } from './tree.ts';

type Handler = (call: Call) => ApiAnswer;

/** Methods and paths below `/drive/v3` (or `/upload/drive/v3`); ids stand where a star is. */
const routes: readonly (readonly [string, Handler])[] = [
  ['GET /about', about],
  ['GET /files', listFiles],
  ['POST /files', createFile],
  ['GET /files/generateIds', generateIds],
  ['GET /files/*', getFile],
  ['PATCH /files/*', updateFile],
  ['DELETE /files/*', deleteFile],
  ['POST /files/*/copy', copyFile],
  ['GET /files/*/export', exportFile],
  ['GET /files/*/comments', listComments],
  ['GET /files/*/revisions', listRevisions],
  ['GET /files/*/permissions', listPermissions],
  ['POST /files/*/permissions', createPermission],
  ['GET /files/*/permissions/*', getPermission],
  ['PATCH /files/*/permissions/*', updatePermission],
  ['DELETE /files/*/permissions/*', deletePermission],
  ['GET /changes', listChanges],
  ['GET /changes/startPageToken', startPageToken],
  ['GET /drives', listDrives],
  ['POST /drives', createDrive],
  ['GET /drives/*', getDrive],
  ['DELETE /drives/*', deleteDrive],
  ['POST /upload/files', uploadFile],
  ['PATCH /upload/files/*', updateContent],
];

const patterns = routes.map(([route, handler]) => {
  const pattern = route.replaceAll('/*', '/([^/]+)');
  return { pattern: new RegExp(`^${pattern}$`), handler };
});

/** Drive v3 over a tree of files; spreadsheets' content is the other API's. `full`: robots have no room of their own. */
export function createDriveService(
  tree: Tree,
  sheets: SheetsOfFiles,
  full: boolean,
): { handle(request: ApiRequest): ApiAnswer } {
  return {
    handle(request) {
      const route = `${request.method} ${request.path.replace(/^(\/upload)?\/drive\/v3/, '$1')}`;
      for (const { pattern, handler } of patterns) {
        const match = pattern.exec(route);
        if (!match) continue;
        const ids = match.slice(1).map(decodeURIComponent);
        return handler({ request, caller: request.caller, query: request.query, tree, sheets, ids, full });
      }
      return listedError(404, 'notFound', 'Not Found');
    },
  };
}

function about(call: Call): ApiAnswer {
  requireFields(call.query);
  return answer(call, { kind: 'drive#about', user: userAnswer(call.caller, call.caller) }, '*', shapes.about);
}

function listComments(call: Call): ApiAnswer {
  requireFields(call.query);
  fileOf(call);
  return answer(call, { kind: 'drive#commentList', comments: [] }, '*', true);
}

function requireFields(query: URLSearchParams): void {
  if (query.get('fields')) return;
  throw badParameter('fields', "The 'fields' parameter is required for this method.", 'required');
}
