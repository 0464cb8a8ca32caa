import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Ask, asker } from './ask.ts';
import { type Emulator, startEmulator } from './emulator.ts';

let now: number;
let emulator: Emulator;
let robot: Ask;

beforeEach(async () => {
  now = Date.parse('2018-10-01T00:00:00Z');
  emulator = await startEmulator({ quota: true, clock: () => now });
  robot = asker(emulator);
});
afterEach(() => emulator.close());

const read = (ask: Ask) => ask('GET /v4/spreadsheets/none');
const write = (ask: Ask) => ask('POST /v4/spreadsheets/none:batchUpdate', { requests: [] });

async function times(count: number, once: () => Promise<{ status: number }>): Promise<number> {
  let within = 0;
  for (let n = 0; n < count; n += 1) if ((await once()).status !== 429) within += 1;
  return within;
}

it('answers 60 reads and 60 writes a minute for each caller', async () => {
  expect(await times(65, () => read(robot))).toBe(60);
  expect(await times(65, () => write(robot))).toBe(60);
  expect(await times(65, () => read(asker(emulator, 'person@example.cn')))).toBe(60);
  now += 59_999;
  expect(await times(1, () => read(robot))).toBe(0);
  now += 1;
  expect(await times(65, () => read(robot))).toBe(60);
});

it('counts over any 60 seconds, not from minute to minute', async () => {
  expect(await times(30, () => read(robot))).toBe(30);
  now += 59_000;
  expect(await times(40, () => read(robot))).toBe(30);
  now += 1_000;
  expect(await times(40, () => read(robot))).toBe(30);
});

it('refuses in words of the quota, without saying when to come back', async () => {
  await times(60, () => write(robot));
  const response = await fetch(`${emulator.url}/v4/spreadsheets/none:batchUpdate`, { method: 'POST', body: '{}' });
  expect(response.headers.get('retry-after')).toBeNull();
  const { error } = (await response.json()) as { error: { details: object[] } };
  expect(error).toMatchObject({
    code: 429,
    status: 'RESOURCE_EXHAUSTED',
    message:
      "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'.",
  });
  expect(error.details[0]).toMatchObject({
    reason: 'RATE_LIMIT_EXCEEDED',
    metadata: { quota_limit: 'WriteRequestsPerMinutePerUser', quota_limit_value: '60' },
  });
});

it('takes searches that are POSTs for reads, and leaves Drive alone', async () => {
  await times(60, () => read(robot));
  expect((await robot('POST /v4/spreadsheets/none/values:batchGetByDataFilter', {})).status).toBe(429);
  expect((await write(robot)).status).not.toBe(429);
  expect(await times(70, () => robot('GET /drive/v3/files'))).toBe(70);
});
