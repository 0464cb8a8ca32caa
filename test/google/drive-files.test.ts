import { Readable } from 'node:stream';
import { drive_v3 } from 'googleapis/build/src/apis/drive/v3.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ask, asker, query } from './ask.ts';
import { type Emulator, startEmulator } from './emulator.ts';

const FOLDER = 'application/vnd.google-apps.folder';
const SHEET = 'application/vnd.google-apps.spreadsheet';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let now: number;
let emulator: Emulator;
let ask: Ask;

beforeEach(async () => {
  now = Date.parse('2018-10-01T00:00:00Z');
  emulator = await startEmulator({ clock: () => now });
  ask = asker(emulator);
});
afterEach(() => emulator.close());

async function made(file: object): Promise<string> {
  const { json } = await ask('POST /drive/v3/files', file);
  return json.id;
}

async function named(q: string, more = {}): Promise<string[]> {
  const { json } = await ask(`GET /drive/v3/files?${query({ q, orderBy: 'name', ...more })}`);
  return json.files.map(({ name }: { name: string }) => name);
}

it('makes files and tells of them only what is asked for', async () => {
  const { json } = await ask('POST /drive/v3/files', { name: '九月', mimeType: SHEET, description: null });
  expect(json).toEqual({ kind: 'drive#file', id: json.id, name: '九月', mimeType: SHEET });
  expect(json.id).toMatch(/^1[\w-]{43}$/);
  const asked = await ask(`GET /drive/v3/files/${json.id}?fields=name,lastModifyingUser(me,emailAddress),owners/me`);
  expect(asked.json).toEqual({
    name: '九月',
    lastModifyingUser: { me: true, emailAddress: 'robot@emulator.iam.gserviceaccount.com' },
    owners: [{ me: true }],
  });
  const wrong = await ask(`GET /drive/v3/files/${json.id}?fields=name,nonsense`);
  expect(wrong.json.error).toMatchObject({ code: 400, errors: [{ reason: 'invalidParameter', location: 'fields' }] });
});

it('finds files by every term of its language', async () => {
  const folder = await made({ name: 'A 夹', mimeType: FOLDER });
  await made({ name: "it's", mimeType: SHEET, parents: [folder], appProperties: { mark: "o'k" } });
  now += 60_000;
  const old = await made({ name: 'Hello World', mimeType: 'text/plain', parents: [folder] });
  await ask(`PATCH /drive/v3/files/${old}`, { trashed: true });

  expect(await named(`'${folder}' in parents and trashed = false`)).toEqual(["it's"]);
  expect(await named(`'${folder}' in parents`)).toEqual(['Hello World', "it's"]);
  expect(await named("name = 'it\\'s'")).toEqual(["it's"]);
  expect(await named('name="it\'s"')).toEqual(["it's"]);
  expect(await named("name contains 'wor'")).toEqual(['Hello World']);
  expect(await named("name contains 'orl'")).toEqual([]);
  expect(await named(`not mimeType = '${FOLDER}' and (name = 'A 夹' or trashed = true)`)).toEqual(['Hello World']);
  expect(await named("modifiedTime > '2018-10-01T00:00:30'")).toEqual(['Hello World']);
  expect(await named("appProperties has { key='mark' and value='o\\'k' }")).toEqual(["it's"]);
  expect(await named("'root' in parents and 'me' in owners")).toEqual(['A 夹']);
  for (const q of ["name ~ 'x'", "name = 'x' and", 'trashed = maybe', "name = 'x' 'y'"]) {
    const { json } = await ask(`GET /drive/v3/files?${query({ q })}`);
    expect(json.error).toMatchObject({ code: 400, errors: [{ reason: 'invalid', location: 'q' }] });
  }
});

it('lists in pages and in the order asked for', async () => {
  for (const name of ['b', 'c', 'a']) await made({ name, mimeType: SHEET });
  const first = await ask('GET /drive/v3/files?pageSize=2&orderBy=name%20desc');
  expect(first.json.files.map(({ name }: { name: string }) => name)).toEqual(['c', 'b']);
  expect(first.json.incompleteSearch).toBe(false);
  const rest = await ask(`GET /drive/v3/files?pageSize=2&orderBy=name%20desc&pageToken=${first.json.nextPageToken}`);
  expect(rest.json.files.map(({ name }: { name: string }) => name)).toEqual(['a']);
  expect(rest.json.nextPageToken).toBeUndefined();
});

it('counts every change in the version, and edits in the time', async () => {
  const id = await made({ name: 'a', mimeType: SHEET, appProperties: { keep: '1', drop: '2' } });
  const fields = 'fields=version,modifiedTime,appProperties,trashed';
  const before = (await ask(`GET /drive/v3/files/${id}?${fields}`)).json;
  now += 1;
  const { json } = await ask(`PATCH /drive/v3/files/${id}?${fields}`, { appProperties: { drop: null, new: '3' } });
  expect(json.appProperties).toEqual({ keep: '1', new: '3' });
  expect(Number(json.version)).toBeGreaterThan(Number(before.version));
  expect(json.modifiedTime).toBe('2018-10-01T00:00:00.001Z');
  now += 1;
  const binned = (await ask(`PATCH /drive/v3/files/${id}?${fields}`, { trashed: true })).json;
  expect(binned).toMatchObject({ trashed: true, modifiedTime: '2018-10-01T00:00:00.001Z' });
  expect(Number(binned.version)).toBeGreaterThan(Number(json.version));
  expect((await ask(`DELETE /drive/v3/files/${id}`)).status).toBe(204);
  expect((await ask(`GET /drive/v3/files/${id}`)).json.error.errors[0].message).toBe(`File not found: ${id}.`);
});

