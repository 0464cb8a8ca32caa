import { afterAll, beforeAll, expect, it } from 'vitest';
import { registers } from '../../schemas/registers/registers.ts';
import { rightReport } from '../support/fill-report.ts';
import { beginStory, endStory, live, openStory, type Story, schoolOf, types } from './google-story.ts';

const school = schoolOf(1, '第一小学');
const publication = {
  kind: '工作动态',
  title: '部署专项督导',
  body: '督导组分赴各校。',
  drafter: '拟稿甲',
  reviewer: '审核乙',
  publishedOn: '2018-09-20',
  number: 'G1',
};
let story: Story;

beforeAll(async () => {
  story = await beginStory([school]);
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, school, rightReport);
}, 60_000);
afterAll(() => endStory(story));

async function approve(row: Readonly<Record<string, string>>): Promise<void> {
  const register = registers.find(({ key }) => key === 'publication');
  const control = await story.section.at(story.root, '区级设置');
  const path = `/v4/spreadsheets/${control}/values/${encodeURIComponent('信息公开!A2:L2')}?valueInputOption=RAW`;
  await story.section.call('PUT', path, { values: [register?.columns.map(({ key }) => row[key] ?? '') ?? []] });
}

async function page(now: string): Promise<string> {
  const { store, ledger } = await openStory(story, now);
  const content = await store.readReport('公开/index.html');
  await ledger.close();
  return new TextDecoder().decode(content.bytes());
}

it('a district on Google has the same page: uploaded once, renewed when a text is, back where somebody deletes it', async () => {
  await approve(publication);
  await live(story, 'run', '2018-09-20T09:00');
  const first = await page('2018-09-20T09:30');
  expect(first).toContain('督导组分赴各校。');
  expect(first).toContain('第一小学</th><td role="cell"><a class="call" href="tel:05397654321">');
  const id = await story.section.at(story.root, '公开', 'index.html');

  let writes = 0;
  await live(story, 'run', '2018-09-20T10:00', (world) => ({
    ...world,
    ledger: new Proxy(world.ledger, {
      get: (target, name) => {
        if (name === 'begin') writes += 1;
        const member = Reflect.get(target, name);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    }),
  }));
  expect(writes).toBe(0);

  await approve({ ...publication, body: '督导组看了各校的制度。', version: '2' });
  await live(story, 'run', '2018-09-21T09:00');
  const second = await page('2018-09-21T09:30');
  expect(second).toContain('督导组看了各校的制度。');
  expect(await story.section.at(story.root, '公开', 'index.html')).toBe(id);

  await story.section.call('PATCH', `/drive/v3/files/${id}?supportsAllDrives=true`, { trashed: true });
  await live(story, 'run', '2018-09-21T10:00');
  expect(await page('2018-09-21T10:30')).toBe(second);
  expect(await story.section.at(story.root, '公开', 'index.html')).not.toBe(id);
}, 60_000);
