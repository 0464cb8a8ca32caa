import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ask, asker, query } from './ask.ts';
import { type Emulator, startEmulator } from './emulator.ts';

const FOLDER = 'application/vnd.google-apps.folder';
const SHEET = 'application/vnd.google-apps.spreadsheet';

let emulator: Emulator;
let robot: Ask;
let school: Ask;

beforeEach(async () => {
  emulator = await startEmulator();
  robot = asker(emulator);
  school = asker(emulator, 'school@example.cn');
});
afterEach(() => emulator.close());

async function make(file: object): Promise<string> {
  return (await robot('POST /drive/v3/files?supportsAllDrives=true', file)).json.id;
}

async function token(ask: Ask): Promise<string> {
  return (await ask('GET /drive/v3/changes/startPageToken')).json.startPageToken;
}

async function since(ask: Ask, pageToken: string, more = {}) {
  const { json } = await ask(`GET /drive/v3/changes?${query({ pageToken, ...more })}`);
  return json;
}

it('tells what changed since a token, each file once as it is now, and nothing again', async () => {
  const quiet = await make({ name: 'quiet', mimeType: SHEET });
  const busy = await make({ name: 'busy', mimeType: SHEET });
  const from = await token(robot);
  expect(await since(robot, from)).toEqual({ kind: 'drive#changeList', newStartPageToken: from, changes: [] });

  await robot(`PATCH /drive/v3/files/${busy}`, { name: 'busier' });
  const born = await make({ name: 'born', mimeType: SHEET });
  await robot(`PATCH /drive/v3/files/${busy}`, { name: 'busiest' });
  const told = await since(robot, from, { fields: 'newStartPageToken,changes(fileId,removed,file(name))' });
  expect(told.changes).toEqual([
    { fileId: born, removed: false, file: { name: 'born' } },
    { fileId: busy, removed: false, file: { name: 'busiest' } },
  ]);
  expect(JSON.stringify(told)).not.toContain(quiet);
  expect((await since(robot, told.newStartPageToken)).changes).toEqual([]);
});

it('pages through many changes and gives the new token on the last page alone', async () => {
  const from = await token(robot);
  const ids = [await make({ name: '1' }), await make({ name: '2' }), await make({ name: '3' })];
  const first = await since(robot, from, { pageSize: '2' });
  const last = await since(robot, first.nextPageToken, { pageSize: '2' });
  expect(first.newStartPageToken).toBeUndefined();
  expect(last.nextPageToken).toBeUndefined();
  const told = [...first.changes, ...last.changes].map(({ fileId }: { fileId: string }) => fileId);
  expect(told).toEqual(ids);
  expect((await since(robot, last.newStartPageToken)).changes).toEqual([]);
});

it('tells who could see a file that it is gone, and others nothing', async () => {
  const folder = await make({ mimeType: FOLDER });
  const shared = await make({ name: 'shared', mimeType: SHEET, parents: [folder] });
  const hidden = await make({ name: 'hidden', mimeType: SHEET });
  const permission = { type: 'user', role: 'writer', emailAddress: 'school@example.cn' };
  const { json } = await robot(`POST /drive/v3/files/${folder}/permissions`, permission);
  await robot(`PATCH /drive/v3/files/${shared}`, { name: 'x' });
  const from = await token(school);

  await robot(`DELETE /drive/v3/files/${shared}`);
  await robot(`DELETE /drive/v3/files/${hidden}`);
  await robot(`DELETE /drive/v3/files/${folder}/permissions/${json.id}`);
  const fields = 'changes(fileId,removed,file(id))';
  expect((await since(school, from, { fields })).changes).toEqual([
    { fileId: shared, removed: true },
    { fileId: folder, removed: true },
  ]);
  expect((await since(school, from, { fields, includeRemoved: 'false' })).changes).toEqual([]);
});

it('keeps to one shared drive where asked, and leaves shared drives out where not', async () => {
  const drive = (await robot('POST /drive/v3/drives?requestId=1', { name: 'd' })).json.id;
  const from = await token(robot);
  const inDrive = await make({ mimeType: SHEET, parents: [drive] });
  const own = await make({ mimeType: SHEET });
  const told = async (more: object) =>
    (await since(robot, from, more)).changes.map(({ fileId }: { fileId: string }) => fileId);
  expect(await told({ driveId: drive, includeItemsFromAllDrives: 'true' })).toEqual([inDrive]);
  expect(await told({ includeItemsFromAllDrives: 'true' })).toEqual([inDrive, own]);
  expect(await told({})).toEqual([own]);
});

it('tells a shared drive of what was moved out of it', async () => {
  const driveId = (await robot('POST /drive/v3/drives?requestId=1', { name: 'd' })).json.id;
  const report = await make({ mimeType: SHEET, parents: [driveId] });
  const from = await token(robot);
  await robot(`PATCH /drive/v3/files/${report}?${query({ addParents: 'root', removeParents: driveId })}`, {});
  const fields = 'changes(fileId,removed,file(id))';
  const told = await since(robot, from, { driveId, includeItemsFromAllDrives: 'true', fields });
  expect(told.changes).toEqual([{ fileId: report, removed: true }]);
  expect((await since(robot, from, { fields })).changes).toEqual([
    { fileId: report, removed: false, file: { id: report } },
  ]);
});

it('refuses a token it never gave', async () => {
  for (const pageToken of ['0', 'x', '99']) {
    const { json } = await robot(`GET /drive/v3/changes?pageToken=${pageToken}`);
    expect(json.error.errors[0]).toMatchObject({ reason: 'invalid', location: 'pageToken' });
  }
});