it('moves a file from one folder to another, and takes the same move twice', async () => {
  const [from, to] = [await made({ mimeType: FOLDER }), await made({ mimeType: FOLDER })];
  const id = await made({ name: 'a', parents: [from] });
  const move = `PATCH /drive/v3/files/${id}?addParents=${to}&removeParents=${from}&fields=parents`;
  expect((await ask(move, {})).json).toEqual({ parents: [to] });
  expect((await ask(move, {})).json).toEqual({ parents: [to] });
  const added = await ask(`PATCH /drive/v3/files/${id}?addParents=${from}`, {});
  expect(added.json.error.errors[0].reason).toBe('cannotAddParent');
  const direct = await ask(`PATCH /drive/v3/files/${id}`, { parents: [from] });
  expect(direct.json.error.errors[0].reason).toBe('fieldNotWritable');
});

it('copies under a name of its own, with the marks and without the people', async () => {
  const id = await made({ name: 'a', mimeType: SHEET, appProperties: { mark: '1' } });
  await ask(`POST /drive/v3/files/${id}/permissions`, { type: 'user', role: 'writer', emailAddress: 'a@example.cn' });
  const { json } = await ask(`POST /drive/v3/files/${id}/copy?fields=name,appProperties,permissions(role)`, {
    name: null,
  });
  expect(json).toEqual({ name: 'Copy of a', appProperties: { mark: '1' }, permissions: [{ role: 'owner' }] });
});

it('takes bytes as the official client sends them, and gives the same back', async () => {
  const drive = new drive_v3.Drive({ rootUrl: emulator.url });
  const bytes = Buffer.from([0x50, 0x4b, 3, 4, 13, 10, 45, 45, 0, 255, 13, 10]);
  const made = await drive.files.create(
    {
      requestBody: { name: '报表.xlsx' },
      media: { mimeType: XLSX, body: bytesStream(bytes) },
      fields: 'id,size,md5Checksum,mimeType,headRevisionId',
    },
    { rootUrl: emulator.url },
  );
  expect(made.data).toMatchObject({ size: '12', mimeType: XLSX, md5Checksum: '0698a301f13103bdce8911e4e5b8830a' });
  const fileId = made.data.id ?? '';
  const read = await drive.files.get({ fileId, alt: 'media' }, { responseType: 'arraybuffer' });
  expect(Buffer.from(read.data as unknown as ArrayBuffer)).toEqual(bytes);

  const renewed = await drive.files.update(
    { fileId, media: { mimeType: 'text/plain', body: bytesStream(Buffer.from('二')) }, fields: 'size,headRevisionId' },
    { rootUrl: emulator.url },
  );
  expect(renewed.data.size).toBe('3');
  const { data } = await drive.revisions.list({ fileId, fields: 'revisions(id)' });
  expect(data.revisions).toEqual([{ id: made.data.headRevisionId }, { id: renewed.data.headRevisionId }]);
});

it('offers documents of its own for export only, files of bytes for download only', async () => {
  const html = await ask(
    'POST /upload/drive/v3/files?uploadType=multipart',
    `--x\r\ncontent-type: application/json\r\n\r\n{"mimeType":"application/vnd.google-apps.document"}\r\n--x\r\ncontent-type: text/html\r\n\r\n<p>通报\r\n--x--`,
    { 'content-type': 'multipart/related; boundary=x' },
  );
  expect((await ask(`GET /drive/v3/files/${html.json.id}/export?mimeType=text/html`)).text).toBe('<p>通报');
  const media = await ask(`GET /drive/v3/files/${html.json.id}?alt=media`);
  expect(media.json.error.errors[0].reason).toBe('fileNotDownloadable');
  const plain = await made({ name: 'a.txt', mimeType: 'text/plain' });
  const exported = await ask(`GET /drive/v3/files/${plain}/export?mimeType=text/csv`);
  expect(exported.json.error.errors[0].reason).toBe('fileNotExportable');
});

it('makes one file of a create that is sent twice with an id generated before', async () => {
  const [id] = (await ask('GET /drive/v3/files/generateIds?count=1')).json.ids;
  expect((await ask('POST /drive/v3/files', { id, name: 'a' })).json.id).toBe(id);
  expect((await ask('POST /drive/v3/files', { id, name: 'a' })).json.error).toMatchObject({ code: 409 });
  expect((await ask('POST /drive/v3/files', { id: 'made-up', name: 'a' })).status).toBe(400);
});

function bytesStream(bytes: Buffer): Readable {
  return Readable.from([bytes]);
}
