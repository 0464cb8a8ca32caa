import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { initDistrict } from '../../functions/adapters/folder/init.ts';
import type { School } from '../../schemas/roster.ts';
import { fillReport, rightReport, type Typed } from '../support/fill-report.ts';
import { inProcess } from '../support/in-process.ts';
import { beginStory, endStory, live, reportOf, type Story, schoolOf, types } from './google-story.ts';

const one = schoolOf(1, '第一小学');
const two = schoolOf(2, '第二小学');
const byMail = schoolOf(3, '第三小学', { delivery: '邮件' });
const schools = [one, two, byMail];
const month = '2018年09月';
const query = 'supportsAllDrives=true';

/** The same district as a folder: where workbooks of its schools come from, as a school would have them on a computer. */
let desk = '';
beforeAll(async () => {
  desk = mkdtempSync(join(tmpdir(), 'anxiao-desk-'));
  await initDistrict(desk, schools);
  await inProcess('handOut', desk, '2018-09-03T09:00');
});
afterAll(() => rmSync(desk, { recursive: true, force: true }));

async function workbookOf({ code, name }: School, typed: Typed): Promise<Uint8Array> {
  const path = join(desk, '学校', `${code} ${name}`, `${month}.xlsx`);
  const before = readFileSync(path);
  await fillReport(path, typed);
  const bytes = readFileSync(path);
  writeFileSync(path, before);
  return bytes;
}

let story: Story;
beforeEach(async () => {
  story = await beginStory(schools);
  await live(story, 'run', '2018-09-03T09:00');
});
afterEach(() => endStory(story));

const folderOf = ({ code, name }: School): Promise<string> => story.section.at(story.root, '学校', `${code} ${name}`);

/** Somebody puts a file of bytes into a folder; returns its id. */
async function uploads(folder: string, name: string, bytes: Uint8Array): Promise<string> {
  const { section } = story;
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const { id } = await section.call('POST', `/upload/drive/v3/files?uploadType=media&${query}`, bytes, type);
  await section.call('PATCH', `/drive/v3/files/${id}?${query}&addParents=${folder}&removeParents=root`, { name });
  return id;
}

const changes = (id: string, body: object, more = ''): Promise<unknown> =>
  story.section.call('PATCH', `/drive/v3/files/${id}?${query}${more}`, body);

