import { defineConfig } from 'vitest/config';

// What puts another package in the place of one of ours needs a process where nothing was loaded yet; the years, which
// take longest, one whose memory others have not filled.
const alone = ['test/letters/press.test.ts', 'test/jobs/year/years-*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The machine that checks has two cores, and several tests start programs of their own.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      // One process goes through many files: to load the program anew for each took a fifth of the time.
      { extends: true, test: { name: 'together', include: ['test/**/*.test.ts'], exclude: alone, isolate: false } },
    ],
  },
});
