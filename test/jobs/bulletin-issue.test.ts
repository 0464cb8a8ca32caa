import { existsSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import { todoGroups } from '../../functions/core/master/todo.ts';
import { bulletinViews } from '../../functions/jobs/bulletin/views.ts';
import { gatherMaster } from '../../functions/jobs/gather-master.ts';
import {
  approve,
  Copies,
  draft,
  due,
  eventsOf,
  figuresOf,
  fill,
  folder,
  incidents,
  inDistrict,
  quietDistrict,
  removeDistrict,
  schools,
} from '../support/bulletin-district.ts';
import { anxiao, type RosterRow } from '../support/district.ts';
import { inProcess } from '../support/in-process.ts';
import { type SmtpServer, serveSmtp } from '../support/smtp-server.ts';
import { retypeRows } from '../support/type-cells.ts';
import { typeSetting } from '../support/type-setting.ts';

const [first] = schools as readonly [RosterRow];
const servers: SmtpServer[] = [];
const copies = new Copies();
let base = '';

beforeAll(async () => {
  base = await quietDistrict(schools);
  await typeSetting(base, '安全科邮箱', 'anquan@example.cn');
  await draft(base, '2018-10-30T09:00');
});
afterAll(() => removeDistrict(base));
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  copies.remove();
});

/** A district with a draft of 30 October, and the code of it. */
async function drafted(): Promise<{ path: string; code: string }> {
  const path = copies.of(base);
  return { path, code: figuresOf(path).draft };
}

const hashes = (path: string): Record<string, string> =>
  Object.fromEntries(
    ['通报.docx', '通报.html', '数据.json'].map((name) => [name, contentHash(readFileSync(join(path, folder, name)))]),
  );
const issuedItems = (path: string): string[] =>
  eventsOf(path, 'letterClaimed').flatMap(({ items }) => items.filter((item) => item.includes('/issued/')));
const xmlOf = (path: string): string =>
  strFromU8(unzipSync(readFileSync(path))['word/document.xml'] ?? new Uint8Array());

const wordsOf = (path: string): string => xmlOf(path).replace(/<[^>]*>/g, '');

async function smtp(): Promise<SmtpServer & { env: Record<string, string> }> {
  const server = await serveSmtp();
  servers.push(server);
  return Object.assign(server, { env: { SMTP_URL: `smtp://127.0.0.1:${server.port}` } });
}

