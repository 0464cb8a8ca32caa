import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { googlePremises } from '../../functions/adapters/google/premises.ts';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { keptFrom, schoolYearOf } from '../../functions/core/retention.ts';
import { eraseOver } from '../../functions/jobs/doctor/retention.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import { copyOf, eventsOf, fingerprint } from '../doors/district-tree.ts';
import { line } from '../doors/in-process-line.ts';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { typeSetting } from '../support/type-setting.ts';
import { beginStory, endStory, live, openStory, reportOf, schoolOf, types } from './google-story.ts';

const row: RosterRow = { code: '371311001', name: '示例第一小学' };
const other: RosterRow = { code: '371311002', name: '示例第二小学' };
const places: string[] = [];
let lived = '';
const keep = (district: string): string => {
  places.push(district);
  return district;
};
const copy = (): string => keep(copyOf(lived));
const folder = (district: string): string => join(district, '学校', `${row.code} ${row.name}`);
const versionsIn = (district: string): string[] => readdirSync(join(folder(district), '历史版本')).sort();

beforeAll(async () => {
  lived = keep(makeDistrict([row, other]));
  await inProcess('run', lived, '2018-09-03T09:00');
  await fillReport(reportPath(lived, row), rightReport, new Date('2018-09-20T15:00+08:00'));
  await inProcess('run', lived, '2018-09-20T16:00');
  await fillReport(reportPath(lived, row), { monthlyReport_incidents: 2 }, new Date('2018-09-21T15:00+08:00'));
  await inProcess('run', lived, '2018-09-21T16:00');
  const originals = join(folder(lived), '历史版本', '收到的原件');
  mkdirSync(originals);
  writeFileSync(join(originals, '九月.xlsx'), 'PK');
  utimesSync(join(originals, '九月.xlsx'), new Date('2018-09-19'), new Date('2018-09-19'));
  writeFileSync(join(folder(lived), '历史版本', '自己的笔记.txt'), '学校自己放的');
}, 60_000);
afterAll(() => {
  for (const place of places) removeDistrict(place);
});

describe('a school year', () => {
  it('begins in September, and whole ones are kept', () => {
    expect(['2018-08', '2018-09', '2018-12', '2019-01', '2019-08'].map(schoolYearOf)).toEqual([
      '2017-09',
      '2018-09',
      '2018-09',
      '2018-09',
      '2018-09',
    ]);
    expect([keptFrom('2022-08', 3), keptFrom('2022-09', 3), keptFrom('2022-09', 0)]).toEqual([
      '2018-09',
      '2019-09',
      undefined,
    ]);
  });
});

