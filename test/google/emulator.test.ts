import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { asker } from './ask.ts';
import { startEmulator } from './emulator.ts';

const yardstick = resolve(import.meta.dirname, '../../../shared/google');
const needsYardstick = existsSync(yardstick) ? '' : ' (skipped: the recordings are not beside this checkout)';
const folder = mkdtempSync(join(tmpdir(), 'anxiao-emulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...more: string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function lines(stream: NodeJS.ReadableStream | null): Promise<string[]> {
  const all: string[] = [];
  if (stream) for await (const line of createInterface({ input: stream })) all.push(line);
  return all;
}

describe('the command', () => {
  it('says its address in one line when it is ready, and ends when told to', async () => {
    const child = run('--port', '0', '--private', 'hidden-spreadsheet-of-somebody-else');
    const said: string[] = [];
    const reader = createInterface({ input: child.stdout ?? process.stdin });
    reader.on('line', (line) => said.push(line));
    await once(reader, 'line');
    expect(said[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const ask = asker({ url: said[0] ?? '' });
    expect((await ask('GET /drive/v3/about?fields=user(me)')).json).toEqual({ user: { me: true } });
    expect((await ask('GET /drive/v3/files/hidden-spreadsheet-of-somebody-else')).status).toBe(404);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(said).toHaveLength(1);
  });

  it.each([[], ['--port', 'x'], ['--port', '0', '--faults', 'rain=1'], ['--port', '0', '--whatever']])(
    'refuses wrong usage in one line: %s %s %s %s',
    async (...more) => {
      const child = run(...more.filter(Boolean));
      const [said, [code]] = await Promise.all([lines(child.stderr), once(child, 'exit')]);
      expect([code, said.length]).toEqual([2, 1]);
    },
  );

  it('tells of every fault it knows', async () => {
    const child = run('--help');
    const said = (await lines(child.stdout)).join('\n');
    for (const word of ['429', 'html', 'rate403', 'dropAfter', 'slowMs', 'storageQuotaExceeded', 'disabled', 'seed'])
      expect(said).toContain(word);
  });
});

describe('between two requests', () => {
  it('lets a person do something just before a matching request is applied, once', async () => {
    const emulator = await startEmulator();
    const [robot, person] = [asker(emulator), asker(emulator, 'person@example.cn')];
    const { id } = (await person('POST /drive/v3/files', { name: 'before' })).json;
    const member = { type: 'user', role: 'writer', emailAddress: 'robot@emulator.iam.gserviceaccount.com' };
    await person(`POST /drive/v3/files/${id}/permissions`, member);
    emulator.before(
      ({ method, path }) => method === 'GET' && path.endsWith(id),
      async () => void (await person(`PATCH /drive/v3/files/${id}`, { name: 'between' })),
    );
    const read = async () => (await robot(`GET /drive/v3/files/${id}?fields=name,lastModifyingUser(me)`)).json;
    const between = { name: 'between', lastModifyingUser: { me: false } };
    expect([await read(), await read()]).toEqual([between, between]);
    expect(emulator.requests.map(({ method, caller, status }) => `${method} ${caller} ${status}`).slice(2)).toEqual([
      'PATCH person@example.cn 200',
      'GET robot@emulator.iam.gserviceaccount.com 200',
      'GET robot@emulator.iam.gserviceaccount.com 200',
    ]);
    await emulator.close();
  });
});

describe('Drive', () => {
  const groups = 'drive-list,drive-copy,errors,forbidden,export,values.update,drive.permissions.create';

  it(`answers as Google was recorded to${needsYardstick}`, { skip: needsYardstick !== '' }, async () => {
    const cassettes = ['visible', 'derived'].map((name) => join(yardstick, name));
    const hidden = cassettes.flatMap((each) => readdirSync(each).flatMap((name) => privateIn(join(each, name))));
    const emulator = await startEmulator({ private: [...new Set(hidden)] });
    const replay = [join(yardstick, 'replay.mjs'), '--sheets-root', emulator.url, '--only-features', groups, '--quiet'];
    const { stdout } = await promisify(execFile)(process.execPath, [...replay, ...cassettes]).catch((failed) => failed);
    expect(stdout.trim().split('\n').at(-1)).toMatch(/^\d\d passed, 0 failed, \d+ skipped$/);
    await emulator.close();
  });

  function privateIn(file: string): string[] {
    const { preconditions = [] } = file.endsWith('.json') ? JSON.parse(readFileSync(file, 'utf8')) : {};
    return preconditions.map(({ id }: { id: string }) => id);
  }
});

describe('the log', () => {
  it(`holds against Google's own description of its APIs${needsYardstick}`, {
    skip: needsYardstick !== '',
  }, async () => {
    const log = join(folder, 'log.jsonl');
    const emulator = await startEmulator({ log });
    const ask = asker(emulator);
    const all = 'supportsAllDrives=true';
    const drive = (await ask('POST /drive/v3/drives?requestId=1', { name: '区' })).json.id;
    const sheet = { name: '表', mimeType: 'application/vnd.google-apps.spreadsheet', parents: [drive] };
    const { id } = (await ask(`POST /drive/v3/files?${all}&fields=*`, sheet)).json;
    const own = (await ask('POST /drive/v3/files?fields=*', { name: 'a', appProperties: { k: 'v' } })).json.id;
    await ask(`PATCH /upload/drive/v3/files/${own}?uploadType=media&fields=*`, '{"not":"a file"}');
    await ask(`GET /drive/v3/files/${own}?alt=media`);
    const given = await ask(`POST /drive/v3/files/${id}/permissions?${all}&sendNotificationEmail=false&fields=*`, {
      type: 'user',
      role: 'writer',
      emailAddress: 'school@example.cn',
    });
    for (const target of [
      `files/${id}/permissions?${all}&fields=*`,
      `files/${id}/permissions/${given.json.id}?${all}`,
      `files?${all}&includeItemsFromAllDrives=true&fields=*`,
      `changes?pageToken=1&${all}&includeItemsFromAllDrives=true&fields=*`,
      `changes/startPageToken?driveId=${drive}&${all}`,
      `files/${own}/revisions?fields=*`,
      `files/${own}/comments?fields=comments`,
      `drives/${drive}?fields=*`,
      'drives?fields=*',
      'about?fields=user',
      'files/generateIds',
      'files/none',
    ])
      await ask(`GET /drive/v3/${target}`);
    await ask(`POST /drive/v3/files/${id}/copy?${all}&fields=*`, { parents: [drive] });
    await ask(`PATCH /drive/v3/files/${id}?${all}&fields=*`, { trashed: true });
    await ask(`DELETE /drive/v3/files/${id}?${all}`);
    await ask('POST /upload/storage/v1/b/b/o?uploadType=media&name=x', 'x');
    await emulator.close();

    const out = execFileSync(process.execPath, [join(yardstick, 'check-discovery.mjs'), log], { encoding: 'utf8' });
    expect(out.trim()).toBe('21 exchanges, 0 with violations, 0 violations');
    const [storage] = readFileSync(join(folder, 'log.storage.jsonl'), 'utf8').trim().split('\n');
    expect(JSON.parse(storage ?? '')).toMatchObject({ method: 'POST', requestBody: 'x', status: 200 });
  });
});
