import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentHash } from '../../functions/core/event-id.ts';
import type { Content, World } from '../../functions/world.ts';
import type { LedgerEvent } from '../../schemas/events.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { drawnOnce, inProcess, withStore } from '../support/in-process.ts';

const right: RosterRow = { code: '371311001', name: '示例第一小学' };
const wrong: RosterRow = { code: '371311002', name: '示例第二小学' };
const silent: RosterRow = { code: '371311003', name: '示例第三小学' };
const torn: RosterRow = { code: '371311004', name: '示例第四小学' };
const copies: RosterRow = { code: '371311005', name: '示例第五小学' };
const rivals: RosterRow = { code: '371311006', name: '示例第六小学' };
const oldFormat: RosterRow = { code: '371311007', name: '示例第七小学' };
const otherMonth: RosterRow = { code: '371311008', name: '示例第八小学' };
const gone: RosterRow = { code: '371311009', name: '示例第九小学' };
const roster = [right, wrong, silent, torn, copies, rivals, oldFormat, otherMonth, gone];

let district = '';
/** The report of a school that does everything right, and one that does not. */
let good = Buffer.alloc(0);
let bad = Buffer.alloc(0);

beforeAll(async () => {
  district = makeDistrict(roster);
  await inProcess('handOut', district, '2018-09-01T09:00');
  await inProcess('run', district, '2018-09-02T09:00');
  for (const row of [right, wrong, copies, rivals, otherMonth])
    await fillReport(reportPath(district, row), rightReport);
  good = readFileSync(reportPath(district, right));
  await fillReport(reportPath(district, wrong), { monthlyReport_incidentsReported: 5 });
  await fillReport(reportPath(district, otherMonth), {
    monthlyReport_periodMonth: 8,
    monthlyReport_reportDate: '2018-08-20',
  });
  writeFileSync(reportPath(district, torn), good.subarray(0, 3000));
  copyFileSync(reportPath(district, copies), beside(copies, '2018年09月 (1).xlsx'));
  copyFileSync(reportPath(district, rivals), beside(rivals, '2018年09月 - 副本.xlsx'));
  await fillReport(beside(rivals, '2018年09月 - 副本.xlsx'), { selfCheck_teacherCount: 81 });
  writeFileSync(
    beside(oldFormat, '2018年09月.xls'),
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)]),
  );
  renameSync(reportPath(district, gone), join(dirname(district), 'gone.xlsx'));
  const first = await inProcess('run', district, '2018-09-20T10:00');
  expect(first.states).toMatchObject({ submitted: 2, notStarted: 2, invalid: 5 });
  // Torn and missing files are told of when they are found so a second time.
  await inProcess('run', district, '2018-09-20T11:00');
});

// Where the district could not be made, its parent would be the folder that the tests run in.
afterAll(() => {
  if (district !== '') rmSync(resolve(district, '..'), { recursive: true, force: true });
});

function beside(row: RosterRow, name: string): string {
  return join(dirname(reportPath(district, row)), name);
}

/** Everything in a district with its bytes and times, folders too: a lease that came and went shows in its folder's time. */
function fingerprint(): Record<string, string> {
  const names = ['', ...readdirSync(district, { recursive: true, encoding: 'utf8' })].sort();
  return Object.fromEntries(
    names.map((name) => {
      const stats = statSync(join(district, name));
      const bytes = stats.isFile() ? contentHash(readFileSync(join(district, name))) : '';
      return [name, `${stats.mtimeMs} ${stats.ctimeMs} ${bytes}`];
    }),
  );
}

function journal(): LedgerEvent[] {
  const text = readFileSync(join(district, '台账', 'journal-000001.jsonl'), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as LedgerEvent);
}

/** What a run did to the outside world. */
interface Done {
  reads: number;
  parses: number;
  draws: number;
  leases: number;
}

