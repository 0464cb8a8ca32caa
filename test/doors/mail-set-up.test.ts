import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readEmlHead } from '../../functions/adapters/mail/read-eml.ts';
import {
  disagreements,
  emptyPlace,
  mailTown,
  overdue,
  remindOver,
  rowsOf,
  trackedLetters,
} from '../support/mail-district.ts';
import { reply, type Script } from '../support/smtp-server.ts';
import { testCertificate, testKey } from '../support/test-certificate.ts';
import { typeSetting } from '../support/type-setting.ts';
import { eventsOf, fingerprint, lettersIn } from './district-tree.ts';
import { program, start } from './processes.ts';

const town = mailTown();
afterEach(town.endServers);
afterAll(town.leave);

const secret = 'Geheim-4711';
const encrypted: Script = { key: testKey, cert: testCertificate, disabledCommands: [] };
const takesLogin: Script = {
  ...encrypted,
  authOptional: false,
  onAuth: ({ password }, _session, done) =>
    password === secret ? done(null, { user: 'user' }) : done(reply(`535 5.7.8 Bad credentials: ${password}`)),
};

/** The command line as people run it, with this SMTP_URL. */
async function anxiao(url: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const running = start([program, ...args], { SMTP_URL: url, ...env });
  running.child.stdin?.end();
  const { status } = await running.ended;
  return { status, stdout: running.stdout(), stderr: running.stderr() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

describe('a mail set-up that does not work', () => {
  const rows = rowsOf(1);
  const wrong: readonly (readonly [string, Script | undefined, (port: number) => string, RegExp])[] = [
    ['nobody listens', undefined, (port) => `smtp://127.0.0.1:${port}`, /连不上服务器.*ECONNREFUSED/],
    [
      'the certificate is not to be trusted',
      { ...encrypted, secure: true },
      (port) => `smtps://localhost:${port}`,
      /服务器的证书没有通过验证/,
    ],
    [
      'the certificate of STARTTLS is not to be trusted',
      encrypted,
      (port) => `smtp://localhost:${port}`,
      /服务器的证书没有通过验证/,
    ],
    [
      'the password is wrong',
      { ...takesLogin, allowInsecureAuth: true, disabledCommands: ['STARTTLS'] },
      (port) => `smtp://user:wrong-${secret}@127.0.0.1:${port}`,
      /登录被拒绝，请检查 SMTP_URL 里的用户名和密码/,
    ],
  ];
  it.each(wrong)('says so in one line where %s, with status 1, and loses nothing', async (_what, script, url, line) => {
    const district = await town.district(rows);
    const port = script === undefined ? await freePort() : (await town.serve(script)).port;
    const { status, stdout, stderr } = await anxiao(url(port), ['remind', district, '--json', '--now', overdue]);
    expect(status).toBe(1);
    const said = stderr.split('\n').filter((it) => it.startsWith('发信停了：'));
    expect(said).toEqual([expect.stringMatching(line)]);
    expect(stdout + stderr + JSON.stringify(eventsOf(district))).not.toContain(secret);
    expect(JSON.parse(stdout).letters.map(({ state }: { state: string }) => state)).toEqual(['deferred', 'deferred']);
    const good = await town.serve();
    const { letters } = await remindOver(district, good, '2018-09-26T10:30');
    expect(letters.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect([...trackedLetters(district).values()].map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(disagreements(district, [good])).toEqual([]);
  });

  it('is status 2 where SMTP_URL cannot be read, in one line, and nothing changes', async () => {
    const district = await town.district(rows);
    const before = fingerprint(district);
    const { status, stdout, stderr } = await anxiao(`smtp://user:${secret}@`, ['remind', district, '--now', overdue]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^环境变量 SMTP_URL 写得不对.*\n$/);
    expect(stderr).not.toContain(secret);
    expect(fingerprint(district)).toEqual(before);
  });

  it('sends over TLS and a login where they are right', async () => {
    const district = await town.district(rows);
    const server = await town.serve(takesLogin);
    const ca = join(emptyPlace(), 'ca.pem');
    writeFileSync(ca, testCertificate);
    const { status } = await anxiao(
      `smtp://user:${secret}@localhost:${server.port}`,
      ['remind', district, '--now', overdue],
      {
        NODE_EXTRA_CA_CERTS: ca,
      },
    );
    expect(status).toBe(0);
    expect(disagreements(district, [server])).toEqual([]);
    expect(server.arrived).toHaveLength(2);
  });
});

describe('doctor', () => {
  let district = '';
  beforeAll(async () => {
    district = await town.district(rowsOf(1), (it) => typeSetting(it, '安全科邮箱', 'section@example.cn'));
  });
  const doctor = async (url: string, ...more: string[]) => {
    const before = fingerprint(district);
    // A day on which no run owes anything: doctor would say that runs have stopped.
    const { status, stdout } = await anxiao(url, ['doctor', district, '--json', '--now', '2018-09-03T09:30', ...more]);
    const checks: { is: string; what: string; todo: string }[] = JSON.parse(stdout).checks;
    const whats = (is: string) => checks.filter((check) => check.is === is).map(({ what }) => what);
    return { status, whats, before };
  };

  it('asks the server without sending anything', async () => {
    const server = await town.serve();
    const { status, whats, before } = await doctor(`smtp://127.0.0.1:${server.port}`);
    expect(status).toBe(0);
    expect(whats('ok')).toContain(`发信服务器 127.0.0.1:${server.port} 能连上，没有加密，没有登录。`);
    expect([server.connections, server.recipients.length, server.arrived.length]).toEqual([1, 0, 0]);
    expect(fingerprint(district)).toEqual(before);
  });

  it('says what is wrong with the login, in words without the password', async () => {
    const server = await town.serve({ ...takesLogin, allowInsecureAuth: true, disabledCommands: ['STARTTLS'] });
    const { status, whats } = await doctor(`smtp://user:nicht-${secret}@127.0.0.1:${server.port}`);
    expect(status).toBe(1);
    expect(whats('bad')).toEqual([expect.stringMatching(/登录被拒绝，请检查 SMTP_URL 里的用户名和密码/)]);
    expect(whats('bad').join()).not.toContain(secret);
  });

  it('sends a test by the same road to whom it is told, in 试运行 too, and the ledger does not hear of it', async () => {
    await typeSetting(district, '试运行', '是');
    const server = await town.serve();
    const { status, whats, before } = await doctor(`smtp://127.0.0.1:${server.port}`, '--mail-to', 'me@example.cn');
    expect(status).toBe(0);
    expect(whats('ok').at(-1)).toBe('测试信已发给 me@example.cn，服务器答复 127.0.0.1：250 queued。');
    expect(server.recipients).toEqual(['me@example.cn']);
    expect(server.arrived.map((bytes) => readEmlHead(bytes).subject)).toEqual(['安校测试信']);
    expect(fingerprint(district)).toEqual(before);
    expect(lettersIn(district)).toEqual([]);
  });

  it('says in the server’s words why the test did not go', async () => {
    const server = await town.serve({ onRcptTo: (_to, _session, done) => done(reply('550 5.1.1 No such user')) });
    const { status, whats, before } = await doctor(`smtp://127.0.0.1:${server.port}`, '--mail-to', 'me@example.cn');
    expect(status).toBe(1);
    expect(whats('bad')).toEqual(['测试信没有发出：收件地址被退回：me@example.cn（550 5.1.1 No such user）']);
    expect(fingerprint(district)).toEqual(before);

    // A test that was put off is not sent again by any run.
    const busy = await town.serve({ onRcptTo: (_to, _session, done) => done(reply('450 4.2.0 Later')) });
    const later = await doctor(`smtp://127.0.0.1:${busy.port}`, '--mail-to', 'me@example.cn');
    expect(later.whats('bad')).toEqual(['测试信没有发出：服务器暂时不收：450 4.2.0 Later']);
  });
});
