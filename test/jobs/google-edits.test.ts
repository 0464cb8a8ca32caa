import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiRequest } from '../google/api.ts';
import { robot } from '../google/http.ts';
import { Person } from '../google/person.ts';
import { rightReport } from '../support/fill-report.ts';
import { atSchool, beginStory, endStory, live, reportOf, type Story, schoolOf, types } from './google-story.ts';

const school = schoolOf(1, '第一小学');
const other = schoolOf(2, '第二小学');
const wrong = { ...rightReport, monthlyReport_incidents: '约3' };

let story: Story;
beforeEach(async () => {
  story = await beginStory([school, other]);
  await live(story, 'run', '2018-09-03T09:00');
});
afterEach(() => endStory(story));

/** Whether a request is the robot's batch on a spreadsheet. */
const batchOn =
  (id: string) =>
  ({ caller, method, path }: ApiRequest): boolean =>
    caller === robot && method === 'POST' && path === `/v4/spreadsheets/${id}:batchUpdate`;

/** What a cell of a report holds, by its defined name. */
async function held(id: string, name: string): Promise<unknown> {
  const { valueRanges } = await story.section.call(
    'GET',
    `/v4/spreadsheets/${id}/values:batchGet?ranges=${name}&valueRenderOption=UNFORMATTED_VALUE`,
  );
  return valueRanges[0].values?.[0]?.[0] ?? null;
}

