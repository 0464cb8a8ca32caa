import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openFolderLedger } from '../../functions/adapters/folder/ledger.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { eventsOf } from '../doors/district-tree.ts';
import { type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { drawnOnce, inProcess } from '../support/in-process.ts';
import { answering, disagreements, mailTown, overdue, remindOver, rowsOf } from '../support/mail-district.ts';
import type { SmtpServer } from '../support/smtp-server.ts';
import { typeSetting } from '../support/type-setting.ts';

const town = mailTown();
afterEach(town.endServers);
afterAll(town.leave);

const rows = rowsOf(4).map((row) => ({ ...row, inspectorEmail: 'inspector@example.cn' }));
const contact = 'c371311001@example.cn';
const gone = '550 5.1.1 No such user';
const goneFor = (...addresses: readonly string[]) => answering((to) => (addresses.includes(to) ? gone : undefined));

const marksOf = (district: string) => openFolderLedger(join(district, '台账')).state.addresses;

/** The whole of `run`, over SMTP as the command line does it. */
const runOver = (district: string, server: SmtpServer, now: string) =>
  inProcess('run', district, now, drawnOnce, { SMTP_URL: `smtp://127.0.0.1:${server.port}` });

/** The rows of a group of 今天要做的事, until the next heading. */
function todoOf(district: string, title: string): string[] {
  const opened = readWorkbook(readFileSync(join(district, '总表.xlsx')));
  if (!opened.ok) throw new Error(opened.code);
  const lines = (opened.workbook.sheets.find(({ name }) => name === '总览')?.cells ?? []).map((cells) =>
    cells.filter((cell) => cell !== null).join(' '),
  );
  const head = lines.findIndex(
    (line) => /^[▲△●◆■○] /.test(line) && line.includes(` ${title}（`) && !line.includes('　　'),
  );
  if (head < 0) return [];
  const length = lines.slice(head + 1).findIndex((line) => line === '' || /^[▲△●◆■○] .*（\d+）/.test(line));
  return lines.slice(head + 1, length < 0 ? undefined : head + 1 + length);
}

/** A cell of 学校名册 as somebody typed it over. */
async function typeIntoRoster(district: string, code: string, column: string, value: string): Promise<void> {
  const path = join(district, '区级设置.xlsx');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('学校名册');
  const titles = (sheet?.getRow(1).values ?? []) as unknown[];
  sheet?.eachRow((row) => {
    if (String(row.getCell(titles.indexOf('学校编码')).value) === code)
      row.getCell(titles.indexOf(column)).value = value;
  });
  writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));
}

