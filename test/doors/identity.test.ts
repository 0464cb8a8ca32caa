import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict } from '../support/district.ts';
import { fingerprint } from './district-tree.ts';
import { ask, type Reply, type Running, start } from './processes.ts';

const invoker = 'invoker@example.iam.gserviceaccount.com';
const audience = 'https://anxiao-1.asia-east1.run.app';
const now = Math.floor(Date.now() / 1000);

/** An address of this machine under which it looks like another. */
const ownAddress = Object.values(networkInterfaces())
  .flatMap((them) => them ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

interface Claims {
  readonly iss?: string;
  readonly aud?: unknown;
  readonly email?: string;
  readonly email_verified?: unknown;
  readonly iat?: number;
  readonly exp?: number;
}

const right: Claims = {
  iss: 'https://accounts.google.com',
  aud: audience,
  email: invoker,
  email_verified: true,
  iat: now - 5,
  exp: now + 3000,
};

describe('who may call the functions', () => {
  const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strangers = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const programs: Running[] = [];
  let keys: Server;
  let keysUrl = '';
  let district = '';
  let before: Record<string, string>;

  beforeAll(async () => {
    district = makeDistrict([{ code: '371311001', name: '示例第一小学' }]);
    before = fingerprint(district);
    const jwk = { ...ours.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256' };
    keys = createServer((_request, response) => response.end(JSON.stringify({ keys: [jwk] })));
    await new Promise<void>((done) => keys.listen(0, '127.0.0.1', done));
    keysUrl = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/certs`;
  });

  afterAll(async () => {
    for (const { child } of programs) child.kill('SIGKILL');
    await Promise.all(programs.map(({ ended }) => ended));
    keys?.close();
    removeDistrict(district);
  });

  const serve = async (env: NodeJS.ProcessEnv): Promise<{ server: Running; port: number }> => {
    const own = { PORT: '0', DISTRICTS: `x=${district}`, OIDC_KEYS_URL: keysUrl, ...env };
    const server = start(['functions/index.ts'], own);
    programs.push(server);
    return { server, port: Number((await server.said(/"port":(\d+)/))[1]) };
  };
  const base64 = (it: unknown): string => Buffer.from(JSON.stringify(it)).toString('base64url');
  const token = (claims: Claims, head: object = { alg: 'RS256', kid: 'one' }, key: KeyObject = ours.privateKey) => {
    const signed = `${base64(head)}.${base64(claims)}`;
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
  };
  const call = (port: number, authorization?: string, body = '{"district":"x","dryRun":true}'): Promise<Reply> =>
    ask(port, '/validate', body, { headers: authorization === undefined ? {} : { authorization } });

  it('is told by a token that Google signed for an account on the list, meant for us and in force', async () => {
    const { server, port } = await serve({ INVOKERS: `other@example.cn, ${invoker}`, AUDIENCE: audience });
    expect(await call(port, `Bearer ${token(right)}`)).toMatchObject({ status: 200, json: { schools: 1 } });

    const unsigned = `${base64({ alg: 'none', kid: 'one' })}.${base64(right)}.x`;
    const [head, , signature] = token(right).split('.');
    const strange: readonly (string | undefined)[] = [
      undefined,
      '',
      'Bearer',
      'Bearer x.y.z',
      `Basic ${btoa('a:b')}`,
      token(right),
      `Bearer ${token({ ...right, aud: 'https://another.example.cn' })}`,
      `Bearer ${token({ ...right, aud: [audience] })}`,
      `Bearer ${token({ ...right, iss: 'https://accounts.example.cn' })}`,
      `Bearer ${token({ ...right, exp: now - 120 })}`,
      `Bearer ${token({ ...right, iat: now + 600 })}`,
      `Bearer ${token({ ...right, email_verified: false })}`,
      `Bearer ${token({ ...right, email_verified: 'true' })}`,
      `Bearer ${token(right, { alg: 'RS256', kid: 'one' }, strangers.privateKey)}`,
      `Bearer ${token(right, { alg: 'RS256', kid: 'two' })}`,
      `Bearer ${token(right, { alg: 'HS256', kid: 'one' })}`,
      `Bearer ${unsigned}`,
      `Bearer ${head}.${base64({ ...right, exp: now + 9000 })}.${signature}`,
      // What the platform writes, where there is no platform that has checked anything.
      `Bearer ${head}.${base64(right)}.SIGNATURE_REMOVED_BY_GOOGLE`,
    ];
    for (const it of strange) {
      const reply = await call(port, it);
      expect(reply.status, it).toBe(401);
      expect(reply.json, it).toEqual({ error: expect.stringContaining('身份令牌') });
    }
    const known = await call(port, `Bearer ${token({ ...right, email: 'teacher@example.cn' })}`);
    expect(known).toMatchObject({ status: 403, json: { error: '这个账号无权调用。' } });
    // A stranger's body is not looked at, whatever it is, nor is there a page that anybody may see.
    expect((await call(port, undefined, '{bad')).status).toBe(401);
    expect((await ask(port, '/unknown', undefined, { method: 'GET' })).status).toBe(401);

    const log = server.stdout();
    expect(log).toMatch(/"WARNING","message":"refused: no identity","status":401/);
    expect(log).toMatch(/"refused: this account may not call","status":403/);
    expect(log).not.toMatch(/Bearer|teacher@|eyJ/);
    expect(fingerprint(district)).toEqual(before);
  });

  it('was checked by the platform where there is one: what it let through is read, what it did not is checked here', async () => {
    const { port } = await serve({ K_SERVICE: 'anxiao', INVOKERS: invoker, AUDIENCE: audience });
    const [head] = token(right).split('.');
    const removed = (claims: Claims): string => `Bearer ${head}.${base64(claims)}.SIGNATURE_REMOVED_BY_GOOGLE`;
    expect((await call(port, removed(right))).status).toBe(200);
    expect((await call(port, removed({ ...right, email: 'other@example.cn' }))).status).toBe(403);
    expect((await call(port, removed({ ...right, aud: 'https://another.example.cn' }))).status).toBe(401);
    expect((await call(port, `Bearer ${token(right)}`)).status).toBe(200);
    expect((await call(port, `Bearer ${token(right, undefined, strangers.privateKey)}`)).status).toBe(401);
    expect((await call(port)).status).toBe(401);
  });

  it('is nobody where the platform was set up without a list, and the log says so', async () => {
    for (const env of [{}, { INVOKERS: invoker }, { AUDIENCE: audience }]) {
      const { server, port } = await serve({ K_SERVICE: 'anxiao', ...env });
      expect((await call(port, `Bearer ${token(right)}`)).status).toBe(500);
      await server.said(/"ERROR","message":"refused: INVOKERS or AUDIENCE is not set/);
    }
    expect(fingerprint(district)).toEqual(before);
  });

  it.skipIf(ownAddress === undefined)(
    'is this machine alone where there is no list (skipped where it has no address but loopback)',
    async () => {
      const { server, port } = await serve({});
      expect((await call(port)).status).toBe(200);
      const asked = await fetch(`http://${ownAddress}:${port}/validate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"district":"x","dryRun":true}',
      });
      expect(asked.status).toBe(401);
      await server.said(/"refused: INVOKERS is not set: only this machine is answered","status":401/);
    },
  );

  it('is believed no keys but Google’s where another place is named that is not this machine', async () => {
    const { caller } = { caller: await import('../../functions/http/caller.ts') };
    const named = (OIDC_KEYS_URL: string) => caller.readAdmission({ INVOKERS: invoker, OIDC_KEYS_URL })?.keysUrl;
    for (const url of [
      'http://keys.example.cn/certs',
      'http://127.0.0.1.example.cn:80/',
      'http://localhost@example.cn:80/',
    ])
      expect(named(url)).toBe('https://www.googleapis.com/oauth2/v3/certs');
    expect(named(keysUrl)).toBe(keysUrl);
  });
});

