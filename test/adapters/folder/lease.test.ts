import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeLease } from '../../../functions/adapters/folder/lease.ts';
import { LeaseHeld } from '../../../functions/operator-error.ts';
import type { LedgerEvent } from '../../../schemas/events.ts';
import { anxiao, makeDistrict, type RosterRow } from '../../support/district.ts';
import { deadProcess } from '../../support/dying-disk.ts';
import { inProcess } from '../../support/in-process.ts';

const program = resolve(import.meta.dirname, '../../../scripts/anxiao.js');
const leaseModule = pathToFileURL(resolve(import.meta.dirname, '../../../functions/adapters/folder/lease.ts')).href;
const onLinux = process.platform === 'linux';

const places: string[] = [];
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

function newLease(): string {
  const place = mkdtempSync(join(tmpdir(), 'anxiao-lease-'));
  places.push(place);
  return join(place, 'lease.json');
}

function holder(other: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    host: hostname(),
    process: process.pid,
    began: '',
    since: '2018-09-26T01:00:00.000Z',
    ...other,
  });
}

/** Takes what may be taken and gives it back; the words of the refusal otherwise. */
function tryLease(path: string): string {
  try {
    takeLease(path)();
    return 'taken';
  } catch (error) {
    if (!(error instanceof LeaseHeld)) throw error;
    return error.message;
  }
}

/** A process that runs a script with the lease at hand; resolves with what it printed first. */
async function childWith(script: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [
    '--input-type=module',
    '-e',
    `import { takeLease } from '${leaseModule}';${script}`,
  ]);
  children.push(child);
  const said = await new Promise<string>((done) => {
    child.stdout?.once('data', (text) => done(String(text)));
    child.once('close', () => done('closed'));
  });
  return { child, said };
}

async function killed(child: ChildProcess): Promise<void> {
  const closed = new Promise((done) => child.once('close', done));
  child.kill('SIGKILL');
  await closed;
}

