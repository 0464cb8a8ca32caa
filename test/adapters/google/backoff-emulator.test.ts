import { expect, onTestFinished, test } from 'vitest';
import { GoogleFault } from '../../../functions/adapters/google/calls.ts';
import { type Connection, openConnection } from '../../../functions/adapters/google/connection.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../google/emulator.ts';
import { type FastPace, fastPace } from './pacing-clock.ts';

interface Scene {
  readonly emulator: Emulator;
  readonly google: Connection;
  readonly pace: FastPace;
}

async function scene(options: EmulatorOptions): Promise<Scene> {
  const pace = fastPace();
  const emulator = await startEmulator({ clock: pace.now, ...options });
  onTestFinished(() => emulator.close());
  return { emulator, pace, google: await openConnection({ DRIVE_ROOT_URL: emulator.url }, pace) };
}

/** Makes a folder that is found again by its key: never two of one key, however often it is asked for. */
function makeFolder({ drive, send }: Connection, key: string): Promise<string> {
  const look = async (): Promise<{ id?: string | null } | undefined> => {
    const q = `appProperties has { key='key' and value='${key}' } and trashed = false`;
    const found = await send({ quota: 'drive', again: 'harmless', send: () => drive.files.list({ q }) });
    return found.files?.[0];
  };
  const requestBody = { name: key, mimeType: 'application/vnd.google-apps.folder', appProperties: { key } };
  return send({ quota: 'drive', again: look, send: () => drive.files.create({ requestBody, fields: 'id' }) }).then(
    ({ id }) => id ?? '',
  );
}

test.each([1, 2, 3, 4, 5])('however Drive fails, each folder is made once (seed %i)', async (seed) => {
  const faults = `429=0.02,500=0.02,502=0.02,503=0.02,html=0.02,rate403=0.02,drop=0.02,dropAfter=0.08,seed=${seed}`;
  const { emulator, google } = await scene({ faults });
  const keys = Array.from({ length: 60 }, (_, number) => `folder-${number}`);
  const ids = await Promise.all(keys.map((key) => makeFolder(google, key)));
  expect(new Set(ids).size).toBe(60);
  const { files = [] } = await google.send({
    quota: 'drive',
    again: 'harmless',
    send: () => google.drive.files.list({ pageSize: 1000, q: "name contains 'folder'" }),
  });
  expect(files.map(({ name }) => name).sort()).toEqual(keys.sort());
  expect(files.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(emulator.requests.filter(({ status }) => status !== 200).length).toBeGreaterThan(0);
});

test('a robot without storage is told so by its first request', async () => {
  const { emulator, google } = await scene({ faults: 'storageQuotaExceeded' });
  const requestBody = { name: 'x', mimeType: 'application/vnd.google-apps.spreadsheet' };
  const making = google.send({
    quota: 'drive',
    again: 'harmless',
    send: () => google.drive.files.create({ requestBody }),
  });
  await expect(making).rejects.toThrow(OperatorError);
  expect(emulator.requests).toHaveLength(1);
});

/** A spreadsheet that is not there: the quota counts before anybody looks for it. */
const missing = ({ sheets, send }: Connection) =>
  send({ quota: 'sheetsRead', again: 'harmless', send: () => sheets.spreadsheets.get({ spreadsheetId: 'x' }) }).catch(
    (error: unknown) => error,
  );

test('three hundred reads at once never meet the quota, nor do as many writes beside them', async () => {
  const { emulator, google } = await scene({ quota: true });
  const write = () =>
    google
      .send({
        quota: 'sheetsWrite',
        again: 'harmless',
        send: () => google.sheets.spreadsheets.values.clear({ spreadsheetId: 'x', range: 'A1' }),
      })
      .catch(() => {});
  await Promise.all(Array.from({ length: 300 }, () => [missing(google), write()]).flat());
  expect(emulator.requests).toHaveLength(600);
  expect(emulator.requests.filter(({ status }) => status === 429)).toEqual([]);
});

test('two runs that share a robot step on each other and both get through', async () => {
  const { emulator, google, pace } = await scene({ quota: true });
  const other = await openConnection({ SHEETS_ROOT_URL: emulator.url }, { ...pace, chance: () => 0.1 });
  const ends = await Promise.all(Array.from({ length: 100 }, () => [missing(google), missing(other)]).flat());
  expect(ends.every((end) => end instanceof GoogleFault && end.status === 404)).toBe(true);
  expect(emulator.requests.filter(({ status }) => status === 404)).toHaveLength(200);
  expect(emulator.requests.some(({ status }) => status === 429)).toBe(true);
});