describe('what is kept for so many school years', () => {
  const look = (district: string, now: string, ...args: string[]) =>
    line('doctor', district, '--json', '--now', now, ...args);
  const warned = async (district: string, now: string): Promise<string> =>
    (await look(district, now)).json.checks
      .filter(({ is }: { is: string }) => is === 'warn')
      .map(({ what, todo }: { what: string; todo: string }) => `${what}${todo}`)
      .join('\n');

  it('is everything until somebody decides; after three years they are asked to', async () => {
    const district = copy();
    expect(await warned(district, '2022-08-31T10:00')).not.toContain('原文');
    expect(await warned(district, '2022-09-01T10:00')).toMatch(/3 个文件、1 份报表.*2019年9月以前.*原文保留年限/);
    const before = versionsIn(district);
    await look(district, '2022-09-01T10:00', '--repair');
    expect(versionsIn(district)).toEqual(before);
  });

  it('is erased when it is over, once told to, and comes back no more; figures and reports stay', async () => {
    const district = copy();
    await typeSetting(district, '原文保留年限', 3);
    await inProcess('consolidate', district, '2022-09-01T09:00');
    const explain = async () =>
      (await line('explain', district, '2018-09/incidents', '--json', '--now', '2022-09-01T10:00')).json;
    const figure = await explain();
    const before = fingerprint(district);
    expect(await warned(district, '2022-09-01T10:00')).toContain('doctor --repair 清除');
    await look(district, '2022-09-01T10:00', '--repair', '--dry-run');
    expect(fingerprint(district)).toEqual(before);

    const { json } = await look(district, '2022-09-01T10:00', '--repair');
    expect(json.checks).toContainEqual(
      expect.objectContaining({ is: 'ok', what: expect.stringMatching(/^已清除2019年9月以前/) }),
    );
    expect(versionsIn(district)).toEqual(['收到的原件', '自己的笔记.txt']);
    expect(readdirSync(join(folder(district), '历史版本', '收到的原件'))).toEqual([]);
    expect(eventsOf(district).at(-1)).toMatchObject({ type: 'versionsErased', school: row.code, versions: 2 });
    expect(existsSync(reportPath(district, row))).toBe(true);
    expect(await explain()).toEqual(figure);
    const events = eventsOf(district).length;
    await look(district, '2022-09-01T11:00', '--repair');
    expect(eventsOf(district)).toHaveLength(events);

    // Everything is told again where the snapshot is gone: what was erased is not among it.
    rmSync(join(district, '台账', 'snapshot.json'));
    await inProcess('validate', district, '2022-09-01T12:00');
    expect(versionsIn(district)).toEqual(['收到的原件', '自己的笔记.txt']);
  });

  it('is gone on with where it was cut short, and in a folder that people renamed', async () => {
    const district = copy();
    await typeSetting(district, '原文保留年限', 3);
    const renamed = join(district, '学校', `${row.code} 新名字`);
    renameSync(folder(district), renamed);
    const version = join(renamed, '历史版本', '2018年09月 第1版.json');
    const bytes = readFileSync(version);
    await look(district, '2022-09-01T10:00', '--repair');
    expect(existsSync(version)).toBe(false);
    // The event is there, the file still is: the next time takes it.
    writeFileSync(version, bytes);
    const events = eventsOf(district).length;
    await look(district, '2022-09-01T10:00', '--repair');
    expect([existsSync(version), eventsOf(district).length]).toEqual([false, events]);
  });

  it('goes out of an online report too, whose cells stay as they are', async () => {
    const school = schoolOf(1, '第一小学');
    const story = await beginStory([school]);
    await live(story, 'run', '2018-09-03T09:00');
    await types(story, school, rightReport);
    await live(story, 'run', '2018-09-20T10:00');
    const report = await reportOf(story, school);
    const tabs = async (): Promise<string[]> =>
      (await story.section.spreadsheet(report, 'sheets(properties(title))')).sheets.map(
        ({ properties }: { properties: { title: string } }) => properties.title,
      );
    const before = await tabs();
    expect(before).toContain('历史版本 第1版');
    const erase = () =>
      withDistrict(
        () => openStory(story, '2022-09-01T10:00'),
        knownHolidays,
        async (world, district) =>
          eraseOver(
            world,
            { ...district, settings: { ...district.settings, keepYears: 3 } },
            await googlePremises(story.district, story.env, story.pace),
            false,
          ),
      );
    expect(await erase()).toEqual([expect.objectContaining({ is: 'ok' })]);
    expect(await tabs()).toEqual(before.filter((title) => title !== '历史版本 第1版'));
    expect(await erase()).toEqual([]);
    const { states } = await live(story, 'validate', '2018-09-21T10:00');
    expect(states).toMatchObject({ submitted: 1 });
    expect(await tabs()).not.toContain('历史版本 第1版');
    await endStory(story);
  });
});

describe('a new school year', () => {
  it('asks the schools that are there now, and keeps what the others reported', async () => {
    const district = keep(makeDistrict([row, other]));
    await inProcess('run', district, '2019-06-01T09:00');
    for (const school of [row, other])
      await fillReport(
        reportPath(district, school, '2019年06月'),
        {
          ...rightReport,
          monthlyReport_reportDate: '2019-06-20',
          monthlyReport_docDate: '2019-06-08',
        },
        new Date('2019-06-20T15:00+08:00'),
      );
    const { states: june } = await inProcess('run', district, '2019-06-21T09:00');
    expect(june.notStarted + june.inProgress).toBe(0);

    const path = join(district, '区级设置.xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
    const roster = workbook.getWorksheet('学校名册');
    const head = (roster?.getRow(1).values ?? []) as unknown[];
    const column = (title: string): number => head.indexOf(title);
    const rows = [2, 3].map((at) => roster?.getRow(at));
    const gone = rows.find((it) => it?.getCell(1).value === other.code);
    if (gone) gone.getCell(column('停用月份')).value = '2019-06';
    const added = roster?.getRow(4);
    for (const [title, value] of Object.entries({
      学校编码: '371311009',
      学校名称: '新建小学',
      学段: '小学',
      类型: '公办',
      联络人: '甲老师',
      联络人邮箱: 'new@example.cn',
      校长: '乙校长',
      校长邮箱: 'head@example.cn',
      责任督学: '丁督学',
      启用月份: '2019-09',
    }))
      if (added) added.getCell(column(title)).value = value;
    writeFileSync(path, Buffer.from(await workbook.xlsx.writeBuffer()));

    const september = await inProcess('run', district, '2019-09-02T09:00');
    expect([september.period, september.schools]).toEqual(['2019-09', 2]);
    const has = (school: RosterRow): boolean => existsSync(reportPath(district, school, '2019年09月'));
    expect([has(row), has(other), has({ code: '371311009', name: '新建小学' })]).toEqual([true, false, true]);
    const figure = await line('explain', district, '2019-06/incidents', '--json', '--now', '2019-09-02T10:00');
    expect(figure.json).toMatchObject({ expected: 2, sources: [{ school: row.code }, { school: other.code }] });
    const { letters } = await inProcess('run', district, '2019-09-26T09:30');
    expect(letters.filter(({ to }) => to.some((address) => address.includes(other.code)))).toEqual([]);
    expect(letters.flatMap(({ to }) => to)).toContain('new@example.cn');
  });
});
