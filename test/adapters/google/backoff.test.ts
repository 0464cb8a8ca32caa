import { describe, expect, test } from 'vitest';
import { type Call, GoogleFault } from '../../../functions/adapters/google/calls.ts';
import { type Connection, openConnection } from '../../../functions/adapters/google/connection.ts';
import {
  breakOff,
  connected,
  driveError,
  drop,
  json,
  page,
  type Reply,
  serveReplies,
  sheetsError,
} from './connection-server.ts';
import { fastPace } from './pacing-clock.ts';

const overQuota = sheetsError(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded for quota metric', 'RATE_LIMIT_EXCEEDED');
const halfJson: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end('{"spreadsheetId": "a');
};
const done = json({ spreadsheetId: 'done' });

/** A write that doubles what it does when it is done twice. */
const append = (google: Connection, again: Call<{ spreadsheetId?: string | null }>['again']) =>
  google.send({
    quota: 'sheetsWrite',
    again,
    send: () => google.sheets.spreadsheets.values.append({ spreadsheetId: 'x', range: 'A1', requestBody: {} }),
  });

const read = (google: Connection) =>
  google.send({
    quota: 'sheetsRead',
    again: 'harmless',
    send: () => google.sheets.spreadsheets.get({ spreadsheetId: 'x' }),
  });

const about = (google: Connection) =>
  google.send({ quota: 'drive', again: 'harmless', send: () => google.drive.about.get({ fields: 'user' }) });

