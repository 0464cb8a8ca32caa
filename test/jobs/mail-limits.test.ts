import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createPacer, type Timer } from '../../functions/adapters/mail/pacer.ts';
import { readEmlHead } from '../../functions/adapters/mail/read-eml.ts';
import { limitsOf } from '../../functions/adapters/mail/smtp-limits.ts';
import { lettersIn } from '../doors/district-tree.ts';
import { reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import {
  answering,
  disagreements,
  mailTown,
  overdue,
  remindOver,
  rowsOf,
  trackedLetters,
} from '../support/mail-district.ts';
import type { SmtpServer } from '../support/smtp-server.ts';
import { typeSetting } from '../support/type-setting.ts';

const town = mailTown();
afterEach(town.endServers);
afterAll(town.leave);

const subjects = (server: SmtpServer): string[] => server.arrived.map((bytes) => readEmlHead(bytes).subject);
const states = (letters: readonly { readonly state: string }[]): string =>
  letters.map(({ state }) => state[0]).join('');
const perDay = (count: number) => (district: string) => typeSetting(district, '每天最多发信', count);
const rows = rowsOf(4);
const [first, second] = rows;
if (!first || !second) throw new Error('no schools');

describe('a day’s limit', () => {
  it('holds over all runs of the day; what is over it is not claimed, and goes on later days in those days’ words', async () => {
    const district = await town.district(rows, perDay(3));
    const server = await town.serve();
    const morning = await remindOver(district, server);
    expect(states(morning.letters)).toBe('sssddddd');
    expect(morning.letters.at(-1)?.why).toBe('今天已经发了 3 封，到了“每天最多发信”的上限。');
    expect(trackedLetters(district).size).toBe(3);
    expect(states((await remindOver(district, server, '2018-09-26T15:00')).letters)).toBe('ddddd');
    expect(server.arrived).toHaveLength(3);
    // Who reported meanwhile is not reminded of anything any more.
    await fillReport(reportPath(district, second), rightReport, new Date('2018-09-26T16:00+08:00'));
    await inProcess('validate', district, '2018-09-26T18:00');
    expect(states((await remindOver(district, server, '2018-09-27T09:00')).letters)).toBe('sssddd');
    const nextDay = server.arrived.slice(3).map((bytes) => readEmlHead(bytes));
    expect(nextDay.every(({ date }) => date.startsWith('2018-09-27T09:00'))).toBe(true);
    for (const day of ['2018-09-28', '2018-09-29', '2018-09-30', '2018-10-08', '2018-10-09'])
      await remindOver(district, server, `${day}T09:00`);
    expect(disagreements(district, [server])).toEqual([]);
    const receipts = subjects(server).filter((subject) => subject.startsWith('回执'));
    expect(receipts).toHaveLength(2);
  });

  it('lets an urgent letter pass at any hour, and takes what waited before what is new, and receipts last', async () => {
    const district = await town.district(rows, async (it) => {
      await perDay(8)(it);
      await typeSetting(it, '安全科邮箱', 'section@example.cn');
      await typeSetting(it, '每日小结', '否').catch(() => undefined);
    });
    const slow = await town.serve(
      answering((address) => (/^[cp]37131100[12]/.test(address) ? '450 Later' : undefined)),
    );
    await remindOver(district, slow);
    expect(slow.arrived).toHaveLength(4);
    await fillReport(
      reportPath(district, second),
      { ...rightReport, monthlyReport_incidentsCriminal: 1 },
      new Date('2018-09-26T16:00+08:00'),
    );
    await perDay(4)(district);
    await inProcess('validate', district, '2018-09-26T18:00');
    const night = await town.serve();
    await remindOver(district, night, '2018-09-26T22:00');
    expect(subjects(night)).toEqual([expect.stringContaining('刑事')]);
    const server = await town.serve();
    // The first school's reminders of the 26th have waited, and have given way to the next rung's; the rest is new.
    const { letters } = await remindOver(district, server, '2018-09-28T09:00');
    const kinds = letters.map(({ key, state }) => `${key.split('/')[0]} ${state}`);
    expect(kinds.slice(0, 4)).toEqual(Array(4).fill('remind withdrawn'));
    expect(kinds.slice(4, 8)).toEqual(Array(4).fill('remind sent'));
    expect(kinds.slice(8).filter((kind) => kind === 'receipt deferred')).toHaveLength(2);
    expect(disagreements(district, [slow, night, server])).toEqual([]);
  });

  it('takes the longest waiting first', async () => {
    const district = await town.district();
    const slow = await town.serve(
      answering((address) => (/^p371311001|^[cp]371311002/.test(address) ? '450 Later' : undefined)),
    );
    await fillReport(reportPath(district, second), rightReport, new Date('2018-09-25T16:00+08:00'));
    await inProcess('validate', district, '2018-09-25T16:10');
    await remindOver(district, slow, '2018-09-25T16:30');
    await remindOver(district, slow);
    // Two receipts have waited since the 25th, a reminder since the 26th, and one letter more may go today.
    expect([...trackedLetters(district).values()].filter(({ state }) => state === 'deferred')).toHaveLength(3);
    await perDay(6)(district);
    const server = await town.serve();
    expect(states((await remindOver(district, server, '2018-09-26T15:00')).letters)).toBe('sdd');
    expect(subjects(server)).toEqual([expect.stringMatching(/^回执/)]);
    expect(disagreements(district, [slow, server])).toEqual([]);
  });

  it('is none for the outbox', async () => {
    const district = await town.district(rows, perDay(1));
    const { letters } = await inProcess('remind', district, overdue);
    expect(states(letters)).toBe('ssssssss');
    expect(lettersIn(district)).toHaveLength(8);
  });
});

/** A clock on which time passes only by waiting, and what was waited for. */
function patience(): Timer & { readonly waits: number[] } {
  const waits: number[] = [];
  let now = 0;
  return {
    waits,
    now: () => now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}

describe('a minute’s limit', () => {
  const perMinute = (count: number) => (district: string) => typeSetting(district, '每分钟最多发信', count);

  it('makes a run wait between letters, and a run sends all it can in ten minutes', async () => {
    const district = await town.district(rowsOf(8), perMinute(1));
    const server = await town.serve();
    const timer = patience();
    const pacer = createPacer(timer);
    const { letters } = await remindOver(district, server, overdue, {}, (world) => ({ ...world, pacer }));
    expect(states(letters)).toBe('ssssssssssdddddd');
    expect(timer.waits).toEqual(Array(9).fill(60_250));
    expect(trackedLetters(district).size).toBe(10);
    const rest = await remindOver(district, server, '2018-09-26T10:30', {}, (world) => ({
      ...world,
      pacer: createPacer(patience()),
    }));
    expect(states(rest.letters)).toBe('ssssss');
    expect(disagreements(district, [server])).toEqual([]);
  });

  it('never lets more go in any minute, and makes nobody wait who is slower', async () => {
    const timer = patience();
    const pacer = createPacer(timer);
    const gone: number[] = [];
    for (let letter = 0; letter < 20; letter += 1) {
      if (!(await pacer.turn(3))) break;
      gone.push(timer.now());
      await timer.wait(letter < 6 ? 0 : 25_000);
    }
    expect(gone).toHaveLength(20);
    for (const at of gone)
      expect(gone.filter((other) => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(3);
    expect(timer.waits.filter((wait) => wait > 25_000)).toEqual([60_250, 60_250]);
  });

  it('is what the server is known to take, where 设置 leaves it to the program', () => {
    const host = (name: string) => limitsOf({ host: name, loopback: false });
    expect(host('smtp.163.com')).toEqual({ perMinute: 10, perDay: 100 });
    expect(host('smtp.qq.com')).toEqual({ perMinute: 10, perDay: 100 });
    expect(host('smtp.exmail.qq.com')).toEqual({ perMinute: 30, perDay: 0 });
    expect(host('mail.bureau.example')).toEqual({ perMinute: 30, perDay: 0 });
    expect(host('not163.com')).toEqual({ perMinute: 30, perDay: 0 });
    expect(limitsOf({ host: 'localhost', loopback: true })).toEqual({ perMinute: 0, perDay: 0 });
  });
});
