import { afterAll, describe, expect, it } from 'vitest';
import type { School } from '../../schemas/roster.ts';
import { fastPace } from '../adapters/google/pacing-clock.ts';
import type { Asked } from '../google/emulator.ts';
import { robot } from '../google/http.ts';

import { rightReport } from '../support/fill-report.ts';
import { beginStory, endStory, live, type Story, schoolOf, types } from './google-story.ts';

/** Schools that get no letters: what a run then asks of Google is for their reports alone. */
const silentSchools = (count: number): readonly School[] =>
  Array.from({ length: count }, (_, index) =>
    schoolOf(index + 1, `第${index + 1}小学`, { liaisonEmail: '', principalEmail: '' }),
  );

const stories: Story[] = [];
afterAll(async () => {
  for (const story of stories) await endStory(story);
});

async function keep(begun: Promise<Story>): Promise<Story> {
  const story = await begun;
  stories.push(story);
  return story;
}

/** How often a run asked for what, ids left out; Storage, which has no such quota, is not counted. */
async function asksOf(story: Story, now: string): Promise<ReadonlyMap<string, number>> {
  const from = story.emulator.requests.length;
  await live(story, 'run', now);
  const asked = story.emulator.requests.slice(from).filter(({ api }) => api !== 'storage');
  const kinds = Map.groupBy(asked, ({ method, path }) => `${method} ${path.replace(/[\w-]{19,}/g, 'ID')}`);
  return new Map([...kinds].map(([kind, { length }]) => [kind, length]));
}

const total = (asks: ReadonlyMap<string, number>): number => [...asks.values()].reduce((sum, count) => sum + count, 0);

describe('what a run asks of Sheets and Drive', () => {
  it('is the change list where nothing changed, and one read a change, one write a feedback where something did', async () => {
    const schools = silentSchools(12);
    const story = await keep(beginStory(schools));
    await live(story, 'run', '2018-09-03T09:00');
    expect([...(await asksOf(story, '2018-09-03T10:00'))]).toEqual([['GET /drive/v3/changes', 1]]);

    for (const school of schools.slice(0, 8)) await types(story, school, rightReport);
    for (const school of schools.slice(8)) await types(story, school, { selfCheck_studentCount: '约1200' });
    const first = await asksOf(story, '2018-09-20T09:00');
    expect(Object.fromEntries(first)).toEqual({
      'GET /drive/v3/changes': 2,
      'GET /v4/spreadsheets/ID': 12 + 1,
      // What a school is told, its accepted version as typed with it: one batch.
      'POST /v4/spreadsheets/ID:batchUpdate': 12 + 1,
    });
    expect([...(await asksOf(story, '2018-09-20T10:00'))]).toEqual([['GET /drive/v3/changes', 1]]);

    for (const school of schools.slice(0, 6)) await types(story, school, { selfCheck_planText: '下月再查一遍。' });
    for (const school of schools.slice(8)) await types(story, school, { selfCheck_studentCount: '1200左右' });
    const second = await asksOf(story, '2018-09-20T11:00');
    const [changed, withFeedback] = [10, 10];
    expect(total(second)).toBeLessThanOrEqual(changed + withFeedback + 4);
    expect([...(await asksOf(story, '2018-09-20T12:00'))]).toEqual([['GET /drive/v3/changes', 1]]);
  });

  it('stays within sixty reads and sixty writes in any minute with three hundred schools that all changed', async () => {
    const schools = silentSchools(300);
    const pace = fastPace();
    const start = Date.parse('2026-01-01T00:00:00Z');
    const story = await keep(
      beginStory(schools, { quota: true, log: undefined, clock: () => start + pace.now() }, pace),
    );
    // Who set the district up had turns of its own.
    await pace.wait(61_000);
    await live(story, 'run', '2018-09-03T09:00');
    for (const [index, school] of schools.entries()) {
      if (index % 50 === 0) await pace.wait(60_000);
      await types(story, school, index % 2 === 0 ? rightReport : { selfCheck_studentCount: '约1200' });
    }
    await pace.wait(61_000);
    const report = await live(story, 'run', '2018-09-20T09:00');
    expect(report).toMatchObject({ read: 300, states: { submitted: 150 } });
    const ours = story.emulator.requests.filter(({ api, caller }) => api === 'sheets' && caller === robot);
    expect(ours.filter(({ status }) => status !== 200)).toEqual([]);
    const [reads, writes] = [
      ours.filter(({ method }) => method === 'GET'),
      ours.filter(({ method }) => method !== 'GET'),
    ];
    expect(reads.length).toBeGreaterThan(300);
    expect(writes.length).toBeGreaterThan(450);
    expect(mostInAMinute(reads)).toBeLessThanOrEqual(60);
    expect(mostInAMinute(writes)).toBeLessThanOrEqual(60);
  });
});

function mostInAMinute(asked: readonly Asked[]): number {
  const times = asked.map(({ at }) => at).sort((a, b) => a - b);
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 60_000).length));
}
