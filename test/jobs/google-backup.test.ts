import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackup, restoreFolder } from '../../functions/adapters/backup/restore.ts';
import { writeBackup } from '../../functions/adapters/backup/write-backup.ts';
import { googlePremises } from '../../functions/adapters/google/premises.ts';
import { restoreBucket } from '../../functions/adapters/google/restore-bucket.ts';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { doctor } from '../../functions/jobs/doctor/doctor.ts';
import { checkProtections, repairProtections } from '../../functions/jobs/doctor/protections.ts';
import { mendLedger } from '../../functions/jobs/lost-tail.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import type { Premises, World } from '../../functions/world.ts';
import { lineIn } from '../doors/in-process-line.ts';
import { rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { beginStory, endStory, live, openStory, type Story, schoolOf, types } from './google-story.ts';

const [right, wrong, silent] = [schoolOf(1, '第一小学'), schoolOf(2, '第二小学'), schoolOf(3, '第三小学')];
const schools = [right, wrong, silent];

/** A district that lived a month: a version, a wrong report, reminders. */
async function lived(): Promise<Story> {
  const story = await beginStory(schools);
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, right, rightReport);
  await types(story, wrong, { ...rightReport, monthlyReport_incidents: '约3' });
  await live(story, 'run', '2018-09-21T09:00');
  await live(story, 'run', '2018-09-26T09:30');
  return story;
}

const objects = async ({ section, root }: Story, bucket = 'ledger-example'): Promise<readonly string[]> => {
  const { items = [] } = await section.call('GET', `/storage/v1/b/${bucket}/o?prefix=${root}/`);
  return items.map(({ name }: { name: string }) => name.slice(root.length + 1));
};
const bytesIn = async ({ emulator, root }: Story, name: string, bucket = 'ledger-example'): Promise<string> => {
  const answer = await fetch(
    `${emulator.url}/storage/v1/b/${bucket}/o/${encodeURIComponent(`${root}/${name}`)}?alt=media`,
    { headers: { authorization: 'Bearer robot@emulator.iam.gserviceaccount.com' } },
  );
  return answer.text();
};
const remove = async ({ section, root }: Story, name: string): Promise<void> =>
  section.call('DELETE', `/storage/v1/b/ledger-example/o/${encodeURIComponent(`${root}/${name}`)}`);

const journalIn = (names: readonly string[]): readonly string[] => names.filter((name) => /^journal-/.test(name));

let story: Story;
let place = '';

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'anxiao-test-'));
  story = await lived();
}, 60_000);
afterAll(async () => {
  if (story) await endStory(story);
  if (place.startsWith(join(tmpdir(), 'anxiao-test-'))) rmSync(place, { recursive: true, force: true });
});

async function backUp(to: string, at = story) {
  const premises = await googlePremises(at.district, at.env, at.pace);
  return writeBackup(join(place, to), {
    premises,
    events: 1,
    lastAt: '',
    now: '2018-09-30T11:00:00+08:00',
    log: () => {},
  });
}

