import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createOutbox } from '../../../functions/adapters/mail/outbox.ts';
import { createSmtpMailer, type SmtpMailer, type SmtpOptions } from '../../../functions/adapters/mail/smtp.ts';
import { envelopeOf } from '../../../functions/adapters/mail/smtp-envelope.ts';
import { faultOf, isOwnFault, replyOf, type Step } from '../../../functions/adapters/mail/smtp-reply.ts';
import { readSmtpUrl } from '../../../functions/adapters/mail/smtp-url.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import { reply, type Script, type SmtpServer, serveSmtp } from '../../support/smtp-server.ts';
import { testCertificate, testKey } from '../../support/test-certificate.ts';
import { mailerContract } from './mailer-contract.ts';
import { clock, letter, sender } from './sample-letter.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** A server that ends with the test. */
async function serve(script: Script = {}): Promise<SmtpServer> {
  const server = await serveSmtp(script);
  closing.push(server.close);
  return server;
}

/** A post at a port of loopback, and what it logged. */
function post(port: number, options: SmtpOptions = {}, at = 'smtp://127.0.0.1') {
  const said: string[] = [];
  const mailer = createSmtpMailer(`${at}:${port}`, (line) => said.push(line), options);
  closing.push(() => mailer.close());
  return { mailer, said };
}

let made = 0;
async function deliver(mailer: SmtpMailer, to: readonly string[] = [`a${made}@school.example`], text = '信') {
  made += 1;
  const key = `remind/${made}`;
  const { bytes } = await mailer.compose(letter({ key, items: [key], to, text }), sender, clock);
  const claim = { key, to, subject: '信', bytes, at: clock };
  return { claim, delivery: await mailer.deliver(claim) };
}

/** The deliveries of so many letters to different people, one after the other. */
async function deliverMany(mailer: SmtpMailer, count: number) {
  const all = [];
  for (let nth = 0; nth < count; nth += 1) all.push(await deliver(mailer));
  return all;
}

mailerContract('SMTP', async () => {
  const server = await serve();
  const nobody = await freePort();
  return {
    mailer: createSmtpMailer(`smtp://127.0.0.1:${server.port}`),
    hopeless: createSmtpMailer(`smtp://127.0.0.1:${nobody}`),
    arrived: async () => server.arrived,
    done: async () => {},
  };
});

