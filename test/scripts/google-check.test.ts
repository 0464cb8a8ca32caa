import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSchools } from '../../scripts/demo/schools.ts';
import { checkGoogle, checkLines } from '../../scripts/google/check/check-google.ts';
import type { Probed } from '../../scripts/google/check/fact.ts';
import { Person } from '../google/person.ts';
import { type GoogleDistrict, makeGoogleDistrict } from '../support/google-district.ts';

const teacher = 'teacher@example.cn';

describe('google:check', () => {
  let google: GoogleDistrict;
  const said: string[] = [];
  let results: readonly Probed[];

  /** Somebody who does what the check asks for. */
  function typing(line: string): void {
    said.push(line);
    const [, id] = /spreadsheets\/d\/([\w-]+)/.exec(line) ?? [];
    if (id) void new Person(google.emulator.url, teacher).type(id, { 'Sheet1!A1': '看到了' });
  }

  beforeAll(async () => {
    google = await makeGoogleDistrict(sampleSchools.slice(0, 1).map(({ school }) => school));
    results = await checkGoogle({ district: google.district, env: google.env, person: teacher, say: typing });
  }, 60_000);
  afterAll(() => google?.emulator.close());

  it('ticks every fact on the emulator but the one it cannot show', () => {
    expect(results.filter(({ is }) => is === 'no')).toEqual([]);
    expect(results.filter(({ is }) => is === 'untried').map(({ what }) => what)).toEqual([
      '存储桶留着旧版本，误删、误改都找得回',
    ]);
    expect(results.length).toBeGreaterThan(20);
    expect(new Set(results.map(({ what }) => what)).size).toBe(results.length);
  });

  it('leaves nothing behind: neither a folder in the district nor an object in the bucket', async () => {
    const q = encodeURIComponent(`'${google.root}' in parents and trashed = false`);
    const all = 'supportsAllDrives=true&includeItemsFromAllDrives=true';
    const { files } = await google.section.call('GET', `/drive/v3/files?q=${q}&${all}`);
    expect(files.filter(({ name }: { name: string }) => name.includes('试用'))).toEqual([]);
    const { items } = await google.section.call(
      'GET',
      `/storage/v1/b/${google.env.LEDGER_BUCKET}/o?prefix=${google.root}/try-`,
    );
    expect(items ?? []).toEqual([]);
  });

  it('crosses what is not so, with what to do, and tidies up all the same', async () => {
    const { emulator, district, env } = google;
    const { promise, resolve } = Promise.withResolvers<void>();
    // Somebody takes the copy's names away before it is looked at.
    emulator.before(
      ({ method, path, query }) =>
        method === 'GET' &&
        path.startsWith('/v4/') &&
        (query.get('fields') ?? '').includes('dataValidation') &&
        seen++ > 0,
      async () => {
        const copy = await idOf('复制件');
        const { namedRanges } = await google.section.spreadsheet(copy, 'namedRanges(namedRangeId)');
        const gone = namedRanges.map(({ namedRangeId }: { namedRangeId: string }) => ({
          deleteNamedRange: { namedRangeId },
        }));
        await google.section.batch(copy, ...gone);
        resolve();
      },
    );
    let seen = 0;
    const [crossed] = await Promise.all([checkGoogle({ district, env, say: () => {} }), promise]);
    const wrong = crossed.filter(({ is }) => is === 'no');
    expect(wrong.map(({ what }) => what)).toEqual(['复制的表格带着格子的名称']);
    const lines = checkLines(crossed);
    expect(lines).toContainEqual(expect.stringMatching(/^× 复制的表格带着格子的名称（原来 .*，复制后 null）$/));
    expect(lines).toContainEqual(expect.stringContaining('先不要发表'));
    expect(lines).toContainEqual(expect.stringMatching(/^？ .*--share/));
  }, 60_000);

  it('says in one line what is wrong with how it was called, or with the account', async () => {
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../scripts/google/check.ts'), ...args], {
        env: { ...process.env, ...google.env },
      }).then(
        () => ({ code: 0, stderr: '' }),
        ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
      );
    for (const [args, words] of [
      [[], '用法'],
      [['./folder'], '用法'],
      [[google.district, '--share', 'nobody'], '用法'],
      [['google:1234567890123456'], '找不到'],
    ] as const) {
      const { code, stderr } = await run(...args);
      expect([code, stderr.trim().split('\n').length]).toEqual([2, 1]);
      expect(stderr).toContain(words);
    }
  }, 60_000);

  async function idOf(name: string): Promise<string> {
    const q = encodeURIComponent(`name = '${name}' and trashed = false`);
    const all = 'supportsAllDrives=true&includeItemsFromAllDrives=true&orderBy=createdTime desc';
    const { files } = await google.section.call('GET', `/drive/v3/files?q=${q}&${all.replaceAll(' ', '%20')}`);
    return files[0].id;
  }
});