describe('an address that a server refused', () => {
  it('gets no more letters, the others of the rung do, and the section sees whom to call, with numbers', async () => {
    const district = await town.district(rows);
    const server = await town.serve(goneFor(contact));
    const { letters } = await runOver(district, server, overdue);
    expect(letters.filter(({ state }) => state !== 'sent')).toMatchObject([{ to: [contact], state: 'refused' }]);
    expect([...marksOf(district)]).toMatchObject([[contact, { said: gone }]]);
    const [line, ...more] = todoOf(district, '联系异常');
    expect(more).toEqual([]);
    expect(line).toContain(`${rows[0]?.code} ${rows[0]?.name}`);
    expect(line).toContain(`联络人邮箱 ${contact}：没有这个收件人，邮箱写错了或已经注销。2018-09-26 09:30 被退回`);
    expect(line).toContain(gone);
    expect(line).toContain('甲老师');
    expect(line).toContain('▲ 名册没有电话');

    const healthy = await town.serve();
    for (const now of ['2018-09-26T14:00', '2018-09-28T09:00', '2018-09-30T09:00'])
      await runOver(district, healthy, now);
    expect(healthy.recipients).not.toContain(contact);
    expect(healthy.recipients.filter((to) => to === `p${rows[0]?.code}@example.cn`).length).toBe(2);
    expect(disagreements(district, [server, healthy])).toEqual([]);
  });

  it('is out of the way as soon as the register names another, and its person is told of the rung that is due', async () => {
    const district = await town.district(rows);
    const server = await town.serve(goneFor(contact));
    await runOver(district, server, overdue);
    await typeIntoRoster(district, rows[0]?.code ?? '', '联络人邮箱', 'new@example.cn');
    const { letters } = await runOver(district, server, '2018-09-26T15:00');
    expect(letters).toMatchObject([{ key: `remind/2018-09/${rows[0]?.code}/3/new@example.cn`, state: 'sent' }]);
    expect(todoOf(district, '联系异常')).toEqual([]);
  });

  it('that the register no longer names gets nothing of what still waited for it', async () => {
    const district = await town.district(rows);
    const slow = await town.serve(answering((to) => (to === contact ? '450 Later' : undefined)));
    await remindOver(district, slow);
    await typeIntoRoster(district, rows[0]?.code ?? '', '联络人邮箱', 'new@example.cn');
    const server = await town.serve();
    const { letters } = await remindOver(district, server, '2018-09-26T15:00');
    expect(letters.map(({ to, state }) => [to, state])).toEqual([
      [[contact], 'withdrawn'],
      [['new@example.cn'], 'sent'],
    ]);
    expect(server.recipients).toEqual(['new@example.cn']);
    expect(disagreements(district, [slow, server])).toEqual([]);
  });

  it('rests for thirty days, is tried again then, and is in order once a letter arrives', async () => {
    const district = await town.district(rows);
    const server = await town.serve(goneFor(contact));
    await remindOver(district, server);
    await inProcess('run', district, '2018-10-08T08:00');
    const healthy = await town.serve();
    await remindOver(district, healthy, '2018-10-22T09:00');
    expect(healthy.recipients).not.toContain(contact);
    expect(marksOf(district).has(contact)).toBe(true);
    await remindOver(district, healthy, '2018-10-26T09:00');
    expect(healthy.recipients).toContain(contact);
    expect(marksOf(district).has(contact)).toBe(false);
  });

  it('is marked anew where it is refused again after its rest', async () => {
    const district = await town.district(rows);
    const server = await town.serve(goneFor(contact));
    await remindOver(district, server);
    await inProcess('run', district, '2018-10-08T08:00');
    await remindOver(district, server, '2018-10-26T09:00');
    expect(marksOf(district).get(contact)?.since).toContain('2018-10-26');
  });

  it('of an inspector stands there once, and of the section too; its urgent letter goes to the next address it has', async () => {
    const district = await town.district(rows, (it) => typeSetting(it, '安全科邮箱', 'section@example.cn'));
    const [first] = rows;
    if (!first) throw new Error('no school');
    const crime = { ...rightReport, monthlyReport_incidentsCriminal: 1 };
    await fillReport(reportPath(district, first), crime, new Date('2018-09-20T10:00+08:00'));
    const server = await town.serve(goneFor('inspector@example.cn', 'section@example.cn'));
    await runOver(district, server, '2018-09-30T09:00');
    const lines = todoOf(district, '联系异常');
    expect(lines.filter((line) => line.includes('责任督学邮箱 inspector@example.cn'))).toEqual([
      expect.stringContaining('还有 3 校也写着这个邮箱'),
    ]);
    expect(lines).toContainEqual(expect.stringContaining('《设置》里的安全科邮箱 section@example.cn：没有这个收件人'));
    const urgent = async (now: string) =>
      (await runOver(district, server, now)).letters.filter(({ key }) => key.startsWith('urgent/'));
    expect(await urgent('2018-09-30T10:00')).toEqual([]);
    await typeSetting(district, '安全科邮箱', 'other@example.cn');
    expect(await urgent('2018-09-30T22:00')).toMatchObject([{ to: ['other@example.cn'], state: 'sent' }]);
    expect(await urgent('2018-09-30T23:00')).toEqual([]);
    expect(todoOf(district, '联系异常').join()).not.toContain('安全科');
    expect(disagreements(district, [server])).toEqual([]);
  });

  it('leaves a school nobody can write to among those to be called', async () => {
    const lonely: readonly RosterRow[] = rowsOf(4);
    const district = await town.district(lonely);
    const server = await town.serve(goneFor(contact));
    await runOver(district, server, '2018-09-21T09:00');
    expect(marksOf(district).has(contact)).toBe(true);
    expect(todoOf(district, '没有邮箱，或邮箱都联系异常')).toEqual([expect.stringContaining(lonely[0]?.name ?? '')]);
  });
});