describe('what a person types between our read and our write', () => {
  it.each([
    ['a teacher', undefined],
    ['somebody who works under the address of the robot', robot],
  ])('is there after our findings were put into the report, and is read by the next run (%s)', async (_, address) => {
    const id = await reportOf(story, school);
    await types(story, school, wrong);
    const person = address === undefined ? atSchool(story, school) : new Person(story.emulator.url, address);
    story.emulator.before(batchOn(id), () =>
      person.type(id, { monthlyReport_incidents: 1, monthlyReport_activityName: '刚刚改的' }),
    );
    const during = await live(story, 'run', '2018-09-20T09:00');
    expect(during.states).toMatchObject({ invalid: 1 });
    expect(await held(id, 'monthlyReport_activityName')).toBe('刚刚改的');
    const next = await live(story, 'run', '2018-09-20T10:00');
    expect(next).toMatchObject({ read: 1, states: { submitted: 1 }, findings: [] });
    expect(await held(id, 'monthlyReport_incidents')).toBe(1);
    expect(await live(story, 'run', '2018-09-20T11:00')).toMatchObject({ read: 0 });
  });

  it('is read by the next run where it came after our findings and before the run ended', async () => {
    const id = await reportOf(story, school);
    await types(story, school, wrong);
    storyAfter(batchOn(id), '/drive/v3/changes', () =>
      atSchool(story, school).type(id, { monthlyReport_incidents: 1 }),
    );
    await live(story, 'run', '2018-09-20T09:00');
    expect(await live(story, 'run', '2018-09-20T10:00')).toMatchObject({ states: { submitted: 1 }, findings: [] });
  });

  it('stays where it is when somebody types there under the address of the robot, and is read with the next change', async () => {
    // Drive tells who changed a file last, and that was us both times: this alone is not seen at once.
    const id = await reportOf(story, school);
    await types(story, school, wrong);
    const asRobot = new Person(story.emulator.url, robot);
    storyAfter(batchOn(id), '/drive/v3/changes', () => asRobot.type(id, { monthlyReport_incidents: 1 }));
    await live(story, 'run', '2018-09-20T09:00');
    await live(story, 'run', '2018-09-20T10:00');
    expect(await held(id, 'monthlyReport_incidents')).toBe(1);
    await atSchool(story, school).type(id, { selfCheck_planText: '下月再查。' });
    expect(await live(story, 'run', '2018-09-20T11:00')).toMatchObject({ states: { submitted: 1 }, findings: [] });
  });

  it.each(['POST', 'PATCH'])(
    'into a report that is just being made stays in it, and is read (before our %s)',
    async (method) => {
      let fresh = '';
      let seen = 0;
      story.emulator.before(
        (request) => {
          const [, id = ''] = /([\w-]{44})(?::batchUpdate)?$/.exec(request.path) ?? [];
          if (request.caller !== robot || request.method !== method || id === '') return false;
          fresh = id;
          seen += 1;
          // The first is the template's.
          return seen === 2;
        },
        () => story.section.type(fresh, { monthlyReport_activityName: '预先写好的' }),
      );
      await live(story, 'run', '2018-10-08T09:00');
      expect(await held(fresh, 'monthlyReport_activityName')).toBe('预先写好的');
      // Into one that is whole and about to be moved, only the section could type: it is read with the next change.
      if (method === 'PATCH') await story.section.type(fresh, { monthlyReport_leadDept: '政教处' });
      const { states } = await live(story, 'run', '2018-10-08T10:00');
      expect(states).toMatchObject({ notStarted: 1, inProgress: 1 });
    },
  );

  it('on a tab of their own in the master is still there when ours are drawn anew', async () => {
    const master = await story.section.at(story.root, '总表');
    await story.section.batch(master, { addSheet: { properties: { sheetId: 77, title: '科室备注' } } });
    await types(story, school, rightReport);
    story.emulator.before(batchOn(master), async () => {
      await story.section.call(
        'PUT',
        `/v4/spreadsheets/${master}/values/${encodeURIComponent('科室备注!A1')}?valueInputOption=RAW`,
        {
          values: [['先打电话']],
        },
      );
    });
    await live(story, 'run', '2018-09-20T09:00');
    const answer = await story.section.call(
      'GET',
      `/v4/spreadsheets/${master}/values/${encodeURIComponent('科室备注!A1:B2')}`,
    );
    expect(answer.values).toEqual([['先打电话']]);
    const { sheets } = await story.section.spreadsheet(master, 'sheets.properties(title,hidden)');
    const titles = sheets.map(({ properties }: { properties: { title: string } }) => properties.title);
    expect(titles.filter((title: string) => title === '总览')).toHaveLength(1);
  });

  it('over our tabs of the master is kept as a copy, while the master stays at its address', async () => {
    const { section, root } = story;
    const master = await section.at(root, '总表');
    const cell = (id: string, method: string, more = '', body?: object) =>
      section.call(method, `/v4/spreadsheets/${id}/values/${encodeURIComponent('总览!A1')}${more}`, body);
    await section.batch(master, { addSheet: { properties: { sheetId: 77, title: '科室备注' } } });
    await types(story, school, rightReport);
    await live(story, 'run', '2018-09-20T09:00');
    // A tab of their own is no change of ours.
    await expect(section.at(root, '总表 人工改动1')).rejects.toThrow('0 files');
    await cell(master, 'PUT', '?valueInputOption=RAW', { values: [['手写的话']] });
    await live(story, 'run', '2018-09-20T10:00');
    expect(await section.at(root, '总表')).toBe(master);
    expect((await cell(await section.at(root, '总表 人工改动1'), 'GET')).values).toEqual([['手写的话']]);
    expect((await cell(master, 'GET')).values).not.toEqual([['手写的话']]);
    expect(await live(story, 'run', '2018-09-20T11:00')).toMatchObject({ read: 0 });
    await expect(section.at(root, '总表 人工改动2')).rejects.toThrow('0 files');
  });

  it('tabs that a person renames, adds or deletes between our look and our batch do not stop the run', async () => {
    const id = await reportOf(story, school);
    await types(story, school, wrong);
    await live(story, 'run', '2018-09-20T09:00');
    await types(story, school, { monthlyReport_incidents: '不到3' });
    const { sheets } = await story.section.spreadsheet(id, 'sheets.properties(sheetId,title)');
    const feedback = sheets.find(
      ({ properties }: { properties: { title: string } }) => properties.title === '校验结果',
    );
    story.emulator.before(batchOn(id), () =>
      story.section.batch(id, { deleteSheet: { sheetId: feedback.properties.sheetId } }),
    );
    await live(story, 'run', '2018-09-20T10:00');
    const after = await story.section.spreadsheet(id, 'sheets.properties(title)');
    const titles = after.sheets.map(({ properties }: { properties: { title: string } }) => properties.title);
    expect(titles.filter((title: string) => title === '校验结果')).toHaveLength(1);
  });
});

/** Lets a person act before the first request at a path after one that matches. */
function storyAfter(match: (request: ApiRequest) => boolean, path: string, act: () => Promise<void>): void {
  let seen = false;
  story.emulator.before((request) => {
    seen ||= match(request);
    return seen && request.path === path;
  }, act);
}
