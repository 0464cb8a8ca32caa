import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Documents } from '../../functions/jobs/jobs.ts';
import type { School } from '../../schemas/roster.ts';
import { type Built, buildFunctions } from '../doors/built.ts';
import { ask, type Reply } from '../doors/processes.ts';
import { rightReport, type Typed } from '../support/fill-report.ts';
import { endStateOf } from './google-end-state.ts';
import { beginStory, endStory, live, type Story, schoolOf, types } from './google-story.ts';

const right = schoolOf(1, '第一小学');
const wrong = schoolOf(2, '第二小学');
const schools = [right, wrong, schoolOf(3, '第三小学', { delivery: '邮件' })];
const october: Typed = { ...rightReport, monthlyReport_reportDate: '2018-10-20', monthlyReport_docDate: '2018-10-08' };

type Act =
  | { readonly door: keyof Documents; readonly now: string }
  | { readonly school: School; readonly month: string; readonly typed: Typed };

const acts: readonly Act[] = [
  { door: 'handOut', now: '2018-09-03T09:00' },
  { school: right, month: '2018年09月', typed: rightReport },
  { school: wrong, month: '2018年09月', typed: { ...rightReport, monthlyReport_incidents: '约3' } },
  { door: 'validate', now: '2018-09-20T10:00' },
  { door: 'consolidate', now: '2018-09-20T10:05' },
  { door: 'remind', now: '2018-09-21T09:00' },
  { school: wrong, month: '2018年09月', typed: { monthlyReport_incidents: 1 } },
  { door: 'run', now: '2018-09-26T09:30' },
  { door: 'handOut', now: '2018-10-08T09:00' },
  { school: right, month: '2018年10月', typed: october },
  { door: 'run', now: '2018-10-26T10:00' },
  { door: 'run', now: '2018-10-30T09:00' },
  { door: 'bulletin', now: '2018-10-30T10:00' },
];

describe('the functions as built, on a district on Google', () => {
  let overHttp: Story;
  let here: Story;
  let built: Built;
  let port = 0;
  let place = '';
  const at = (now: string): void => writeFileSync(join(place, 'clock'), `${now}:00+08:00`);
  const call = (door: string, body: object): Promise<Reply> => ask(port, `/${door}`, JSON.stringify(body));

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'anxiao-doors-'));
    [overHttp, here] = await Promise.all([beginStory(schools), beginStory(schools)]);
    built = await buildFunctions();
    ({ port } = await built.serve({
      ...overHttp.env,
      CLOCK: join(place, 'clock'),
      DISTRICTS: `x=${overHttp.district}`,
      TZ: 'Pacific/Kiritimati',
    }));
  });
  afterAll(async () => {
    await built?.end();
    for (const story of [overHttp, here]) if (story) await endStory(story);
    rmSync(place, { recursive: true, force: true });
  });

  it('answer what the jobs tell, step by step through two months, and leave the same district', async () => {
    for (const act of acts) {
      if ('school' in act) {
        for (const story of [overHttp, here]) await types(story, act.school, act.typed, act.month);
        continue;
      }
      const { door, now } = act;
      at(now);
      const reply = await call(door, { district: 'x' });
      expect(reply, `${door} at ${now}`).toMatchObject({ status: 200 });
      expect(reply.json, `${door} at ${now}`).toEqual(await live(here, door, now));
    }
    expect(await endStateOf(overHttp)).toEqual(await endStateOf(here));
  });

  it('tell 409 and who is at work while another run holds the district', async () => {
    at('2018-11-05T09:00');
    const { emulator } = overHttp;
    let second: Reply | undefined;
    // While the first writes the master, whichever request that is.
    emulator.before(
      ({ method, path }) => method === 'POST' && path.endsWith(':batchUpdate'),
      async () => {
        second = await call('run', { district: 'x' });
      },
    );
    expect(await call('run', { district: 'x' })).toMatchObject({ status: 200 });
    expect(second).toMatchObject({ status: 409, json: { error: expect.stringContaining('另一次运行') } });
    expect((await call('run', { district: 'x' })).json).toMatchObject({ read: 0, letters: [] });
  });
});
