import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { serveSmtp } from '../support/smtp-server.ts';
import { type Built, buildFunctions } from './built.ts';
import { bytesOf, copyOf, dateReports, eventsOf, fingerprint } from './district-tree.ts';
import { type Due, deliver, deliverAtLeastOnce } from './scheduler.ts';

const school: RosterRow = { code: '371311001', name: '示例第一小学' };
const rows: readonly RosterRow[] = [school, { code: '371311002', name: '示例第二小学' }];
const clocks = ['2018-09-03T09:00', '2018-09-20T10:00', '2018-09-26T09:30', '2018-09-27T09:30'] as const;
const run = (district: string, clock: string): Due => ({
  door: 'run',
  district,
  scheduledFor: new Date(`${clock}:00+08:00`).toISOString(),
});

describe('the schedule of a district in a folder', () => {
  let built: Built;
  let place = '';
  let fresh = '';
  const districts: string[] = [];
  const at = (now: string): void => writeFileSync(join(place, 'clock'), `${now}:00+08:00`);
  const own = (name: string, path: string): NodeJS.ProcessEnv => ({
    CLOCK: join(place, 'clock'),
    DISTRICTS: `${name}=${path}`,
  });
  const keep = (district: string): string => {
    districts.push(district);
    return district;
  };

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'anxiao-delivery-'));
    built = await buildFunctions();
    fresh = keep(makeDistrict(rows));
    // Handed out, and dated: what a folder says of its files' times is not the same in two of them.
    await inProcess('handOut', fresh, clocks[0]);
    dateReports(fresh, `${clocks[0]}+08:00`);
  });
  afterAll(async () => {
    await built?.end();
    for (const district of districts) removeDistrict(district);
    if (place !== '') rmSync(place, { recursive: true, force: true });
  });

  it('may deliver double, at once, late and out of order: every byte is as after one run each of the command line', async () => {
    const [wild, calm] = [keep(copyOf(fresh)), keep(copyOf(fresh))];
    const { server, port } = await built.serve(own('wild', wild));
    for (const [step, clock] of clocks.entries()) {
      at(clock);
      await inProcess('run', calm, clock);
      const replies = await deliverAtLeastOnce(port, run('wild', clock), 5);
      expect(replies.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
      const after = fingerprint(wild);
      for (const late of clocks.slice(0, step + 1).reverse())
        expect(await deliver(port, run('wild', late))).toMatchObject({ status: 200, json: { read: 0, letters: [] } });
      expect(fingerprint(wild)).toEqual(after);
      if (step > 0) continue;
      // What a school does, in both districts: the same at the same time.
      const when = new Date('2018-09-19T15:00+08:00');
      for (const district of [wild, calm]) {
        await fillReport(reportPath(district, school), rightReport, when);
      }
    }
    expect(bytesOf(wild)).toEqual(bytesOf(calm));
    expect(eventsOf(wild).filter(({ type }) => type === 'letterSent').length).toBeGreaterThan(3);
    // Each delivery says which hour it was meant for.
    expect(server.stdout()).toMatch(/"job":"run","district":"wild".*"scheduledFor":"2018-09-26T01:30:00\.000Z"/);
  });

  it('finds a run that SIGTERM stopped amid its letters, and sends the rest: each once', async () => {
    const district = keep(copyOf(fresh));
    await inProcess('run', district, clocks[0]);
    let refused: number | undefined;
    let signal: (() => Promise<void>) | undefined;
    const smtp = await serveSmtp({
      onRcptTo: (_address, _session, done) => {
        const asked = signal;
        signal = undefined;
        if (asked) asked().then(() => done(), done);
        else done();
      },
    });
    try {
      const env = { ...own('x', district), SMTP_URL: `smtp://127.0.0.1:${smtp.port}` };
      at(clocks[2]);
      const first = await built.serve(env);
      // While the server still thinks about the first letter: what comes now is refused, the letter is seen to its end.
      signal = async () => {
        first.server.child.kill('SIGTERM');
        while (refused !== 503) refused = (await deliver(first.port, run('x', clocks[2]))).status;
      };
      const stopped = await deliver(first.port, run('x', clocks[2]));
      expect(stopped).toMatchObject({ status: 503, json: { error: expect.stringContaining('稍后再试') } });
      expect(await first.server.ended).toEqual({ status: 0, signal: null });
      expect(refused).toBe(503);
      expect(first.server.stdout()).toMatch(
        /"WARNING","message":"stopped by a signal[^"]*","job":"run","district":"x"/,
      );
      expect(existsSync(join(district, '台账', 'lease.json'))).toBe(false);
      const count = (type: string): number => eventsOf(district).filter((event) => event.type === type).length;
      expect([count('letterClaimed'), count('letterSent'), smtp.whole.length]).toEqual([1, 1, 1]);

      const next = await built.serve(env);
      const rest = await deliver(next.port, run('x', clocks[2]));
      expect(rest).toMatchObject({ status: 200 });
      expect(rest.json.letters.length).toBeGreaterThan(2);
      expect(smtp.whole).toHaveLength(1 + rest.json.letters.length);
      const ids = smtp.whole.map((letter) => /^message-id: .*$/im.exec(letter.toString('latin1'))?.[0]);
      expect(new Set(ids).size).toBe(ids.length);
      expect(count('letterSent')).toBe(ids.length);
    } finally {
      await smtp.close();
    }
  });

  it('does not wait for a mail server that never answers: it ends all the same, and the letter goes again as it was', async () => {
    const district = keep(copyOf(fresh));
    await inProcess('run', district, clocks[0]);
    let answers = false;
    let asked: () => void = () => {};
    const asking = new Promise<void>((done) => {
      asked = done;
    });
    const smtp = await serveSmtp({
      onRcptTo: (_address, _session, done) => {
        asked();
        if (answers) done();
      },
    });
    try {
      const env = { ...own('x', district), SMTP_URL: `smtp://127.0.0.1:${smtp.port}` };
      at(clocks[2]);
      const first = await built.serve(env);
      const cut = deliver(first.port, run('x', clocks[2])).catch(() => undefined);
      await asking;
      first.server.child.kill('SIGTERM');
      expect(await first.server.ended).toEqual({ status: 1, signal: null });
      expect(await cut).toBeUndefined();
      const [claimed] = eventsOf(district).filter(({ type }) => type === 'letterClaimed');

      answers = true;
      const next = await built.serve(env);
      expect(await deliver(next.port, run('x', clocks[2]))).toMatchObject({ status: 200 });
      const ids = smtp.whole.map((letter) => /^message-id: (.*?)\r?$/im.exec(letter.toString('latin1'))?.[1]);
      expect(ids.filter((id) => id === (claimed as { messageId?: string } | undefined)?.messageId)).toHaveLength(1);
      expect(new Set(ids).size).toBe(ids.length);
    } finally {
      await smtp.close();
    }
  });
});
