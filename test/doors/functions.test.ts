import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusalOf } from '../../functions/doors.ts';
import { jobs } from '../../functions/jobs/jobs.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { typeSetting } from '../support/type-setting.ts';
import { type Built, buildFunctions } from './built.ts';
import { bytesOf, copyOf, dateReports, eventsOf, fingerprint, lettersIn } from './district-tree.ts';
import { ask, command, freePort, holdLease, type Reply, type Running, start } from './processes.ts';

const right: RosterRow = { code: '371311001', name: '示例第一小学' };
const wrong: RosterRow = { code: '371311002', name: '示例第二小学' };
const torn: RosterRow = { code: '371311003', name: '示例第三小学' };
const byMail: RosterRow = { code: '371311004', name: '示例第四小学' };
const silent: RosterRow = { code: '371311005', name: '示例第五小学', email: '' };

const places: string[] = [];
const programs: Running[] = [];
let fresh = '';
let built: Built;

function keep(district: string): string {
  places.push(resolve(district, '..'));
  return district;
}

beforeAll(async () => {
  fresh = keep(makeDistrict([right, wrong, torn, byMail, silent]));
  await typeSetting(fresh, '安全科邮箱', 'section@example.cn');
});

afterAll(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.map(({ ended }) => ended));
  await built?.end();
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

