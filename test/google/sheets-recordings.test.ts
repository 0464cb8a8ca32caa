import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { startEmulator } from './emulator.ts';

const yardstick = resolve(import.meta.dirname, '../../../shared/google');
const missing = existsSync(yardstick) ? '' : ' (skipped: the recordings are not beside this checkout)';

/** Banded ranges of tables have ids that no other server can know; widths depend on Google's fonts. */
const LEFT_OUT = ['tables', 'autosize', 'import-csv', 'forbidden'];

it(`Sheets answers as Google was recorded to, without ${LEFT_OUT.join(', ')}${missing}`, {
  skip: missing !== '',
}, async () => {
  const emulator = await startEmulator();
  const options = ['--sheets-root', emulator.url, '--skip-features', LEFT_OUT.join(','), '--quiet'];
  const cassettes = ['visible', 'derived'].map((name) => join(yardstick, name));
  const program = [join(yardstick, 'replay.mjs'), ...options, ...cassettes];
  const { stdout } = await promisify(execFile)(process.execPath, program).catch((failed) => failed);
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^1\d\d passed, 0 failed, \d+ skipped$/);
  await emulator.close();
});