describe('a lease', () => {
  it('is held by one at a time and given back without a trace', () => {
    const path = newLease();
    const release = takeLease(path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ host: hostname(), process: process.pid });
    expect(tryLease(path)).toContain(`进程 ${process.pid}`);
    release();
    expect(existsSync(path)).toBe(false);
    expect(tryLease(path)).toBe('taken');
    expect(readdirSync(resolve(path, '..'))).toEqual(['临时']);
    expect(readdirSync(resolve(path, '../临时'))).toEqual([]);
  });

  it('of a process that was killed is taken over at once', async () => {
    const path = newLease();
    const { child, said } = await childWith(
      `takeLease(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000);`,
    );
    expect(said).toBe('held\n');
    expect(tryLease(path)).toContain(`进程 ${child.pid}`);
    await killed(child);
    expect(tryLease(path)).toBe('taken');
  });

  it('of a process whose number somebody else bears by now is taken over', ({ skip }) => {
    if (!onLinux) skip('only Linux tells when a process began');
    const path = newLease();
    writeFileSync(path, holder({ began: 'another boot/1' }));
    expect(tryLease(path)).toBe('taken');
  });

  it('of a process that ended and was not yet noticed by its parent is taken over', async ({ skip }) => {
    if (!onLinux) skip('only Linux shows such processes');
    const path = newLease();
    // The shell leaves a child behind and becomes a program that never asks after it.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
    children.push(parent);
    const child = Number(await new Promise((done) => parent.stdout.once('data', done)));
    await expect.poll(() => readFileSync(`/proc/${child}/stat`, 'utf8').includes(') Z ')).toBe(true);
    writeFileSync(path, holder({ process: child }));
    expect(tryLease(path)).toBe('taken');
    await killed(parent);
  });

  it('of another host is respected, and the words say whose it is and what to do if that host is gone', () => {
    const path = newLease();
    const text = holder({ host: 'the-other-office', process: deadProcess });
    writeFileSync(path, text);
    expect(tryLease(path)).toMatch(
      new RegExp(`主机 the-other-office，进程 ${deadProcess}，开始于 2018-09-26.*删除.*lease\\.json`),
    );
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('without words is somebody just beginning, and after a while nobody', () => {
    const path = newLease();
    for (const text of ['', '{"host":', 'null', '{"host":"x","process":"1"}']) {
      writeFileSync(path, text);
      expect(tryLease(path)).toContain('另一次运行刚刚开始');
      const then = new Date(Date.now() - 60_000);
      utimesSync(path, then, then);
      expect(tryLease(path)).toBe('taken');
    }
  });

  it('sweeps away what takers left that were cut short themselves', () => {
    const path = newLease();
    writeFileSync(path, holder({ process: deadProcess }));
    writeFileSync(`${path}.0123456789ab`, holder({ process: deadProcess }));
    const release = takeLease(path);
    expect(readdirSync(resolve(path, '..'))).toEqual(['lease.json', '临时']);
    release();
  });

  it('left by the dead goes to one of many takers, never to two at once', async () => {
    const path = newLease();
    const log = `${path}.inside`.replace('lease.json', '');
    const dead = JSON.stringify(holder({ process: deadProcess }));
    // Whoever is inside alone can make the marker; instead of giving back, a holder sometimes "dies" inside.
    const script = `
      import fs from 'node:fs';
      console.log('ready');
      let taken = 0, overlaps = 0;
      for (let round = 0; round < 250; round += 1) {
        let release;
        try { release = takeLease(${JSON.stringify(path)}); } catch (error) { if (error.name !== 'Error' && !/另一次/.test(error.message)) throw error; continue; }
        taken += 1;
        try { fs.closeSync(fs.openSync(${JSON.stringify(log)}, 'wx')); } catch { overlaps += 1; }
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, round % 2);
        fs.rmSync(${JSON.stringify(log)}, { force: true });
        if (round % 3) {
          const aside = ${JSON.stringify(path)}.replace('lease.json', 'dead-' + process.pid);
          fs.writeFileSync(aside, ${dead});
          fs.renameSync(aside, ${JSON.stringify(path)});
        } else release();
      }
      console.log(JSON.stringify({ taken, overlaps }));
    `;
    const results = await Promise.all(
      [1, 2, 3].map(async () => {
        const { child } = await childWith(script);
        let text = '';
        child.stdout?.on('data', (more) => {
          text += String(more);
        });
        await new Promise((done) => child.once('close', done));
        return JSON.parse(text.trim().split('\n').at(-1) ?? '{}') as { taken: number; overlaps: number };
      }),
    );
    for (const result of results) {
      expect(result.overlaps).toBe(0);
      expect(result.taken).toBeGreaterThan(0);
    }
    expect(tryLease(path)).toBe('taken');
    expect(readdirSync(resolve(path, '..'))).toEqual(['临时']);
  });
});

describe('runs of one district', () => {
  const rows: RosterRow[] = [1, 2, 3, 4].map((number) => ({ code: `37131100${number}`, name: `示例第${number}小学` }));
  const overdue = '2018-09-26T09:30';
  let district = '';

  beforeAll(async () => {
    district = makeDistrict(rows);
    places.push(resolve(district, '..'));
    await inProcess('handOut', district, '2018-09-01T09:00');
    await inProcess('validate', district, '2018-09-20T09:00');
  });

  it('while another works: status 2, one line that says who, and nothing changed', async () => {
    const lease = join(district, '台账', 'lease.json');
    const { child } = await childWith(
      `takeLease(${JSON.stringify(lease)}); console.log('held'); setInterval(() => {}, 1000);`,
    );
    const journal = () => readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8');
    const before = journal();
    const refused = anxiao('run', district, '--json', '--now', overdue);
    expect([refused.status, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toMatch(new RegExp(`^另一次运行正在处理这个区（主机 .*，进程 ${child.pid}，.*\\n$`));
    expect(journal()).toBe(before);
    expect(existsSync(join(district, '总表.xlsx'))).toBe(false);
    await killed(child);
  });

  it('ten at once: each letter is sent once, the ledger is whole, and the next run has nothing to do', async () => {
    // The lease of the killed one above is still there: it is taken over under pressure.
    expect(existsSync(join(district, '台账', 'lease.json'))).toBe(true);
    const runs = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const child = spawn(process.execPath, [program, 'run', district, '--json', '--now', overdue], {
          env: { ...process.env, SMTP_URL: '', MAIL_FROM: '' },
        });
        children.push(child);
        let stdout = '';
        let stderr = '';
        child.stdout.on('data', (text) => {
          stdout += String(text);
        });
        child.stderr.on('data', (text) => {
          stderr += String(text);
        });
        const status = await new Promise<number | null>((done) => child.once('close', done));
        return { status, stdout, stderr };
      }),
    );
    const worked = runs.filter(({ status }) => status === 0);
    const refused = runs.filter(({ status }) => status === 2);
    expect(worked.length).toBeGreaterThan(0);
    expect(worked.length + refused.length, JSON.stringify(runs)).toBe(10);
    for (const { stdout, stderr } of refused)
      expect([stdout, stderr]).toEqual(['', expect.stringMatching(/^另一次运行[^\n]*\n$/)]);
    const sent = worked.flatMap(({ stdout }) => JSON.parse(stdout).letters.map(({ key }: { key: string }) => key));
    expect(new Set(sent).size).toBe(sent.length);

    const lines = readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    const events = lines.map((line) => JSON.parse(line) as LedgerEvent);
    const claims = events.flatMap((event) => (event.type === 'letterClaimed' ? [event.key] : []));
    expect(claims.length).toBeGreaterThan(0);
    expect(claims.toSorted()).toEqual(sent.toSorted());
    const ids = events.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(readdirSync(join(district, '发件箱')).filter((name) => name.endsWith('.eml'))).toHaveLength(claims.length);

    const journal = statSync(join(district, '台账', 'journal-000001.jsonl'));
    const last = anxiao('run', district, '--json', '--now', overdue);
    expect([last.status, last.json.read, last.json.letters]).toEqual([0, 0, []]);
    expect(statSync(join(district, '台账', 'journal-000001.jsonl'))).toMatchObject({
      size: journal.size,
      mtimeMs: journal.mtimeMs,
    });
    expect(readdirSync(join(district, '台账')).filter((name) => name.startsWith('lease'))).toEqual([]);
  });
});
