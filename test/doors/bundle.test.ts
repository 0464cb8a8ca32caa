import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compiledTemplate } from '../../functions/letters/compiled-template.ts';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict } from '../support/district.ts';
import { ask, freePort, type Running, start } from './processes.ts';

const root = resolve(import.meta.dirname, '../..');
const framework = join(root, 'node_modules/@google-cloud/functions-framework/build/src/main.js');

describe('npm run build', () => {
  const programs: Running[] = [];
  let folder = '';
  let district = '';
  let said = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'anxiao-build-'));
    district = makeDistrict([{ code: '371311001', name: '示例第一小学' }]);
    // As on a machine where somebody also runs the program.
    const build = start(['scripts/build/main.ts', join(folder, 'dist')], {
      SMTP_URL: 'smtps://me:geheim@mail.example.cn',
    });
    expect(await build.ended).toEqual({ status: 0, signal: null });
    said = build.stdout();
  });
  afterAll(async () => {
    for (const { child } of programs) child.kill('SIGKILL');
    await Promise.all(programs.map(({ ended }) => ended));
    removeDistrict(district);
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  it('makes one file and its package.json, and says how large', () => {
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['index.js', 'package.json']);
    expect(JSON.parse(readFileSync(join(folder, 'dist/package.json'), 'utf8'))).toEqual({
      name: 'anxiao-functions',
      private: true,
      type: 'module',
      main: 'index.js',
      engines: { node: '>=24' },
      scripts: { start: 'node index.js' },
    });
    expect(said).toMatch(/index\.js：\d+ KB（压缩后 \d+ KB）\n$/);
  });

  it('puts into it the letters’ template as html, and no compiler, test, secret or place of this machine', async () => {
    const code = readFileSync(join(folder, 'dist/index.js'), 'utf8');
    expect(code).toContain((await compiledTemplate()).slice(0, 30));
    expect(code).not.toMatch(/mj-section|geheim|vitest|anxiao-test-|emulator\.iam/);
    for (const place of [root, folder, tmpdir()]) expect(code).not.toContain(`"${place}/`);
    expect(Buffer.byteLength(code)).toBeLessThan(4 * 1024 * 1024);
  });

  it('runs by itself and in a framework that was there before, and ends well in both', async () => {
    // Away from every package of ours: what it needs is inside.
    const alone = join(folder, 'alone');
    cpSync(join(folder, 'dist'), alone, { recursive: true });
    const answers: unknown[] = [];
    for (const args of [[join(alone, 'index.js')], [framework, '--target=anxiao', `--source=${alone}`]]) {
      const port = await freePort();
      const server = start(args, { PORT: String(port), DISTRICTS: `x=${district}` });
      programs.push(server);
      await server.said(/Serving function/);
      const { status, json } = await ask(port, '/run', '{"district":"x","period":"2018-09","dryRun":true}');
      expect(status).toBe(200);
      answers.push(json);
      expect((await ask(port, '/run', 'x'.repeat(70_000))).status).toBe(413);
      server.child.kill('SIGTERM');
      expect(await server.ended, args[0]).toEqual({ status: 0, signal: null });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ period: '2018-09', schools: 1 });
  });
});
