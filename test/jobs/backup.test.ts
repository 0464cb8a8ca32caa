import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackup, restoreFolder } from '../../functions/adapters/backup/restore.ts';
import { writeBackup } from '../../functions/adapters/backup/write-backup.ts';
import { folderPremises } from '../../functions/adapters/folder/premises.ts';
import { bytesOf, copyOf, eventsOf, fingerprint, lettersIn } from '../doors/district-tree.ts';
import { line } from '../doors/in-process-line.ts';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';

const right: RosterRow = { code: '371311001', name: '示例第一小学' };
const wrong: RosterRow = { code: '371311002', name: '示例第二小学' };
const silent: RosterRow = { code: '371311003', name: '示例第三小学' };
const after = '2018-10-30T11:00';

const places: string[] = [];
let lived = '';
const keep = (district: string): string => {
  places.push(district);
  return district;
};
const copy = (): string => keep(copyOf(lived));
/** When a file was saved, to the second: no deadline is finer. */
const second = (path: string): number => Math.floor(statSync(path).mtimeMs / 1000);
const backUp = (district: string, ...args: string[]) => line('backup', district, '--json', '--now', after, ...args);

/** Two months: a version, a correction, a wrong report, reminders, a bulletin's draft. */
beforeAll(async () => {
  lived = keep(makeDistrict([right, wrong, silent]));
  await inProcess('run', lived, '2018-09-01T09:00');
  await fillReport(reportPath(lived, right), rightReport, new Date('2018-09-20T15:00+08:00'));
  await fillReport(
    reportPath(lived, wrong),
    { ...rightReport, monthlyReport_incidents: '约3' },
    new Date('2018-09-20T16:00+08:00'),
  );
  await inProcess('run', lived, '2018-09-21T09:00');
  await fillReport(reportPath(lived, right), { monthlyReport_incidents: 2 }, new Date('2018-09-22T10:00+08:00'));
  await inProcess('run', lived, '2018-09-26T09:30');
  await inProcess('run', lived, '2018-10-08T09:00');
  await inProcess('run', lived, '2018-10-30T10:00');
}, 60_000);

afterAll(() => {
  for (const place of places) removeDistrict(place);
});

describe('a district whose views are gone', () => {
  it('has master, feedback and snapshot again as they were, from the ledger alone', async () => {
    const district = copy();
    const before = bytesOf(district);
    const views = Object.keys(before).filter((name) => name === '总表.xlsx' || name.includes('校验结果'));
    expect(views.length).toBeGreaterThan(2);
    for (const name of [...views, join('台账', 'snapshot.json')]) rmSync(join(district, name));
    const { letters } = await inProcess('run', district, '2018-10-30T10:00');
    expect(letters).toEqual([]);
    expect(bytesOf(district)).toEqual(before);
    expect(existsSync(join(district, '台账', 'snapshot.json'))).toBe(true);
  });
});