describe('the functions as built, by a clock of the test', () => {
  let clock = '';
  let port = 0;
  let otherPort = 0;
  let server: Running;
  const districts: Record<string, string> = {};
  const at = (now: string): void => writeFileSync(clock, `${now}:00+08:00`);
  const call = (door: string, body: object, where = port): Promise<Reply> =>
    ask(where, `/${door}`, JSON.stringify(body));

  beforeAll(async () => {
    clock = join(dirname(fresh), 'clock');
    districts.http = keep(copyOf(fresh));
    districts.line = keep(copyOf(fresh));
    districts.broken = keep(copyOf(fresh));
    districts.faulty = keep(copyOf(fresh));
    districts.gone = join(dirname(fresh), '没有这个文件夹');
    districts.cloud = 'google:1AbC';
    // Filled in by the tests that want a month already handed out.
    districts.held = join(dirname(fresh), 'held');
    districts.rush = join(dirname(fresh), 'rush');
    const env = {
      CLOCK: clock,
      DISTRICTS: Object.entries(districts)
        .map(([name, place]) => `${name}=${place}`)
        .join(' , '),
      // Far from Shanghai: no answer may depend on where the machine stands.
      TZ: 'Pacific/Kiritimati',
    };
    built = await buildFunctions();
    const [first, second] = await Promise.all([built.serve(env), built.serve(env)]);
    programs.push(first.server, second.server);
    ({ server, port } = first);
    otherPort = second.port;
  });

  it('answer what the command line answers, step by step through two months, and leave the same files', async () => {
    const { http = '', line = '' } = districts;
    const twins = [http, line];
    /** What a school does, in both districts: the same bytes at the same time. */
    const types = async (row: RosterRow, period: string, typed: Typed, savedAt: string): Promise<void> => {
      const when = new Date(`${savedAt}:00+08:00`);
      await fillReport(reportPath(http, row, period), typed, when);
      copyFileSync(reportPath(http, row, period), reportPath(line, row, period));
      utimesSync(reportPath(line, row, period), when, when);
    };
    const step = async (door: string, now: string, { period, dryRun }: { period?: string; dryRun?: boolean } = {}) => {
      at(now);
      const options = [...(period ? ['--period', period] : []), ...(dryRun ? ['--dry-run'] : [])];
      const name = door === 'handOut' ? 'hand-out' : door;
      const [reply, ran] = await Promise.all([
        call(door, { district: 'http', ...(period ? { period } : {}), ...(dryRun ? { dryRun } : {}) }),
        command(name, line, '--json', '--now', now, ...options),
      ]);
      expect({ status: reply.status, document: reply.json }, `${door} at ${now}`).toEqual({
        status: 200,
        document: ran.json,
      });
      return reply.json;
    };

    expect((await step('handOut', '2018-09-01T09:00')).created).toHaveLength(5);
    for (const district of twins) dateReports(district, '2018-09-01T09:00+08:00');
    await types(right, '2018年09月', rightReport, '2018-09-19T15:00');
    await types(wrong, '2018年09月', { ...rightReport, monthlyReport_incidentsReported: 5 }, '2018-09-19T16:00');
    for (const district of twins) {
      const path = reportPath(district, torn);
      const whole = readFileSync(path);
      writeFileSync(path, whole.subarray(0, whole.length / 2));
      utimesSync(path, new Date('2018-09-19T17:00+08:00'), new Date('2018-09-19T17:00+08:00'));
    }
    expect((await step('validate', '2018-09-20T10:00')).states).toMatchObject({ submitted: 1, invalid: 2 });
    expect(await step('consolidate', '2018-09-20T10:05')).toMatchObject({ master: 'written' });
    expect((await step('remind', '2018-09-21T08:30')).letters.length).toBeGreaterThan(4);
    const planned = (await step('run', '2018-09-26T09:30', { dryRun: true })).letters;
    const sent = (await step('run', '2018-09-26T09:30')).letters;
    expect(sent.map(({ key }: { key: string }) => key)).toEqual(planned.map(({ key }: { key: string }) => key));

    const came = new Date('2018-09-27T08:00+08:00');
    const form = join(dirname(fresh), '副本(1).xlsx');
    copyFileSync(reportPath(http, byMail), form);
    await fillReport(form, { ...rightReport, monthlyReport_incidents: 2, monthlyReport_incidentsCriminal: 1 });
    for (const district of twins) {
      const place = join(district, '收件箱', '副本(1).xlsx');
      copyFileSync(form, place);
      utimesSync(place, came, came);
    }
    await types(right, '2018年09月', { monthlyReport_incidents: 2 }, '2018-09-27T09:00');
    const second = await step('run', '2018-09-27T16:00');
    expect(second.states).toMatchObject({ submitted: 2, invalid: 2, notStarted: 1 });
    expect(second.letters[0]).toMatchObject({ key: expect.stringMatching(/^urgent\//), to: ['section@example.cn'] });

    expect((await step('handOut', '2018-10-01T09:00')).created).toHaveLength(5);
    for (const district of twins)
      for (const row of [right, wrong, torn, byMail, silent])
        utimesSync(reportPath(district, row, '2018年10月'), came, came);
    await types(
      right,
      '2018年10月',
      { ...rightReport, monthlyReport_reportDate: '2018-10-20', monthlyReport_docDate: '2018-10-08' },
      '2018-10-20T10:00',
    );
    expect(await step('validate', '2018-10-22T10:00', { period: '2018-09' })).toMatchObject({ period: '2018-09' });
    expect((await step('run', '2018-10-26T18:00')).letters).toEqual([]);
    expect((await step('run', '2018-10-30T09:00')).bulletin).toMatchObject({ from: '2018-09', through: '2018-10' });
    expect(await step('run', '2018-10-30T09:10')).toMatchObject({ read: 0, letters: [], bulletin: null });
    expect(await step('bulletin', '2018-10-30T09:20', { period: '2018-10' })).toMatchObject({ from: '2018-09' });
    expect((await step('handOut', '2018-11-01T09:00')).created).toHaveLength(5);
    for (const district of twins) dateReports(district, '2018-11-01T09:00+08:00');
    // Another pair than the one a door finds by itself.
    expect(await step('bulletin', '2018-11-02T09:20', { period: '2018-11' })).toMatchObject({ from: '2018-11' });

    expect(bytesOf(http)).toEqual(bytesOf(line));
    expect(eventsOf(http).filter(({ type }) => type === 'filed')).toHaveLength(1);
    expect(lettersIn(http).length).toBeGreaterThan(20);
  }, 300_000);

  it('say what is out of order as the command line does, and keep a fault to the log', async () => {
    at('2018-09-20T10:00');
    const { broken = '', faulty = '', gone = '' } = districts;
    await typeSetting(broken, '截止日', 99);
    const untouched = fingerprint(broken);
    for (const [district, place] of [
      ['broken', broken],
      ['gone', gone],
      ['cloud', 'google:1AbC'],
    ] as const) {
      const [reply, ran] = await Promise.all([call('run', { district }), command('run', place)]);
      expect(reply).toMatchObject({ status: 500, json: { error: ran.stderr.trimEnd() } });
      expect(ran.status).toBe(2);
      expect(ran.stderr).toMatch(/\p{Script=Han}{4}/u);
    }
    expect(fingerprint(broken)).toEqual(untouched);

    // Nothing a program of ours ever wrote: a deadline that is somebody's words.
    mkdirSync(join(faulty, '台账'), { recursive: true });
    const window = { from: '2018-08-26', through: '2018-09-25', due: '王小明的家长 wang@example.cn' };
    const event = {
      type: 'handedOut',
      id: 'x',
      at: '2018-09-01T09:00:00+08:00',
      school: right.code,
      period: '2018-09',
    };
    appendFileSync(
      join(faulty, '台账', 'journal-000001.jsonl'),
      `${JSON.stringify({ ...event, path: `学校/${right.code} ${right.name}/2018年09月.xlsx`, edition: '', window, given: {} })}\n`,
    );
    const fault = await call('validate', { district: 'faulty' });
    expect(fault).toMatchObject({ status: 500, json: { error: '没有做完，详见日志。' } });
    expect(server.stdout()).toMatch(/"ERROR".*RangeError.*\b\w*index\.js:\d+/);
  });

  it('tell 409 and who holds a district, and take it over from a process that was killed', async () => {
    await handedOutAs('held');
    const { held = '' } = districts;
    const before = bytesOf(held);
    for (const ending of ['gave it back', 'was killed'] as const) {
      const holder = await holdLease(join(held, '台账'));
      programs.push(holder);
      at('2018-09-26T09:30');
      const refused = await call('run', { district: 'held' });
      expect(refused.status).toBe(409);
      expect(refused.json.error).toContain(`进程 ${holder.child.pid}`);
      const { '台账/lease.json': lease, ...rest } = bytesOf(held);
      expect(rest).toEqual(before);
      expect(lease).toBeDefined();
      if (ending === 'was killed') holder.child.kill('SIGKILL');
      else holder.child.stdin?.end();
      await holder.ended;
      if (ending === 'was killed') break;
      at('2018-09-26T08:00');
      expect((await call('handOut', { district: 'held' })).status).toBe(200);
    }
    expect(bytesOf(held)).toHaveProperty('台账/lease.json');
    const taken = await call('run', { district: 'held' });
    expect(taken.status).toBe(200);
    expect(taken.json.letters.length).toBeGreaterThan(4);
    expect(bytesOf(held)).not.toHaveProperty('台账/lease.json');
  });

  it('let one of fifty simultaneous calls work at a time: no letter is doubled, the ledger is whole', async () => {
    await handedOutAs('rush');
    const { rush = '' } = districts;
    at('2018-09-26T09:30');
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) => call('run', { district: 'rush' }, index % 2 ? port : otherPort)),
    );
    expect(replies.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    const worked = replies.filter(({ status }) => status === 200);
    expect(worked.length).toBeGreaterThan(0);
    const letters: { key: string; state: string }[] = worked.flatMap(({ json }) => json.letters);
    expect(letters.length).toBeGreaterThan(4);
    expect(letters.every(({ state }) => state === 'sent')).toBe(true);
    expect(new Set(letters.map(({ key }) => key)).size).toBe(letters.length);
    expect(lettersIn(rush)).toHaveLength(letters.length);

    const events = eventsOf(rush);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const type of ['letterClaimed', 'letterSent'])
      expect(events.filter((event) => event.type === type)).toHaveLength(letters.length);
    // Each run's letters are claimed and sent one after the other: two at work would lie in one another's way.
    const posts = events.filter(({ type }) => type === 'letterClaimed' || type === 'letterSent');
    expect(posts.map(({ type }) => type)).toEqual(letters.flatMap(() => ['letterClaimed', 'letterSent']));

    const after = fingerprint(rush);
    expect(Object.keys(after)).not.toContain('台账/lease.json');
    expect((await call('run', { district: 'rush' })).json).toMatchObject({ read: 0, letters: [] });
    expect(fingerprint(rush)).toEqual(after);
  });

  it('log counts and names of districts: no address, no name, nothing that people typed', () => {
    const lines = programs.flatMap((it) => it.stdout().split('\n')).filter((it) => it.startsWith('{"severity"'));
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.some((it) => it.includes('"WARNING","message":"done, but failures: 1"'))).toBe(true);
    const known = ['counts', 'district', 'durationMs', 'job', 'message', 'port', 'severity', 'status'];
    for (const entry of lines.map((it) => JSON.parse(it))) {
      expect(Object.keys(entry).filter((key) => !known.includes(key))).toEqual([]);
      if ('district' in entry) expect(Object.keys(districts)).toContain(entry.district);
    }
    const done = lines.map((it) => JSON.parse(it)).find(({ job, message }) => job === 'run' && message === 'done');
    expect(done).toMatchObject({ counts: { schools: 5, letters: expect.any(Number) }, durationMs: expect.any(Number) });
    for (const it of programs) expect(`${it.stdout()}${it.stderr()}`).not.toMatch(/@|\p{Script=Han}|37131100/u);
  });

  /** The month handed out and looked at, for a test of its own. */
  async function handedOutAs(name: 'held' | 'rush'): Promise<void> {
    const { [name]: place = '' } = districts;
    rmSync(place, { recursive: true, force: true });
    cpSync(fresh, place, { recursive: true, preserveTimestamps: true });
    at('2018-09-01T09:00');
    expect((await call('run', { district: name })).json.schools).toBe(5);
    dateReports(place, '2018-09-01T09:00+08:00');
    at('2018-09-03T07:00');
    await call('run', { district: name });
  }
});