describe('the same refusal of an address', () => {
  it('in three runs without a letter taken marks nobody: the row does not end with a run', async () => {
    const district = await town.district(rowsOf(4), (it) => typeSetting(it, '每天最多发信', 1));
    const server = await town.serve(answering(() => '550 Rejected'));
    await runOver(district, server, '2018-09-26T09:00');
    await runOver(district, server, '2018-09-27T09:00');
    expect(marksOf(district).size).toBe(2);
    await runOver(district, server, '2018-09-28T09:00');
    expect(marksOf(district).size).toBe(0);
    expect(todoOf(district, '发信停了')).toEqual([expect.stringContaining('从 2018-09-28 09:00 起：接连几封')]);
    expect(eventsOf(district).filter((event) => event.type === 'letterFailed' && event.doubted)).toHaveLength(3);
    const healthy = await town.serve();
    await typeSetting(district, '每天最多发信', 0);
    await runOver(district, healthy, '2018-09-28T10:00');
    expect(todoOf(district, '发信停了')).toEqual([]);
    expect(disagreements(district, [server, healthy])).toEqual([]);
  });

  it('of three dead addresses in front does not keep the others from their letters', async () => {
    const dead = rowsOf(4)
      .slice(0, 2)
      .flatMap(({ code }) => [`c${code}@example.cn`, `p${code}@example.cn`]);
    const district = await town.district(rowsOf(4));
    const server = await town.serve(goneFor(...dead));
    await remindOver(district, server);
    expect(marksOf(district).size).toBe(0);
    expect(server.arrived).toEqual([]);
    await remindOver(district, server, '2018-09-26T10:30');
    expect(server.arrived).toHaveLength(4);
    expect([...marksOf(district).keys()].sort()).toEqual(dead.toSorted());
    expect(disagreements(district, [server])).toEqual([]);
  });
});

describe('a letter that is put off', () => {
  it('rests longer from try to try, and stands before the section after three days', async () => {
    const district = await town.district(rows);
    const server = await town.serve(answering((to) => (to === contact ? '450 4.2.0 Greylisted' : undefined)));
    const tried = async (now: string): Promise<number> => {
      const before = server.recipients.filter((to) => to === contact).length;
      await remindOver(district, server, now);
      return server.recipients.filter((to) => to === contact).length - before;
    };
    const times = ['09:00', '09:10', '09:20', '09:40', '10:10', '10:40', '11:40', '12:40', '14:40', '16:40'];
    const tries = [];
    for (const time of times) tries.push(await tried(`2018-09-26T${time}`));
    expect(tries).toEqual([1, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
    await runOver(district, server, '2018-09-28T09:00');
    expect(todoOf(district, '邮件没有送到')).toEqual([]);
    await runOver(district, server, '2018-09-29T09:00');
    expect(todoOf(district, '邮件没有送到')).toEqual([
      expect.stringMatching(/c371311001@example\.cn：从 2018-09-26 09:00 起一直没有送出。.*450 4\.2\.0 Greylisted/),
    ]);
    expect(todoOf(district, '联系异常')).toEqual([]);
    const healthy = await town.serve();
    await runOver(district, healthy, '2018-09-29T14:00');
    expect(healthy.recipients).toContain(contact);
    expect(todoOf(district, '邮件没有送到')).toEqual([]);
    expect(disagreements(district, [server, healthy])).toEqual([]);
  });
});