describe('what a request may bring', () => {
  it('is no more than 64 KB, whether it says so or not', async () => {
    const server = start(['functions/index.ts'], { PORT: '0', DISTRICTS: '' });
    const port = Number((await server.said(/"port":(\d+)/))[1]);
    const chunked = async (bytes: number): Promise<number> => {
      const part = 'x'.repeat(1000);
      const body = new ReadableStream({
        start: (stream) => {
          stream.enqueue(`{"district":"`);
          for (let sent = 0; sent < bytes; sent += part.length) stream.enqueue(part);
          stream.enqueue('"}');
          stream.close();
        },
      }).pipeThrough(new TextEncoderStream());
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body, duplex: 'half' as const };
      return (await fetch(`http://127.0.0.1:${port}/validate`, init)).status;
    };
    expect(await chunked(60_000)).toBe(400);
    expect(await chunked(80_000)).toBe(413);
    expect(
      (await ask(port, '/validate', 'x'.repeat(70_000), { headers: { 'content-type': 'text/plain' } })).status,
    ).toBe(413);
    // It is answered before the rest comes, which never does.
    const announced = await new Promise<number | undefined>((done, fail) => {
      const headers = { 'content-type': 'application/json', 'content-length': '3000000' };
      const asking = request({ port, path: '/validate', method: 'POST', headers, agent: false }, (response) => {
        done(response.statusCode);
        asking.destroy();
      });
      asking.on('error', fail).write('{"district":"');
    });
    expect(announced).toBe(413);
    await server.said(/"refused: the body is too large[^"]*","status":413/);
    server.child.kill('SIGTERM');
    expect(await server.ended).toEqual({ status: 0, signal: null });
  });

  it('waits for nobody where the port or the function is not there: one line, status 2', async () => {
    const taken = createServer().listen(0);
    await new Promise((done) => taken.once('listening', done));
    const port = String((taken.address() as AddressInfo).port);
    for (const env of [{ PORT: port }, { PORT: '0', FUNCTION_TARGET: 'fly' }]) {
      const server = start(['functions/index.ts'], env);
      expect(await server.ended).toEqual({ status: 2, signal: null });
      expect(server.stderr()).toMatch(/^\S*(?:PORT|fly)[^\n]*\n$|^[^\n]*(?:PORT|FUNCTION_TARGET)[^\n]*\n$/);
    }
    taken.close();
  });
});