describe('npm run functions', () => {
  let district = '';
  let port = 0;
  let server: Running;

  beforeAll(async () => {
    district = keep(copyOf(fresh));
    expect((await command('run', district, '--now', '2018-09-20T09:00')).status).toBe(0);
    port = await freePort();
    const line: string = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')).scripts.functions;
    const [program, ...args] = line.split(' ');
    expect(program).toBe('node');
    server = start(args, {
      PORT: String(port),
      DISTRICTS: `twin=${district}`,
    });
    programs.push(server);
    await server.said(/Serving function/);
  });

  it('serves the jobs by the clock of the machine', async () => {
    const [planned, ran] = await Promise.all([
      ask(port, '/run', JSON.stringify({ district: 'twin', period: '2018-09', dryRun: true })),
      command('run', district, '--period', '2018-09', '--dry-run', '--json'),
    ]);
    expect(planned.status).toBe(200);
    expect(planned.json.timeliness.overdue).toBe(5);
    expect(planned.json).toEqual(ran.json);
  });

  it('refuses with a sentence what is no right request, and touches nothing', async () => {
    const before = fingerprint(district);
    const good = JSON.stringify({ district: 'twin', dryRun: true });
    const body = (it: unknown): string => (typeof it === 'string' ? it : JSON.stringify(it));
    const refused = async (status: number, path: string, sent: string | undefined, options = {}): Promise<void> => {
      const what = `${path} ${sent?.slice(0, 80)} ${JSON.stringify(options)}`;
      const reply = await ask(port, path, sent, options);
      expect(reply.status, what).toBe(status);
      if ((options as { method?: string }).method === 'HEAD') return;
      expect(Object.keys(reply.json ?? {}), what).toEqual(['error']);
      expect(reply.json.error, what).toMatch(/^\p{Script=Han}.*\p{Script=Han}{2}/su);
      expect(reply.text, what).not.toMatch(/node_modules|node:|\bat \S+:\d+|\.ts\b/);
      expect(reply.text.length, what).toBeLessThan(600);
    };

    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) await refused(400, '/validate', good, { method });
    for (const job of Object.keys(jobs)) await refused(400, `/${job}`, undefined);
    const types = ['text/plain', 'application/octet-stream', 'application/jsonp', 'multipart/form-data; boundary=x'];
    for (const type of types) await refused(400, '/validate', good, { headers: { 'content-type': type } });
    const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };
    await refused(400, '/validate', 'district=twin&period=2018-09', form);
    await refused(415, '/validate', good, { headers: { 'content-type': 'application/json; charset=klingon' } });
    await refused(415, '/validate', good, { headers: { 'content-encoding': 'rot13' } });
    await refused(415, '/validate', good, { headers: { 'content-encoding': 'gzip' } });

    const bodies: unknown[] = [
      ...['', '{bad 王小明 13900000000', '"twin"', 'null', '7', '[]', ['twin'], {}],
      ...[7, null, true, ['twin'], { name: 'twin' }, '', 'x'.repeat(101)].map((it) => ({ district: it })),
      { district: 'twin', force: true },
      '{"district":"twin","__proto__":{"dryRun":true}}',
      '{"district":"twin","constructor":{}}',
      ...[201809, null, '', '2018-13', '2018-9', '2018年9月', '2018-09/../x', ['2018-09']].map((period) => ({
        district: 'twin',
        period,
      })),
      ...['yes', 1, null].map((dryRun) => ({ district: 'twin', dryRun })),
      { district: 'x'.repeat(60_000) },
    ];
    for (const it of bodies) await refused(400, '/run', body(it));
    await refused(413, '/run', body({ district: 'x'.repeat(3_000_000) }));
    await refused(413, '/run', body({ district: 'x'.repeat(3_000_000) }), {});
    const strangers = ['other', 'TWIN', ' twin', 'twin ', '__proto__', 'constructor', 'toString', '.', '..'];
    const places = [
      '../twin',
      'twin/../twin',
      'twin/学校',
      district,
      `file://${district}`,
      'google:1AbC',
      'twin\0',
      '%74win',
    ];
    for (const it of [...strangers, ...places]) await refused(400, '/run', body({ district: it }));
    const paths = [
      '/',
      '//run',
      '/run/x',
      '/RUN',
      '/__proto__',
      '/constructor',
      '/toString',
      '/../run',
      '/..%2frun',
      '/run%00',
    ];
    for (const path of paths) await refused(404, path, good);
    await refused(400, '/run%ff', good);

    await hangUp(port);
    expect((await ask(port, '/run', good)).status).toBe(200);
    expect(fingerprint(district)).toEqual(before);
    expect(`${server.stdout()}${server.stderr()}`).not.toMatch(/王小明|13900000000|body-parser|__proto__|TWIN/);
    for (const why of ['no POST of JSON', 'wrong body', 'unknown district', 'unknown path'])
      expect(server.stdout()).toContain(`{"severity":"WARNING","message":"refused: ${why}"`);
  });

  it('says no more of what the framework cannot read', () => {
    expect(refusalOf(new Error('c@example.cn')).status).toBe(500);
    expect(JSON.stringify(refusalOf(new Error('c@example.cn')))).not.toContain('@');
  });
});

const root = resolve(import.meta.dirname, '../..');

/** Announces more than the framework takes, and goes away: nobody sends a gibibyte in a test. */
function hangUp(port: number): Promise<void> {
  return new Promise((done) => {
    const headers = { 'content-type': 'application/json', 'content-length': '2000000000' };
    const asking = request({ port, path: '/run', method: 'POST', headers, agent: false });
    asking.on('error', () => done());
    asking.on('response', (response) => response.resume().on('end', done));
    asking.write('{"district":"twin"', () => asking.destroy(new Error('gone')));
  });
}
