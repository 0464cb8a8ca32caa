import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { robot } from '../google/http.ts';
import { type EndState, endStateOf, settled } from '../jobs/google-end-state.ts';
import { beginStory, endStory, live, type Story, schoolOf, types } from '../jobs/google-story.ts';
import { rightReport } from '../support/fill-report.ts';
import { type Built, buildFunctions } from './built.ts';
import { type Due, deliver, deliverAtLeastOnce } from './scheduler.ts';

const right = schoolOf(1, '第一小学');
const schools = [right, schoolOf(2, '第二小学'), schoolOf(3, '第三小学', { delivery: '邮件' })];
const clocks = ['2018-09-03T09:00', '2018-09-20T10:00', '2018-09-26T09:30'] as const;

/** When each hour's run was meant for, as the platform writes it. */
const meantFor = (clock: string): string => new Date(`${clock}:00+08:00`).toISOString();
const run = (clock: string): Due => ({ door: 'run', district: 'x', scheduledFor: meantFor(clock) });

describe('the schedule of a district on Google', () => {
  let calm: EndState;
  let built: Built;
  let place = '';
  const stories: Story[] = [];
  const at = (now: string): void => writeFileSync(join(place, 'clock'), `${now}:00+08:00`);

  const begin = async (): Promise<{ story: Story; env: NodeJS.ProcessEnv }> => {
    const story = await beginStory(schools);
    stories.push(story);
    return { story, env: { ...story.env, CLOCK: join(place, 'clock'), DISTRICTS: `x=${story.district}` } };
  };

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'anxiao-delivery-'));
    built = await buildFunctions();
    const { story } = await begin();
    for (const clock of clocks) {
      if (clock === clocks[1]) await types(story, right, rightReport);
      await live(story, 'run', clock);
    }
    calm = await endStateOf(story);
  });

  afterAll(async () => {
    await built?.end();
    for (const story of stories) await endStory(story);
    rmSync(place, { recursive: true, force: true });
  });

  it('may deliver double, fifty times at once, late and out of order: the district is as after one run each', async () => {
    const { story, env } = await begin();
    const { port } = await built.serve(env);
    for (const [step, clock] of clocks.entries()) {
      if (step === 1) await types(story, right, rightReport);
      at(clock);
      const replies = await deliverAtLeastOnce(port, run(clock), step === 2 ? 50 : 2);
      expect(replies.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
      expect(replies.at(-1)?.status).toBe(200);
      // What was meant for earlier hours comes now, the oldest last.
      for (const late of clocks.slice(0, step).reverse())
        expect(await deliver(port, run(late))).toMatchObject({ status: 200, json: { read: 0, letters: [] } });
    }
    expect(await endStateOf(story)).toEqual(calm);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'goes on where a run was ended by %s: nothing lost, nothing doubled',
    async (signal) => {
      const { story, env } = await begin();
      for (const [step, clock] of clocks.entries()) {
        if (step === 1) await types(story, right, rightReport);
        at(clock);
        const { server, port } = await built.serve(env);
        let meanwhile = 0;
        let writes = 0;
        story.emulator.before(
          // In the middle: the lease is held, and something is written already.
          ({ caller, method, path }) => caller === robot && method !== 'GET' && !path.includes('/b/') && ++writes === 2,
          async () => {
            server.child.kill(signal);
            // Heard when it refuses what comes now; a dead one answers nothing.
            while (meanwhile !== 503 && meanwhile !== -1)
              meanwhile = (await deliver(port, run(clock)).catch(() => ({ status: -1 }))).status;
          },
        );
        const answered = await deliver(port, run(clock)).catch(() => undefined);
        const ended = await server.ended;
        const next = await built.serve(env);
        if (signal === 'SIGTERM') {
          expect([meanwhile, answered?.status]).toEqual([503, 503]);
          expect(ended).toEqual({ status: 0, signal: null });
          expect(await deliver(next.port, run(clock))).toMatchObject({ status: 200 });
        } else {
          expect([meanwhile, answered]).toEqual([-1, undefined]);
          // The dead one's lease stands until its ten minutes are over.
          expect(await deliver(next.port, run(clock))).toMatchObject({ status: 409 });
          const later = await built.serve({ ...env, AHEAD: String(11 * 60_000) });
          expect(await deliver(later.port, run(clock))).toMatchObject({ status: 200 });
        }
      }
      expect(settled(await endStateOf(story))).toEqual(settled(calm));
    },
  );
});
