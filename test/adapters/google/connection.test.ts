import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openConnection } from '../../../functions/adapters/google/connection.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import { start } from '../../doors/processes.ts';
import { connected, json, type Reply, serveReplies } from './connection-server.ts';

const home = pathToFileURL(resolve(import.meta.dirname, '../../../functions/adapters/google/connection.ts')).href;
const anyone = json({ user: { emailAddress: 'robot@emulator.example' }, id: 'made' });

/**
 * Runs `script` on a connection of a process of its own. It answers what the script returned, or the name and sentence of
 * what it threw, and every host and port that a socket was opened to.
 */
async function inChild(env: NodeJS.ProcessEnv, script: string): Promise<{ out: unknown; hosts: string[] }> {
  const code = `
    import net from 'node:net';
    const hosts = new Set();
    const connect = net.Socket.prototype.connect;
    net.Socket.prototype.connect = function (...given) {
      const [options] = Array.isArray(given[0]) ? given[0] : given;
      hosts.add((options.host ?? 'localhost') + ':' + options.port);
      if (!['127.0.0.1', 'localhost', '::1'].includes(options.host ?? 'localhost'))
        return this.destroy(new Error('left loopback'));
      return connect.apply(this, given);
    };
    const { openConnection } = await import(${JSON.stringify(home)});
    const run = async () => { const google = await openConnection(process.env); ${script} };
    const out = await run().catch((error) => ({ name: error.name, message: error.message }));
    console.log(JSON.stringify({ out: out ?? null, hosts: [...hosts] }));
    process.exit(0);`;
  // Whoever works beside an emulator has its roots in the environment: they are not this test's.
  const noRoots = { SHEETS_ROOT_URL: '', DRIVE_ROOT_URL: '', STORAGE_ROOT_URL: '' };
  const child = start(['--input-type=module', '-e', code], { ...noRoots, ...env });
  child.child.stdin?.end();
  await child.ended;
  return JSON.parse(child.stdout() || JSON.stringify({ out: child.stderr(), hosts: [] }));
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'anxiao-keys-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Nothing that this machine may know of Google. */
const stranger = (): NodeJS.ProcessEnv => ({
  HOME: folder(),
  CLOUDSDK_CONFIG: folder(),
  GOOGLE_APPLICATION_CREDENTIALS: '',
  METADATA_SERVER_DETECTION: 'none',
});

test('with one root set everything goes there, past proxies, and no credential is looked for', async () => {
  const emulator = await serveReplies(anyone);
  const elsewhere = await serveReplies(json({}, 500));
  const { out, hosts } = await inChild(
    {
      SHEETS_ROOT_URL: emulator.root,
      HTTPS_PROXY: elsewhere.root,
      HTTP_PROXY: elsewhere.root,
      GCE_METADATA_HOST: new URL(elsewhere.root).host,
      METADATA_SERVER_DETECTION: 'assume-present',
      GOOGLE_APPLICATION_CREDENTIALS: '/there/is/no/such.json',
    },
    `const ask = (quota, send) => google.send({ quota, again: 'harmless', send });
     await ask('sheetsRead', () => google.sheets.spreadsheets.get({ spreadsheetId: 'x' }));
     const file = { requestBody: { name: 'x' }, media: { body: 'x' } };
     await ask('drive', () => google.drive.files.create(file, { rootUrl: google.roots.drive }));
     const object = { bucket: 'b', name: 'n', media: { body: 'x' } };
     await ask('storage', () => google.storage.objects.insert(object, { rootUrl: google.roots.storage }));
     return [await google.robot(), await google.robot()];`,
  );
  expect(out).toEqual(['robot@emulator.example', 'robot@emulator.example']);
  expect(hosts).toEqual([new URL(emulator.root).host]);
  expect(elsewhere.asked).toEqual([]);
  expect(emulator.asked).toEqual([
    'GET /v4/spreadsheets/x',
    'POST /upload/drive/v3/files?uploadType=multipart',
    'POST /upload/storage/v1/b/b/o?name=n&uploadType=media',
    'GET /drive/v3/about?fields=user%28emailAddress%29',
  ]);
  expect(emulator.headers.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
});

test('an upload that forgot the root is stopped before it leaves', async () => {
  const emulator = await serveReplies(anyone);
  const { out, hosts } = await inChild(
    { DRIVE_ROOT_URL: emulator.root },
    `const file = { requestBody: { name: 'x' }, media: { body: 'x' } };
     return google.send({ quota: 'drive', again: 'harmless', send: () => google.drive.files.create(file) });`,
  );
  expect(out).toEqual({ name: 'Error', message: 'a request was about to leave loopback for www.googleapis.com' });
  expect(hosts).toEqual([]);
});

test('a redirect off the root is not followed', async () => {
  const outside = await serveReplies(anyone);
  const away: Reply = (response) => response.writeHead(302, { location: `${outside.root}/elsewhere` }).end();
  const { google } = await connected(away);
  await expect(google.robot()).rejects.toThrow();
  expect(outside.asked).toEqual([]);
});

test.each([
  'https://sheets.googleapis.com',
  'http://10.0.0.1:80',
  'http://127.0.0.1.example.com',
  'ftp://localhost',
  'x',
])('a root off loopback is refused: %s', async (root) => {
  await expect(openConnection({ STORAGE_ROOT_URL: root })).rejects.toThrow(OperatorError);
  await expect(openConnection({ STORAGE_ROOT_URL: root })).rejects.toThrow('STORAGE_ROOT_URL');
});

test('a service account is who its key says, without asking anybody', async () => {
  const file = join(folder(), 'key.json');
  writeFileSync(file, JSON.stringify({ type: 'service_account', client_email: 'robot@project.example' }));
  const env = { ...stranger(), GOOGLE_APPLICATION_CREDENTIALS: file };
  const { out, hosts } = await inChild(env, 'return google.robot();');
  expect({ out, hosts }).toEqual({ out: 'robot@project.example', hosts: [] });
});

test('on a platform of Google the platform says who we are', async () => {
  const metadata = await serveReplies((response, { url }) => {
    const text = url?.endsWith('/email') ? 'robot@platform.example' : 'project';
    response.writeHead(200, { 'metadata-flavor': 'Google', 'content-type': 'text/plain' }).end(text);
  });
  const env = {
    ...stranger(),
    METADATA_SERVER_DETECTION: 'assume-present',
    GCE_METADATA_HOST: new URL(metadata.root).host,
  };
  const { out, hosts } = await inChild(env, 'return google.robot();');
  expect({ out, hosts }).toEqual({ out: 'robot@platform.example', hosts: [new URL(metadata.root).host] });
});

const askDrive = `return google.send({
  quota: 'drive', again: 'harmless', send: () => google.drive.about.get({ fields: 'user' }) });`;

test('who has no identity is told where to get one', async () => {
  const { out, hosts } = await inChild(stranger(), askDrive);
  expect(out).toMatchObject({ name: 'OperatorError', message: expect.stringContaining('没有 Google 的身份') });
  expect(hosts).toEqual([]);
});

test.each([
  [
    'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    '时间不准',
  ],
  ['Invalid JWT Signature.', '新建一个'],
])('a token that is refused says what to do: %s', async (error_description, words) => {
  const metadata = await serveReplies((response, request) =>
    request.url?.includes('/token')
      ? json({ error: 'invalid_grant', error_description }, 400)(response, request)
      : response
          .writeHead(200, { 'metadata-flavor': 'Google', 'content-type': 'text/plain' })
          .end('robot@platform.example'),
  );
  const env = {
    ...stranger(),
    METADATA_SERVER_DETECTION: 'assume-present',
    GCE_METADATA_HOST: new URL(metadata.root).host,
  };
  const { out } = await inChild(env, askDrive);
  expect(out).toMatchObject({ name: 'OperatorError', message: expect.stringContaining(words) });
});

test.each([
  ['there is none', undefined, '读不到'],
  ['it is no JSON', 'not a key', '不是 Google 的密钥'],
  ['it is other JSON', '{"name": "x"}', '不是 Google 的密钥'],
])('a key file that cannot be used is named by its variable: %s', async (_, content, words) => {
  const file = join(folder(), 'key.json');
  if (content !== undefined) writeFileSync(file, content);
  const opening = openConnection({ GOOGLE_APPLICATION_CREDENTIALS: file });
  await expect(opening).rejects.toThrow(OperatorError);
  await expect(opening).rejects.toThrow(words);
});
