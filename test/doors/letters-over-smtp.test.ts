import { copyFileSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readEmlHead } from '../../functions/adapters/mail/read-eml.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import type { LedgerEvent } from '../../schemas/events.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { drawnOnce, inProcess } from '../support/in-process.ts';
import { reply, type Script, type SmtpServer, serveSmtp } from '../support/smtp-server.ts';
import { typeSetting } from '../support/type-setting.ts';
import { bytesOf, copyOf, dateReports, eventsOf, lettersIn } from './district-tree.ts';
import { program, type Running, start } from './processes.ts';

const places: string[] = [];
const programs: Running[] = [];
const servers: SmtpServer[] = [];

function keep(district: string): string {
  places.push(resolve(district, '..'));
  return district;
}

async function serve(script: Script = {}): Promise<SmtpServer> {
  const server = await serveSmtp(script);
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.splice(0).map(({ ended }) => ended));
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

/** Letters in an order of their own: to whom, what about, and all bytes by their hash. */
const told = (letters: readonly Uint8Array[]): string[] =>
  letters
    .map((bytes) => {
      const { to, subject, messageId } = readEmlHead(bytes);
      return `${to} ${subject} ${messageId} ${contentHash(bytes)}`;
    })
    .toSorted();

describe('the outbox and SMTP', () => {
  const right: RosterRow = { code: '371311001', name: '示例第一小学' };
  const wrong: RosterRow = { code: '371311002', name: '示例第二小学', inspectorEmail: 'inspector@example.cn' };
  const byMail: RosterRow = { code: '371311003', name: '示例第三小学', delivery: '邮件' };
  const silent: RosterRow = { code: '371311004', name: '示例第四小学', inspectorEmail: 'inspector@example.cn' };
  const noMail: RosterRow = { code: '371311005', name: '示例第五小学', email: '' };

  it('get the same letters with the same bytes through two months, and the ledger differs in where they went', async () => {
    const server = await serve();
    const outbox = keep(makeDistrict([right, wrong, byMail, silent, noMail]));
    await typeSetting(outbox, '安全科邮箱', 'section@example.cn');
    const smtp = keep(copyOf(outbox));
    const twins = [outbox, smtp];
    const from = { MAIL_FROM: '安全科 <anquan@bureau.example>' };

    const kinds = new Set<string>();
    const run = async (now: string) => {
      const put = await inProcess('run', outbox, now, drawnOnce, from);
      const sent = await inProcess('run', smtp, now, drawnOnce, {
        ...from,
        SMTP_URL: `smtp://127.0.0.1:${server.port}`,
      });
      expect(sent, now).toEqual(put);
      expect(
        sent.letters.filter(({ state }) => state !== 'sent'),
        now,
      ).toEqual([]);
      for (const { items } of sent.letters) for (const item of items) kinds.add(item.split('/')[0] ?? '');
      return sent;
    };
    /** What a school does, in both districts: the same bytes at the same time. */
    const types = async (row: RosterRow, period: string, typed: Typed, savedAt: string): Promise<void> => {
      const when = new Date(`${savedAt}:00+08:00`);
      await fillReport(reportPath(outbox, row, period), typed, when);
      copyFileSync(reportPath(outbox, row, period), reportPath(smtp, row, period));
      utimesSync(reportPath(smtp, row, period), when, when);
    };

    await run('2018-09-03T09:00');
    for (const district of twins) dateReports(district, '2018-09-03T09:00+08:00');
    await types(right, '2018年09月', { ...rightReport, monthlyReport_incidentsCriminal: 1 }, '2018-09-19T15:00');
    await types(wrong, '2018年09月', { ...rightReport, monthlyReport_incidentsReported: 5 }, '2018-09-19T16:00');
    const came = join(dirname(outbox), '副本(1).xlsx');
    copyFileSync(reportPath(outbox, byMail), came);
    await fillReport(came, { ...rightReport, selfCheck_ruleProcess: null }, new Date('2018-09-19T17:00+08:00'));
    for (const district of twins) {
      copyFileSync(came, join(district, '收件箱', basename(came)));
      utimesSync(
        join(district, '收件箱', basename(came)),
        new Date('2018-09-19T17:00+08:00'),
        new Date('2018-09-19T17:00+08:00'),
      );
    }
    await run('2018-09-20T10:00');
    await run('2018-09-25T09:00');
    await run('2018-09-26T09:30');
    await types(right, '2018年09月', { monthlyReport_incidents: 2 }, '2018-09-27T09:00');
    await run('2018-09-28T16:00');
    // A Sunday that is a working day: the fifth after the deadline, when the inspector hears of it.
    const toInspector = (await run('2018-09-30T09:00')).letters.filter(({ to }) => to.includes('inspector@example.cn'));
    const ofMonth = toInspector.map(({ items }) => items.filter((item) => item.startsWith('remind/2018-09/')).length);
    expect(ofMonth).toEqual([2]);
    await run('2018-10-08T09:00');
    for (const district of twins) dateReports(district, '2018-10-08T09:00+08:00');
    const october = { monthlyReport_reportDate: '2018-10-20', monthlyReport_docDate: '2018-10-08' };
    await types(right, '2018年10月', { ...rightReport, ...october }, '2018-10-20T10:00');
    await run('2018-10-26T09:00');
    expect((await run('2018-10-30T10:00')).bulletin).not.toBeNull();

    expect([...kinds].sort()).toEqual(['bulletin', 'findings', 'form', 'receipt', 'remind', 'summary', 'urgent']);
    const kept = lettersIn(outbox).map((name) => readFileSync(join(outbox, '发件箱', name)));
    expect(kept.length).toBeGreaterThan(30);
    expect(told(server.arrived)).toEqual(told(kept));
    expect(eventsOf(smtp).map(withoutPlace)).toEqual(eventsOf(outbox).map(withoutPlace));
    const attached = (district: string) => Object.entries(bytesOf(district)).filter(([name]) => name.includes('附件'));
    expect(attached(smtp)).toEqual(attached(outbox));
  });

  /** The outbox says which file, the server what it answered, and the master shows it; files have their own times. */
  function withoutPlace(event: LedgerEvent): unknown {
    if (event.type === 'read') return { ...event, storedAt: '' };
    if (event.type === 'letterSent') return { ...event, where: '' };
    return event.type === 'wrote' && event.path === '总表.xlsx' ? { ...event, hash: '', id: '' } : event;
  }
});

