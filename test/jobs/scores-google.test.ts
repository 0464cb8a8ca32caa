import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownHolidays } from '../../functions/adapters/holidays.ts';
import { readDistrict } from '../../functions/jobs/district.ts';
import { explainScore } from '../../functions/jobs/scores/explain-score.ts';
import { rightReport } from '../support/fill-report.ts';
import { beginStory, endStory, live, openStory, type Story, schoolOf, types } from './google-story.ts';

const one = schoolOf(1, '第一小学');
let story: Story;

beforeAll(async () => {
  story = await beginStory([one]);
  await live(story, 'run', '2018-09-03T09:00');
  await types(story, one, rightReport);
  await live(story, 'run', '2018-09-20T09:00');
}, 60_000);
afterAll(() => endStory(story));

/** What a range of a spreadsheet holds, as `render` says. */
async function cells(name: string, range: string, render: 'FORMULA' | 'UNFORMATTED_VALUE'): Promise<unknown[][]> {
  const id = await story.section.at(story.root, name);
  const path = `/v4/spreadsheets/${id}/values/${encodeURIComponent(range)}?valueRenderOption=${render}`;
  return (await story.section.call('GET', path)).values ?? [];
}

describe('scores on Google', () => {
  it('stand in the master with their formulas, are published by what is typed there, and are explained by a link', async () => {
    const formulas = (await cells('总表', '督导评分!A7:Z7', 'FORMULA')).flat().map(String);
    expect(formulas.filter((it) => it.startsWith('='))).toHaveLength(5);
    expect(formulas.some((it) => it.includes('SUMPRODUCT(ISNUMBER('))).toBe(true);

    const control = await story.section.at(story.root, '区级设置');
    const path = `/v4/spreadsheets/${control}/values/${encodeURIComponent('评分公布!A2')}?valueInputOption=RAW`;
    await story.section.call('PUT', path, { values: [[2018, '2018-09-21', '公布甲', '复核乙']] });
    const { letters } = await live(story, 'run', '2018-09-21T09:00');
    const ofScores = letters.filter(({ key }) => key.startsWith('score/2018/'));
    expect(ofScores.map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(String((await cells('总表', '督导评分!A2', 'UNFORMATTED_VALUE'))[0])).toContain('已公布，第 1 版');

    const world = await openStory(story, '2018-09-21T10:00');
    const district = await readDistrict(world, knownHolidays);
    const { version, scores } = await explainScore(world, district, `score/2018/${one.code}/规章制度`);
    await world.ledger.close();
    expect(version).toBe(1);
    expect(scores[0]?.evidence[0]).toMatchObject({
      cell: '自查表!C8',
      link: expect.stringContaining('/spreadsheets/'),
    });
    const { letters: again } = await live(story, 'run', '2018-09-21T11:00');
    expect(again.filter(({ key }) => key.startsWith('score/'))).toEqual([]);
  });
});
