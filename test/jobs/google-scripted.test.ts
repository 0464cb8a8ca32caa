import { afterAll, describe, expect, it } from 'vitest';
import { beginStory, endStory, live, type Story, schoolOf } from './google-story.ts';

const stories: Story[] = [];
afterAll(async () => {
  for (const story of stories) await endStory(story);
});

/** A district in September, with a spreadsheet of a name in 模板. */
async function handedOut(name: string | undefined) {
  const school = schoolOf(1, '第一小学', {});
  const story = await beginStory([school]);
  stories.push(story);
  const { section, root, emulator } = story;
  const mimeType = 'application/vnd.google-apps.spreadsheet';
  // init made the folder.
  const file = { name, mimeType, parents: [await section.at(root, '模板')] };
  const base = name && (await section.call('POST', '/drive/v3/files?supportsAllDrives=true', file)).id;
  await live(story, 'run', '2018-09-03T09:00');
  const copied = emulator.requests.flatMap(({ path }) => /^\/drive\/v3\/files\/([\w-]+)\/copy$/.exec(path)?.[1] ?? []);
  const report = await section.at(root, '学校', `${school.code} ${school.name}`, '2018年09月');
  const { sheets } = await section.spreadsheet(
    report,
    'sheets(properties(title,hidden,index),data(rowData(values(effectiveValue,note))))',
  );
  return { copied, base, sheets };
}

describe('a spreadsheet with a script in 模板', () => {
  it('is what the month’s reports are copied from, and changes nothing in them', async () => {
    const [plain, other, scripted] = [
      await handedOut(undefined),
      await handedOut('别的表'),
      await handedOut('报表底稿'),
    ];
    // The report from the month's template, and that from the one with the script.
    expect([plain.copied.length, other.copied.length, scripted.copied.length]).toEqual([1, 1, 2]);
    expect(scripted.copied[0]).toBe(scripted.base);
    expect(scripted.sheets).toEqual(plain.sheets);
  });
});
