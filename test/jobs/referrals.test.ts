import { chmodSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEmlParts } from '../../functions/adapters/mail/read-eml.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import type { World } from '../../functions/world.ts';
import { referrals } from '../../schemas/registers/referrals.ts';
import { copyOf, fingerprint, lettersIn } from '../doors/district-tree.ts';
import { line, lineIn } from '../doors/in-process-line.ts';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type Ran, type RosterRow } from '../support/district.ts';
import { inProcess, withStore } from '../support/in-process.ts';
import { retype, retypeAll } from '../support/retype.ts';
import { serveSmtp } from '../support/smtp-server.ts';
import { typeRows } from '../support/type-row.ts';
import { typeSetting } from '../support/type-setting.ts';
import { filesUnder, wordsIn } from '../support/words-in.ts';

const first: RosterRow = { code: '371311001', name: '示例第一小学', inspectorEmail: 'ding@example.cn' };
const second: RosterRow = { code: '371311002', name: '示例民办学校', type: '民办' };
const section = 'section@example.cn';
const office = 'discipline@example.cn';
const workbook = referrals.workbook;

const places: string[] = [];
const keep = (district: string): string => {
  places.push(district);
  return district;
};
let fresh = '';
const copy = (): string => keep(copyOf(fresh));

/** A row of 追责移交 by the keys of its columns, each other text cell with a mark of its own. */
async function refer(district: string, row: Readonly<Record<string, string>>): Promise<void> {
  const marked = referrals.columns.map(
    ({ key, kind }) => row[key] ?? (kind === 'text' || kind === 'line' ? `MARK${key}` : ''),
  );
  await typeRows(district, [[referrals.name, marked]], workbook);
}

const run = (district: string, now: string) => line('run', district, '--json', '--now', now);
const remind = async (district: string, now: string) =>
  (await line('remind', district, '--json', '--now', now)).json.letters;

/** Letters in 发件箱 as they are read: to whom, where an answer goes, and the words, which begin with the subject. */
const mails = (district: string) =>
  lettersIn(district).map((name) => {
    const bytes = readFileSync(join(district, '发件箱', name));
    const head = (field: string) => new RegExp(`^${field}: (.*)$`, 'm').exec(bytes.toString())?.[1]?.trim();
    const text = readEmlParts(bytes).text.replace(/ \r?\n */g, '');
    return { to: head('To'), replyTo: head('Reply-To'), subject: text.split(/\r?\n/)[0], text };
  });

/** Everything that 总表 shows. */
function masterText(district: string): string {
  const read = readWorkbook(readFileSync(join(district, '总表.xlsx')));
  if (!read.ok) throw new Error(read.detail);
  return read.workbook.sheets.flatMap(({ name, cells }) => [name, ...cells.flat()]).join('\n');
}

beforeAll(async () => {
  fresh = keep(makeDistrict([first, second]));
  await retypeAll(fresh, [
    ['设置', '安全科邮箱', { 值: section }],
    ['设置', '每日小结', { 值: '否' }],
    ['科室', '监察室', { 邮箱: office }],
  ]);
}, 60_000);
afterAll(() => {
  for (const place of places) {
    chmodSync(join(place, dirname(workbook)), 0o700);
    removeDistrict(place);
  }
});