/** Counts, in one run, the workbooks read and opened, the books drawn and the leases asked for. */
function counting(done: Done) {
  return (world: World): World => {
    const counted = withStore(drawnOnce(world), {
      readReport: async (path): Promise<Content> => {
        done.reads += 1;
        const content = await world.store.readReport(path);
        return {
          ...content,
          opened: () => {
            done.parses += 1;
            return content.opened();
          },
        };
      },
      draw: (book) => {
        done.draws += 1;
        return drawnOnce(world).store.draw(book);
      },
    });
    const ledger = new Proxy(world.ledger, {
      get: (target, name) => {
        const member = Reflect.get(target, name);
        if (name === 'begin') done.leases += 1;
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    return { ...counted, ledger };
  };
}

async function counted(now: string) {
  const done: Done = { reads: 0, parses: 0, draws: 0, leases: 0 };
  return { said: await inProcess('run', district, now, counting(done)), done };
}

async function save(row: RosterRow, bytes: Uint8Array, at: string): Promise<void> {
  writeFileSync(reportPath(district, row), bytes);
  utimesSync(reportPath(district, row), new Date(at), new Date(at));
}

describe('a run with nothing changed', () => {
  it('reads no workbook, draws none, takes no lease and leaves every byte and time', async () => {
    const before = fingerprint();
    const { said, done } = await counted('2018-09-20T12:00');
    expect(done).toEqual({ reads: 0, parses: 0, draws: 0, leases: 0 });
    expect([said.read, said.letters]).toEqual([0, []]);
    expect(said.failures.map(({ school, code }) => `${school} ${code}`).sort()).toEqual(
      [
        `${torn.code} F-BROKEN`,
        `${rivals.code} L-WHO`,
        `${oldFormat.code} F-OLD-FORMAT`,
        `${otherMonth.code} L-WHO`,
        `${gone.code} F-MISSING`,
      ].sort(),
    );
    expect(fingerprint()).toEqual(before);
  });

  it('is one where only times changed: each file is looked at once, none is opened, nothing is appended', async () => {
    const events = journal().length;
    const later = new Date('2018-09-20T13:00:00+08:00');
    for (const row of roster) if (row !== gone) utimesSync(reportPath(district, row), later, later);
    utimesSync(beside(copies, '2018年09月 (1).xlsx'), later, later);
    const { said, done } = await counted('2018-09-20T14:00');
    expect(done).toMatchObject({ reads: roster.length, parses: 0, draws: 0 });
    expect(said.read).toBe(0);
    expect(journal()).toHaveLength(events);
    const before = fingerprint();
    expect((await counted('2018-09-20T15:00')).done).toEqual({ reads: 0, parses: 0, draws: 0, leases: 0 });
    expect(fingerprint()).toEqual(before);
  });

  it('is one after a file went and came back, and after content went from A to B to A', async () => {
    const versions = () =>
      journal().flatMap((event) => (event.type === 'accepted' && event.school === right.code ? [event.version] : []));
    expect(versions()).toEqual([1]);
    bad = readFileSync(reportPath(district, wrong));
    const other = beside(right, 'other.tmp');
    copyFileSync(reportPath(district, right), other);
    await fillReport(other, { monthlyReport_incidents: 2 });
    const corrected = readFileSync(other);
    rmSync(other);
    const steps: [Uint8Array, string][] = [
      [corrected, '2018-09-21T09:00'],
      [good, '2018-09-21T10:00'],
      [bad, '2018-09-21T11:00'],
      [good, '2018-09-21T12:00'],
    ];
    const states: number[] = [];
    for (const [bytes, at] of steps) {
      await save(right, bytes, `${at}:00+08:00`);
      const { said } = await counted(at);
      expect(said.read, at).toBe(bytes === bad ? 0 : 1);
      states.push(said.states.submitted);
      const before = fingerprint();
      expect((await counted(`${at.slice(0, 14)}30`)).done, at).toEqual({ reads: 0, parses: 0, draws: 0, leases: 0 });
      expect(fingerprint()).toEqual(before);
    }
    // The wrong school's own workbook in this folder is nobody's report; the version accepted last stays in force.
    expect(states).toEqual([2, 2, 1, 2]);
    expect(versions()).toEqual([1, 2, 3]);
    renameSync(reportPath(district, right), join(dirname(district), 'away.xlsx'));
    await counted('2018-09-21T13:00');
    renameSync(join(dirname(district), 'away.xlsx'), reportPath(district, right));
    expect((await counted('2018-09-21T14:00')).said.states.submitted).toBe(2);
    expect(versions()).toEqual([1, 2, 3]);
    expect((await counted('2018-09-21T15:00')).done).toEqual({ reads: 0, parses: 0, draws: 0, leases: 0 });
  });

  it('is one where the snapshot was deleted: everything is looked at again, nothing is appended or sent', async () => {
    const events = journal().length;
    const master = readFileSync(join(district, '总表.xlsx'));
    rmSync(join(district, '台账', 'snapshot.json'));
    const { said } = await counted('2018-09-21T16:00');
    expect([said.read, said.letters]).toEqual([0, []]);
    expect(journal()).toHaveLength(events);
    expect(readFileSync(join(district, '总表.xlsx')).equals(master)).toBe(true);
  });
});

describe('a file of ours that is open all day', () => {
  it('is never taken for one that somebody changed, however often it could not be renewed', async () => {
    const locks = [join(district, '~$总表.xlsx'), beside(wrong, '~$18年09月 校验结果.xlsx')];
    for (const lock of locks) writeFileSync(lock, 'somebody');
    const files = () =>
      readdirSync(district, { recursive: true, encoding: 'utf8' })
        .filter((name) => /总表|校验结果/.test(name))
        .sort();
    const before = files();
    for (let hour = 1; hour <= 7; hour += 1) {
      await fillReport(reportPath(district, wrong), { monthlyReport_incidentsReported: 5 + hour });
      await counted(`2018-09-22T0${hour}:00`);
    }
    for (const lock of locks) rmSync(lock);
    await counted('2018-09-22T09:00');
    expect(files()).toEqual(before.filter((name) => !name.includes('~$')));
    const drawn = journal().flatMap((event) =>
      event.type === 'wrote' && event.path === '总表.xlsx' ? [event.hash] : [],
    );
    expect(drawn.length).toBeGreaterThan(5);
  });
});