describe('a server that does not take every letter', () => {
  const schools: readonly RosterRow[] = ['1', '2', '3', '4'].map((nth) => ({
    code: `37131100${nth}`,
    name: `示例第${nth}小学`,
  }));
  const [first] = schools as [RosterRow];
  /** The first overdue day: four schools, contact and principal each. */
  const overdue = '2018-09-26T09:30';
  const later = '2018-09-26T10:30';
  let base = '';

  beforeAll(async () => {
    base = keep(makeDistrict(schools));
    await inProcess('run', base, '2018-09-01T09:00');
    await inProcess('run', base, '2018-09-26T07:00');
  });

  function begin(district: string, server: SmtpServer, now: string): Running {
    const running = start([program, 'run', district, '--json', '--now', now], {
      SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    });
    running.child.stdin?.end();
    programs.push(running);
    return running;
  }

  async function run(district: string, server: SmtpServer, now: string) {
    const running = begin(district, server, now);
    const { status } = await running.ended;
    const letters: { key: string; to: string[]; state: string }[] = JSON.parse(running.stdout()).letters;
    return { status, letters, stderr: running.stderr(), states: letters.map(({ state }) => state) };
  }

  /** The same in this process: starting programs is most of such a test's time. */
  async function runHere(district: string, server: SmtpServer, now: string) {
    const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}` };
    const { letters } = await inProcess('run', district, now, drawnOnce, env);
    return { letters, states: letters.map(({ state }) => state) };
  }

  const claimsOf = (district: string) => eventsOf(district).filter((event) => event.type === 'letterClaimed');
  const failuresOf = (district: string) => eventsOf(district).filter((event) => event.type === 'letterFailed');
  const sentOf = (district: string) => eventsOf(district).filter((event) => event.type === 'letterSent');

  /** The bytes that a district claimed, each letter once. */
  const claimedBytes = (district: string): string[] =>
    told(
      claimsOf(district).map(({ bytes }) => {
        const name = Object.keys(bytesOf(district)).find((it) => it.includes('附件') && it.includes(bytes));
        return readFileSync(join(district, name ?? ''));
      }),
    );

  /** In the end each letter of the first day was sent once by the ledger, from the one claim it had. */
  function expectEachSentOnce(district: string): void {
    const keys = claimsOf(district).map(({ key }) => key);
    expect(keys).toHaveLength(8);
    expect(new Set(keys).size).toBe(8);
    expect(
      sentOf(district)
        .map(({ key }) => key)
        .sort(),
    ).toEqual(keys.sort());
  }

  it('and puts one off (450): the others go, and that one goes next time with the bytes and the Date of its claim', async () => {
    const district = keep(copyOf(base));
    const server = await serve({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith(`c${first.code}`) ? reply('450 4.2.0 Greylisted') : null),
    });
    const { status, letters } = await run(district, server, overdue);
    expect(status).toBe(1);
    const [put] = letters.filter(({ state }) => state !== 'sent');
    expect(put).toMatchObject({ state: 'deferred', to: [`c${first.code}@example.cn`] });
    expect(letters.filter(({ state }) => state === 'sent')).toHaveLength(7);
    expect(failuresOf(district)).toMatchObject([
      { key: put?.key, state: 'deferred', why: '服务器暂时不收：450 4.2.0 Greylisted；下次运行会自动再发。' },
    ]);
    const other = await serve();
    expect(await runHere(district, other, later)).toMatchObject({ states: ['sent'] });
    expect(other.arrived.map((bytes) => readEmlHead(bytes).date)).toEqual(['2018-09-26T09:30:00+08:00']);
    expect(told([...server.arrived, ...other.arrived])).toEqual(claimedBytes(district));
    expectEachSentOnce(district);
  });

  it('and the program is killed while it waits for an answer: that letter alone comes twice, with the same bytes', async () => {
    const district = keep(copyOf(base));
    const server = await serve({ afterData: (nth) => (nth === 3 ? 'mute' : '250 queued') });
    const running = begin(district, server, overdue);
    await expect.poll(() => server.whole.length, { timeout: 60_000 }).toBe(3);
    running.child.kill('SIGKILL');
    await running.ended;
    expect(claimsOf(district)).toHaveLength(3);
    expect(sentOf(district)).toHaveLength(2);
    const other = await serve();
    expect(await run(district, other, later)).toMatchObject({ status: 0, states: Array(6).fill('sent') });
    const inFlight = server.whole.slice(2);
    expect(told([...server.arrived, ...other.arrived])).toEqual(claimedBytes(district));
    expect(told(other.arrived)).toEqual(expect.arrayContaining(told(inFlight)));
    expectEachSentOnce(district);
  });

  it('and has put off what is moot by the next run: it is withdrawn, and nobody gets it', async () => {
    const district = keep(copyOf(base));
    const server = await serve({
      onRcptTo: ({ address }, _session, done) => done(address.includes(first.code) ? reply('450 Later') : null),
    });
    await runHere(district, server, overdue);
    await fillReport(reportPath(district, first), rightReport, new Date('2018-09-26T10:00+08:00'));
    const other = await serve();
    const { letters } = await runHere(district, other, later);
    const reminders = letters.filter(({ key }) => key.startsWith('remind/2018-09/'));
    expect(reminders).toMatchObject([{ state: 'withdrawn' }, { state: 'withdrawn' }]);
    // 年度总结 is an obligation of its own: what is left of it goes in a letter of its own.
    const subjects = other.arrived.map((bytes) => readEmlHead(bytes).subject);
    expect(subjects.filter((subject) => /^回执：/.test(subject))).toHaveLength(2);
    expect(subjects.filter((subject) => !/^回执：|年度总结/.test(subject))).toEqual([]);
    expect(
      failuresOf(district)
        .slice(-2)
        .map(({ state }) => state),
    ).toEqual(['withdrawn', 'withdrawn']);
  });
});