describe('an approved draft', () => {
  it('goes to contact and principal of every school once, with the document, and is kept as it was sent', async () => {
    const { path, code } = await drafted();
    await typeSetting(path, '通报抄送', 'leader@example.cn、office@example.cn');
    await approve(path, code.toLowerCase().replace('-', ' '));
    const server = await smtp();
    const done = await due(path, '2018-10-31T09:00', server.env);
    expect(done?.report).toMatchObject({
      draft: `${folder}/通报.docx`,
      issued: { number: '示教安通〔2018〕1号', code, issuedOn: '2018-10-31' },
      approval: { state: 'issued', problems: [] },
    });
    const wanted = [
      ...schools.flatMap((row) => [`c${row.code}@example.cn`, `p${row.code}@example.cn`]),
      'leader@example.cn',
      'office@example.cn',
    ];
    expect(server.recipients.toSorted()).toEqual(wanted.toSorted());
    expect(issuedItems(path)).toContain(`bulletin/2018-09..2018-10/issued/${first.code}/c${first.code}@example.cn`);
    expect(issuedItems(path)).toContain('bulletin/2018-09..2018-10/issued/cc/leader@example.cn');
    // The attachment is the file that lies in the folder, byte by byte.
    const document = readFileSync(join(path, folder, '通报.docx'));
    for (const letter of server.arrived) {
      const encoded = letter.toString('latin1').replace(/\s/g, '');
      expect(encoded).toContain(document.toString('base64').slice(0, 4000));
      // Its words are the document's, heading by heading, in both parts.
      const parts = readEmlParts(letter);
      for (const sentence of figuresOf(path).sentences) expect(parts.html).toContain(sentence);
      expect(parts.text.replace(/\s/g, '')).toContain('一、报送情况2018年9月');
    }
    const words = wordsOf(join(path, folder, '通报.docx'));
    expect(words).toContain('示教安通〔2018〕1号');
    expect(words).toContain('2018年10月31日');
    for (const annex of ['全区统计表', '各学校情况表']) expect(words.split(annex)).toHaveLength(3);
    // What is for the section alone stands in the draft, and only there.
    for (const inner of ['仅供安全科内部核对', '各学校分月统计表'])
      expect([wordsOf(join(path, folder, '通报草稿.docx')).includes(inner), words.includes(inner)]).toEqual([
        true,
        false,
      ]);
    expect(Object.keys(unzipSync(document)).filter((name) => name.includes('header'))).toEqual([]);
    const page = readFileSync(join(path, folder, '通报.html'), 'utf8');
    expect(page).not.toMatch(/草稿|仅供安全科内部核对/);
    expect(page).toContain('示教安通〔2018〕1号');

    // Nothing more is sent, whatever is asked, and whatever changes afterwards.
    const kept = hashes(path);
    expect(await due(path, '2018-10-31T10:00', server.env)).toBeUndefined();
    await fill(path, first, 10, incidents(3, 0, 0, 0), '2018-11-01');
    await inProcess('validate', path, '2018-11-01T11:00');
    await due(path, '2018-11-01T11:30', server.env);
    const again = await draft(path, '2018-11-01T12:00', '2018-09', server.env);
    expect(again.letters).toEqual([]);
    expect(again.report.figures.incidents.sum).toBe(3);
    expect(server.arrived).toHaveLength(wanted.length);
    expect(hashes(path)).toEqual(kept);
    expect(eventsOf(path, 'bulletinIssued')).toHaveLength(1);

    // Deleted files come back with the same bytes; one that somebody wrote to is kept aside.
    unlinkSync(join(path, folder, '通报.docx'));
    unlinkSync(join(path, folder, '数据.json'));
    writeFileSync(join(path, folder, '通报.html'), '改过');
    await due(path, '2018-11-02T09:00', server.env);
    expect(hashes(path)).toEqual(kept);
    expect(readFileSync(join(path, folder, '通报 人工改动1.html'), 'utf8')).toBe('改过');
    expect(await due(path, '2018-11-02T10:00', server.env)).toBeUndefined();
  });

  it('is held where a figure changed since, and the change is named; the new draft goes when it is approved', async () => {
    const { path, code } = await drafted();
    await approve(path, code);
    await fill(path, first, 10, incidents(2, 1, 0, 0), '2018-10-31');
    await inProcess('validate', path, '2018-10-31T08:00');
    const held = await due(path, '2018-10-31T09:00');
    const now = figuresOf(path).draft;
    expect(now).not.toBe(code);
    expect(held?.report.issued).toBeUndefined();
    const problems = held?.report.approval?.problems ?? [];
    expect(held?.report.approval?.state).toBe('held');
    expect(problems.join('\n')).toContain(`现在的草稿编号是 ${now}`);
    expect(problems).toContain('示例第三小学2018年10月发生：0 → 2。');
    expect(problems).toContain('示例第三小学2018年10月接收举报发现：0 → 1。');
    expect(issuedItems(path)).toEqual([]);
    expect(existsSync(join(path, folder, '通报.docx'))).toBe(false);
    // Told once: to the section, on 总览, in the master's list.
    expect(held?.letters.map(({ key }) => key.split('/')[2])).toEqual(['draft', 'held']);
    expect(await due(path, '2018-10-31T10:00')).toBeUndefined();
    const told = await inDistrict(path, '2018-10-31T10:00', async (world, district) => ({
      views: bulletinViews(world, district),
      groups: todoGroups(await gatherMaster(world, district)),
    }));
    expect(told.views[0]).toMatchObject({ state: 'drafted', problems });
    expect(
      told.groups
        .find(({ title }) => title === '通报发不出去')
        ?.items.map(({ say }) => say)
        .join(),
    ).toContain('示例第三小学2018年10月发生：0 → 2');
    const said = anxiao('bulletin', path, '--now', '2018-10-31T11:00');
    expect([said.status, said.stderr]).toEqual([1, expect.stringContaining('示例第三小学2018年10月发生：0 → 2')]);

    await approve(path, now, { asOf: '2018-10-31' });
    const issued = await due(path, '2018-10-31T14:00');
    expect(issued?.report.issued?.code).toBe(now);
    expect(issuedItems(path)).toHaveLength(6);
    expect(figuresOf(path).figures.totals.incidents.sum).toBe(5);
  });

  it('is held by everything that is wrong with its row, each with its column', async () => {
    const { path, code } = await drafted();
    await approve(path, code, { signer: '拟稿甲科长', number: '', issuedOn: '2018-11-01' });
    const held = await due(path, '2018-10-31T09:00');
    expect(held?.report.approval).toEqual({
      state: 'held',
      problems: [
        '“文号”没有填。',
        '“签发人”和拟稿人是同一个人（拟稿甲科长）：拟稿和签发要两个人。',
        '“签发日期”是2018年11月1日，那一天还没有到。',
      ],
    });
    expect(issuedItems(path)).toEqual([]);
  });

  it('is held where the code is no draft, waits while nobody signed, and a row that nobody can place is told of', async () => {
    const { path, code } = await drafted();
    await approve(path, code, { signer: '', issuedOn: '' });
    expect((await draft(path, '2018-10-31T09:00')).report.approval).toEqual({
      state: 'waiting',
      problems: ['“签发人”没有填。', '“签发日期”没有填。'],
    });
    expect(await due(path, '2018-10-31T09:10')).toBeUndefined();
    await approve(path, 'AAAA-BBBB');
    const held = await due(path, '2018-10-31T09:30');
    expect(held?.report.approval?.problems).toEqual([
      `“草稿编号”是“AAAA-BBBB”，没有这份草稿：现在的草稿编号是 ${code}（${folder}/通报草稿.docx）。`,
    ]);
    await approve(path, code, { bulletin: '秋天那期' });
    const { warnings } = await inDistrict(path, '2018-10-31T10:00', gatherMaster);
    expect(warnings.join()).toContain('“秋天那期”，看不出是哪一期');
  });

  it('cannot be issued a second time, nor under a 文号 that another has; what a school corrected since, the next one says', async () => {
    const { path, code } = await drafted();
    await approve(path, code);
    await due(path, '2018-10-31T09:00');
    const [kept, sent] = [hashes(path), issuedItems(path)];
    await approve(path, 'AAAA-BBBB', { number: '示教安通〔2018〕2号' });
    const again = await draft(path, '2018-11-01T09:00', '2018-09');
    expect(again.letters).toEqual([]);
    expect(again.report.approval?.problems.join()).toContain('已经发出');
    expect(eventsOf(path, 'bulletinIssued')).toHaveLength(1);

    await fill(path, first, 9, incidents(3, 0, 0, 1), '2018-11-02');
    for (const month of [11, 12]) await inProcess('handOut', path, `2018-${month}-01T09:00`);
    for (const row of schools)
      for (const month of [11, 12]) await fill(path, row, month, incidents(0, 0, 0, 0), `2018-${month}-20`);
    await inProcess('validate', path, '2018-12-26T09:00');
    const next = await draft(path, '2018-12-28T09:00');
    const written = JSON.parse(readFileSync(join(path, next.report.draft, '..', '数据.json'), 'utf8'));
    expect(written.figures.corrections).toMatchObject([{ from: '2018-09', through: '2018-10' }]);
    expect(written.figures.corrections[0].schools).toContainEqual({
      ...{ code: first.code, name: first.name, period: '2018-09' },
      ...{ key: 'incidents', was: 1, now: 3 },
    });
    expect(written.sentences.join('\n')).toContain(
      '2018年9—10月的通报发出以后，更正1校（逐校见附件1）；2018年9月发生由3件变为5件',
    );
    expect(wordsOf(join(path, next.report.draft))).toContain(`${first.name}2018年9月发生13`);
    // The old one stays as it was sent, and goes to nobody again.
    expect([hashes(path), issuedItems(path)]).toEqual([kept, sent]);

    const later = written.draft;
    await approve(path, later, { bulletin: '2018年11月—2018年12月', asOf: '2018-12-28', issuedOn: '2018-12-28' });
    const held = await due(path, '2018-12-28T10:00');
    expect(held?.report.approval?.problems).toEqual(['“文号”“示教安通〔2018〕1号”已经用在2018年9—10月的通报上。']);
  });

  it('in 试运行 goes to nobody, and is not frozen: the section reads who would get it', async () => {
    const { path, code } = await drafted();
    await typeSetting(path, '试运行', '是');
    await approve(path, code);
    const tried = await due(path, '2018-10-31T09:00');
    expect(tried?.report.approval?.state).toBe('rehearsed');
    expect(tried?.letters).toMatchObject([{ to: ['anquan@example.cn'], state: 'sent' }]);
    expect(eventsOf(path, 'bulletinIssued')).toEqual([]);
    expect(await due(path, '2018-10-31T10:00')).toBeUndefined();
    await typeSetting(path, '试运行', '否');
    expect((await due(path, '2018-10-31T11:00'))?.report.issued?.code).toBe(code);
    expect(issuedItems(path)).toHaveLength(6);
  });

  it('waits for a humane hour with its letters, not with being issued', async () => {
    const { path, code } = await drafted();
    await approve(path, code);
    const night = await due(path, '2018-10-31T22:00');
    expect([night?.report.issued?.code, night?.letters]).toEqual([code, []]);
    expect(await due(path, '2018-11-01T03:00')).toBeUndefined();
    expect((await due(path, '2018-11-01T09:00'))?.letters).toHaveLength(6);
  });

  it('names a school that it cannot be sent to, and sends it once the register has an address', async () => {
    const [, , last] = schools as readonly [RosterRow, RosterRow, RosterRow];
    const { path, code } = await drafted();
    await typeAddress(path, last, null);
    await approve(path, code);
    const server = await serveSmtp({
      onRcptTo: ({ address }, _session, done) =>
        address === `p${last.code}@example.cn`
          ? done(Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }))
          : done(),
    });
    servers.push(server);
    const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}` };
    await due(path, '2018-10-31T09:00', env);
    const [view] = await inDistrict(path, '2018-10-31T10:00', async (world, district) =>
      bulletinViews(world, district),
    );
    expect(view).toMatchObject({ state: 'frozen', unreached: ['示例第二小学'] });
    const sent = server.arrived.length;
    await typeAddress(path, last, 'new@example.cn');
    const late = await due(path, '2018-11-01T09:00', env);
    expect(late?.letters).toMatchObject([{ to: ['new@example.cn'], state: 'sent' }]);
    expect(server.arrived).toHaveLength(sent + 1);
    expect(await due(path, '2018-11-01T10:00', env)).toBeUndefined();
  });

  it('is sent by the program itself, with what it says', async () => {
    const { path, code } = await drafted();
    await approve(path, code);
    const planned = await due(path, '2018-10-31T09:00', {}, true);
    expect(planned?.letters).toHaveLength(6);
    expect(eventsOf(path, 'bulletinIssued')).toEqual([]);
    const ran = anxiao('run', path, '--now', '2018-10-31T09:00', '--json');
    expect(ran.status).toBe(0);
    expect(ran.json.bulletin).toMatchObject({ from: '2018-09', through: '2018-10', issued: { code } });
    const before = readdirSync(join(path, '发件箱')).length;
    const quiet = await inProcess('run', path, '2018-10-31T10:00');
    expect([quiet.bulletin, quiet.letters]).toEqual([null, []]);
    expect(readdirSync(join(path, '发件箱'))).toHaveLength(before);
  });
});

/** The contact's address of a school, as somebody typed it into the register. */
function typeAddress(path: string, { code }: RosterRow, address: string | null): Promise<void> {
  return retypeRows(path, '学校名册', (rows) =>
    rows.map((row) => (row.学校编码 === code ? { ...row, 联络人邮箱: address } : row)),
  );
}
