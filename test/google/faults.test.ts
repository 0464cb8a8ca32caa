import { afterEach, describe, expect, it } from 'vitest';
import { asker } from './ask.ts';
import { type Emulator, startEmulator } from './emulator.ts';
import { parseFaults } from './faults.ts';

let emulator: Emulator;
afterEach(() => emulator?.close());

async function started(faults: string) {
  emulator = await startEmulator({ faults });
  return asker(emulator);
}

const person = () => asker(emulator, 'person@example.cn');
const files = async () => (await person()('GET /drive/v3/files')).json.files.length;
const create = 'POST /drive/v3/files';

describe('instead of an answer', () => {
  it.each([
    ['429', 429, 'rateLimitExceeded', 'usageLimits'],
    ['500', 500, 'internalError', 'global'],
    ['502', 502, 'backendError', 'global'],
    ['503', 503, 'backendError', 'global'],
    ['rate403', 403, 'userRateLimitExceeded', 'usageLimits'],
  ])('%s comes in the form of each API, and nothing is applied', async (kind, status, reason, domain) => {
    const ask = await started(`${kind}=1`);
    const drive = await ask(create, { name: 'a', parents: ['root'] });
    expect(drive.json.error).toMatchObject({ code: status, errors: [{ reason, domain }] });
    const sheets = await ask('GET /v4/spreadsheets/x');
    expect(sheets.json.error).toMatchObject({ code: sheets.status, status: expect.any(String) });
    expect(sheets.status).toBe(kind === 'rate403' ? 429 : status);
    expect((await person()(create, { name: 'mine' })).status).toBe(200);
    expect(await files()).toBe(1);
  });

  it('html is a page', async () => {
    const ask = await started('html=1');
    const drive = await ask('GET /drive/v3/files');
    expect([drive.status, drive.json]).toEqual([429, undefined]);
    expect(drive.text).toContain("We're sorry...");
    const sheets = await ask('GET /v4/spreadsheets/x');
    expect([sheets.status, sheets.json]).toEqual([502, undefined]);
  });

  it('drop breaks the connection before, dropAfter after the request was applied', async () => {
    for (const [kind, made] of [
      ['drop', 0],
      ['dropAfter', 1],
    ] as const) {
      const ask = await started(`${kind}=1`);
      const { json } = await person()('POST /drive/v3/drives?requestId=1', { name: 'd' });
      const member = { type: 'user', role: 'writer', emailAddress: 'robot@emulator.iam.gserviceaccount.com' };
      await person()(`POST /drive/v3/files/${json.id}/permissions?supportsAllDrives=true`, member);
      await expect(ask(`${create}?supportsAllDrives=true`, { parents: [json.id] })).rejects.toThrow();
      const all = 'supportsAllDrives=true&includeItemsFromAllDrives=true';
      expect((await person()(`GET /drive/v3/files?${all}`)).json.files).toHaveLength(made);
      expect(emulator.requests.filter(({ status }) => status === 0)).toHaveLength(1);
      await emulator.close();
    }
  });

  it('slow answers late, but answers', async () => {
    const ask = await started('slow=1,slowMs=30');
    expect((await ask(create, { name: 'a' })).status).toBe(200);
  });

  it('disabled refuses one API always, in its form', async () => {
    const ask = await started('disabled');
    const sheets = await ask('GET /v4/spreadsheets/x');
    expect(sheets.json.error).toMatchObject({ code: 403, details: [{ reason: 'SERVICE_DISABLED' }, {}] });
    expect((await ask('GET /drive/v3/files')).status).toBe(200);
    await emulator.close();
    const other = await started('disabled=drive');
    expect((await other('GET /drive/v3/files')).json.error.errors[0].reason).toBe('accessNotConfigured');
  });
});

describe('the draw', () => {
  async function statuses(spec: string): Promise<number[]> {
    const ask = await started(spec);
    const seen = [];
    for (let n = 0; n < 200; n += 1) seen.push((await ask('GET /drive/v3/files')).status);
    await emulator.close();
    return seen;
  }

  it('hits the share that was asked for, the same requests each time, others with another seed', async () => {
    const first = await statuses('500=0.1,503=0.1,seed=7');
    const hits = first.filter((status) => status !== 200).length;
    expect(hits).toBeGreaterThan(20);
    expect(hits).toBeLessThan(60);
    expect(await statuses('500=0.1,503=0.1,seed=7')).toEqual(first);
    expect(await statuses('500=0.1,503=0.1,seed=8')).not.toEqual(first);
  });

  it('spares Storage unless it is named', async () => {
    const spared = await started('503=1');
    expect((await spared('GET /storage/v1/b/x')).status).toBe(200);
    await emulator.close();
    const hit = await started('503=1,storage');
    expect((await hit('GET /storage/v1/b/x')).json.error.errors[0].reason).toBe('backendError');
  });

  it.each(['429', '429=x', '500=1.1', '500=0.6,503=0.6', 'seed=x', 'nonsense=0.1', 'disabled=storage'])(
    'does not take %s',
    (spec) => {
      expect(() => parseFaults(spec)).toThrow(RangeError);
    },
  );
});
