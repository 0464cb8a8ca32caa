import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeDistrict, type RosterRow } from '../support/district.ts';
import { inProcess } from '../support/in-process.ts';
import { copyOf, eventsOf, fingerprint, lettersIn } from './district-tree.ts';
import { holdLease, program, type Running, start } from './processes.ts';

const school: RosterRow = { code: '371311001', name: '示例第一小学' };
const other: RosterRow = { code: '371311002', name: '示例第二小学' };
const overdue = '2018-09-26T09:30';

const places: string[] = [];
const programs: Running[] = [];
let fresh = '';

function keep(district: string): string {
  places.push(resolve(district, '..'));
  return district;
}

/** `run --every 1`: what these tests wait for is its first run and its end, never the minute between. */
function keepRunning(...args: string[]): Running {
  return begin(...args, '--every', '1', '--now', overdue);
}

function lease(district: string): string {
  return join(district, '台账', 'lease.json');
}

beforeAll(async () => {
  fresh = keep(makeDistrict([school, other]));
  await inProcess('run', fresh, '2018-09-01T09:00');
});

afterEach(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.splice(0).map(({ ended }) => ended));
});

afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

describe('run --every', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('runs at once, and at %s ends well', async (signal) => {
    const district = keep(copyOf(fresh));
    const running = keepRunning(district, '--json');
    await running.said(/\n/);
    const { letters, timeliness } = JSON.parse(running.stdout());
    expect(timeliness.overdue).toBe(2);
    expect(letters).toHaveLength(4);
    // Between two runs nobody holds the district.
    expect(existsSync(lease(district))).toBe(false);
    const before = fingerprint(district);
    running.child.kill(signal);
    expect(await running.ended).toEqual({ status: 0, signal: null });
    expect(running.stdout().trim().split('\n')).toHaveLength(1);
    expect(running.stderr()).not.toContain('出错');
    expect(fingerprint(district)).toEqual(before);
  });

  it('asked to stop in the middle of a run, finishes that one and gives the district back', async () => {
    const district = keep(copyOf(fresh));
    const running = keepRunning(district, '--json');
    while (!existsSync(lease(district)) && running.stdout() === '') await wait(2);
    running.child.kill('SIGTERM');
    expect(await running.ended).toEqual({ status: 0, signal: null });
    expect(JSON.parse(running.stdout()).letters).toHaveLength(4);
    expect(lettersIn(district)).toHaveLength(4);
    expect(eventsOf(district).filter(({ type }) => type === 'letterSent')).toHaveLength(4);
    expect(existsSync(lease(district))).toBe(false);
  });

  it('says what is wrong with a district, and goes on', async () => {
    const broken = keep(copyOf(fresh));
    writeFileSync(join(broken, '区级设置.xlsx'), 'not a workbook');
    const faulty = keep(copyOf(fresh));
    // Nothing a program of ours ever wrote: our own fault, as far as anybody can tell.
    const letter = { type: 'letterClaimed', id: 'x', at: '2018-09-20T09:00:00+08:00', key: 'remind/x', items: 7 };
    appendFileSync(join(faulty, '台账', 'journal-000001.jsonl'), `${JSON.stringify(letter)}\n`);
    const held = keep(copyOf(fresh));
    const holder = await holdLease(join(held, '台账'));
    programs.push(holder);

    for (const [district, why] of [
      [broken, /区级设置\.xlsx 读不出来/],
      [faulty, /程序出错，没有做完：TypeError/],
      [held, new RegExp(`另一次运行正在处理这个区.*进程 ${holder.child.pid}`)],
      [join(fresh, '没有这个区'), /找不到文件夹/],
    ] as const) {
      const running = keepRunning(district, '--json');
      await running.said(/^\{"error":.*\}\n/);
      // Asked to stop it ends well: so it was still there, waiting for its next run.
      running.child.kill('SIGTERM');
      expect(await running.ended, String(why)).toEqual({ status: 0, signal: null });
      expect(running.stderr()).toMatch(why);
    }
    expect(readFileSync(join(broken, '区级设置.xlsx'), 'utf8')).toBe('not a workbook');
    expect(lettersIn(held)).toEqual([]);
  });

  it('is not begun where it is asked for wrongly', async () => {
    const usage = [
      [],
      [fresh, 'another'],
      [fresh, '--every', '0'],
      [fresh, '--every', '1.5'],
      [fresh, '--every', 'hour'],
      [fresh, '--period', '2018'],
    ];
    const wrong = usage.map((args) => (args.includes('--every') ? begin(...args) : keepRunning(...args)));
    for (const [index, running] of wrong.entries()) {
      expect(await running.ended, usage[index]?.join(' ')).toEqual({ status: 2, signal: null });
      expect(running.stdout()).toBe('');
      expect(running.stderr()).toMatch(/^[^\n]+\n$/);
    }
    const elsewhere = start([program, 'validate', fresh, '--every', '1']);
    expect(await elsewhere.ended).toEqual({ status: 2, signal: null });
  });
});

function begin(...args: string[]): Running {
  const running = start([program, 'run', ...args]);
  programs.push(running);
  return running;
}
