import { afterAll, expect, it } from 'vitest';
import { beginStory, endStory, live, reportOf, type Story, schoolOf, types } from '../jobs/google-story.ts';
import { rightReport } from '../support/fill-report.ts';

const child =
  '三年级（2）班学生张晓明（身份证379999200709140035，家长电话13900001234，家住罗湾区湖东路12号3单元402室）';
const secrets = ['张晓明', '379999200709140035', '13900001234', '湖东路12号'];

let story: Story | undefined;
afterAll(async () => {
  if (story) await endStory(story);
});

it('keeps what concerns a child in the school’s folder on Google too', async () => {
  const school = schoolOf(1, '第一小学');
  story = await beginStory([school]);
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, school, {
    ...rightReport,
    selfCheck_specialWork: child,
    monthlyReport_handlingText: child,
    selfCheck_explain_studentCount: child,
  });
  const run = await live(story, 'run', '2018-09-20T09:00');
  expect(run).toMatchObject({ states: { submitted: 1 } });
  expect(run.findings.filter(({ code }) => code === 'X-PII').map(({ cell }) => cell)).toEqual(
    expect.arrayContaining(['自查表!G4']),
  );
  expect(quoted(JSON.stringify(run))).toEqual([]);
  await types(story, school, { monthlyReport_handlingText: `${child}，已和好。` });
  await live(story, 'run', '2018-09-21T09:00');

  const outside = await wordsOutside(story);
  expect(outside.get('总表')).toContain('〔姓名〕');
  expect([...outside.keys()].some((name) => name.endsWith('.eml'))).toBe(true);
  expect([...outside].filter(([, words]) => quoted(words).length > 0).map(([name]) => name)).toEqual([]);
  const ledger = await ledgerWords(story);
  expect(ledger).toContain('〔姓名〕');
  expect(quoted(ledger)).toEqual([]);

  // In the school's own spreadsheet it stands as typed, in its blanks and in 历史版本, and no note quotes it.
  const id = await reportOf(story, school);
  const { sheets } = await story.section.spreadsheet(id, tabs);
  const kept = sheets.filter(({ properties: { title } }: Tab) => title.startsWith('历史版本 '));
  expect(kept).toHaveLength(2);
  for (const tab of kept) expect(JSON.stringify(tab)).toContain(`${child.slice(0, 20)}`);
  const feedback = sheets.filter(({ properties: { title } }: Tab) => title === '校验结果');
  expect(feedback).toHaveLength(1);
  expect(quoted(JSON.stringify(feedback))).toEqual([]);
  const notes = JSON.stringify(sheets).match(/"note":"(?:[^"\\]|\\.)*"/g) ?? [];
  expect(notes.length).toBeGreaterThan(0);
  expect(quoted(notes.join())).toEqual([]);
});

interface Tab {
  readonly properties: { readonly title: string };
}

interface DriveFile {
  readonly id: string;
  readonly name: string;
  readonly mimeType: string;
}

const tabs = 'sheets(properties(title),data(rowData(values(userEnteredValue,note))))';

function quoted(words: string): string[] {
  return secrets.filter((secret) => words.includes(secret));
}

/** Every file of the district but the schools', by name: a spreadsheet's cells and notes, a letter's text. */
async function wordsOutside({ section, root, emulator }: Story): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  const walk = async (folder: string): Promise<void> => {
    const q = encodeURIComponent(`'${folder}' in parents and trashed = false`);
    const list = `/drive/v3/files?q=${q}&pageSize=1000&supportsAllDrives=true&includeItemsFromAllDrives=true`;
    for (const file of (await section.call('GET', list)).files as DriveFile[]) {
      if (file.name === '学校') continue;
      if (file.mimeType.endsWith('.folder')) await walk(file.id);
      else if (file.mimeType.endsWith('.spreadsheet'))
        words.set(file.name, JSON.stringify(await section.spreadsheet(file.id, tabs)));
      else {
        const media = `${emulator.url}/drive/v3/files/${file.id}?alt=media&supportsAllDrives=true`;
        words.set(file.name, unpacked(await text(media)));
      }
    }
  };
  await walk(root);
  return words;
}

async function ledgerWords({ emulator }: Story): Promise<string> {
  const objects = `${emulator.url}/storage/v1/b/ledger-example/o`;
  const { items } = JSON.parse(await text(objects)) as { items: { name: string }[] };
  const contents = await Promise.all(items.map(({ name }) => text(`${objects}/${encodeURIComponent(name)}?alt=media`)));
  return contents.map(unpacked).join('\n');
}

async function text(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { authorization: 'Bearer section@example.cn' } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.text();
}

/** A letter's parts are base64. */
function unpacked(raw: string): string {
  const parts = [...raw.matchAll(/(?:^[A-Za-z0-9+/=]{20,}\r?\n?)+/gm)].map(([block]) =>
    Buffer.from(block, 'base64').toString('utf8'),
  );
  return [raw, ...parts].join('\n');
}