const passing: Readonly<Record<string, Reply>> = {
  '429 of Sheets': overQuota,
  'page with 429': page(429),
  'page with 404': page(404),
  '403 rateLimitExceeded': driveError(403, 'rateLimitExceeded', 'Rate Limit Exceeded'),
  '403 userRateLimitExceeded': driveError(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded'),
  '403 sharingRateLimitExceeded': driveError(403, 'sharingRateLimitExceeded', 'Rate limit exceeded'),
};
const open: Readonly<Record<string, Reply>> = {
  '408': sheetsError(408, 'DEADLINE_EXCEEDED', 'Request timeout'),
  '500': sheetsError(500, 'INTERNAL', 'Internal error encountered.'),
  '502': page(502),
  '503': sheetsError(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
  '504': driveError(504, 'backendError', 'Deadline exceeded'),
  'page with 200': page(200),
  'JSON that breaks off': halfJson,
  'body that breaks off': breakOff,
  'dropped connection': drop,
};
const lasting: Readonly<Record<string, Reply>> = {
  '400': sheetsError(400, 'INVALID_ARGUMENT', 'Unable to parse range: NOPE!A5'),
  '403 PERMISSION_DENIED': sheetsError(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
  '404': driveError(404, 'notFound', 'File not found: x.'),
  '412': driveError(412, 'conditionNotMet', 'At least one of the pre-conditions you specified did not hold.'),
  '403 storageQuotaExceeded': driveError(403, 'storageQuotaExceeded', 'The storage quota has been exceeded.'),
  '403 dailyLimitExceeded': driveError(403, 'dailyLimitExceeded', 'Daily Limit Exceeded'),
  '429 dailyLimitExceeded': driveError(429, 'dailyLimitExceeded', 'Daily Limit Exceeded'),
  '403 teamDriveFileLimitExceeded': driveError(403, 'teamDriveFileLimitExceeded', 'The file limit has been exceeded.'),
  '403 accessNotConfigured': driveError(403, 'accessNotConfigured', 'Google Drive API has not been used'),
  '403 SERVICE_DISABLED': sheetsError(
    403,
    'PERMISSION_DENIED',
    'Google Sheets API has not been used',
    'SERVICE_DISABLED',
  ),
};

describe('is sent again', () => {
  test.each(Object.entries({ ...passing, ...open }))('%s', async (_, fault) => {
    const { google, asked } = await connected(fault, fault, done);
    expect(await read(google)).toEqual({ spreadsheetId: 'done' });
    expect(asked).toHaveLength(3);
  });
});

describe('is not sent again', () => {
  test.each(Object.entries(lasting))('%s', async (_, fault) => {
    const { google, asked, pace } = await connected(fault);
    await expect(read(google)).rejects.toThrow(Error);
    expect(asked).toHaveLength(1);
    expect(pace.waits).toEqual([]);
  });
});

describe('a write that cannot be repeated', () => {
  test.each(Object.entries(open))('is looked for after %s, and found', async (_, fault) => {
    const { google, asked } = await connected(fault, done);
    expect(await append(google, async () => ({ spreadsheetId: 'found' }))).toEqual({ spreadsheetId: 'found' });
    expect(asked).toHaveLength(1);
  });

  test.each(Object.entries(open))('is looked for after %s, and sent again where it is not there', async (_, fault) => {
    const { google, asked } = await connected(fault, done);
    let looks = 0;
    const look = async () => {
      looks += 1;
      return undefined;
    };
    expect(await append(google, look)).toEqual({ spreadsheetId: 'done' });
    expect([asked.length, looks]).toEqual([2, 1]);
  });

  test.each(Object.entries(passing))('is simply sent again after %s', async (_, fault) => {
    const { google, asked } = await connected(fault, done);
    const look = () => Promise.reject(new Error('looked for what was certainly not applied'));
    expect(await append(google, look)).toEqual({ spreadsheetId: 'done' });
    expect(asked).toHaveLength(2);
  });

  test('is looked for before a refusal is believed that an earlier try may have brought about', async () => {
    let looks = 0;
    // Dropped, not to be seen yet; then there after all, so that the second try meets it.
    const look = async () => {
      looks += 1;
      return looks === 1 ? undefined : { spreadsheetId: 'late' };
    };
    const { google, asked } = await connected(drop, sheetsError(400, 'INVALID_ARGUMENT', 'already exists'));
    expect(await append(google, look)).toEqual({ spreadsheetId: 'late' });
    expect(asked).toHaveLength(2);
  });

  test('is applied once, whatever is lost on the way', async () => {
    let applied = 0;
    const apply: (reply: Reply) => Reply = (reply) => (response, request) => {
      applied += 1;
      reply(response, request);
    };
    const { google } = await connected(drop, page(503), overQuota, apply(drop), apply(done));
    const look = async () => (applied > 0 ? { spreadsheetId: 'found' } : undefined);
    expect(await append(google, look)).toEqual({ spreadsheetId: 'found' });
    expect(applied).toBe(1);
  });
});

test('tries outlast a minute even with the least of chance, then say what Google said', async () => {
  const { google, asked, pace } = await connected(open['503'] as Reply);
  const fault = await read(google).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(GoogleFault);
  expect(fault).toMatchObject({
    status: 503,
    reason: 'UNAVAILABLE',
    message: 'The service is currently unavailable.',
  });
  expect(asked).toHaveLength(9);
  // Half of each wait is fixed, half is chance; chance stands at one half here.
  expect(pace.waits).toEqual([750, 1500, 3000, 6000, 12_000, 24_000, 48_000, 48_000]);
  expect((pace.waits.reduce((sum, each) => sum + each) / 3) * 2).toBeGreaterThan(90_000);
});

test('after a 429 of Sheets all reads wait a moment, after another the rest of the minute, and writes go on', async () => {
  const { root } = await serveReplies(overQuota, done, overQuota, overQuota, done);
  const time = fastPace();
  const started: Record<string, number[]> = { sheetsRead: [], sheetsWrite: [] };
  const ask = (quota: 'sheetsRead' | 'sheetsWrite') =>
    google.send({
      quota,
      again: 'harmless',
      send: () => {
        started[quota]?.push(time.now());
        return google.sheets.spreadsheets.get({ spreadsheetId: 'x' });
      },
    });
  const others: Promise<unknown>[] = [];
  const pace = {
    ...time,
    wait: (milliseconds: number) => {
      // As soon as the first one waits, others come.
      if (others.length === 0) others.push(ask('sheetsRead'), ask('sheetsWrite'), ask('sheetsRead'));
      return time.wait(milliseconds);
    },
  };
  const google = await openConnection({ SHEETS_ROOT_URL: root }, pace);
  const begin = time.now();
  await ask('sheetsRead');
  await Promise.all(others);
  expect(started.sheetsWrite).toEqual([begin]);
  const [first = 0, ...reads] = started.sheetsRead ?? [];
  expect(first).toBe(begin);
  const soon = reads.filter((at) => at - begin < 60_000);
  expect(soon.length).toBeGreaterThan(0);
  expect(soon.every((at) => at - begin >= 500)).toBe(true);
  // Three reads, refused three times: the last ones only when the minute is over.
  expect(reads).toHaveLength(5);
  expect(reads.at(-1)).toBeGreaterThanOrEqual(begin + 60_000);
});

test('Drive waits as long as it is asked to by Retry-After', async () => {
  const limited = json({ error: { code: 429, message: 'slow down' } }, 429, { 'retry-after': '20' });
  const { google, pace } = await connected(limited, json({}));
  await about(google);
  expect(pace.waits).toEqual([20_000]);
});

test('an error that is not about an answer goes through with its stack', async () => {
  const { google, asked } = await connected(done);
  const wrong = google.send({
    quota: 'drive',
    again: 'harmless',
    send: () => google.drive.files.get({} as { fileId: string }),
  });
  await expect(wrong).rejects.toThrow('Missing required parameters: fileId');
  expect(asked).toEqual([]);
});

test('what people wrote is not repeated in a fault', async () => {
  const message =
    'Invalid value at "data.values" (ListValue), "打人者某某 13800001111"; Unable to parse range: \'三年级\'!A1 1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789 teacher@school.example';
  const { google } = await connected(sheetsError(400, 'INVALID_ARGUMENT', message));
  const fault = (await read(google).catch((error: unknown) => error)) as GoogleFault;
  expect(JSON.stringify({ ...fault, message: fault.message, stack: fault.stack })).not.toMatch(
    /打人|1380|三年级|1AbC|teacher/,
  );
  expect(fault.message).toMatch(/^Invalid value at "…" \(ListValue\), "…"; Unable to parse range: …$/);
});
