import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm test`: types, lint, unused code and the tests with what the plan asks for; the last line counts them all. */
const outcome = join(mkdtempSync(join(tmpdir(), 'anxiao-check-')), 'tests.json');
const reporters = ['default', 'json', './test/house/requirements/reporter.ts'];
const steps: readonly (readonly [name: string, ...command: string[]])[] = [
  ['types', 'tsc', '-p', '.'],
  ['types in the sheet', 'tsc', '-p', 'apps-script'],
  ['types in its pages', 'tsc', '-p', 'apps-script/page'],
  ['lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['unused', 'knip', '--no-progress'],
  ['tests', 'vitest', 'run', ...reporters.map((it) => `--reporter=${it}`), `--outputFile.json=${outcome}`],
];

let failed = 0;
let passed = 0;
let testsStatus: number | null = null;
for (const [name, command, ...args] of steps) {
  process.stdout.write(`\n== ${name}: ${command} ${args[0] ?? ''}\n`);
  const { status } = spawnSync(process.execPath, [binary(command ?? ''), ...args], { stdio: 'inherit' });
  if (name === 'tests') testsStatus = status;
  else if (status === 0) passed += 1;
  else failed += 1;
}

const tests = readTests();
passed += tests.passed;
// An error outside of all tests, or a requirement that no test shows: each test may have passed.
failed += tests.failed || (testsStatus === 0 ? 0 : 1);
process.stdout.write(`\n${passed} passed, ${failed} failed, ${tests.skipped} skipped\n`);
process.exitCode = failed === 0 ? 0 : 1;

/** A tool's own script, so that no shell is needed. */
function binary(command: string): string {
  const packages: Readonly<Record<string, string>> = {
    tsc: 'typescript/bin/tsc',
    biome: '@biomejs/biome/bin/biome',
    knip: 'knip/bin/knip.js',
    vitest: 'vitest/vitest.mjs',
  };
  return join(import.meta.dirname, '..', 'node_modules', packages[command] ?? command);
}

function readTests(): { passed: number; failed: number; skipped: number } {
  try {
    const report = JSON.parse(readFileSync(outcome, 'utf8'));
    const suitesFailed = report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0;
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + suitesFailed,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
