import { expect, test } from 'vitest';
import { GoogleFault, type Quota } from '../../../functions/adapters/google/calls.ts';
import { folderTrouble, setUpTrouble } from '../../../functions/adapters/google/sentences.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import { connected, driveError, json, type Reply, sheetsError } from './connection-server.ts';

const robot = 'robot@project.iam.gserviceaccount.com';

test.each<[string, Reply, Quota, RegExp]>([
  [
    'no storage of its own',
    driveError(403, 'storageQuotaExceeded', "The user's Drive storage quota has been exceeded."),
    'drive',
    /共享云端硬盘.*运行安校的服务账号/,
  ],
  [
    'the Sheets API is not enabled',
    sheetsError(403, 'PERMISSION_DENIED', 'Google Sheets API has not been used in project 1', 'SERVICE_DISABLED'),
    'sheetsWrite',
    /启用 Google Sheets API.*apis\/library\/sheets\.googleapis\.com /,
  ],
  [
    'the Drive API is not enabled',
    driveError(403, 'accessNotConfigured', 'Google Drive API has not been used in project 1'),
    'drive',
    /启用 Google Drive API.*apis\/library\/drive\.googleapis\.com /,
  ],
  ['the shared drive is full', driveError(403, 'teamDriveFileLimitExceeded', 'full'), 'drive', /文件数已到上限/],
  ['the day is used up', driveError(403, 'dailyLimitExceeded', 'Daily Limit Exceeded'), 'drive', /明天再运行/],
  [
    'the login has too few scopes',
    sheetsError(403, 'PERMISSION_DENIED', 'insufficient scopes', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'),
    'sheetsRead',
    /没有带上 Google Sheets API 的权限/,
  ],
  ['the key was withdrawn', driveError(401, 'authError', 'Invalid Credentials'), 'drive', /密钥可能已被删除/],
])('an operator is told in one line what to do: %s', async (_, reply, quota, words) => {
  const { google, asked } = await connected(reply);
  const failing = google.send({ quota, again: 'harmless', send: () => google.drive.about.get({ fields: 'user' }) });
  const error = await failing.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OperatorError);
  expect((error as Error).message).toMatch(words);
  expect((error as Error).message).not.toMatch(/\n/);
  expect(asked).toHaveLength(1);
});

test('what concerns one file alone stays a fault that the caller can look at', async () => {
  const { google } = await connected(sheetsError(403, 'PERMISSION_DENIED', 'The caller does not have permission'));
  const failing = google.send({
    quota: 'sheetsRead',
    again: 'harmless',
    send: () => google.sheets.spreadsheets.get({ spreadsheetId: 'x' }),
  });
  await expect(failing).rejects.toMatchObject({ name: 'GoogleFault', status: 403, reason: 'PERMISSION_DENIED' });
});

test('where nothing listens, the operator is told at once', async () => {
  const { google, pace } = await connected(json({}));
  const nobody = { rootUrl: 'http://127.0.0.1:9' };
  const failing = google.send({
    quota: 'drive',
    again: 'harmless',
    send: () => google.drive.files.create({ media: { body: 'x' } }, nobody),
  });
  await expect(failing).rejects.toThrow('连不上 Google（ECONNREFUSED）');
  expect(pace.waits).toEqual([]);
});

test('a sentence about sharing names the address to share with', () => {
  const noStorage = new GoogleFault(403, 'storageQuotaExceeded', '');
  expect(setUpTrouble(noStorage, 'drive', robot)?.message).toContain(robot);
  expect(folderTrouble(new GoogleFault(404, 'notFound', ''), robot)?.message).toMatch(/找不到.*共享给 robot@/);
  expect(folderTrouble(new GoogleFault(403, 'forbidden', ''), robot)?.message).toContain(robot);
  expect(folderTrouble(new GoogleFault(500, 'INTERNAL', ''), robot)).toBeUndefined();
});
