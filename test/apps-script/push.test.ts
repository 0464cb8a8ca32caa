import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const script = resolve(import.meta.dirname, '../../scripts/apps-script/push.ts');
const desk = mkdtempSync(join(tmpdir(), 'anxiao-push-'));
afterAll(() => rmSync(desk, { recursive: true, force: true }));

/** Stands where `npx` is looked for: notes what it was asked and what lay around it, and answers as clasp would. */
function push(env: Readonly<Record<string, string>>, answer = 0) {
  const npx = join(desk, 'npx');
  const said = join(desk, 'said');
  writeFileSync(said, '');
  writeFileSync(
    npx,
    `#!/bin/sh\necho "$@" >> ${said}; cat .clasp.json >> ${said}; echo >> ${said}; grep -c 'function onEdit()' Code.js >> ${said}; ls >> ${said}; exit ${answer}\n`,
  );
  chmodSync(npx, 0o755);
  const { PATH = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
    encoding: 'utf8',
    env: { PATH: `${desk}${delimiter}${PATH}`, ...env },
  });
  return { status, stdout, stderr, said: readFileSync(said, 'utf8') };
}

const id = '1abcdefghijklmnopqrstuvwxyz_0123456789';

describe.skipIf(process.platform === 'win32')('apps-script:push', () => {
  it('says in one line what it lacks, and asks nobody', () => {
    expect(push({})).toMatchObject({ status: 2, said: '', stderr: expect.stringMatching(/^没有要推送的项目.*\n$/) });
    expect(push({ SCHOOL_SCRIPT_ID: 'x; rm -rf' })).toMatchObject({ status: 2, said: '' });
  });

  it('gives clasp the built script for each project that is named', () => {
    const { status, said, stdout } = push({ SCHOOL_SCRIPT_ID: id, CONTROL_SCRIPT_ID: `${id}2` });
    expect(status).toBe(0);
    expect(said.match(/--yes @google\/clasp@[\d.]+ push --force/g)).toHaveLength(2);
    expect(said).toContain(`{"scriptId":"${id}","rootDir":"."}`);
    expect(said).toContain('\n1\nCode.js\nappsscript.json');
    expect(stdout).toContain('报表底稿');
  });

  it('says so where clasp refused', () => {
    const { status, stderr } = push({ SCHOOL_SCRIPT_ID: id }, 1);
    expect([status, stderr.includes('login')]).toEqual([2, true]);
  });
});
