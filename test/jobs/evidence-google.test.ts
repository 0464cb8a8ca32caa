import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import { type EvidenceReport, evidence } from '../../functions/jobs/evidence/evidence.ts';
import { withDistrict } from '../../functions/jobs/with-district.ts';
import { rightReport } from '../support/fill-report.ts';
import { beginStory, endStory, live, openStory, type Story, schoolOf, types } from './google-story.ts';

const one = schoolOf(1, '第一小学');
const pack = ['迎检材料', '2018年度'] as const;
let story: Story;

beforeAll(async () => {
  story = await beginStory([one, schoolOf(2, '第二小学')]);
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, one, rightReport);
  await live(story, 'run', '2018-09-20T09:00');
}, 60_000);
afterAll(() => endStory(story));

const bring = (now: string): Promise<EvidenceReport> =>
  withDistrict(
    async () => openStory(story, now),
    knownHolidays,
    (world, district) => evidence(world, district, { asked: undefined, dryRun: false }),
  );

const download = async (...names: readonly string[]): Promise<Uint8Array> => {
  const id = await story.section.at(story.root, ...pack, ...names);
  const answer = await fetch(`${story.emulator.url}/drive/v3/files/${id}?alt=media&supportsAllDrives=true`, {
    headers: { authorization: 'Bearer section@example.cn' },
  });
  return new Uint8Array(await answer.arrayBuffer());
};

describe('the evidence of a year on Google', () => {
  it('lies in its folder as files that can be sent on, each with the code that the index has', async () => {
    const { files } = await bring('2018-10-09T10:00');
    expect(files.map(({ state }) => state)).toEqual(files.map(() => 'written'));
    for (const { path, sha256 } of files) expect(contentHash(await download(...path.split('/'))), path).toBe(sha256);
    const index = readWorkbook(await download('目录.xlsx'));
    if (!index.ok) throw new Error(index.detail);
    const listed = index.workbook.sheets[0]?.cells.slice(3).map((row) => row[3]);
    expect([...new Set(listed)].sort()).toEqual(files.map(({ path }) => path).sort());
  });

  it('is left as it is by a second call, and comes back where somebody deleted a file', async () => {
    const again = await bring('2018-10-09T11:00');
    expect(again.files.map(({ state }) => state)).toEqual(again.files.map(() => 'same'));
    const id = await story.section.at(story.root, ...pack, '登记表.xlsx');
    await story.section.call('PATCH', `/drive/v3/files/${id}?supportsAllDrives=true`, { trashed: true });
    const back = await bring('2018-10-09T12:00');
    expect(back.files.filter(({ state }) => state === 'written').map(({ path }) => path)).toEqual(['登记表.xlsx']);
  });
});