describe('backup', () => {
  it('copies a district whole, from which an empty folder becomes the same district', async () => {
    const district = copy();
    const { status, json } = await backUp(district);
    expect(status).toBe(0);
    expect(json).toMatchObject({ written: true, events: expect.any(Number) });
    expect(resolve(json.folder)).toBe(join(`${district} 备份`, '2018-10-30 110000'));

    const again = join(resolve(district, '..'), '恢复');
    const restored = await line('backup', again, '--restore', json.folder, '--json', '--now', after);
    expect(restored).toMatchObject({ status: 0, json: { restored: true, files: json.files } });
    expect(bytesOf(again)).toEqual(bytesOf(district));
    for (const row of [right, wrong, silent])
      expect(second(reportPath(again, row))).toBe(second(reportPath(district, row)));

    const events = eventsOf(again).length;
    const letters = lettersIn(again).length;
    const { letters: sent, states } = await inProcess('run', again, after);
    const { states: stood } = await inProcess('run', district, after);
    expect([sent, states]).toEqual([[], stood]);
    expect([eventsOf(again).length, lettersIn(again).length]).toEqual([events, letters]);
    expect(bytesOf(again)).toEqual(bytesOf(district));
  });

  it('lets nobody else read it, and says in itself what it is', async () => {
    const { json } = await backUp(copy());
    expect(statSync(json.folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(json.folder).sort()).toEqual(['区', '清单.json', '说明.txt']);
    expect(readFileSync(join(json.folder, '说明.txt'), 'utf8')).toMatch(/姓名[\s\S]*--restore/);
  });

  it('says that nothing changed, and writes only when something has', async () => {
    const district = copy();
    const first = await backUp(district);
    const second = await line('backup', district, '--now', '2018-10-31T11:00');
    expect(second.stdout).toContain('没有变化');
    expect(readdirSync(`${district} 备份`)).toEqual(['2018-10-30 110000']);
    writeFileSync(join(district, '收件箱', '新来的.xlsx'), 'PK');
    const third = await line('backup', district, '--json', '--now', '2018-10-31T11:00');
    expect(third.json).toMatchObject({ written: true, files: first.json.files + 1 });
    expect(readdirSync(`${district} 备份`)).toEqual(['2018-10-30 110000', '2018-10-31 110000']);
    // The last of all files taken away is a change too.
    rmSync(join(district, Object.keys(bytesOf(district)).at(-1) ?? ''));
    const fourth = await line('backup', district, '--json', '--now', '2018-11-01T11:00');
    expect(fourth.json).toMatchObject({ written: true, files: first.json.files });
  });

  it('changes nothing in the district but a mark in its cache, and nothing at all in a dry run', async () => {
    const district = copy();
    const before = fingerprint(district);
    expect((await backUp(district, '--dry-run')).json).toMatchObject({ written: false });
    expect([fingerprint(district), existsSync(`${district} 备份`)]).toEqual([before, false]);
    await backUp(district);
    const snapshot = join('台账', 'snapshot.json');
    expect({ ...fingerprint(district), [snapshot]: '' }).toEqual({ ...before, [snapshot]: '' });
  });

  it('has all files or no name: one that cannot be read leaves nothing behind', async () => {
    const district = copy();
    const place = `${district} 备份`;
    const premises = folderPremises(district);
    const backed = { events: 1, lastAt: '', now: `${after}:00+08:00`, log: () => {} };
    const files = async () => {
      const all = await premises.files();
      const gone = { ...all[3], bytes: async () => Promise.reject(new Error('gone')) } as (typeof all)[number];
      return [...all.slice(0, 3), gone, ...all.slice(4)];
    };
    await expect(writeBackup(place, { ...backed, premises: { ...premises, files } })).rejects.toThrow('gone');
    expect(readdirSync(place)).toEqual([]);
  });

  it('is refused within the district, and by a run that holds it', async () => {
    const district = copy();
    const before = fingerprint(district);
    for (const to of [district, join(district, '台账', '备份')]) {
      const { status, stderr } = await backUp(district, '--to', to);
      expect([status, stderr]).toEqual([2, expect.stringContaining('不能放在区的文件夹里面')]);
    }
    expect(fingerprint(district)).toEqual(before);
  });
});

describe('restore', () => {
  it('believes no backup that lacks a file or holds another, and says which', async () => {
    const district = copy();
    const { json } = await backUp(district);
    const to = join(resolve(district, '..'), '恢复');
    const restore = () => line('backup', to, '--restore', json.folder);
    const journal = join(json.folder, '区', '台账', 'journal-000001.jsonl');
    const whole = readFileSync(journal);
    writeFileSync(journal, whole.subarray(0, -1));
    expect(await restore()).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/内容变了 1 个文件（台账\/journal-000001/),
    });
    rmSync(journal);
    expect(await restore()).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/少了 1 个文件（台账\/journal-000001/),
    });
    writeFileSync(journal, whole);
    const list = join(json.folder, '清单.json');
    const listed = readFileSync(list, 'utf8');
    writeFileSync(list, listed.replace('"区级设置.xlsx"', '"../区级设置.xlsx"'));
    expect(await restore()).toMatchObject({ status: 2, stderr: expect.stringContaining('不是一份完整的备份') });
    expect(existsSync(to)).toBe(false);
    writeFileSync(list, listed);
    expect((await restore()).status).toBe(0);
    expect(await restore()).toMatchObject({ status: 2, stderr: expect.stringContaining('已经有文件') });
  });

  it('leaves no district where it was cut short', async () => {
    const { json } = await backUp(copy());
    const to = keep(join(resolve(copy(), '..'), '恢复'));
    const backup = openBackup(json.folder);
    const broken = (path: string): Buffer => {
      if (path.startsWith('通报/') || path === '总表.xlsx') throw new Error('the disk went away');
      return backup.bytesOf(path);
    };
    expect(() => restoreFolder({ ...backup, bytesOf: broken }, to)).toThrow('the disk went away');
    expect(existsSync(join(to, '区级设置.xlsx'))).toBe(false);
    expect(await line('doctor', to)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('不是一个区的文件夹'),
    });
  });
});