describe('a backup of a district on Google', () => {
  it('is a district in a folder, where the same stands and nothing goes out again', async () => {
    const { folder, is, files } = await backUp('一');
    expect([is, files > schools.length]).toEqual(['written', true]);
    const district = join(place, '恢复');
    restoreFolder(openBackup(folder), district);
    const online = await live(story, 'validate', '2018-09-26T12:00');
    const { letters, states, findings } = await inProcess('run', district, '2018-09-26T12:00');
    expect(states).toEqual(online.states);
    const told = (of: typeof findings) => of.map(({ school, field, code, cell }) => [school, field, code, cell]);
    expect(told(findings)).toEqual(told(online.findings));
    expect(letters.filter(({ key }) => key.startsWith('remind/'))).toEqual([]);
    expect(existsSync(join(district, '总表.xlsx'))).toBe(true);
  });

  it('is made by the command line, which doctor then remembers', async () => {
    const run = (...args: string[]) => lineIn(story.env, ...args, '--json', '--now', '2018-09-30T11:00');
    const { status, json, stderr } = await run('backup', story.district, '--to', join(place, '零'));
    expect({ status, json }, stderr).toMatchObject({ status: 0, json: { written: true, events: expect.any(Number) } });
    expect(openBackup(json.folder).manifest.events).toBe(json.events);
    const doctor = await run('doctor', story.district);
    expect(doctor.json.checks).toContainEqual({ is: 'ok', what: '上次备份在 2018-09-30 11:00。', todo: '' });
    const restored = await run('backup', join(place, '从零'), '--restore', json.folder);
    expect(restored).toMatchObject({ status: 0, json: { restored: true } });
  });

  it('fetches no spreadsheet again that did not change', async () => {
    const from = story.emulator.requests.length;
    expect((await backUp('二')).is).toBe('written');
    const exports = () => story.emulator.requests.slice(from).filter(({ path }) => path.endsWith('/export')).length;
    expect(exports()).toBe(schools.length + 2);
    expect((await backUp('二')).is).toBe('same');
    expect(exports()).toBe(schools.length + 2);
    expect(readdirSync(join(place, '二'))).toHaveLength(1);
  });

  it('puts the ledger back into an empty bucket, byte by byte, and nothing over another', async () => {
    const { folder } = await backUp('三');
    const { manifest, bytesOf } = openBackup(folder);
    const ledger = manifest.files
      .filter(({ path }) => path.startsWith('台账/'))
      .map(({ path }) => ({ path, bytes: () => bytesOf(path) }));
    await expect(restoreBucket(story.district, story.env, ledger, story.pace)).rejects.toThrow('已经有这个区的台账');
    const other = { ...story.env, LEDGER_BUCKET: 'another-bucket' };
    await restoreBucket(story.district, other, ledger, story.pace);
    const kept = (names: readonly string[]) => names.filter((name) => /^(?:journal-|attachments\/)/.test(name));
    const names = kept(await objects(story));
    expect(names.length).toBeGreaterThan(5);
    expect(kept(await objects(story, 'another-bucket'))).toEqual(names);
    for (const name of names) expect(await bytesIn(story, name, 'another-bucket')).toBe(await bytesIn(story, name));
  });
});

