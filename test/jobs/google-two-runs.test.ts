import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeaseHeld } from '../../functions/operator-error.ts';
import type { ApiRequest } from '../google/api.ts';
import { robot } from '../google/http.ts';

import { rightReport } from '../support/fill-report.ts';
import { endStateOf } from './google-end-state.ts';
import { beginStory, endStory, live, type Story, schoolOf, types } from './google-story.ts';

const one = schoolOf(1, '第一小学');
const two = schoolOf(2, '第二小学');

let story: Story;
let master: string;
beforeEach(async () => {
  story = await beginStory([one, two]);
  await live(story, 'run', '2018-09-03T09:00');
  master = await story.section.at(story.root, '总表');
  await types(story, one, rightReport);
});
afterEach(() => endStory(story));

const drawsMaster = ({ caller, method, path }: ApiRequest): boolean =>
  caller === robot && method === 'POST' && path === `/v4/spreadsheets/${master}:batchUpdate`;

/** What the master's fence says: of how many events it tells. */
async function fences(): Promise<readonly number[]> {
  const { sheets } = await story.section.spreadsheet(master, 'sheets.properties.title');
  const titles: readonly string[] = sheets.map(({ properties }: { properties: { title: string } }) => properties.title);
  return titles.flatMap((title) => [...title.matchAll(/^_fence (\d+)\./g)].map(([, count]) => Number(count)));
}

/** How many reports the master shows as handed in. */
async function acceptedInMaster(): Promise<number> {
  const range = encodeURIComponent('报送进度!A1:Z40');
  const { values } = await story.section.call('GET', `/v4/spreadsheets/${master}/values/${range}`);
  return values.filter((row: readonly string[]) => row.includes('√ 已报送')).length;
}

describe('two runs of one district on Google', () => {
  it('do not work at once: the second is told who is at work, and writes nothing', async () => {
    let second: unknown;
    let wrote = 0;
    story.emulator.before(drawsMaster, async () => {
      const before = story.emulator.requests.length;
      second = await live(story, 'run', '2018-09-20T10:01').catch((error: unknown) => error);
      const asked = story.emulator.requests.slice(before);
      wrote = asked.filter(({ method, status, api }) => api !== 'storage' && method !== 'GET' && status === 200).length;
    });
    const report = await live(story, 'run', '2018-09-20T10:00');
    expect(report.states).toMatchObject({ submitted: 1 });
    expect(second).toBeInstanceOf(LeaseHeld);
    expect((second as Error).message).toContain('另一次运行正在处理这个区');
    expect(wrote).toBe(0);
    expect(await live(story, 'run', '2018-09-20T10:02')).toMatchObject({ read: 0, letters: [] });
  });

  it('that start in the same moment do the work once', async () => {
    const outcomes = await Promise.allSettled(
      ['2018-09-20T10:00', '2018-09-20T10:00', '2018-09-20T10:00'].map((now) => live(story, 'run', now)),
    );
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused.filter((error) => !(error instanceof LeaseHeld))).toEqual([]);
    expect(refused.length).toBeLessThan(3);
    const { events, files } = await endStateOf(story);
    const ids = events.map((event) => (event as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(files).filter((path) => path.endsWith('AGAIN'))).toEqual([]);
  });

  it('cannot write over one another: a run that stood still for too long gives way', async () => {
    let successor = 0;
    story.emulator.before(drawsMaster, async () => {
      await story.pace.wait(11 * 60_000);
      await types(story, two, rightReport);
      await live(story, 'run', '2018-09-20T10:20');
      expect(await acceptedInMaster()).toBe(2);
      [successor = 0] = await fences();
    });
    const stalled = await live(story, 'run', '2018-09-20T10:00').catch((error: unknown) => error);
    expect(stalled).toBeInstanceOf(LeaseHeld);
    expect(successor).toBeGreaterThan(0);
    expect(await fences()).toEqual([successor]);
    expect(await acceptedInMaster()).toBe(2);
    expect(await live(story, 'run', '2018-09-20T10:30')).toMatchObject({ read: 0, states: { submitted: 2 } });
  });
});