describe("an .xlsx in a school's folder on Google", () => {
  it('counts as its report where the spreadsheet there is untouched, under any name, and again when it is corrected', async () => {
    const wrong = await workbookOf(one, { ...rightReport, monthlyReport_incidents: '约3' });
    const id = await uploads(await folderOf(one), `${month} 最终.xlsx`, wrong);
    const first = await live(story, 'run', '2018-09-20T09:00');
    expect(first).toMatchObject({ failures: [], states: { invalid: 1 } });
    await story.section.call(
      'PATCH',
      `/upload/drive/v3/files/${id}?uploadType=media&${query}`,
      await workbookOf(one, rightReport),
      'application/octet-stream',
    );
    expect(await live(story, 'run', '2018-09-20T10:00')).toMatchObject({
      read: 1,
      failures: [],
      states: { submitted: 1 },
    });
    expect(await live(story, 'run', '2018-09-20T11:00')).toMatchObject({ read: 0 });
  });

  it('and a spreadsheet that was filled in otherwise are both left unread, and said', async () => {
    await types(story, one, { ...rightReport, monthlyReport_incidents: 2, monthlyReport_handledCount: 2 });
    await uploads(await folderOf(one), `${month}.xlsx`, await workbookOf(one, rightReport));
    const { failures, states } = await live(story, 'run', '2018-09-20T09:00');
    expect(failures).toMatchObject([{ school: one.code, code: 'L-WHO' }]);
    expect(states).toMatchObject({ submitted: 0 });
  });

  it('takes the place of the untouched spreadsheet when it comes by mail, unless somebody types there at that moment', async () => {
    const id = await reportOf(story, one);
    const inbox = await story.section.at(story.root, '收件箱');
    await uploads(inbox, '表.xlsx', await workbookOf(one, rightReport));
    story.emulator.before(
      ({ method, path }) => method === 'PATCH' && path.endsWith(id),
      () => types(story, one, { selfCheck_studentCount: 900 }),
    );
    const crossed = await live(story, 'run', '2018-09-20T09:00');
    expect(crossed.failures).toMatchObject([{ school: one.code, code: 'F-BUSY' }]);
    expect(await reportOf(story, one)).toBe(id);
    const next = await live(story, 'run', '2018-09-20T10:00');
    expect(next).toMatchObject({ failures: [{ school: one.code, code: 'L-WHO' }], states: { submitted: 0 } });
    await types(story, one, { selfCheck_studentCount: null });
    expect(await live(story, 'run', '2018-09-20T11:00')).toMatchObject({ failures: [], states: { submitted: 1 } });
    await expect(story.section.at(await folderOf(one), '历史版本', month)).resolves.toBe(id);
  });

  it('is what a school gets that lives by mail, with a letter that has it attached', async () => {
    const { files } = await story.section.call(
      'GET',
      `/drive/v3/files?${query}&includeItemsFromAllDrives=true&q=${encodeURIComponent(`'${await folderOf(byMail)}' in parents`)}`,
    );
    expect(files).toMatchObject([
      { name: `${month}.xlsx`, mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    ]);
    const inbox = await story.section.at(story.root, '收件箱');
    await uploads(inbox, '副本(1).xlsx', await workbookOf(byMail, rightReport));
    expect(await live(story, 'run', '2018-09-20T09:00')).toMatchObject({ failures: [], states: { submitted: 1 } });
    await expect(
      story.section.at(await folderOf(byMail), '历史版本', '收到的原件', '副本(1).xlsx'),
    ).resolves.toBeDefined();
  });
});

describe('a spreadsheet that people rearranged', () => {
  const sheetId = async (id: string, title: string): Promise<number> => {
    const { sheets } = await story.section.spreadsheet(id, 'sheets.properties(sheetId,title)');
    return sheets.find(({ properties }: { properties: { title: string } }) => properties.title === title).properties
      .sheetId;
  };

  it.each<[string, (id: string) => Promise<unknown>]>([
    [
      'with rows put in above and in between',
      async (id) => {
        const sheet = await sheetId(id, '月报表');
        const range = (startIndex: number) => ({
          sheetId: sheet,
          dimension: 'ROWS',
          startIndex,
          endIndex: startIndex + 2,
        });
        await story.section.batch(
          id,
          { insertDimension: { range: range(8) } },
          { insertDimension: { range: range(0) } },
        );
      },
    ],
    [
      'with tabs in another order',
      async (id) =>
        story.section.batch(id, {
          updateSheetProperties: { properties: { sheetId: await sheetId(id, '月报表'), index: 0 }, fields: 'index' },
        }),
    ],
    [
      'without some of its names',
      async (id) => {
        const { namedRanges } = await story.section.spreadsheet(id, 'namedRanges(namedRangeId,name)');
        const gone = namedRanges.filter(({ name }: { name: string }) => /studentCount|incidents$/.test(name));
        await story.section.batch(
          id,
          ...gone.map(({ namedRangeId }: { namedRangeId: string }) => ({ deleteNamedRange: { namedRangeId } })),
        );
      },
    ],
    [
      'with a tab renamed',
      async (id) =>
        story.section.batch(id, {
          updateSheetProperties: {
            properties: { sheetId: await sheetId(id, '自查表'), title: '自查表（定稿）' },
            fields: 'title',
          },
        }),
    ],
    [
      'with lines added far below',
      async (id) => {
        await story.section.batch(id, {
          appendDimension: { sheetId: await sheetId(id, '自查表'), dimension: 'ROWS', length: 30 },
        });
        const place = encodeURIComponent('自查表!A50:C52');
        await story.section.call('PUT', `/v4/spreadsheets/${id}/values/${place}?valueInputOption=RAW`, {
          values: [['待办'], ['一', '二', '三'], []],
        });
      },
    ],
  ])('%s is read as it was filled in', async (_, rearrange) => {
    await types(story, one, rightReport);
    await rearrange(await reportOf(story, one));
    const report = await live(story, 'run', '2018-09-20T09:00');
    expect(report).toMatchObject({ findings: [], failures: [], states: { submitted: 1 } });
  });
});

describe('files that people moved about', () => {
  it('a report in the bin is missed and said, and is the same report when it comes back', async () => {
    await types(story, one, rightReport);
    await live(story, 'run', '2018-09-20T09:00');
    const id = await reportOf(story, one);
    await changes(id, { trashed: true });
    expect((await live(story, 'run', '2018-09-20T10:00')).failures).toMatchObject([
      { school: one.code, code: 'F-MISSING' },
    ]);
    await changes(id, { trashed: false });
    expect(await live(story, 'run', '2018-09-20T11:00')).toMatchObject({ failures: [], states: { submitted: 1 } });
  });

  it("a report in another school's folder is nobody's until it is back", async () => {
    await types(story, one, rightReport);
    const id = await reportOf(story, one);
    const [from, to] = [await folderOf(one), await folderOf(two)];
    await changes(id, {}, `&addParents=${to}&removeParents=${from}`);
    const astray = await live(story, 'run', '2018-09-20T09:00');
    expect(astray.failures).toMatchObject([
      { school: one.code, code: 'F-MISSING' },
      { school: two.code, code: 'L-WHO' },
    ]);
    expect(astray.states).toMatchObject({ submitted: 0 });
    await changes(id, {}, `&addParents=${from}&removeParents=${to}`);
    const back = await live(story, 'run', '2018-09-20T10:00');
    expect(back).toMatchObject({ failures: [], states: { submitted: 1 } });
  });

  it("a school's folder that was renamed is still its folder", async () => {
    await types(story, one, rightReport);
    await changes(await folderOf(one), { name: `${one.code} 第一实验小学` });
    expect(await live(story, 'run', '2018-09-20T09:00')).toMatchObject({ failures: [], states: { submitted: 1 } });
    const renamed = await story.section.at(story.root, '学校', `${one.code} 第一实验小学`);
    const { sheets } = await story.section.spreadsheet(
      await story.section.at(renamed, month),
      'sheets.properties(title,hidden)',
    );
    expect(sheets).toContainEqual({ properties: { title: '历史版本 第1版', hidden: true } });
    await live(story, 'run', '2018-10-08T09:00');
    await expect(story.section.at(renamed, '2018年10月')).resolves.toBeDefined();
    await expect(folderOf(one)).rejects.toThrow('0 files');
  });

  it('a folder that is moved into the tree is seen with all that lies in it', async () => {
    const elsewhere = await story.section.call('POST', `/drive/v3/files?${query}`, {
      name: '交上来的',
      mimeType: 'application/vnd.google-apps.folder',
    });
    await uploads(elsewhere.id, 'a.xlsx', await workbookOf(one, rightReport));
    const inbox = await story.section.at(story.root, '收件箱');
    await story.section.call('PATCH', `/drive/v3/files/${inbox}?${query}`, { name: '旧收件箱' });
    await changes(elsewhere.id, { name: '收件箱' }, `&addParents=${story.root}&removeParents=root`);
    expect(await live(story, 'run', '2018-09-20T09:00')).toMatchObject({ failures: [], states: { submitted: 1 } });
  });

  it('two files of one name are both seen: copies of one content are one report', async () => {
    const bytes = await workbookOf(one, rightReport);
    for (const _ of [1, 2]) await uploads(await folderOf(one), `${month}.xlsx`, bytes);
    expect(await live(story, 'run', '2018-09-20T09:00')).toMatchObject({ failures: [], states: { submitted: 1 } });
    await uploads(
      await folderOf(one),
      `${month}.xlsx`,
      await workbookOf(one, { ...rightReport, selfCheck_planText: '另一份' }),
    );
    expect((await live(story, 'run', '2018-09-20T10:00')).failures).toMatchObject([{ code: 'L-WHO' }]);
  });
});
