import { afterEach, describe, expect, it } from 'vitest';
import type { RequestAnswered } from '../../schemas/events.ts';
import { rightReport } from '../support/fill-report.ts';
import { mortalWay } from './google-mortal.ts';
import { beginStory, endStory, live, openStory, type Story, schoolOf, types } from './google-story.ts';

const first = schoolOf(1, '第一小学');
const second = schoolOf(2, '第二小学');
const now = '2018-09-20T10:00';
const asked: readonly (readonly string[])[] = [
  ['R1', '立即校验'],
  ['R2', '预览催报'],
  ['R3', '查看来源', '2018-09/incidents/371311001'],
  ['R4', '生成通报草稿', '2018-09'],
  ['R5', '帮个忙'],
];

const stories: Story[] = [];
afterEach(async () => {
  for (const story of stories.splice(0)) await endStory(story);
});

/** A district with a report, and a section that asks for five things. */
async function begin(): Promise<Story> {
  const story = await beginStory([first, second]);
  stories.push(story);
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, first, rightReport);
  const { section, root } = story;
  const control = await section.find(root, '区级设置');
  await section.call('POST', `/v4/spreadsheets/${control}/values:batchUpdate`, {
    valueInputOption: 'RAW',
    data: [{ range: '办理请求!A2', values: asked }],
  });
  return story;
}

async function answers(story: Story): Promise<RequestAnswered[]> {
  const { ledger } = await openStory(story, '2018-12-01T00:00');
  const found: RequestAnswered[] = [];
  for await (const event of ledger.all()) if (event.type === 'requestAnswered') found.push(event);
  await ledger.close();
  return found;
}

describe('办理请求 on Google', () => {
  it('is answered once, as in a folder', async () => {
    const story = await begin();
    const { requests } = await live(story, 'run', now);
    expect(requests.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'R1 done',
      'R2 done',
      'R3 done',
      'R4 done',
      'R5 refused',
    ]);
    const said = await answers(story);
    expect(said.map(({ summary }) => summary)).toEqual([
      expect.stringMatching(/^立即校验（已办理）：报表都重新校验了。2018年9月应报 2 校：未填 1、已报送 1；/),
      expect.stringMatching(/^预览催报（已办理）：到 10月4日 周四为止，按现在的填报情况会发 \d+ 封催报邮件：/),
      expect.stringMatching(/第一小学 1，出自 学校\/371311001 第一小学\/2018年09月 的 月报表!C13（第1版，/),
      expect.stringMatching(/^生成通报草稿 2018-09（已办理）：2018年9—10月通报的草稿在 通报\/2018年09—10月\//),
      expect.stringMatching(/^看不懂的请求（没有办成）：/),
    ]);
    const { section, root, emulator } = story;
    const master = await section.find(root, '总表');
    const log = await section.call('GET', `/v4/spreadsheets/${master}/values/${encodeURIComponent('运行日志!A1:D20')}`);
    expect(log.values.filter(([, job]: string[]) => job?.startsWith('请求 '))).toHaveLength(5);
    const before = emulator.requests.length;
    expect((await live(story, 'run', '2018-09-20T11:00')).requests).toEqual([]);
    expect(await answers(story)).toHaveLength(5);
    const writes = emulator.requests.slice(before).filter(({ method }) => method !== 'GET');
    expect(writes).toEqual([]);
  });

  it('is answered once each where runs are killed on their way, and drafted once', async () => {
    const story = await begin();
    const seed = Number(process.env.KILL_SEED ?? Date.now() % 1_000_000);
    const killed: string[] = [];
    for (let kill = 0; kill < 4; kill += 1) {
      const fatal = 12 + kill * 14 + ((seed * (kill + 3)) % 13);
      const applied = kill % 2 === 0;
      killed.push(`request ${fatal}${applied ? ', applied' : ''}`);
      const way = await mortalWay(story.emulator.url, fatal, applied);
      const env = { ...story.env, SHEETS_ROOT_URL: way.url, DRIVE_ROOT_URL: way.url, STORAGE_ROOT_URL: way.url };
      await live({ ...story, env }, 'run', now).catch((error: unknown) => {
        if (!way.isDead()) throw error;
      });
      await way.close();
      // By then the lease of the dead has run out.
      await story.pace.wait(11 * 60_000);
    }
    await live(story, 'run', now);
    const what = `seed ${seed}: ${killed.join('; ')}`;
    expect((await answers(story)).map(({ request }) => request).sort(), what).toEqual(['R1', 'R2', 'R3', 'R4', 'R5']);
    const { ledger } = await openStory(story, now);
    expect(ledger.state.bulletins.get('2018-09')?.drafts, what).toHaveLength(1);
    await ledger.close();
  });
});