describe('a bucket that lost its last object', () => {
  it('stops every job and says exactly what is lost, from the snapshot or from the master', async () => {
    const last = async () => journalIn(await objects(story)).at(-1) ?? '';
    const run = () => live(story, 'run', '2018-09-26T10:00');
    // The last object says only that the master was about to be written.
    expect(await bytesIn(story, await last())).toMatch(/^\{"type":"wrote"[^\n]*\n$/);
    await remove(story, await last());
    await expect(run()).rejects.toThrow(/^台账末尾少了本程序写过哪些文件的记录.*写过的文件 1 个（总表\.xlsx）/);
    const text = await bytesIn(story, await last());
    const count = text.trimEnd().split('\n').length;
    expect(text).not.toContain('"wrote"');
    await remove(story, await last());
    const before = await objects(story);
    for (const job of ['run', 'remind', 'validate'] as const)
      await expect(live(story, job, '2018-09-26T10:00')).rejects.toThrow(
        new RegExp(
          `^台账末尾少了 ${count} 条记录，在 2018-09-26 09:30 以后，到 2018-09-26 09:30 为止，什么都没有做.*运行日志 1 条（2018-09-26 09:30 督导评估报告）`,
        ),
      );
    expect(await objects(story)).toEqual(before);
    await remove(story, 'snapshot.json');
    await expect(live(story, 'run', '2018-09-26T10:00')).rejects.toThrow(/台账末尾少了 \d+ 条记录.*是哪些已经无从知道/);
    const checks = await withDistrict(
      () => openStory(story, '2018-09-26T10:00'),
      knownHolidays,
      async (world, district) => {
        const found = await doctor(world, district, await googlePremises(story.district, story.env, story.pace));
        return found;
      },
      { despiteLoss: true },
    );
    expect(checks.filter(({ is }) => is === 'bad').map(({ what }) => what)).toEqual([
      expect.stringContaining('台账末尾少了'),
    ]);
  });

  it('goes on once told to, and sends nothing twice that the snapshot knew', async () => {
    const other = await lived();
    const names = journalIn(await objects(other));
    let letters = 0;
    // Back to before the first letter of the last run.
    for (const name of [...names].reverse()) {
      const text = await bytesIn(other, name);
      if (!text.includes('2018-09-26')) break;
      letters += text.includes('"letterSent"') ? 1 : 0;
      await remove(other, name);
    }
    expect(letters).toBeGreaterThan(1);
    await expect(live(other, 'run', '2018-09-26T09:40')).rejects.toThrow(`已发的信 ${letters} 封`);
    await withDistrict(
      () => openStory(other, '2018-09-26T09:40'),
      knownHolidays,
      async (world) => mendLedger(world),
      { despiteLoss: true },
    );
    const { letters: sent } = await live(other, 'run', '2018-09-26T09:50');
    expect(sent).toEqual([]);
    // The master was drawn from more events than are left, and is drawn again all the same.
    expect((await live(other, 'consolidate', '2018-09-26T09:55')).master).toBe('same');
    const checks = await withDistrict(
      () => openStory(other, '2018-09-26T10:00'),
      knownHolidays,
      async (world, district) => doctor(world, district, await googlePremises(other.district, other.env, other.pace)),
    );
    expect(checks.filter(({ is }) => is === 'bad')).toEqual([]);
    await endStory(other);
  });
});

describe('a district on Google whose views are gone', () => {
  it('has them again: master and snapshot deleted, the documents are rebuilt equal', async () => {
    const other = await lived();
    const values = 'sheets(properties(title,hidden),data(rowData(values(effectiveValue))))';
    const shown = async () => {
      const { sheets } = await other.section.spreadsheet(await other.section.at(other.root, '总表'), values);
      return sheets.filter(
        ({ properties }: { properties: { title: string } }) => !properties.title.startsWith('_fence'),
      );
    };
    const before = await shown();
    const master = await other.section.at(other.root, '总表');
    await other.section.call('PATCH', `/drive/v3/files/${master}?supportsAllDrives=true`, { trashed: true });
    await remove(other, 'snapshot.json');
    const { letters } = await live(other, 'run', '2018-09-26T09:30');
    expect(letters).toEqual([]);
    expect(await shown()).toEqual(before);
    await endStory(other);
  });
});

describe('what doctor sees on Google', () => {
  it('a report and a master whose protection is gone, and protects a report again without a change to what is typed', async () => {
    const other = await lived();
    const inOther = async <T>(work: (world: World, premises: Premises) => Promise<T>): Promise<T> =>
      withDistrict(
        () => openStory(other, '2018-09-26T10:00'),
        knownHolidays,
        async (world) => work(world, await googlePremises(other.district, other.env, other.pace)),
      );
    const look = async () => (await inOther(checkProtections)).map(({ what }) => what);
    expect(await look()).toEqual([]);
    const strip = async (id: string, title: string) => {
      const { sheets } = await other.section.spreadsheet(
        id,
        'sheets(properties(title),protectedRanges(protectedRangeId))',
      );
      const sheet = sheets.find((it: { properties: { title: string } }) => it.properties.title === title);
      for (const { protectedRangeId } of sheet.protectedRanges)
        await other.section.batch(id, { deleteProtectedRange: { protectedRangeId } });
    };
    const folder = `${right.code} ${right.name}`;
    const report = await other.section.at(other.root, '学校', folder, '2018年09月');
    await strip(report, '月报表');
    await strip(await other.section.at(other.root, '总表'), '总览');
    const found = await look();
    expect(found).toEqual([
      expect.stringContaining('“总表.xlsx”'),
      expect.stringContaining(`“学校/${folder}/2018年09月.xlsx”`),
    ]);
    const repair = (dryRun: boolean) => inOther((world, premises) => repairProtections(world, premises, dryRun));
    expect(await repair(true)).toEqual([expect.objectContaining({ is: 'warn' })]);
    expect(await look()).toEqual(found);
    expect(await repair(false)).toEqual([expect.objectContaining({ is: 'ok' })]);
    expect(await look()).toEqual([expect.stringContaining('“总表.xlsx”')]);
    const { read, states } = await live(other, 'validate', '2018-09-26T11:00');
    expect([read, states.submitted]).toEqual([0, 1]);
    await types(other, right, { monthlyReport_incidents: 2 });
    await endStory(other);
  });

  it('a bucket that keeps what is deleted', async () => {
    const env = { ...story.env, LEDGER_BUCKET: 'versioned-ledger' };
    const checks = await (await googlePremises(story.district, env, story.pace)).inspect('2018-09-26T10:00:00+08:00');
    expect(checks).toContainEqual({ is: 'ok', what: expect.stringContaining('开着版本控制'), todo: '' });
    expect(checks).toContainEqual(
      expect.objectContaining({ is: 'warn', what: expect.stringMatching(/和 Google 的差 \d+ 分钟（慢）/) }),
    );
  });

  it('strangers, open links and unprotected objects, each in its line, and takes back what should not be', async () => {
    const other = await lived();
    const share = async (path: readonly string[], body: object) =>
      other.section.call(
        'POST',
        `/drive/v3/files/${await other.section.at(other.root, ...path)}/permissions?supportsAllDrives=true`,
        body,
      );
    const look = async () =>
      withDistrict(
        () => openStory(other, '2018-09-26T10:00'),
        knownHolidays,
        async (world, district) => doctor(world, district, await googlePremises(other.district, other.env, other.pace)),
      );
    const bad = async () => (await look()).filter(({ is }) => is === 'bad').map(({ what }) => what);
    const healthy = await look();
    expect(healthy.filter(({ is }) => is === 'bad')).toEqual([]);
    const ok = healthy.filter(({ is }) => is === 'ok').map(({ what }) => what);
    expect(ok).toContainEqual('名册以外没有人能打开报表，也没有公开的链接。');
    expect(ok).toContainEqual('能管理整个区的：section@example.cn。请看一眼都是不是自己人。');
    expect(ok).toContainEqual(expect.stringContaining('在 Google 上的身份是 robot@emulator'));
    expect(healthy).toContainEqual(
      expect.objectContaining({ is: 'warn', what: expect.stringContaining('没有开版本控制') }),
    );

    const folder = `${right.code} ${right.name}`;
    await share(['学校', folder, '2018年09月'], { type: 'anyone', role: 'reader' });
    await share(['学校', folder], { type: 'user', role: 'writer', emailAddress: wrong.liaisonEmail });
    await share(['总表'], { type: 'user', role: 'reader', emailAddress: 'stranger@example.com' });
    await share(['学校'], { type: 'domain', role: 'reader', domain: 'example.org' });
    const found = await bad();
    expect(found.sort()).toEqual(
      [
        `任何有链接的人能看“学校/${folder}/2018年09月.xlsx”。`,
        `${wrong.liaisonEmail}能改“学校/${folder}”。`,
        'stranger@example.com能看“总表.xlsx”。',
        'example.org 的所有人能看“学校”。',
      ].sort(),
    );
    const { repairAccess } = await import('../../functions/jobs/doctor/sharing.ts');
    const repair = async (dryRun: boolean) =>
      withDistrict(
        () => openStory(other, '2018-09-26T10:00'),
        knownHolidays,
        async (_, district) =>
          repairAccess(await googlePremises(other.district, other.env, other.pace), district, dryRun),
      );
    expect((await repair(true)).map(({ is }) => is)).toEqual(['warn', 'warn', 'warn', 'warn']);
    expect(await bad()).toHaveLength(4);
    expect((await repair(false)).map(({ is }) => is)).toEqual(['ok', 'ok', 'ok', 'ok']);
    expect(await bad()).toEqual([]);
    // Those who belong there still can.
    await types(other, right, { monthlyReport_incidents: 2 });
    await endStory(other);
  });
});

it('reads no more requests for more files: one listing tells which have rights of their own', async () => {
  const from = story.emulator.requests.length;
  await (await googlePremises(story.district, story.env, story.pace)).access();
  const asked = story.emulator.requests.slice(from).filter(({ path }) => path.endsWith('/permissions'));
  // The district's folder, and each school's.
  expect(asked.length).toBe(1 + schools.length);
  expect(readFileSync(join(place, '一', readdirSync(join(place, '一'))[0] ?? '', '清单.json'), 'utf8')).toContain(
    '学校',
  );
});
