import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import type { BulletinView } from '../../functions/core/master/master-view.ts';
import { bulletinViews } from '../../functions/jobs/bulletin/views.ts';
import { readDistrict } from '../../functions/jobs/district.ts';
import { rightReport } from '../support/fill-report.ts';
import { beginStory, endStory, live, openStory, type Story, schoolOf, types } from './google-story.ts';

const one = schoolOf(1, '第一小学');
const two = schoolOf(2, '第二小学');
const query = 'supportsAllDrives=true';
let story: Story;

beforeAll(async () => {
  story = await beginStory([one, two]);
  await setting('设置', '安全科邮箱', 'anquan@example.cn');
  await live(story, 'run', '2018-09-03T09:00');
  for (const school of [one, two]) await types(story, school, rightReport);
  await live(story, 'run', '2018-09-20T09:00');
  await live(story, 'run', '2018-10-09T09:00');
  const october = { monthlyReport_reportDate: '2018-10-20', monthlyReport_docDate: '2018-10-08' };
  await types(story, one, { ...rightReport, ...october }, '2018年10月');
  await live(story, 'run', '2018-10-24T09:00');
  await live(story, 'run', '2018-10-30T10:00');
}, 60_000);
afterAll(() => endStory(story));

/** The value beside a title in 设置. */
async function setting(tab: string, title: string, value: string): Promise<void> {
  const control = await story.section.at(story.root, '区级设置');
  const range = encodeURIComponent(`${tab}!A1:A60`);
  const { values } = await story.section.call('GET', `/v4/spreadsheets/${control}/values/${range}`);
  const row = values.findIndex(([cell]: readonly string[]) => cell === title) + 1;
  await puts(`${tab}!B${row}`, [value]);
}

async function puts(range: string, row: readonly string[]): Promise<void> {
  const control = await story.section.at(story.root, '区级设置');
  const path = `/v4/spreadsheets/${control}/values/${encodeURIComponent(range)}?valueInputOption=RAW`;
  await story.section.call('PUT', path, { values: [row] });
}

const fileAt = (name: string): Promise<string> => story.section.at(story.root, '通报', '2018年09—10月', name);

async function bytesOf(id: string): Promise<Uint8Array> {
  const answer = await fetch(`${story.emulator.url}/drive/v3/files/${id}?alt=media&${query}`, {
    headers: { authorization: 'Bearer section@example.cn' },
  });
  return new Uint8Array(await answer.arrayBuffer());
}

/** What 通报记录 says of the paper whose last month it is. */
async function views(now: string, last: string): Promise<readonly BulletinView[]> {
  const world = await openStory(story, now);
  const shown = bulletinViews(world, await readDistrict(world, knownHolidays));
  await world.ledger.close();
  return shown.filter(({ through }) => through === last);
}

describe('a bulletin on Google', () => {
  it('is edited in place, held to its figures, approved, issued once, and put back where somebody deletes it', async () => {
    const id = await fileAt('通报草稿.docx');
    const edit = async (change: (xml: string) => string): Promise<void> => {
      const parts = unzipSync(await bytesOf(id));
      const xml = strToU8(change(strFromU8(parts['word/document.xml'] ?? new Uint8Array())));
      const bytes = zipSync({ ...parts, 'word/document.xml': xml });
      await story.section.call(
        'PATCH',
        `/upload/drive/v3/files/${id}?uploadType=media&${query}`,
        bytes,
        'application/octet-stream',
      );
    };
    await edit((xml) => xml.replace(/10月未报1校：第二小学/, '10月未报1校：第一小学'));
    await live(story, 'run', '2018-10-30T11:00');
    expect((await views('2018-10-30T11:00', '2018-10'))[1]?.problems).toEqual([
      '正文第5段“第一小学”：不在其中：10月未报的是第二小学。',
    ]);
    await edit((xml) => xml.replace(/10月未报1校：第一小学/, '10月只有第二小学还没有报送，未报1校'));
    await live(story, 'run', '2018-10-30T12:00');
    const [, view] = await views('2018-10-30T12:00', '2018-10');
    expect(view?.problems).toEqual([]);
    const code = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(view?.note ?? '')?.[0] ?? '';

    await puts('通报审签!A2:G2', [
      '2018年9—10月',
      code,
      '示教安通〔2018〕1号',
      '拟稿甲',
      '签发乙',
      '2018-10-30',
      '2018-10-31',
    ]);
    const run = await live(story, 'run', '2018-10-31T09:00');
    expect(run.bulletin).toMatchObject({ issued: { code }, approval: { state: 'issued' } });
    const sent = run.letters.filter(({ key }) => key.includes('/issued/'));
    expect(sent.map(({ to }) => to[0]).toSorted()).toEqual(
      [one, two].flatMap(({ liaisonEmail, principalEmail }) => [liaisonEmail, principalEmail]).toSorted(),
    );
    const issued = await bytesOf(await fileAt('通报.docx'));
    expect(strFromU8(unzipSync(issued)['word/document.xml'] ?? new Uint8Array())).toContain('只有第二小学还没有报送');

    const before = story.emulator.requests.length;
    const quiet = await live(story, 'run', '2018-10-31T10:00');
    expect([quiet.bulletin, quiet.letters]).toEqual([null, []]);
    const asked = story.emulator.requests.slice(before).filter(({ api }) => api !== 'storage');
    expect(asked.map(({ path }) => path.replace(/\?.*/, ''))).toEqual(['/drive/v3/changes']);

    await story.section.call('PATCH', `/drive/v3/files/${await fileAt('通报.docx')}?${query}`, { trashed: true });
    const again = await live(story, 'run', '2018-11-01T09:00');
    expect(again.letters.filter(({ key }) => key.includes('/issued/'))).toEqual([]);
    expect(contentHash(await bytesOf(await fileAt('通报.docx')))).toBe(contentHash(issued));
  }, 60_000);

  it('goes the same way where it is the report of a year: to the section, to no school', async () => {
    const [view] = await views('2018-11-01T10:00', '2018-09');
    const code = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(view?.note ?? '')?.[0] ?? '';
    const title = '2018年度督导评估报告';
    // Made on 9 October; what schools reported since changed nothing of September.
    const days = ['2018-10-09', '2018-11-01'];
    await puts('通报审签!A3:G3', [title, code, '示教安通〔2018〕2号', '拟稿甲', '签发乙', ...days]);
    const run = await live(story, 'run', '2018-11-01T10:00');
    expect(run.annualReport?.approval).toEqual({ state: 'issued', problems: [] });
    const told = run.letters.filter(({ key }) => key.startsWith('bulletin/2017-10..2018-09/issued/'));
    expect(told.map(({ to }) => to)).toEqual([['anquan@example.cn']]);
    const id = await story.section.at(story.root, '通报', title, '督导评估报告.docx');
    expect(strFromU8(unzipSync(await bytesOf(id))['word/document.xml'] ?? new Uint8Array())).toContain(
      '示教安通〔2018〕2号',
    );
    expect((await live(story, 'run', '2018-11-01T11:00')).annualReport).toBeNull();
  }, 60_000);
});
