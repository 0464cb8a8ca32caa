import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { liveForReal } from './real-year.ts';
import { traceOf } from './trace.ts';

const places: string[] = [];
afterAll(() => {
  for (const place of places) rmSync(place, { recursive: true, force: true });
});

describe('two months with real workbooks, processes that are killed and a real mail server', () => {
  it.each([1, 2])(
    'keep every promise (seed %i)',
    async (seed) => {
      const { place, year } = await liveForReal(seed);
      places.push(place);
      const { faults, counts } = judge(year);
      console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
      expect(traceOf(year, faults)).toBe('');
      const accepted = year.log.filter((entry) => entry.is === 'event' && entry.event.type === 'accepted');
      expect(accepted.length).toBeGreaterThan(4);
      expect(counts.letters).toBeGreaterThan(20);
      expect(counts.killed).toBeGreaterThan(0);
    },
    600_000,
  );
});
