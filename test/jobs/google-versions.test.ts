import { afterAll, expect, it } from 'vitest';
import { rightReport } from '../support/fill-report.ts';
import { beginStory, endStory, live, type Story, schoolOf, types } from './google-story.ts';

let story: Story | undefined;
afterAll(async () => {
  if (story) await endStory(story);
});

it('keeps each accepted version as typed inside its online report, hidden, once, and never reads it as an answer', async () => {
  const school = schoolOf(1, '第一小学', { liaisonEmail: '', principalEmail: '' });
  story = await beginStory([school]);
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, school, { ...rightReport, selfCheck_specialWork: '第一次写的话' });
  await live(story, 'run', '2018-09-20T09:00');
  await types(story, school, { selfCheck_specialWork: '第二次写的话' });
  expect(await live(story, 'run', '2018-09-20T10:00')).toMatchObject({ read: 1, states: { submitted: 1 } });
  expect(await live(story, 'run', '2018-09-20T11:00')).toMatchObject({ read: 0, states: { submitted: 1 } });

  const { section, root } = story;
  const id = await section.at(root, '学校', `${school.code} ${school.name}`, '2018年09月');
  const { sheets } = await section.spreadsheet(
    id,
    'sheets(properties(title,hidden),protectedRanges(editors(users)),data(rowData(values(userEnteredValue))))',
  );
  const kept = sheets.filter(({ properties: { title } }: Tab) => title.startsWith('历史版本 '));
  expect(kept.map(({ properties }: Tab) => properties)).toEqual([
    { title: '历史版本 第1版', hidden: true },
    { title: '历史版本 第2版', hidden: true },
  ]);
  const [first, second] = kept.map((tab: Tab) => JSON.parse(linesOf(tab).join('\n')));
  expect([first.version, second.version]).toEqual([1, 2]);
  expect(first.values.selfCheck).toMatchObject({ studentCount: 1200, specialWork: '第一次写的话' });
  expect(second.cells.selfCheck_specialWork.raw).toBe('第二次写的话');
});

interface Tab {
  readonly properties: { readonly title: string; readonly hidden?: boolean };
  readonly data: {
    readonly rowData: { readonly values: { readonly userEnteredValue: { readonly stringValue: string } }[] }[];
  }[];
}

function linesOf({ data }: Tab): string[] {
  return data.flatMap(({ rowData }) => rowData.map(({ values }) => values[0]?.userEnteredValue.stringValue ?? ''));
}