describe('追责移交', () => {
  it('is a workbook in a folder of its own, closed to others on this machine; init adds it, and never over what is there', async () => {
    expect(statSync(join(fresh, dirname(workbook))).mode & 0o007).toBe(0);
    const district = copy();
    const folder = join(district, dirname(workbook));
    const read = readWorkbook(readFileSync(join(district, workbook)));
    expect(read.ok && read.workbook.sheets[0]?.cells[0]).toEqual(referrals.columns.map(({ title }) => title));
    rmSync(folder, { recursive: true });
    expect(await remind(district, '2018-09-03T09:00')).toEqual([]);
    const added = await line('init', district);
    expect(added.stdout).toContain(`${workbook} 是新建的`);
    await refer(district, { number: 'YJ-1', date: '2018-09-03' });
    const bytes = readFileSync(join(district, workbook));
    expect((await line('init', district)).stdout).not.toContain('新建');
    expect(readFileSync(join(district, workbook))).toEqual(bytes);
  });

  it('leaves no mark anywhere but in itself and in letters to its owner, and those have numbers and days only', async () => {
    const district = copy();
    const said: Ran[] = [];
    const tell = async (...args: string[]): Promise<Ran> => {
      const ran = await line(...args);
      said.push(ran);
      return ran;
    };
    await typeRows(district, [
      ['督办', [first.code, '2018-09-03', 'MARKcase', '属实', 'MARKcaseRemark', 'DB-2018-01']],
      ['督办', [second.code, '2018-09-03', 'MARKcase2', '', 'MARKcaseRemark2', 'DB-2018-02']],
      ['信访', [first.code, '2018-09-03', 'MARKpetition', '', 'MARKpetitionRemark']],
      ['申诉复查', [first.code, '2018-09-03', 'MARKappeal']],
    ]);
    await refer(district, { number: 'YJ-2018-77', linked: 'DB-2018-01', school: first.code, date: '2018-09-03' });
    await refer(district, {
      number: 'YJ-2018-78',
      linked: '',
      school: '',
      date: '2018-08-01',
      acceptedOn: '2018-08-03',
    });
    await tell('run', district, '--json', '--now', '2018-09-03T08:00');
    for (const now of ['2018-09-05T09:00', '2018-09-11T09:00', '2018-11-30T09:00'])
      await tell('run', district, '--json', '--now', now);
    await tell('bulletin', district, '--json', '--now', '2018-11-30T10:00');
    await tell('preview', district, '--json', '--until', '2018-12-04T00:00', '--now', '2018-11-30T10:00');
    await tell('doctor', district, '--now', '2018-11-30T10:00');
    await tell('explain', district, '2018-09/incidents', '--json', '--now', '2018-11-30T10:00');
    await tell('evidence', district, '--json', '--to', join(district, '..', '材料'), '--now', '2018-11-30T10:00');
    await tell('backup', district, '--json', '--now', '2018-11-30T10:00');

    const toOffice = mails(district).filter(({ to }) => to === office);
    expect(toOffice.map(({ subject }) => subject)).toEqual([
      '到期提醒：快到期 1 件',
      '到期提醒：超期 1 件',
      '到期提醒：超期 1 件',
    ]);
    expect(toOffice[0]?.text).toMatch(
      /监察室的老师[\s\S]*填在：监察室／追责移交.xlsx[\s\S]*追责移交 YJ-2018-77\n\s+到哪天：受理：9月10日 周一[\s\S]*第 2 行“受理日期”/,
    );
    expect(toOffice[2]?.text).toMatch(/YJ-2018-78\n\s+到哪天：办结：10月8日 周一/);
    // An answer comes back to its owner, not to the section.
    for (const letter of toOffice) {
      expect(letter.replyTo).toBe(office);
      expect(letter.text).not.toMatch(/MARK|DB-2018|示例|section@/);
    }

    const others = mails(district).filter(({ to }) => to !== office);
    expect(others.some(({ text }) => text.includes('DB-2018-01'))).toBe(true);
    expect(others.filter(({ text, subject }) => /MARK|追责|YJ-2018/.test(`${subject}${text}`))).toEqual([]);
    const shown = masterText(district);
    expect(shown).toContain('DB-2018-01');
    expect(shown).not.toMatch(/MARK|YJ-2018|clock\/referral|discipline@/);

    const spoken = said.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    expect(said.map(({ status }) => status).filter((status) => status === 2 || status === 70)).toEqual([]);
    expect(spoken).toContain('clock/supervision/DB-2018-01/verify/yellow/2018-09-10/section@example.cn');
    expect(spoken).not.toMatch(/MARK|YJ-2018/);

    // What people wrote is in the two workbooks they write, and nowhere else.
    const written = [join(district, workbook), join(district, '区级设置.xlsx')];
    const backedUp = filesUnder(resolve(district, '..')).filter((path) => written.every((it) => it !== path));
    const marks = (path: string, of: RegExp) => [...new Set(wordsIn(readFileSync(path)).match(of) ?? [])];
    const found = backedUp
      .filter((path) => !/区级设置\.xlsx$|监察室\/追责移交\.xlsx$/.test(path))
      .flatMap((path) => marks(path, /MARK\w*/g).map((mark) => `${path} ${mark}`));
    expect(found).toEqual([]);
    expect(marks(join(district, workbook), /MARK\w*/g)).toEqual(
      expect.arrayContaining(['MARKsummary', 'MARKremark', 'MARKby', 'MARKhandler']),
    );
  }, 60_000);

  it('goes by post as well, each light once, and a run with nothing new opens it no more and changes nothing', async () => {
    const district = copy();
    await refer(district, { number: 'YJ-1', date: '2018-09-03' });
    const server = await serveSmtp();
    const env = { SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'anxiao@example.cn' };
    try {
      const post = async (now: string) => (await lineIn(env, 'remind', district, '--json', '--now', now)).json.letters;
      expect(await post('2018-09-05T09:00')).toMatchObject([{ to: [office], state: 'sent' }]);
      expect(server.arrived.map((bytes) => readEmlParts(bytes).text.split(/\r?\n/)[0])).toEqual([
        '到期提醒：快到期 1 件',
      ]);
      const before = fingerprint(district);
      expect(await post('2018-09-05T09:00')).toEqual([]);
      expect(fingerprint(district)).toEqual(before);
      expect(await post('2018-09-06T09:00')).toEqual([]);
      expect(fingerprint(district)).toEqual(before);
    } finally {
      await server.close();
    }
  });

  it('of an owner without an address of its own is told to nobody, and doctor says so', async () => {
    const district = copy();
    await retype(district, '科室', '监察室', { 邮箱: '' });
    await refer(district, { number: 'YJ-1', date: '2018-08-01' });
    await typeRows(district, [['科室任务', ['监察室', '任务', '2018-08-01', '2018-09-01']]]);
    // What is in the district's own workbook goes by its own rules.
    expect(await remind(district, '2018-09-05T09:00')).toMatchObject([
      { to: [section], items: [expect.stringMatching(/^clock\/task\//)] },
    ]);
    const { stdout } = await line('doctor', district, '--now', '2018-09-05T10:00');
    expect(stdout).toContain(
      '“科室”里监察室没有自己的邮箱：追责移交快到期和超期时没有人收到提醒，也不会改发给别的科室',
    );
  });

  it('is told to nobody in 试运行, when letters go to the section, and to its owner after it', async () => {
    const district = copy();
    await typeSetting(district, '试运行', '是');
    await refer(district, { number: 'YJ-1', date: '2018-08-01' });
    expect(await remind(district, '2018-09-05T09:00')).toEqual([]);
    await typeSetting(district, '试运行', '否');
    expect(await remind(district, '2018-09-05T10:00')).toMatchObject([{ to: [office] }]);
  });

  it('that cannot be read stops nothing: one line in the overview says so, and nothing of what it holds', async () => {
    const district = copy();
    await refer(district, { number: 'YJ-2018-99', date: '2018-08-01' });
    const whole = readFileSync(join(district, workbook));
    await typeRows(district, [['督办', [first.code, '2018-09-03', '一句话']]]);
    writeFileSync(join(district, workbook), 'no workbook');
    const broken = await run(district, '2018-09-05T09:00');
    expect(broken.status).toBe(0);
    expect(broken.json.letters).toMatchObject([{ to: [section] }]);
    const sentence = `“${workbook}”这次没有读出来`;
    expect(masterText(district).split(sentence)).toHaveLength(2);
    const before = fingerprint(district);
    await run(district, '2018-09-05T09:00');
    expect(fingerprint(district)).toEqual(before);
    writeFileSync(join(district, workbook), whole);
    expect((await run(district, '2018-09-05T10:00')).json.letters).toMatchObject([{ to: [office] }]);
    expect(masterText(district)).not.toContain(sentence);
    // Half of a row that nobody can read: the others go on.
    await refer(district, { number: 'YJ-2018-98', date: '八月初' });
    utimesSync(join(district, workbook), new Date(), new Date());
    expect((await run(district, '2018-09-06T09:00')).json.letters).toEqual([]);
    expect(masterText(district)).toContain(`“${workbook}”里有的格子读不懂`);
    expect(masterText(district)).not.toMatch(/八月初|YJ-2018-98/);
  });

  it('that is just being saved is told of as it was read last, and looked at again by the next run', async () => {
    const district = copy();
    await refer(district, { number: 'YJ-1', date: '2018-09-03' });
    await refer(district, { number: 'YJ-2', date: '2018-09-03' });
    expect(await remind(district, '2018-09-03T09:00')).toEqual([]);
    const later = new Date(Date.now() + 2_000);
    utimesSync(join(district, workbook), later, later);
    const torn = (world: World): World =>
      withStore(world, {
        readReport: async (path) => ({
          ...(await world.store.readReport(path)),
          ...(path === workbook ? { torn: true } : {}),
        }),
      });
    const [letter, ...others] = (await inProcess('remind', district, '2018-09-05T09:00', torn)).letters;
    expect([letter?.to, letter?.items.length, others]).toEqual([[office], 2, []]);
    expect(await remind(district, '2018-09-05T10:00')).toEqual([]);
  });

  it('is in a backup, which is private, and comes back out of it', async () => {
    const district = copy();
    await refer(district, { number: 'YJ-1', date: '2018-09-03' });
    await remind(district, '2018-09-03T09:00');
    const { json } = await line('backup', district, '--json', '--now', '2018-09-03T10:00');
    expect(statSync(json.folder).mode & 0o077).toBe(0);
    const restored = join(resolve(district, '..'), '恢复');
    expect((await line('backup', restored, '--restore', json.folder)).status).toBe(0);
    expect(readFileSync(join(restored, workbook))).toEqual(readFileSync(join(district, workbook)));
    expect(statSync(join(restored, dirname(workbook))).mode & 0o077).toBe(0);
    expect(await remind(restored, '2018-09-05T09:00')).toMatchObject([{ to: [office] }]);
  });

  it('in a folder that all users of this machine can open is what doctor calls bad', async () => {
    const district = copy();
    const say = async () => (await line('doctor', district, '--json', '--now', '2018-09-03T10:00')).json.checks;
    expect(await say()).toContainEqual(
      expect.objectContaining({ is: 'ok', what: expect.stringContaining('“监察室”这台电脑上的其他用户打不开') }),
    );
    for (const path of [resolve(district, '..'), district, join(district, dirname(workbook))]) chmodSync(path, 0o755);
    expect(await say()).toContainEqual(
      expect.objectContaining({ is: 'bad', what: '这台电脑上的所有用户都打得开“监察室”。' }),
    );
  });
});
