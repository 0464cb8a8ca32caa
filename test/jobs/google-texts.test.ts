import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rightReport } from '../support/fill-report.ts';
import { beginStory, endStory, live, reportOf, type Story, schoolOf, types } from './google-story.ts';

/** What people type that a spreadsheet program would like to take for something else. */
const typed = [
  '=1+1',
  '=IMPORTXML("http://127.0.0.1/","//a")',
  '+1',
  '-1',
  '@x',
  "'单引号",
  '007',
  '1/2',
  '2018-09-01',
  'TRUE',
  '😀👨‍👩‍👧 ①②',
  '第一行\n第二行',
  '<b>粗</b>&amp;',
];
const script = schoolOf(1, '<script>alert(1)</script>');
const formula = schoolOf(2, '=HYPERLINK("http://127.0.0.1/";"点")');
const long = schoolOf(3, '长篇小学');

interface CellNow {
  readonly userEnteredValue?: Readonly<Record<string, unknown>>;
  readonly formattedValue?: string;
  readonly note?: string;
}

let story: Story;
let master: string;
beforeAll(async () => {
  story = await beginStory([script, formula, long]);
  await live(story, 'run', '2018-09-03T09:00');
  master = await story.section.at(story.root, '总表');
});
afterAll(() => endStory(story));

/** Every cell of a spreadsheet that holds or shows something. */
async function cellsOf(id: string): Promise<readonly CellNow[]> {
  const { sheets } = await story.section.spreadsheet(
    id,
    'sheets.data.rowData.values(userEnteredValue,formattedValue,note)',
  );
  return sheets.flatMap(({ data }: { data?: { rowData?: { values?: CellNow[] }[] }[] }) =>
    (data ?? []).flatMap(({ rowData }) => (rowData ?? []).flatMap(({ values }) => values ?? [])),
  );
}

/** Formulas that are not ours: ours count words and name no person's text. */
async function strangeFormulas(id: string): Promise<readonly unknown[]> {
  const formulas = (await cellsOf(id)).flatMap(({ userEnteredValue }) => userEnteredValue?.formulaValue ?? []);
  return formulas.filter((text) => /IMPORT|1\+1|127\.0\.0\.1|^=[+@-]|alert/i.test(String(text)));
}

/** The id of a school's report: its folder's name has no character that a file system would refuse. */
async function reportIn(folder: string): Promise<string> {
  return story.section.at(story.root, '学校', folder, '2018年09月');
}

describe('what people type', () => {
  it.each(typed)('%j stays what it is in the report, and is a text in the master and in findings', async (text) => {
    const id = await reportOf(story, long);
    await types(story, long, {
      ...rightReport,
      selfCheck_specialWork: text,
      monthlyReport_activityName: text,
      monthlyReport_docTitle: text,
      selfCheck_explain_studentCount: text,
      // A finding quotes what was typed here.
      monthlyReport_incidents: text,
    });
    const now = `2018-09-20T10:${String(typed.indexOf(text)).padStart(2, '0')}`;
    expect(await live(story, 'run', now)).toMatchObject({ read: 1, failures: [] });
    const held = async (name: string): Promise<unknown> => {
      const { valueRanges } = await story.section.call(
        'GET',
        `/v4/spreadsheets/${id}/values:batchGet?ranges=${name}&valueRenderOption=FORMULA`,
      );
      return valueRanges[0].values?.[0]?.[0];
    };
    for (const name of ['selfCheck_specialWork', 'monthlyReport_activityName', 'monthlyReport_incidents'])
      expect(await held(name), name).toBe(text);
    const inMaster = (await cellsOf(master)).filter(({ userEnteredValue }) => userEnteredValue?.stringValue === text);
    expect(inMaster.length).toBeGreaterThan(0);
    for (const spreadsheet of [id, master]) expect(await strangeFormulas(spreadsheet)).toEqual([]);
  });

  it('a text of fifty thousand characters is read, and nothing of it is written back', async () => {
    const text = `${'长'.repeat(49_999)}尾`;
    await types(story, long, { ...rightReport, selfCheck_specialWork: text });
    const { findings, failures } = await live(story, 'run', '2018-09-21T10:00');
    expect(failures).toEqual([]);
    expect(findings.filter(({ school }) => school === long.code)).toMatchObject([{ field: 'specialWork' }]);
    const id = await reportOf(story, long);
    const cells = (await cellsOf(id)).filter(({ userEnteredValue }) => userEnteredValue?.stringValue === text);
    expect(cells).toHaveLength(1);
  });

  it('as the name of a school is a name everywhere: in folders, reports, the master and links', async () => {
    const { files } = await story.section.call(
      'GET',
      `/drive/v3/files?supportsAllDrives=true&includeItemsFromAllDrives=true&q=${encodeURIComponent(`'${await story.section.at(story.root, '学校')}' in parents`)}`,
    );
    const folders: readonly string[] = files.map(({ name }: { name: string }) => name).sort();
    expect(folders).toHaveLength(3);
    for (const [school, folder] of [
      [script, folders[0] ?? ''],
      [formula, folders[1] ?? ''],
    ] as const) {
      expect(folder.startsWith(school.code)).toBe(true);
      const id = await reportIn(folder);
      const given = (await cellsOf(id)).filter(
        ({ userEnteredValue }) => userEnteredValue?.stringValue === `${school.name}（${school.code}）`,
      );
      expect(given.length).toBeGreaterThan(0);
      expect(await strangeFormulas(id)).toEqual([]);
      await story.section.type(id, {
        ...(rightReport as Record<string, string | number>),
        selfCheck_studentCount: '约8',
      });
    }
    const { findings } = await live(story, 'run', '2018-09-22T10:00');
    for (const { code } of [script, formula])
      expect(findings).toContainEqual(expect.objectContaining({ school: code, field: 'studentCount' }));
    const names = (await cellsOf(master)).map(({ userEnteredValue }) => userEnteredValue?.stringValue);
    expect(names).toEqual(expect.arrayContaining([script.name, formula.name]));
    expect(await strangeFormulas(master)).toEqual([]);
  });

  it('and what a person noted at a cell stays beside ours, and stays when ours goes', async () => {
    const id = await reportOf(story, long);
    await types(story, long, { ...rightReport, monthlyReport_incidents: '=1+1' });
    await live(story, 'run', '2018-09-23T10:00');
    const noted = (await cellsOf(id)).filter(({ note }) => note);
    expect(noted.length).toBeGreaterThan(0);
    const { namedRanges } = await story.section.spreadsheet(id, 'namedRanges(name,range)');
    const { range } = namedRanges.find(({ name }: { name: string }) => name === 'monthlyReport_incidents');
    const theirs = '=这条是学校自己记的';
    await story.section.batch(id, { repeatCell: { range, cell: { note: theirs }, fields: 'note' } });
    await types(story, long, { monthlyReport_incidents: '约3' });
    await live(story, 'run', '2018-09-23T11:00');
    expect((await cellsOf(id)).filter(({ note }) => note?.includes(theirs))).toHaveLength(1);
    await types(story, long, { monthlyReport_incidents: 1 });
    await live(story, 'run', '2018-09-23T12:00');
    const notes = (await cellsOf(id)).flatMap(({ note }) => (note?.includes(theirs) ? note : []));
    expect(notes).toEqual([theirs]);
  });
});
