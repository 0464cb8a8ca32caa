import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, asker, query } from './ask.ts';
import { type Emulator, startEmulator } from './emulator.ts';

const FOLDER = 'application/vnd.google-apps.folder';
const SHEET = 'application/vnd.google-apps.spreadsheet';
const all = 'supportsAllDrives=true';

let emulator: Emulator;
let robot: Ask;
let school: Ask;

beforeEach(async () => {
  emulator = await startEmulator();
  robot = asker(emulator);
  school = asker(emulator, 'school@example.cn');
});
afterEach(() => emulator.close());

async function make(ask: Ask, file: object): Promise<string> {
  return (await ask(`POST /drive/v3/files?${all}`, file)).json.id;
}

function share(ask: Ask, id: string, role: string, emailAddress = 'school@example.cn') {
  return ask(`POST /drive/v3/files/${id}/permissions?${all}`, { type: 'user', role, emailAddress });
}

describe('in a My Drive', () => {
  it('hides what is not shared, and lets a folder share what lies in it', async () => {
    const folder = await make(robot, { name: 'school', mimeType: FOLDER });
    const report = await make(robot, { name: 'report', mimeType: SHEET, parents: [folder] });
    expect((await school(`GET /drive/v3/files/${report}`)).json.error.errors[0].reason).toBe('notFound');

    const { json } = await share(robot, folder, 'reader');
    expect(json).toEqual({ kind: 'drive#permission', id: json.id, type: 'user', role: 'reader' });
    const seen = await school(`GET /drive/v3/files/${report}?fields=parents,capabilities(canEdit)`);
    expect(seen.json).toEqual({ parents: [folder], capabilities: { canEdit: false } });
    const refused = await school(`PATCH /drive/v3/files/${report}`, { name: 'mine' });
    expect(refused.json.error).toMatchObject({ code: 403, errors: [{ reason: 'insufficientFilePermissions' }] });

    await robot(`PATCH /drive/v3/files/${folder}/permissions/${json.id}`, { role: 'writer' });
    expect((await school(`PATCH /drive/v3/files/${report}`, { name: 'mine' })).status).toBe(200);
    expect((await school(`DELETE /drive/v3/files/${report}`)).status).toBe(403);

    expect((await robot(`DELETE /drive/v3/files/${folder}/permissions/${json.id}`)).status).toBe(204);
    expect((await school(`GET /drive/v3/files/${report}`)).status).toBe(404);
    expect((await robot(`GET /drive/v3/files/${folder}/permissions/${json.id}`)).status).toBe(404);
  });

  it('gives the same person the same permission once', async () => {
    const id = await make(robot, { mimeType: SHEET });
    const [one, two] = [await share(robot, id, 'reader'), await share(robot, id, 'writer')];
    expect(two.json.id).toBe(one.json.id);
    expect((await share(robot, id, 'commenter')).json.role).toBe('writer');
    const { json } = await robot(`GET /drive/v3/files/${id}/permissions?fields=permissions(role,emailAddress)`);
    expect(json.permissions).toEqual([
      { role: 'owner', emailAddress: 'robot@emulator.iam.gserviceaccount.com' },
      { role: 'writer', emailAddress: 'school@example.cn' },
    ]);
  });

  it("lets a folder's owner write what others put there, not take it away", async () => {
    const folder = await make(school, { mimeType: FOLDER });
    await share(school, folder, 'writer', 'robot@emulator.iam.gserviceaccount.com');
    const report = await make(robot, { mimeType: SHEET, parents: [folder] });
    expect((await school(`PATCH /drive/v3/files/${report}`, { name: 'x' })).status).toBe(200);
    expect((await school(`DELETE /drive/v3/files/${report}`)).status).toBe(403);
  });

  it('shows what anyone may read to who has the link, and lists it to nobody', async () => {
    const id = await make(robot, { mimeType: SHEET });
    const { json } = await robot(`POST /drive/v3/files/${id}/permissions`, { type: 'anyone', role: 'reader' });
    expect(json).toEqual({
      kind: 'drive#permission',
      id: 'anyoneWithLink',
      type: 'anyone',
      role: 'reader',
      allowFileDiscovery: false,
    });
    expect((await school(`GET /drive/v3/files/${id}`)).status).toBe(200);
    expect((await school('GET /drive/v3/files')).json.files).toEqual([]);
  });

  it('refuses what has no person, no role, or ownership unasked', async () => {
    const id = await make(robot, { mimeType: SHEET });
    const ask = async (body: object) => (await robot(`POST /drive/v3/files/${id}/permissions`, body)).status;
    expect(await ask({ type: 'user', role: 'writer' })).toBe(400);
    expect(await ask({ type: 'user', role: 'writer', emailAddress: '没有' })).toBe(400);
    expect(await ask({ type: 'user', emailAddress: 'a@example.cn' })).toBe(400);
    expect(await ask({ role: 'writer', emailAddress: 'a@example.cn' })).toBe(400);
    expect(await ask({ type: 'user', role: 'owner', emailAddress: 'a@example.cn' })).toBe(403);
  });

  it('has no room for robots where that is so, only for people', async () => {
    const full = await startEmulator({ faults: 'storageQuotaExceeded' });
    const [theirs, ours] = [asker(full, 'person@example.cn'), asker(full)];
    const folder = await make(theirs, { mimeType: FOLDER });
    await share(theirs, folder, 'writer', 'robot@emulator.iam.gserviceaccount.com');
    const { json } = await ours('POST /drive/v3/files', { mimeType: SHEET, parents: [folder] });
    const reason = { domain: 'usageLimits', reason: 'storageQuotaExceeded' };
    expect(json.error).toMatchObject({ code: 403, errors: [reason] });
    const template = await make(theirs, { mimeType: SHEET, parents: [folder] });
    expect((await ours(`POST /drive/v3/files/${template}/copy`, {})).json.error.errors).toMatchObject([reason]);
    const drive = (await ours('POST /drive/v3/drives?requestId=1', { name: 'd' })).json.id;
    expect(await make(ours, { mimeType: SHEET, parents: [drive] })).toMatch(/^1/);
    await full.close();
  });
});