mailerContract('outbox', async () => {
  const root = await mkdtemp(join(tmpdir(), 'mailer-'));
  await writeFile(join(root, '文件'), '');
  const folder = join(root, '发件箱');
  const files = async () => (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
  return {
    mailer: createOutbox(folder),
    hopeless: createOutbox(join(root, '文件', '发件箱')),
    arrived: async () => Promise.all((await files()).map((name) => readFile(join(folder, name)))),
    done: () => rm(root, { recursive: true }),
  };
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe('a letter over SMTP', () => {
  it('arrives as the bytes that the outbox would keep, from the sender to every recipient', async () => {
    const from: string[] = [];
    const server = await serve({
      onMailFrom: ({ address }, _session, done) => {
        from.push(address);
        done();
      },
    });
    const { mailer } = post(server.port);
    const root = await mkdtemp(join(tmpdir(), 'smtp-'));
    closing.push(() => rm(root, { recursive: true }));
    const to = ['a@school.example', 'b@other.example'];
    const { claim, delivery } = await deliver(mailer, to);
    const outbox = createOutbox(join(root, '发件箱'));
    const kept = await outbox.compose(letter({ key: claim.key, items: [claim.key], to, text: '信' }), sender, clock);
    const put = await outbox.deliver({ ...claim, bytes: kept.bytes });
    expect(server.arrived).toEqual([await readFile(join(root, 'where' in put ? put.where : ''))]);
    expect(delivery).toEqual({ state: 'sent', where: '127.0.0.1：250 queued' });
    expect(from).toEqual(['anquan@bureau.example']);
    expect(server.recipients).toEqual(to);
  });

  it('spells a Chinese domain as SMTP does, once for each recipient', async () => {
    const { bytes } = await createOutbox('').compose(letter(), { from: '安全科 <a@教育.example>', replyTo: '' }, clock);
    const { from, to, asGiven } = envelopeOf(bytes, ['b@学校.example', 'c@x.example', 'b@学校.example']);
    expect([from, to]).toEqual(['a@xn--wcvs22d.example', ['b@xn--48s290a.example', 'c@x.example']]);
    expect(to.map(asGiven)).toEqual(['b@学校.example', 'c@x.example']);
    expect(() => envelopeOf(Buffer.from('Subject: x\r\n\r\nFrom: a@b.example\r\n'), ['c@x.example'])).toThrow(
      RangeError,
    );
  });

  it.each([
    ['that begin with dots', 'a\r\n.\r\n..\r\n.b\r\n', 'a\r\n.\r\n..\r\n.b\r\n'],
    ['that end with LF alone', 'a\nb\n.\nc\r\n', 'a\r\nb\r\n.\r\nc\r\n'],
    ['broken by LF alone', 'a\nb\r\n', 'a\r\nb\r\n'],
    ['that end with CR alone', 'a\r.\rb\r\n', 'a\r\n.\r\nb\r\n'],
    ['of which the last does not end', 'a', 'a\r\n'],
  ])('has no lines %s that could end it early', async (_which, body, expected) => {
    const server = await serve();
    const { mailer } = post(server.port);
    const head = 'From: a@b.example\r\n\r\n';
    const claim = { key: '1', to: ['c@x.example'], subject: '', bytes: Buffer.from(head + body), at: clock };
    expect((await mailer.deliver(claim)).state).toBe('sent');
    expect((await mailer.deliver({ ...claim, key: '2' })).state).toBe('sent');
    expect(server.arrived.map(String)).toEqual([head + expected, head + expected]);
  });

  it('goes over one connection with the others, and over as many as were asked for', async () => {
    const server = await serve();
    const one = post(server.port);
    await Promise.all([1, 2, 3].map(() => deliver(one.mailer)));
    expect(server.connections).toBe(1);
    const two = post(server.port, { connections: 2 });
    await Promise.all([1, 2, 3].map(() => deliver(two.mailer)));
    expect(server.connections).toBe(3);
    expect(server.arrived).toHaveLength(6);
  });

  it('connects with the first letter, not before', async () => {
    const server = await serve();
    const { mailer } = post(server.port);
    await mailer.close();
    expect(server.connections).toBe(0);
    await deliver(mailer);
    expect(server.connections).toBe(1);
  });

  it('is the last one before we take leave', async () => {
    const server = await serve();
    const { mailer } = post(server.port);
    await deliver(mailer);
    expect(server.open()).toBe(1);
    await mailer.close();
    await expect.poll(server.open).toBe(0);
  });

  it('goes over a new connection where the server ended the one kept open', async () => {
    let senders = 0;
    const server = await serve({
      onMailFrom: (_address, _session, done) => {
        senders += 1;
        if (senders === 2) server.drop();
        else done();
      },
    });
    const { mailer, said } = post(server.port);
    await deliver(mailer);
    // The server notices us before it goes, then goes without a word.
    expect((await deliver(mailer)).delivery.state).toBe('sent');
    server.reset();
    await expect.poll(server.open).toBe(0);
    expect((await deliver(mailer)).delivery.state).toBe('sent');
    expect(server.connections).toBe(3);
    expect(server.arrived).toHaveLength(3);
    expect(said).toEqual([]);
  });
});

describe('a recipient that the server does not take', () => {
  const refuses = (lines: Readonly<Record<string, string>>): Script => ({
    onRcptTo: ({ address }, _session, done) => {
      const line = lines[address];
      done(line === undefined ? null : reply(line));
    },
  });

  it.each([false, true])(
    'is told apart from one that got the letter (one command at a time: %s)',
    async (hidePIPELINING) => {
      const server = await serve({ ...refuses({ 'bad@school.example': '550 No such user here' }), hidePIPELINING });
      const { mailer } = post(server.port);
      const { delivery } = await deliver(mailer, ['good@school.example', 'bad@school.example']);
      expect(delivery).toEqual({
        state: 'sent',
        where: '127.0.0.1：250 queued',
        badAddresses: [{ address: 'bad@school.example', said: '550 No such user here' }],
      });
      expect(server.arrived).toHaveLength(1);
    },
  );

  it('is refused where it is the only one, and the next letter goes over the same connection', async () => {
    const server = await serve(refuses({ 'bad@学校.example': '550 5.1.1 No such user' }));
    const { mailer } = post(server.port);
    const { delivery } = await deliver(mailer, ['bad@学校.example']);
    expect(delivery).toEqual({
      state: 'refused',
      why: '收件地址被退回：bad@学校.example（550 5.1.1 No such user）',
      badAddresses: [{ address: 'bad@学校.example', said: '550 5.1.1 No such user' }],
    });
    expect((await deliver(mailer)).delivery.state).toBe('sent');
    expect(server.connections).toBe(1);
  });

  it('is refused with all the others where all are', async () => {
    const server = await serve(refuses({ 'a@x.example': '550 No such user', 'b@x.example': '553 Bad mailbox' }));
    const { delivery } = await deliver(post(server.port).mailer, ['a@x.example', 'b@x.example']);
    expect(delivery).toMatchObject({
      state: 'refused',
      badAddresses: [
        { address: 'a@x.example', said: '550 No such user' },
        { address: 'b@x.example', said: '553 Bad mailbox' },
      ],
    });
    expect(server.arrived).toEqual([]);
  });

  it('waits where it was put off, alone where the other got the letter', async () => {
    const server = await serve(refuses({ 'slow@x.example': '450 4.2.0 Greylisted', 'bad@x.example': '550 Unknown' }));
    const { mailer } = post(server.port);
    expect((await deliver(mailer, ['slow@x.example'])).delivery).toEqual({
      state: 'deferred',
      why: '服务器暂时不收：450 4.2.0 Greylisted；下次运行会自动再发。',
    });
    expect((await deliver(mailer, ['slow@x.example', 'good@x.example'])).delivery).toMatchObject({
      state: 'sent',
      waiting: ['slow@x.example'],
    });
    expect((await deliver(mailer, ['slow@x.example', 'bad@x.example'])).delivery).toMatchObject({
      state: 'deferred',
      badAddresses: [{ address: 'bad@x.example', said: '550 Unknown' }],
    });
    expect(server.connections).toBe(1);
  });

  it('is not at fault where the server speaks of us', async () => {
    const server = await serve(refuses({ 'a@x.example': '554 5.7.1 Relay access denied' }));
    const { delivery } = await deliver(post(server.port).mailer, ['a@x.example']);
    expect(delivery).toEqual({ state: 'deferred', why: expect.stringContaining('554 5.7.1 Relay access denied') });
  });

  it.each([
    ['names the address', (address: string) => `550 <${address}>: user unknown`],
    ['has the code of an address', () => '550 5.1.1 User unknown'],
  ])('stays refused in a row of its like where the answer %s and the server took a letter', async (_how, answer) => {
    const server = await serve({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('good') ? null : reply(answer(address))),
    });
    const { mailer, said } = post(server.port);
    await deliver(mailer, ['good@school.example']);
    const states = (await deliverMany(mailer, 5)).map(({ delivery }) => delivery.state);
    expect(states).toEqual(Array(5).fill('refused'));
    expect(said).toEqual([]);
  });

  it.each([
    ['names the address', (address: string) => `550 5.1.1 <${address}>: user unknown`],
    ['has the code of an address', () => '550 5.1.1 User unknown'],
  ])('is nobody’s fault where a server that took nothing knows nobody, though the answer %s', async (_how, answer) => {
    const server = await serve({ onRcptTo: ({ address }, _session, done) => done(reply(answer(address))) });
    const { mailer, said } = post(server.port);
    const deliveries = (await deliverMany(mailer, 5)).map(({ delivery }) => delivery);
    expect(deliveries.map(({ state }) => state)).toEqual(['refused', 'refused', 'deferred', 'deferred', 'deferred']);
    expect(deliveries[2]).toMatchObject({ doubted: true, acquitted: [expect.any(String), expect.any(String)] });
    expect(said).toEqual([expect.stringContaining('没有把任何地址记为异常')]);
  });
});

describe('a refusal of the letter', () => {
  it('is nobody’s address’ fault, and the next letter is tried', async () => {
    const server = await serve({ afterData: (nth) => (nth === 1 ? '554 Message looks odd' : '250 queued') });
    const { mailer } = post(server.port);
    const { delivery } = await deliver(mailer);
    expect(delivery).toEqual({ state: 'refused', why: expect.stringContaining('554 Message looks odd') });
    expect((await deliver(mailer)).delivery.state).toBe('sent');
    expect(server.connections).toBe(1);
  });

  it('is put off where the server says so', async () => {
    const server = await serve({ afterData: (nth) => (nth === 1 ? '451 Try later' : '250 queued') });
    const { mailer } = post(server.port);
    expect((await deliver(mailer)).delivery).toMatchObject({ state: 'deferred' });
    expect((await deliver(mailer)).delivery.state).toBe('sent');
  });
});

describe('a connection that breaks', () => {
  it.each([
    ['amid the letter', { dropsMidData: () => true }, 'x'.repeat(600_000)],
    ['after its end', { afterData: () => 'drop' }, '信'],
  ])('%s defers the letter, which goes again with the same bytes', async (_when, script, text) => {
    const server = await serve(script);
    const { mailer, said } = post(server.port);
    const { claim, delivery } = await deliver(mailer, ['a@x.example'], text);
    expect(delivery).toEqual({ state: 'deferred', why: expect.stringContaining('可能已经收到，也可能没有') });
    expect(said).toEqual([]);
    const again = await serve();
    expect(await post(again.port).mailer.deliver(claim)).toMatchObject({ state: 'sent' });
    expect(Buffer.compare(again.arrived[0] ?? Buffer.of(), claim.bytes)).toBe(0);
  });

  it('defers the letter where the server falls silent', async () => {
    const server = await serve({ afterData: () => 'mute' });
    const { delivery } = await deliver(post(server.port, { socketTimeout: 150 }).mailer);
    expect(delivery).toEqual({ state: 'deferred', why: expect.stringContaining('没有回音（ETIMEDOUT）') });
  });

  it('is not tried again after the third time in a row', async () => {
    const server = await serve({ afterData: () => 'drop' });
    const { mailer, said } = post(server.port);
    const deliveries = (await deliverMany(mailer, 6)).map(({ delivery }) => delivery);
    expect(deliveries.map(({ state }) => state)).toEqual(Array(6).fill('deferred'));
    expect(deliveries.map((it) => 'untried' in it)).toEqual([false, false, false, true, true, true]);
    expect(server.connections).toBe(3);
    expect(said).toHaveLength(1);
  });

  it('may be announced (421), which changes nothing', async () => {
    const server = await serve({ onMailFrom: (_address, _session, done) => done(reply('421 Closing')) });
    const { mailer, said } = post(server.port);
    const deliveries = (await deliverMany(mailer, 4)).map(({ delivery }) => delivery);
    expect(deliveries[0]).toEqual({ state: 'deferred', why: expect.stringMatching(/421 Closing.*信没有交出去/) });
    expect(deliveries.map((it) => 'untried' in it)).toEqual([false, false, false, true]);
    expect(said).toEqual([expect.stringContaining('421 Closing')]);
  });

  it('is forgiven where letters arrive in between', async () => {
    const server = await serve({ afterData: (nth) => (nth % 2 === 1 ? 'drop' : '250 queued') });
    const { mailer } = post(server.port);
    const states = (await deliverMany(mailer, 8)).map(({ delivery }) => delivery.state);
    expect(states).toEqual(Array(4).fill(['deferred', 'sent']).flat());
  });
});

describe('a server that cannot be used', () => {
  const unusable: Readonly<Record<string, { script: Script; at?: string; options?: SmtpOptions; says: string }>> = {
    'greets with 421': {
      script: { onConnect: (_session, done) => done(reply('421 Too busy')) },
      says: 'EPROTOCOL，421 Too busy',
    },
    'says nothing': { script: { onConnect: () => {} }, options: { connectionTimeout: 200 }, says: 'ETIMEDOUT' },
    'does not know the password': {
      script: {
        allowInsecureAuth: true,
        authOptional: false,
        onAuth: (_auth, _session, done) => done(reply('535 No')),
      },
      at: 'smtp://user:geheim%23@127.0.0.1',
      says: '请检查 SMTP_URL 里的用户名和密码（EAUTH，535 No）',
    },
    'wants a login that nobody gave': { script: { authOptional: false, authMethods: [] }, says: '要求登录：530' },
    'offers no encryption where it must': { script: {}, options: { requireTls: true }, says: 'ETLS' },
    'has a certificate of its own making': {
      script: { disabledCommands: [], key: testKey, cert: testCertificate },
      options: { requireTls: true },
      says: '证书没有通过验证（DEPTH_ZERO_SELF_SIGNED_CERT）',
    },
    'has a certificate of its own making, encrypted from the start': {
      script: { secure: true, key: testKey, cert: testCertificate },
      at: 'smtps://127.0.0.1',
      says: '证书没有通过验证（DEPTH_ZERO_SELF_SIGNED_CERT）',
    },
    'does not speak TLS where smtps is set': { script: {}, at: 'smtps://127.0.0.1', says: '加密握手失败' },
  };

  it.each(Object.entries(unusable))(
    '(it %s) is asked once, named in one line, and loses nothing',
    async (_how, given) => {
      const server = await serve(given.script);
      const { mailer, said } = post(server.port, given.options, given.at);
      const deliveries = (await deliverMany(mailer, 10)).map(({ delivery }) => delivery);
      for (const delivery of deliveries)
        expect(delivery).toMatchObject({ state: 'deferred', why: expect.stringContaining(given.says) });
      expect(deliveries.map((it) => 'untried' in it)).toEqual([false, ...Array(9).fill(true)]);
      expect(said).toEqual([expect.stringContaining(given.says)]);
      expect(said[0]).toContain(`127.0.0.1:${server.port}`);
      expect(server.connections).toBeLessThanOrEqual(1);
      expect(server.arrived).toEqual([]);
      expect(JSON.stringify([deliveries, said])).not.toMatch(/geheim/);
    },
  );

  it('is named where nobody listens', async () => {
    const { mailer, said } = post(await freePort(), { connections: 2 });
    const together = await Promise.all([deliver(mailer), deliver(mailer)]);
    for (const { delivery } of together) expect(delivery).toMatchObject({ state: 'deferred' });
    expect((await deliver(mailer)).delivery).toMatchObject({ untried: true });
    expect(said).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  it('repeats our password in vain', async () => {
    const echo = (_auth: unknown, _session: unknown, done: (error: Error) => void) =>
      done(reply(`535 ${Buffer.from('\0user\0geheim').toString('base64')} geheim`));
    const server = await serve({ allowInsecureAuth: true, authOptional: false, onAuth: echo });
    const { mailer, said } = post(server.port, {}, 'smtp://user:geheim@127.0.0.1');
    const { delivery } = await deliver(mailer);
    expect(delivery).toMatchObject({ why: expect.stringContaining('535 *** ***') });
    expect(said).toEqual([expect.stringContaining('535 *** ***')]);
    const thanks = await serve({ afterData: () => '250 geheim', disabledCommands: ['STARTTLS', 'AUTH'] });
    const { delivery: sent } = await deliver(post(thanks.port, {}, 'smtp://user:geheim@127.0.0.1').mailer);
    expect(sent).toEqual({ state: 'sent', where: '127.0.0.1：250 ***' });
  });
});

describe('encryption', () => {
  it('is used with a certificate that is trusted, before the password is said', async () => {
    const logins: [unknown, boolean][] = [];
    const script: Script = {
      key: testKey,
      cert: testCertificate,
      disabledCommands: [],
      authOptional: false,
      onAuth: ({ password }, { secure }, done) => {
        logins.push([password, secure]);
        done(null, { user: 'user' });
      },
    };
    const start = await serve(script);
    const implicit = await serve({ ...script, secure: true });
    const options = { ca: testCertificate, requireTls: true };
    for (const [at, server] of [['smtp', start] as const, ['smtps', implicit] as const]) {
      const { claim, delivery } = await deliver(post(server.port, options, `${at}://user:p%40ss@localhost`).mailer);
      expect(delivery.state).toBe('sent');
      expect(server.arrived).toEqual([claim.bytes]);
    }
    expect(logins).toEqual([
      ['p@ss', true],
      ['p@ss', true],
    ]);
  });

  it.skipIf(process.platform === 'win32')('is required by default of a host that is not loopback', async () => {
    const server = await serve();
    const { mailer } = post(server.port, {}, 'smtp://0.0.0.0');
    expect((await deliver(mailer)).delivery).toMatchObject({ why: expect.stringContaining('ETLS') });
    expect(server.recipients).toEqual([]);
  });
});

describe('the same refusal in a row', () => {
  it.each<[string, Script, string]>([
    [
      'MAIL FROM',
      { onMailFrom: (_address, _session, done) => done(reply('550 <anquan@bureau.example> not allowed')) },
      'deferred',
    ],
    [
      'RCPT TO, speaking of us',
      { onRcptTo: (_address, _session, done) => done(reply('550 5.7.1 Blocked by policy')) },
      'deferred',
    ],
    ['RCPT TO', { onRcptTo: (_address, _session, done) => done(reply('550 Rejected')) }, 'refused'],
    ['DATA', { afterData: (nth) => `554 DT:SPM smtp${nth},queue${nth * 7}` }, 'refused'],
  ])('at %s stops the run, said once, and nobody is marked', async (_where, script, before) => {
    const server = await serve(script);
    const { mailer, said } = post(server.port);
    const all = await deliverMany(mailer, 6);
    const deliveries = all.map(({ delivery }) => delivery);
    const rest = Array(4).fill('deferred');
    expect(deliveries.map(({ state }) => state)).toEqual([before, before, ...rest]);
    const acquitted = deliveries.flatMap((it) => ('acquitted' in it ? (it.acquitted ?? []) : []));
    const called = all.filter(({ delivery }) => delivery.state === 'refused').map(({ claim }) => claim.key);
    expect(acquitted).toEqual(called);
    expect(deliveries.slice(2).some((it) => 'badAddresses' in it)).toBe(false);
    expect(deliveries.map((it) => 'untried' in it)).toEqual([false, false, false, true, true, true]);
    expect(said).toEqual([expect.stringContaining('没有把任何地址记为异常')]);
    expect(said[0]).not.toContain('@');
    expect(server.connections).toBe(1);
  });

  it('is no row where the words differ, where one of two is put off, or where letters are too large', async () => {
    const answers = ['550 Rejected', '550 Declined'];
    const server = await serve({
      onRcptTo: ({ address }, _session, done) => {
        if (address.startsWith('large')) done();
        else if (address.startsWith('slow')) done(reply('450 Later'));
        else done(reply((address.startsWith('a') ? answers[0] : answers[1]) ?? ''));
      },
      afterData: () => '552 Too large',
    });
    const { mailer, said } = post(server.port);
    const states = [];
    for (const to of ['a1', 'a2', 'b1', 'b2', 'a3 slow1', 'a4 slow2', 'a5 slow3', 'large1', 'large2', 'large3'])
      states.push(
        (
          await deliver(
            mailer,
            to.split(' ').map((it) => `${it}@x.example`),
          )
        ).delivery,
      );
    const [refused, deferred] = ['refused', 'deferred'];
    expect(states.map(({ state }) => state)).toEqual([
      ...[refused, refused, refused, refused],
      ...[deferred, deferred, deferred],
      ...[refused, refused, refused],
    ]);
    expect(states[4]).toEqual({
      state: 'deferred',
      why: '服务器暂时不收：450 Later；下次运行会自动再发。',
      badAddresses: [{ address: 'a3@x.example', said: '550 Rejected' }],
    });
    expect(said).toEqual([]);
  });

  it('is no row where others get theirs in between, or the recipient is the same', async () => {
    const server = await serve({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('bad') ? reply('550 Rejected') : null),
    });
    const { mailer, said } = post(server.port);
    for (const to of ['bad1', 'bad2', 'good', 'bad3', 'bad3', 'bad3', 'bad4', 'good']) {
      const { delivery } = await deliver(mailer, [`${to}@x.example`]);
      expect(delivery.state).toBe(to === 'good' ? 'sent' : 'refused');
    }
    expect(said).toEqual([]);
  });
});

describe('an answer', () => {
  it.each<[Step, string, ReturnType<typeof faultOf>]>([
    ['RCPT TO', '450 4.2.0 Greylisted', 'passing'],
    ['RCPT TO', '503 Bad sequence of commands', 'passing'],
    ['RCPT TO', '550 No such user', 'address'],
    ['RCPT TO', '550 5.1.1 Sender cannot reach this user: policy', 'address'],
    ['RCPT TO', '550 5.1.10 Recipient not found', 'address'],
    ['RCPT TO', '552 5.2.2 Mailbox full', 'address'],
    ['RCPT TO', '552 Mailbox full', 'address'],
    ['RCPT TO', '550 5.4.1 Recipient address rejected: Access denied', 'address'],
    ['RCPT TO', '550 5.7.1 Not today', 'sender'],
    ['RCPT TO', '550 5.1.8 Not from there', 'sender'],
    ['RCPT TO', '554 Relay access denied', 'sender'],
    ['RCPT TO', '550 发信频率过高', 'sender'],
    ['RCPT TO', '530 Log in first', 'sender'],
    ['MAIL FROM', '550 5.1.1 Whatever', 'sender'],
    ['MAIL FROM', '451 Later', 'passing'],
    ['MAIL FROM', '552 Too large', 'letter'],
    ['DATA', '554 5.7.1 Spam', 'sender'],
    ['DATA', '554 Looks odd', 'letter'],
    ['DATA', '452 Disk full', 'passing'],
  ])('to %s of %j is the fault of: %s', (step, line, fault) => {
    expect(faultOf(step, replyOf(line))).toBe(fault);
  });

  it('speaks of the address alone by its code or by naming it', () => {
    const isOwn = (line: string) => isOwnFault({ address: 'Bad@x.example', reply: replyOf(line) });
    expect(isOwn('550 5.1.1 No such user')).toBe(true);
    expect(isOwn('550 <bad@X.example>: unknown')).toBe(true);
    expect(isOwn('550 No such user')).toBe(false);
    expect(isOwn('550 5.7.1 <bad@x.example>: blocked')).toBe(false);
  });

  it('becomes one line, not endless', () => {
    expect(replyOf('550-No\r\n550-such\n550 user\u202e\u2028 here\t')).toEqual({
      code: 550,
      text: '550 No such user here',
    });
    expect(replyOf(`550 ${'很'.repeat(5000)}`).text).toHaveLength(301);
    expect(replyOf('what').code).toBe(0);
  });
});

describe('SMTP_URL', () => {
  const account = { host: 'mail.example', port: 587, implicitTls: false, loopback: false, user: '', pass: '' };
  it.each([
    ['smtp://mail.example', account],
    ['  smtp://mail.example:25/\n', { ...account, port: 25 }],
    ['SMTP://u%40b.cn:p%3A%2F%25@Mail.Example:2525', { ...account, port: 2525, user: 'u@b.cn', pass: 'p:/%' }],
    ['smtps://mail.example', { ...account, port: 465, implicitTls: true }],
    ['smtp://mail.example:465', { ...account, port: 465, implicitTls: true }],
    ['smtp://localhost:25', { ...account, host: 'localhost', port: 25, loopback: true }],
    ['smtp://127.8.0.1:25', { ...account, host: '127.8.0.1', port: 25, loopback: true }],
    ['smtp://[::1]:25', { ...account, host: '::1', port: 25, loopback: true }],
    ['smtp://127.0.0.1.example:25', { ...account, host: '127.0.0.1.example', port: 25 }],
    ['smtp://邮件.example:25', { ...account, host: 'xn--5nq051n.example', port: 25 }],
  ])('%s is read', (url, expected) => {
    expect(readSmtpUrl(url)).toEqual({
      ...expected,
      host: expect.stringMatching(new RegExp(`^${expected.host}$`, 'i')),
    });
  });

  it.each([
    '',
    'geheim',
    'http://user:geheim@mail.example',
    'smtp:user:geheim@mail.example',
    'smtp://',
    'smtp://user:geheim@',
    'smtp://user:geheim@mail.example:99999',
    'smtp://user:geheim@mail.example:0',
    'smtp://user:geheim@mail.example:twentyfive',
    'smtp://user:geheim@mail.example:25/rest',
    'smtp://user:12#geheim@mail.example:25',
    'smtp://user:12/geheim@mail.example:25',
    'smtp://user:geheim%@mail.example:25',
    'smtp://user@mail.example:25',
    'smtp://:geheim@mail.example:25',
  ])('%j is told to the operator in one line without the password', (url) => {
    const failure = (() => {
      try {
        createSmtpMailer(url);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(OperatorError);
    expect(String(failure)).toMatch(/SMTP_URL[^\n]*$/);
    expect(String(failure)).not.toMatch(/geheim/);
  });
});
