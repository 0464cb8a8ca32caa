import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readEmlHead } from '../../functions/adapters/mail/read-eml.ts';
import { reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { answering, disagreements, mailTown, remindOver, rowsOf, trackedLetters } from '../support/mail-district.ts';
import type { SmtpServer } from '../support/smtp-server.ts';
import { typeSetting } from '../support/type-setting.ts';

const town = mailTown();
afterEach(town.endServers);
afterAll(town.leave);

const rows = rowsOf(2);
const [first] = rows;
if (!first) throw new Error('no school');
const section = 'section@example.cn';

const trial = (district: string, is: '是' | '否') => typeSetting(district, '试运行', is);
async function rehearsing(district: string): Promise<void> {
  await typeSetting(district, '安全科邮箱', section);
  await trial(district, '是');
}
const heads = (server: SmtpServer) => server.arrived.map((bytes) => readEmlHead(bytes));
const statesOf = (letters: readonly { readonly state: string }[]): string[] => letters.map(({ state }) => state);
const reminders = <L extends { readonly key: string }>(letters: readonly L[]): readonly L[] =>
  letters.filter(({ key }) => key.startsWith('remind/'));

describe('试运行', () => {
  it('sends all to the section, once, with the true recipient named; who was only rehearsed is told when it ends', async () => {
    const district = await town.district(rows, rehearsing);
    const server = await town.serve();
    const rehearsed = reminders((await remindOver(district, server)).letters);
    expect(rehearsed.map(({ key }) => key)).toEqual(
      ['01', '02'].flatMap((nth) => [
        `remind/2018-09/3713110${nth}/3/c3713110${nth}@example.cn`,
        `remind/2018-09/3713110${nth}/3/p3713110${nth}@example.cn`,
      ]),
    );
    expect(new Set(server.recipients)).toEqual(new Set([section]));
    for (const { subject } of heads(server).slice(0, 4)) expect(subject).toMatch(/^【试运行】/);
    expect(reminders((await remindOver(district, server, '2018-09-26T10:30')).letters)).toEqual([]);

    await trial(district, '否');
    const real = await town.serve();
    const told = reminders((await remindOver(district, real, '2018-09-26T14:00')).letters);
    expect(told.map(({ key, to, state }) => [key, to, state])).toEqual(
      rehearsed.map(({ key }) => [key, [key.slice(key.lastIndexOf('/') + 1)], 'sent']),
    );
    const ids = [...heads(server), ...heads(real)].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { subject } of heads(real)) expect(subject).not.toContain('试运行');
    expect(reminders((await remindOver(district, real, '2018-09-26T15:00')).letters)).toEqual([]);
    expect(disagreements(district, [server, real])).toEqual([]);
  });

  it('leaves no stale rung behind: who was rehearsed on the 26th is told on the 28th of that day’s rung alone', async () => {
    const district = await town.district(rows, rehearsing);
    const server = await town.serve();
    await remindOver(district, server);
    await trial(district, '否');
    const { letters } = await remindOver(district, server, '2018-09-28T09:00');
    expect(new Set(reminders(letters).map(({ key }) => key.split('/')[3]))).toEqual(new Set(['4']));
  });

  it('gives receipts once it ends to those who only would have got them', async () => {
    const district = await town.district(rows, rehearsing);
    const server = await town.serve();
    await fillReport(reportPath(district, first), rightReport, new Date('2018-09-20T10:00+08:00'));
    await inProcess('validate', district, '2018-09-20T11:00');
    await remindOver(district, server, '2018-09-20T14:00');
    await trial(district, '否');
    const real = await town.serve();
    await remindOver(district, real, '2018-09-21T09:00');
    const receipts = heads(real).filter(({ subject }) => subject.startsWith('回执'));
    expect(receipts.map(({ to }) => to).sort()).toEqual([`c${first.code}@example.cn`, `p${first.code}@example.cn`]);
  });

  it('tells the section of a crime once, whether it is on or not', async () => {
    const district = await town.district(rows, rehearsing);
    const server = await town.serve();
    const crime = { ...rightReport, monthlyReport_incidentsCriminal: 1 };
    await fillReport(reportPath(district, first), crime, new Date('2018-09-20T10:00+08:00'));
    await inProcess('validate', district, '2018-09-20T11:00');
    const urgent = async (now: string) =>
      (await remindOver(district, server, now)).letters.filter(({ key }) => key.startsWith('urgent/')).length;
    expect(await urgent('2018-09-20T22:00')).toBe(1);
    await trial(district, '否');
    expect(await urgent('2018-09-20T23:00')).toBe(0);
  });

  it('withdraws what it had not sent when it ends, and the real letter goes', async () => {
    const district = await town.district(rows, rehearsing);
    const away = await town.serve({ ...answering(() => '450 Later') });
    await remindOver(district, away);
    await trial(district, '否');
    const real = await town.serve();
    const { letters } = await remindOver(district, real, '2018-09-26T10:30');
    expect(statesOf(reminders(letters))).toEqual([...Array(4).fill('withdrawn'), ...Array(4).fill('sent')]);
    expect(new Set(real.recipients.filter((address) => address !== section)).size).toBe(4);
    expect(disagreements(district, [away, real])).toEqual([]);
  });

  it('keeps letters to real people back while it is on, and lets them go when it ends', async () => {
    const district = await town.district(rows, (it) => typeSetting(it, '安全科邮箱', section));
    const away = await town.serve({ ...answering((address) => (address === section ? undefined : '450 Later')) });
    await remindOver(district, away);
    await trial(district, '是');
    const server = await town.serve();
    await remindOver(district, server, '2018-09-26T10:30');
    expect(new Set(server.recipients)).toEqual(new Set(server.recipients.length > 0 ? [section] : []));
    await trial(district, '否');
    const real = await town.serve();
    const { letters } = await remindOver(district, real, '2018-09-26T16:30');
    expect(statesOf(reminders(letters)).filter((state) => state === 'sent')).toHaveLength(4);
    expect([...trackedLetters(district).values()].filter(({ state }) => state === 'deferred')).toEqual([]);
    expect(disagreements(district, [away, server, real])).toEqual([]);
  });
});