describe('on a shared drive', () => {
  let drive: string;

  beforeEach(async () => {
    drive = (await robot('POST /drive/v3/drives?requestId=one', { name: '区' })).json.id;
  });

  it('is made once for a requestId, and can be listed and deleted', async () => {
    expect((await robot('POST /drive/v3/drives?requestId=one', { name: '区' })).status).toBe(409);
    expect((await robot('GET /drive/v3/drives')).json.drives).toEqual([{ kind: 'drive#drive', id: drive, name: '区' }]);
    expect((await school('GET /drive/v3/drives')).json.drives).toEqual([]);
    const folder = await make(robot, { mimeType: FOLDER, parents: [drive] });
    expect((await robot(`DELETE /drive/v3/drives/${drive}`)).status).toBe(403);
    await robot(`DELETE /drive/v3/files/${folder}?${all}`);
    expect((await robot(`DELETE /drive/v3/drives/${drive}`)).status).toBe(204);
  });

  it('is not there for who does not ask for shared drives', async () => {
    const id = await make(robot, { name: 'a', mimeType: SHEET, parents: [drive] });
    expect((await robot(`GET /drive/v3/files/${id}`)).status).toBe(404);
    expect((await robot('GET /drive/v3/files')).json.files).toEqual([]);
    const inDrive = query({ corpora: 'drive', driveId: drive, includeItemsFromAllDrives: 'true' });
    expect((await robot(`GET /drive/v3/files?${inDrive}`)).json.files).toHaveLength(1);
    expect((await robot(`GET /drive/v3/files?${query({ corpora: 'drive', driveId: drive })}`)).status).toBe(400);
    const { json } = await robot(`GET /drive/v3/files/${id}?${all}&fields=driveId,owners,permissions`);
    expect(json).toEqual({ driveId: drive });
  });

  it('tells where access comes from', async () => {
    const folder = await make(robot, { mimeType: FOLDER, parents: [drive] });
    await share(robot, folder, 'writer');
    const report = await make(robot, { mimeType: SHEET, parents: [folder] });
    const fields = 'permissions(role,permissionDetails(inherited,inheritedFrom))';
    const { json } = await robot(`GET /drive/v3/files/${report}/permissions?${all}&fields=${fields}`);
    expect(json.permissions).toEqual([
      { role: 'writer', permissionDetails: [{ inherited: true, inheritedFrom: folder }] },
      { role: 'organizer', permissionDetails: [{ inherited: true, inheritedFrom: drive }] },
    ]);
  });

  it('lets writers write, content managers bin, and managers delete', async () => {
    const report = await make(robot, { mimeType: SHEET, parents: [drive] });
    const { json } = await share(robot, drive, 'writer');
    const trash = async () => (await school(`PATCH /drive/v3/files/${report}?${all}`, { trashed: true })).status;
    const remove = async () => (await school(`DELETE /drive/v3/files/${report}?${all}`)).status;
    const raise = (role: string) => robot(`PATCH /drive/v3/files/${drive}/permissions/${json.id}?${all}`, { role });
    expect([await trash(), await remove()]).toEqual([403, 403]);
    await raise('fileOrganizer');
    expect([await trash(), await remove()]).toEqual([200, 403]);
    await raise('organizer');
    expect(await remove()).toBe(204);
  });
});
